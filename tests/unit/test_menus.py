"""Two drill menus side by side: every place of both, and a sign for what differs."""

from hypothesis import given
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.merge.menus import Slot, side_by_side
from kkworkbench.model.drill import DrillEntry
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.drill import MoveDrillEntries, TakeOutOfDrill
from kkworkbench.workspace.commands.pages import EditPage

START = State.of(demo.records())
ENTRIES = START.bucket(DRILL, True)
PLACES = st.integers(0, len(ENTRIES) - 1)


def page_of(entry: str) -> str:
    found = START.get(DrillEntry, entry)
    assert found is not None
    return found.target


STEPS = st.one_of(
    st.builds(lambda n, to: MoveDrillEntries((ENTRIES[n],), to), PLACES, PLACES),
    st.builds(lambda n: TakeOutOfDrill((ENTRIES[n],)), PLACES),
    st.builds(lambda n, text: EditPage(page_of(ENTRIES[n]), "title", text), PLACES, st.just("Ny")),
    st.builds(lambda n: EditPage(page_of(ENTRIES[n]), "summary", "Ring."), PLACES),
)


def after(*commands: Command) -> State:
    draft = Draft(START)
    for command in commands:
        if not isinstance(command, MoveDrillEntries) or _is_placed(draft.state, command):
            command.apply(draft)
    return draft.state


def _is_placed(state: State, command: MoveDrillEntries) -> bool:
    return set(command.entry_ids) <= set(state.bucket(DRILL, True))


def texts(state: State, id_: str) -> tuple[str, str]:
    entry = state.get(DrillEntry, id_)
    assert entry is not None
    return entry_title(state, entry), entry_help_text(state, entry)


@given(st.lists(STEPS, max_size=5), st.lists(STEPS, max_size=5))
def test_every_place_is_there_and_every_sign_is_true(
    first: list[Command], second: list[Command]
) -> None:
    left, right = after(*first), after(*second)
    pairs = side_by_side(left, right)
    lefts = [slot for slot, _ in pairs if slot is not None]
    rights = [slot for _, slot in pairs if slot is not None]
    was, now = left.bucket(DRILL, True), right.bucket(DRILL, True)
    assert tuple(slot.id for slot in lefts) == was
    assert tuple(slot.id for slot in rights) == now
    assert all((slot.title, slot.help_text) == texts(left, slot.id) for slot in lefts)
    for slot in lefts:
        assert slot.sign == ("" if slot.id in now else "✖")
    for slot in rights:
        assert (slot.title, slot.help_text) == texts(right, slot.id)
        if slot.id not in was:
            assert (slot.sign, slot.by) == ("✚", 0)
            continue
        assert slot.is_edited == (texts(left, slot.id) != texts(right, slot.id))
        rise = was.index(slot.id) - now.index(slot.id)
        if slot.by:
            assert (slot.sign, slot.by) == ("▲" if rise > 0 else "▼", abs(rise))
        else:
            assert slot.sign == ("✎" if slot.is_edited else "")


def test_only_what_was_moved_has_an_arrow_and_not_what_gave_way() -> None:
    pairs = side_by_side(START, after(MoveDrillEntries((ENTRIES[4],), 1)))
    assert [(slot.id, slot.sign, slot.by) for _, slot in pairs if slot and slot.sign] == [
        (ENTRIES[4], "▲", 3)
    ]
    assert pairs[2][1] == Slot(ENTRIES[1], *texts(START, ENTRIES[1]))


def test_a_place_reads_as_its_signs_and_title() -> None:
    assert str(Slot("x", "Pas", "")) == "Pas"
    assert str(Slot("x", "Pas", "", "▲", 3)) == "▲3 Pas"
    assert str(Slot("x", "Pas", "", "▼", 2, is_edited=True)) == "▼2 ✎ Pas"
    assert str(Slot("x", "Pas", "", "✎", is_edited=True)) == "✎ Pas"

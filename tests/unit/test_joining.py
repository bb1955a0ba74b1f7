"""Two lines of work are joined field by field, and nothing is left hanging."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.merge.difference import COMPARED
from kkworkbench.merge.joining import NEEDS, ONCE, WHOLE, join
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change, Conflict
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.variants import TakeOverVariant
from kkworkbench.workspace.errors import Refused
from tests.strategies import changes_on, states
from tests.unit.test_as_it_was import records_of
from tests.unit.test_variants import AT, branch_off, content, opened, put

TOP, A, B = Page("top"), Page("a", "top"), Page("b", "top")
UNIT = Contact("c")
BOX = ContactBox("x", "a", "c")


@st.composite
def lines(draw: st.DrawFn) -> tuple[State, State, State]:
    """Make a base and two states that were led away from it, with few ids, so that they meet."""
    base = content(draw(states()))
    sides = []
    for _ in range(2):
        state = base
        for _ in range(draw(st.integers(0, 6))):
            change = draw(changes_on(state))
            if change.kind in COMPARED:
                state = state.apply((change,))
        sides.append(state)
    return base, sides[0], sides[1]


def hanging(state: State) -> Iterator[tuple[object, ...]]:
    """Yield what stands on nothing, stands twice, or goes round in a circle."""
    for kind, needs in NEEDS.items():
        for record in state.all(kind):
            for field, target in needs:
                id_ = getattr(record, field)
                if id_ is not None and state.get(target, id_) is None:
                    yield kind, record.id, field, id_
    for kind, field, index in ONCE:
        for record in state.all(kind):
            if state.bucket_size(index, getattr(record, field)) > 1:
                yield kind, record.id, field, getattr(record, field), "twice"
    for page in state.all(Page):
        top = (page, *ancestors(state, page.id))[-1]
        if state.get(Page, top.parent) is not None:
            yield Page, "circle"


@given(lines())
def test_a_join_leaves_nothing_hanging_that_did_not_hang(
    three: tuple[State, State, State],
) -> None:
    base, ours, theirs = three
    joined = join(base, ours, theirs)
    assert ours.apply(joined.changes) == joined.state
    assert set(hanging(joined.state)) <= set(hanging(ours)) | set(hanging(theirs))


@given(lines())
def test_a_field_is_theirs_where_only_they_changed_it(three: tuple[State, State, State]) -> None:
    base, ours, theirs = three
    joined = join(base, ours, theirs)
    clashes = {(each.kind, each.id, each.field) for each in joined.conflicts}
    for change in base.changes_to(theirs, COMPARED):
        key = change.kind, change.id
        stands, was = joined.state.get(*key), ours.get(*key)
        if (*key, WHOLE) in clashes:
            assert stands == was
        elif change.before is None or change.after is None or was is None:
            assert stands == change.after
        else:
            for field in change.changed_fields():
                wanted = was if (*key, field) in clashes else change.after
                assert getattr(stands, field) == getattr(wanted, field)


@given(lines())
def test_what_they_left_alone_stays_ours(three: tuple[State, State, State]) -> None:
    base, ours, theirs = three
    theirs_changed = {(c.kind, c.id) for c in base.changes_to(theirs, COMPARED)}
    assert {(c.kind, c.id) for c in join(base, ours, theirs).changes} <= theirs_changed
    assert join(base, ours, base).changes == ()
    assert join(base, theirs, theirs).changes == join(base, theirs, theirs).conflicts == ()


@given(lines())
def test_taken_over_and_undone_is_as_it_was(three: tuple[State, State, State]) -> None:
    base, ours, theirs = three
    workspace = opened(records_of(base))  # type: ignore[arg-type]
    branch = VariantId(branch_off(workspace, "a"))
    for change in base.changes_to(ours):
        workspace.execute(_Do(change))
    workspace.show(branch)
    for change in base.changes_to(theirs):
        workspace.execute(_Do(change))
    workspace.show("")
    before, tried = workspace.state, workspace.state_of(branch)
    joined = join(workspace.as_it_was(1), before, tried)
    done = workspace.execute(TakeOverVariant(branch, joined.changes, AT))
    assert content(workspace.state) == content(joined.state)
    assert (done is None) == (not joined.changes)
    if done is not None:
        undone = workspace.undo()
        assert undone is not None
        assert undone.conflicts == ()
    assert workspace.state == before
    assert workspace.state_of(branch) == tried


class _Do:
    """Make one change as it is given."""

    label = "command.edit_page"

    def __init__(self, change: Change) -> None:
        self.change = change

    def merge_key(self) -> str | None:
        return None

    def apply(self, draft: object) -> None:
        if self.change.after is None:
            draft.remove(self.change.kind, self.change.id)  # type: ignore[attr-defined]
        else:
            draft.put(self.change.after)  # type: ignore[attr-defined]


def state_of(*records: Record) -> State:
    return State.of(records)


def test_two_who_change_other_fields_do_not_meet() -> None:
    joined = join(
        state_of(A), state_of(replace(A, title="Vores")), state_of(replace(A, summary="Deres"))
    )
    assert joined.state == state_of(replace(A, title="Vores", summary="Deres"))
    assert joined.conflicts == ()


def test_a_field_that_both_changed_is_ours_until_it_is_settled() -> None:
    base, ours, theirs = (state_of(replace(A, title=title)) for title in ("Før", "Vores", "Deres"))
    joined = join(base, ours, theirs)
    clash = Conflict(Page, "a", "title")
    assert (joined.changes, joined.conflicts) == ((), (clash,))
    settled = join(base, ours, theirs, settled=(clash,))
    assert (settled.state, settled.conflicts) == (theirs, ())


def test_a_field_that_is_left_out_stays_ours() -> None:
    both = state_of(replace(A, title="Deres", summary="Deres"))
    without = (Conflict(Page, "a", "title"),)
    for title in ("", "Vores"):
        ours = state_of(replace(A, title=title))
        joined = join(state_of(A), ours, both, without=without)
        assert joined.state == state_of(replace(A, title=title, summary="Deres"))
        assert joined.conflicts == ()


def test_what_we_removed_and_they_changed_is_a_conflict_either_way() -> None:
    base, gone, edited = state_of(TOP, A), state_of(TOP), state_of(TOP, replace(A, title="Ny"))
    whole = Conflict(Page, "a", WHOLE)
    for ours, theirs in ((gone, edited), (edited, gone)):
        joined = join(base, ours, theirs)
        assert (joined.state, joined.conflicts) == (ours, (whole,))
        assert join(base, ours, theirs, settled=(whole,)).state == theirs


def test_two_moves_that_would_make_a_circle_are_a_conflict() -> None:
    base = state_of(TOP, A, B)
    ours = state_of(TOP, replace(A, parent="b"), B)
    theirs = state_of(TOP, A, replace(B, parent="a"))
    joined = join(base, ours, theirs)
    assert (joined.state, joined.conflicts) == (ours, (Conflict(Page, "b", WHOLE),))


def test_a_page_that_we_filled_since_is_not_removed_nor_is_what_stood_on_it() -> None:
    base = state_of(TOP, A, UNIT, BOX)
    ours = state_of(TOP, A, UNIT, BOX, replace(B, parent="a"))
    joined = join(base, ours, state_of(TOP, UNIT))
    assert joined.state == ours
    assert set(joined.conflicts) == {Conflict(Page, "a", WHOLE), Conflict(ContactBox, "x", WHOLE)}


def test_a_second_entry_for_one_page_is_a_conflict() -> None:
    base = state_of(TOP, A)
    ours = state_of(TOP, A, DrillEntry("d1", "a"))
    joined = join(base, ours, state_of(TOP, A, DrillEntry("d2", "a")))
    assert (joined.state, joined.conflicts) == (ours, (Conflict(DrillEntry, "d2", WHOLE),))


def test_what_a_new_entry_hangs_on_comes_with_it() -> None:
    base, entry = state_of(TOP), DrillEntry("d", "a")
    theirs = state_of(TOP, A, B, UNIT, BOX, entry)
    assert join(base, base, theirs, {(DrillEntry, "d")}).state == state_of(TOP, A, entry)
    assert join(base, base, theirs, {(ContactBox, "x")}).state == state_of(TOP, A, UNIT, BOX)
    assert join(base, base, theirs, set()).changes == ()


def test_what_hangs_on_a_removed_page_goes_with_it() -> None:
    base = state_of(TOP, A, UNIT, BOX)
    assert join(base, base, state_of(TOP, UNIT), {(Page, "a")}).state == state_of(TOP, UNIT)


def test_a_join_that_is_out_of_date_is_refused() -> None:
    workspace = opened([A])
    branch = VariantId(branch_off(workspace, "a"))
    workspace.show(branch)
    put(workspace, replace(A, title="Prøvet"))
    workspace.show("")
    joined = join(state_of(A), workspace.state, workspace.state_of(branch))
    put(workspace, replace(A, title="Imens"))
    with pytest.raises(Refused) as caught:
        workspace.execute(TakeOverVariant(branch, joined.changes, AT))
    assert caught.value.params == {"title": "Imens"}

"""Every move of the board, the list and the tree: legal or refused in words, nothing lost."""

from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.messages import Messages
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId, ListEntryId, PageId, SettingId
from kkworkbench.model.page import DRILL_KINDS, LEAF_KINDS, Page
from kkworkbench.state.indexes import CHILDREN, DRILL, LIST_BY_PAGE
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.contact_list import PutOnList, RemoveFromList
from kkworkbench.workspace.commands.drill import (
    LOCKED,
    MoveDrillEntries,
    PlacePagesInDrill,
    SwapInDrill,
    TakeOutOfDrill,
)
from kkworkbench.workspace.commands.pages import MovePages
from kkworkbench.workspace.commands.settings import SetSetting
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

RECORDS = tuple(demo.records())
FIRST = State.of(RECORDS)
MESSAGES = Messages("da")
PAGES = st.sampled_from(sorted(page.id for page in FIRST.all(Page))).map(PageId)
MENU = st.sampled_from(FIRST.bucket(DRILL, True)).map(DrillEntryId)
LISTED = st.sampled_from(sorted(FIRST.ids(ListEntry))).map(ListEntryId)
AT = st.integers(-1, 14)


def new(page: PageId) -> DrillEntryId:
    return DrillEntryId(f"new-{page}")


MOVES: st.SearchStrategy[Command] = st.one_of(
    st.builds(MoveDrillEntries, st.lists(MENU, min_size=1, max_size=4).map(tuple), AT),
    st.builds(lambda page, at: PlacePagesInDrill(((new(page), page),), at), PAGES, AT),
    st.builds(lambda entry, page: SwapInDrill(entry, new(page), page), MENU, PAGES),
    st.builds(TakeOutOfDrill, st.lists(MENU, min_size=1, max_size=3).map(tuple)),
    PAGES.map(lambda page: PutOnList(((ListEntryId(f"list-{page}"), page),))),
    st.builds(RemoveFromList, st.tuples(LISTED)),
    st.builds(MovePages, st.lists(PAGES, min_size=1, max_size=3).map(tuple), PAGES, AT),
    st.builds(SetSetting, st.just(SettingId(LOCKED)), st.sampled_from([True, None])),
)


def whole(state: State) -> None:
    """Hold what is true of every workspace that people moved things in."""
    placed = [state.get(DrillEntry, id_) for id_ in state.bucket(DRILL, True)]
    targets = Counter(entry.target for entry in placed if entry is not None)
    assert all(count == 1 for count in targets.values()), "a page stands twice in the menu"
    for target in targets:
        page = state.get(Page, target)
        assert page is not None
        assert page.kind in DRILL_KINDS
    for entry in state.all(ListEntry):
        assert len(state.bucket(LIST_BY_PAGE, entry.page)) == 1, "a page stands twice on the list"
        assert (entry.tier is Tier.PRIMARY) is (entry.page in targets)
    for page in state.all(Page):
        assert page.id not in {above.id for above in ancestors(state, page.id)}
        parent = state.get(Page, page.parent)
        assert parent is None or parent.kind not in LEAF_KINDS
        assert page.id in state.bucket(CHILDREN, page.parent)


def moved(workspace: Workspace, command: Command) -> bool:
    """Do a move: say whether it was done; a refusal has words."""
    try:
        workspace.execute(command)
    except Refused as refused:
        sentence = MESSAGES.text(refused.key, **refused.params)
        assert sentence.endswith(".")
        assert "{" not in sentence
        return False
    return True


def test_the_demo_is_whole() -> None:
    whole(FIRST)


@settings(max_examples=150, deadline=None)
@given(st.lists(MOVES, min_size=1, max_size=6))
def test_every_move_is_legal_or_refused_and_nothing_is_lost_or_doubled(
    moves: list[Command],
) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "anne")
    for command in moves:
        before = workspace.state
        done = moved(workspace, command)
        after = workspace.state
        whole(after)
        assert set(after.ids(Page)) == set(before.ids(Page))
        assert set(before.ids(DrillEntry)) <= set(after.ids(DrillEntry)), (
            "an entry of the menu is lost"
        )
        if not isinstance(command, RemoveFromList):
            assert set(before.ids(ListEntry)) <= set(after.ids(ListEntry))
        if not done:
            assert after == before
        elif after != before:
            workspace.undo()
            assert workspace.state == before
            workspace.redo()
            assert workspace.state == after


@settings(max_examples=40, deadline=None)
@given(st.lists(MENU, min_size=1, max_size=4, unique=True), AT)
def test_entries_that_move_stand_together_in_the_order_given_and_the_rest_keep_theirs(
    entries: list[DrillEntryId], at: int
) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "anne")
    before = list(FIRST.bucket(DRILL, True))
    workspace.execute(MoveDrillEntries(tuple(entries), at))
    place = max(0, min(at, len(before)))
    rest = [id_ for id_ in before if id_ not in entries]
    cut = sum(1 for id_ in before[:place] if id_ not in entries)
    assert list(workspace.state.bucket(DRILL, True)) == [*rest[:cut], *entries, *rest[cut:]]


@settings(max_examples=150, deadline=None)
@given(MENU, PAGES, AT)
def test_a_locked_order_stays_whatever_comes_and_goes(
    entry: DrillEntryId, page: PageId, at: int
) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "anne")
    workspace.execute(SetSetting(SettingId(LOCKED), True))
    acts: tuple[Callable[[], Command], ...] = (
        lambda: MoveDrillEntries((entry,), at),
        lambda: PlacePagesInDrill(((DrillEntryId("new"), page),), at),
        lambda: SwapInDrill(entry, DrillEntryId("new"), page),
        lambda: TakeOutOfDrill((entry,)),
    )
    standing = list(FIRST.bucket(DRILL, True))
    for act in acts:
        moved(workspace, act())
        now = workspace.state.bucket(DRILL, True)
        assert [id_ for id_ in now if id_ in standing] == [id_ for id_ in standing if id_ in now]

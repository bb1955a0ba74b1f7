"""The workspace: commands, undo and redo, listeners, and failure that leaves all as it was."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.page import Page
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.state.changes import Change, ChangeSet, Conflict
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.errors import Refused, WorkbenchError
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import PlanKind, PlannedChange
from kkworkbench.workspace.workspace import Workspace

PAGES = [Page("p", title="Pas"), Page("q", title="Flytning")]


@dataclass(frozen=True, slots=True)
class Set:
    """Set one field of a page; edits under one key merge."""

    id: str
    value: str
    field: str = "title"
    merge: str | None = None
    label: ClassVar[str] = "command.edit_page"

    def merge_key(self) -> str | None:
        return self.merge

    def apply(self, draft: Draft) -> None:
        draft.put(replace(draft.need(Page, self.id), **{self.field: self.value}))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Refusing:
    """Edit, then refuse."""

    label: ClassVar[str] = "command.edit_page"

    def merge_key(self) -> str | None:
        return None

    def apply(self, draft: Draft) -> None:
        draft.put(Page("new"))
        raise Refused("refused.trial")


class FullDisk(MemoryStore):
    """A store that cannot write while `full`."""

    full = False

    def apply(self, change_set: ChangeSet) -> int:
        if self.full:
            raise WorkbenchError("file.cannot_save", why="full")
        return super().apply(change_set)


def opened(store: MemoryStore | None = None, author: str = "ada") -> Workspace:
    return Workspace(store or MemoryStore(PAGES), author)


def title(workspace: Workspace, id_: str = "p") -> str:
    page = workspace.state.get(Page, id_)
    assert page is not None
    return page.title


def test_what_is_acknowledged_is_in_the_store() -> None:
    workspace = opened()
    made = workspace.execute(Set("p", "Ny"))
    assert made is not None
    assert State.of(workspace.store.load()) == workspace.state
    assert workspace.store.change_sets((1,)) == [made]
    assert made.author == "ada"
    assert made.at is not None


def test_a_command_that_changes_nothing_leaves_no_step() -> None:
    workspace = opened()
    assert workspace.execute(Set("p", "Pas")) is None
    assert workspace.store.step == 0
    assert workspace.undo() is None


@pytest.mark.parametrize("command", [Refusing(), Set("gone", "x")])
def test_a_refused_command_leaves_all_as_it_was(command: Refusing | Set) -> None:
    workspace = opened()
    before = workspace.state
    with pytest.raises(Refused):
        workspace.execute(command)
    assert workspace.state is before
    assert workspace.store.step == 0


def test_a_store_that_fails_leaves_all_as_it_was() -> None:
    store = FullDisk(PAGES)
    workspace = opened(store)
    workspace.execute(Set("p", "Ny"))
    events: list[StateChanged] = []
    workspace.subscribe(events.append)
    before, undo = workspace.state, workspace.history.next_undo
    store.full = True
    for attempt in (lambda: workspace.execute(Set("p", "Tabt")), workspace.undo):
        with pytest.raises(WorkbenchError):
            attempt()
    assert workspace.state is before
    assert workspace.history.next_undo == undo
    assert workspace.history.next_redo is None
    assert events == []
    store.full = False
    assert workspace.undo() is not None
    assert title(workspace) == "Pas"


def test_a_preview_writes_nothing() -> None:
    workspace = opened()
    state, changes = workspace.preview(Set("p", "Ny"))
    after = state.get(Page, "p")
    assert after is not None
    assert after.title == "Ny"
    assert [change.id for change in changes] == ["p"]
    assert title(workspace) == "Pas"
    assert workspace.store.step == 0


def test_listeners_hear_of_each_change_until_they_stop() -> None:
    workspace = opened()
    events: list[StateChanged] = []
    stop = workspace.subscribe(events.append)
    before = workspace.state
    made = workspace.execute(Set("p", "Ny"))
    stop()
    workspace.undo()
    assert [event.change_set for event in events] == [made]
    assert events[0].before is before
    assert events[0].after != before


def test_merging_edits_stay_separate_steps_and_undo_as_one() -> None:
    workspace = opened()
    for text in ("N", "Ny", "Ny t"):
        workspace.execute(Set("p", text, merge="p.title"))
    assert workspace.store.step == 3
    workspace.undo()
    assert title(workspace) == "Pas"
    assert workspace.undo() is None
    workspace.redo()
    assert title(workspace) == "Ny t"


@pytest.mark.parametrize(
    "between",
    [
        lambda workspace: workspace.close_group(),
        lambda workspace: workspace.execute(Set("q", "x", merge="q.title")),
        lambda workspace: workspace.execute(Set("q", "x")),
    ],
    ids=["a closed group", "another key", "a command that never merges"],
)
def test_a_group_ends_with(between: object) -> None:
    workspace = opened()
    workspace.execute(Set("p", "Et", merge="p.title"))
    between(workspace)  # type: ignore[operator]
    workspace.execute(Set("p", "To", merge="p.title"))
    workspace.undo()
    assert title(workspace) == "Et"


def test_a_group_ends_with_the_program() -> None:
    store = MemoryStore(PAGES)
    opened(store).execute(Set("p", "Et", merge="p.title"))
    workspace = opened(store)
    workspace.execute(Set("p", "To", merge="p.title"))
    workspace.undo()
    assert title(workspace) == "Et"


def test_a_new_edit_ends_what_could_be_redone() -> None:
    workspace = opened()
    workspace.execute(Set("p", "Et"))
    workspace.undo()
    workspace.execute(Set("q", "To"))
    assert workspace.redo() is None


def test_only_ones_own_steps_are_undone() -> None:
    store = MemoryStore(PAGES)
    opened(store, "ada").execute(Set("p", "Adas"))
    opened(store, "bo").execute(Set("q", "Bos"))
    workspace = opened(store, "ada")
    workspace.undo()
    assert (title(workspace, "p"), title(workspace, "q")) == ("Pas", "Bos")
    assert workspace.undo() is None


def test_a_field_that_someone_else_changed_since_is_left_and_named() -> None:
    store = MemoryStore(PAGES)
    opened(store, "ada").execute(Set("p", "Adas"))
    opened(store, "bo").execute(Set("p", "Bos"))
    workspace = opened(store, "ada")
    undone = workspace.undo()
    assert undone is not None
    assert undone.change_set is None
    assert undone.conflicts == (Conflict(Page, "p", "title"),)
    assert title(workspace) == "Bos"
    assert workspace.undo() is None


def test_any_steps_can_be_reverted_and_that_be_undone() -> None:
    workspace = opened()
    workspace.execute(Set("p", "Et"))
    workspace.execute(Set("q", "To"))
    workspace.revert((1,), "command.revert")
    assert (title(workspace, "p"), title(workspace, "q")) == ("Pas", "To")
    workspace.undo()
    assert (title(workspace, "p"), title(workspace, "q")) == ("Et", "To")


def test_following_others_shows_their_change_and_writes_nothing() -> None:
    workspace = opened()
    events: list[StateChanged] = []
    workspace.subscribe(events.append)
    after = replace(PAGES[0], title="Bos")
    workspace.follow(ChangeSet("x", (Change(Page, "p", PAGES[0], after),), author="bo"))
    assert title(workspace) == "Bos"
    assert workspace.store.step == 0
    assert workspace.undo() is None
    assert len(events) == 1


MOVES = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo", "close", "restart"]),
        st.builds(
            Set,
            st.sampled_from(["p", "q"]),
            st.sampled_from(["a", "b", "c"]),
            st.sampled_from(["title", "summary"]),
            st.sampled_from([None, "k"]),
        ),
    ),
    max_size=25,
)


def played(moves: list[str | Set]) -> Workspace:
    workspace = opened()
    for move in moves:
        match move:
            case Set():
                workspace.execute(move)
            case "undo":
                workspace.undo()
            case "redo":
                workspace.redo()
            case "close":
                workspace.close_group()
            case _:
                workspace = Workspace(workspace.store, "ada")
    return workspace


@given(MOVES)
def test_undoing_all_leads_back_and_redoing_all_forth(moves: list[str | Set]) -> None:
    workspace = played(moves)
    while workspace.redo() is not None:
        pass
    last = workspace.state
    count = 0
    while workspace.undo() is not None:
        count += 1
    assert workspace.state == State.of(PAGES)
    for _ in range(count):
        workspace.redo()
    assert workspace.state == last
    assert workspace.redo() is None


@given(MOVES)
def test_a_restart_finds_the_same_stacks_and_state(moves: list[str | Set]) -> None:
    workspace = played(moves)
    again = Workspace(workspace.store, "ada")
    assert again.state == workspace.state
    assert again.history.next_undo == workspace.history.next_undo
    assert again.history.next_redo == workspace.history.next_redo


def test_what_is_taken_in_is_one_step_with_a_snapshot_that_undo_passes_over() -> None:
    workspace = Workspace(MemoryStore(PAGES), "ab12")
    workspace.execute(Set("p", "Pas og kort"))
    new = PlannedChange(PlanKind.NEW, "r", "Ny", 1, records=(Page("r"),), before=(None,))
    assert workspace.execute(ApplyPlan((new,)), snapshot="liste.xlsx") is not None
    assert workspace.store.step == 2
    (taken,) = workspace.state.all(Snapshot)
    assert (taken.name, taken.step, taken.automatic) == ("liste.xlsx", 1, True)
    workspace.undo()
    assert workspace.state.get(Page, "r") is None
    assert workspace.state.count(Snapshot) == 1
    workspace.undo()
    assert workspace.state.get(Page, "p").title == "Pas"
    workspace.redo()
    workspace.redo()
    assert workspace.state.get(Page, "r") is not None


def test_nothing_taken_in_leaves_no_snapshot() -> None:
    workspace = Workspace(MemoryStore(PAGES), "ab12")
    same = PlannedChange(PlanKind.CHANGED, "p", "Pas", 1, records=(PAGES[0],), before=(PAGES[0],))
    assert workspace.execute(ApplyPlan((same,)), snapshot="liste.xlsx") is None
    assert workspace.store.step == 0


def test_a_name_given_to_a_past_step_keeps_what_can_be_redone() -> None:
    workspace = Workspace(MemoryStore(PAGES), "ab12")
    workspace.execute(Set("p", "Pas og kort"))
    workspace.undo()
    workspace.snapshot("Før mødet")
    assert [taken.step for taken in workspace.state.all(Snapshot)] == [2]
    workspace.redo()
    assert workspace.state.get(Page, "p").title == "Pas og kort"

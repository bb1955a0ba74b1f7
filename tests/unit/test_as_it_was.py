"""The workspace as it was after a step: what a replay of the log would give, without one."""

from dataclasses import dataclass
from random import Random
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.records import KINDS
from kkworkbench.model.variant import Variant
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.strategies import walks


@dataclass(frozen=True, slots=True)
class Make:
    """Make one change as it is given."""

    change: Change
    label: ClassVar[str] = "command.edit_page"

    def merge_key(self) -> str | None:
        return None

    def apply(self, draft: Draft) -> None:
        if self.change.after is None:
            draft.remove(self.change.kind, self.change.id)
        else:
            draft.put(self.change.after)


def records_of(state: State) -> list[object]:
    return [record for kind in KINDS for record in state.all(kind)]


@given(walks(), st.lists(st.booleans(), max_size=4))
def test_it_is_what_a_replay_of_the_log_gives(
    walk: tuple[State, list[Change]], undos: list[bool]
) -> None:
    first, changes = walk
    workspace = Workspace(MemoryStore(records_of(first)), "ada")  # type: ignore[arg-type]
    states = [workspace.state]

    def note() -> None:
        if workspace.store.step == len(states):
            states.append(workspace.state)

    for change in changes:
        workspace.execute(Make(change))
        note()
    for undo in undos:
        workspace.undo() if undo else workspace.redo()
        note()
    assert workspace.store.step == len(states) - 1
    for step, state in enumerate(states):
        assert workspace.as_it_was(step) == state


def test_what_never_changed_since_is_the_same_record() -> None:
    page = Page("p", title="Pas")
    workspace = Workspace(MemoryStore([page]), "ada")
    workspace.execute(Make(Change(Page, "q", None, Page("q"))))
    was = workspace.as_it_was(0)
    assert was.get(Page, "p") is workspace.state.get(Page, "p")
    assert was.get(Page, "q") is None


@pytest.mark.parametrize("step", [-1, 1, 7])
def test_a_step_that_is_not_in_the_log_is_refused(step: int) -> None:
    with pytest.raises(Refused) as caught:
        Workspace(MemoryStore(), "ada").as_it_was(step)
    assert caught.value.key == "refused.no_such_step"


def test_ten_thousand_steps_on_branches_of_branches_are_what_a_replay_gives() -> None:
    chance, shown = Random(7), ""
    store = MemoryStore([Page(f"p{n}") for n in range(20)])
    told = {"": State.of(store.load())}
    past = [dict(told)]
    for number in range(1, 10_001):
        if number % 2_500 == 0:
            id_, parent, shown = VariantId(f"v{number}"), shown, f"v{number}"
            made = Variant(id_, shown, number - 1, VariantId(parent) if parent else None)
            change, branch = Change(Variant, id_, None, made), ""
            told[shown] = told[parent]
        else:
            shown = chance.choice(sorted(told)) if number % 700 == 0 else shown
            key = f"p{chance.randrange(20)}"
            was, branch = told[shown].get(Page, key), shown
            change = Change(Page, key, was, Page(key, title=f"{number}"))
            told[shown] = told[shown].apply((change,))
        store.apply(ChangeSet("command.edit_page", (change,), f"{number}", "ada", branch=branch))
        past.append(dict(told))
    workspace = Workspace(store, "bo")
    for step in (0, 1, 2_499, 2_500, 9_999, 10_000, *chance.sample(range(10_000), 6)):
        for branch, then in past[step].items():
            assert not then.changes_to(workspace.as_it_was(step, branch), (Page,))

"""Variants: their edits never reach the main line, and each has a past and an undo of its own."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.merge.variants import made_of_shown
from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS, OVERALL
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.variant import Variant, VariantState
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.variants import (
    CloseVariant,
    DeleteVariant,
    MakeVariant,
    OpenVariant,
    RenameVariant,
)
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.history import SHOWN
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.strategies import changes_on, states
from tests.unit.test_as_it_was import Make, records_of

AT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
CONTENT = tuple(kind for kind in KINDS if kind not in OVERALL)


def opened(records: Iterable[Record] = ()) -> Workspace:
    return Workspace(MemoryStore(records), "ada", clock=lambda: AT)


def branch_off(workspace: Workspace, name: str, parent: str = "") -> str:
    """Make a variant of the newest step of the main line, or of another variant."""
    variant = Variant(
        VariantId(f"v-{name}"),
        name,
        workspace.store.step,
        VariantId(parent) if parent else None,
        AT,
        "ada",
    )
    workspace.execute(MakeVariant(variant))
    return variant.id


def put(workspace: Workspace, record: Record) -> None:
    kind = type(record)
    workspace.execute(Make(Change(kind, record.id, workspace.state.get(kind, record.id), record)))


def content(state: State) -> State:
    return State.of(record for kind in CONTENT for record in state.all(kind))


@given(states(), st.data())
def test_random_edits_in_branches_never_touch_another(first: State, data: st.DataObject) -> None:
    """A plain model beside the workspace: a state for each branch, and edits where one stands."""
    first = content(first)
    workspace = opened(records_of(first))  # type: ignore[arg-type]
    model = {"": first}
    past: list[dict[str, State]] = [dict(model)]
    for number in range(data.draw(st.integers(1, 8))):
        step = workspace.looks_at
        shown = (model if step is None else past[step])[workspace.branch]
        assert content(workspace.state) == shown
        match data.draw(st.sampled_from(("edit", "edit", "branch", "show", "look"))):
            case "edit":
                change = data.draw(changes_on(shown))
                if change.kind not in CONTENT or shown.get(change.kind, change.id) == change.after:
                    continue
                if step is None:
                    workspace.execute(Make(change))
                    model[workspace.branch] = shown.apply((change,))
                else:
                    with pytest.raises(Refused):
                        workspace.execute(Make(change), snapshot="nej")
            case "branch":
                workspace.execute(made_of_shown(workspace, f"{number}", f"v-{number}", AT))
                model[f"v-{number}"] = shown
            case "show":
                workspace.show(data.draw(st.sampled_from(sorted(model))))
            case "look":
                step = data.draw(st.integers(0, len(past) - 1))
                workspace.show(data.draw(st.sampled_from(sorted(past[step]))), step)
        if workspace.store.step == len(past):
            past.append(dict(model))
    again = Workspace(workspace.store, "ada")
    for branch, state in model.items():
        assert content(workspace.state_of(branch)) == content(again.state_of(branch)) == state
        for step, then in enumerate(past):
            if branch in then:
                assert content(again.as_it_was(step, branch)) == then[branch]
    assert content(State.of(workspace.store.load())) == model[""]


def test_a_variant_has_an_undo_of_its_own_that_outlives_the_program() -> None:
    workspace = opened([Page("p", title="Et")])
    put(workspace, Page("p", title="To"))
    branch = branch_off(workspace, "a")
    workspace.show(branch)
    put(workspace, Page("p", title="Tre"))
    workspace.show("")
    undone = workspace.undo()
    assert undone is not None
    assert undone.group.label == "command.make_variant"
    workspace.redo()
    later = Workspace(workspace.store, "ada")
    later.show(branch)
    later.undo()
    assert later.state.get(Page, "p") == Page("p", title="To")
    assert later.undo() is None
    later.redo()
    assert later.state.get(Page, "p") == Page("p", title="Tre")
    assert later.main.get(Page, "p") == Page("p", title="To")


def test_listeners_are_told_what_differs_and_nothing_is_written() -> None:
    workspace = opened([Page("p", title="Et"), Page("q")])
    branch = branch_off(workspace, "a")
    workspace.show(branch)
    put(workspace, Page("p", title="To"))
    told: list[StateChanged] = []
    workspace.subscribe(told.append)
    step = workspace.store.step
    workspace.show("")
    workspace.show(branch)
    workspace.show(branch)
    assert [event.change_set.label for event in told] == [SHOWN, SHOWN]
    back, forth = (event.change_set.changes for event in told)
    assert [(each.kind, each.id) for each in back] == [(Page, "p")]
    assert forth == tuple(each.inverted for each in back)
    assert workspace.store.step == step


def test_what_stands_once_is_the_same_in_all_variants() -> None:
    workspace = opened([Page("p")])
    first = branch_off(workspace, "a")
    workspace.show(first)
    put(workspace, Page("p", title="I a"))
    second = branch_off(workspace, "b")
    taken = workspace.snapshot("midt i a")
    assert taken.variant == first
    assert workspace.main.get(Variant, second) == workspace.state.get(Variant, second)
    assert workspace.main.get(Snapshot, taken.id) == taken
    workspace.show("")
    assert workspace.state.get(Page, "p") == Page("p")
    workspace.show(first)
    assert workspace.state.get(Snapshot, taken.id) == taken
    assert workspace.state.get(Page, "p") == Page("p", title="I a")


def test_imports_and_batches_are_refused_in_a_variant() -> None:
    from kkworkbench.model.batch import Batch
    from kkworkbench.workspace.plan import PlanKind, PlannedChange

    workspace = opened()
    workspace.show(branch_off(workspace, "a"))
    planned = PlannedChange(PlanKind.NEW, "k", "P", 1, records=(Page("p"),), before=(None,))
    for command in (ApplyPlan((planned,)), KeepBatch(Batch("b"))):
        with pytest.raises(Refused) as caught:
            workspace.execute(command)
        assert caught.value.key == "refused.in_variant"
    assert workspace.state.count(Page) == 0


def test_a_step_of_another_variant_is_not_taken_back() -> None:
    workspace = opened([Page("p")])
    put(workspace, Page("p", title="Et"))
    workspace.show(branch_off(workspace, "a"))
    with pytest.raises(Refused) as caught:
        workspace.revert((1,), "command.edit_page")
    assert caught.value.key == "refused.other_variant"


def test_a_closed_variant_is_looked_at_but_not_edited() -> None:
    workspace = opened([Page("p")])
    branch = VariantId(branch_off(workspace, "a"))
    workspace.show(branch)
    put(workspace, Page("p", title="Et"))
    workspace.execute(CloseVariant(branch))
    with pytest.raises(Refused) as caught:
        put(workspace, Page("p", title="To"))
    assert caught.value.key == "refused.variant_closed"
    with pytest.raises(Refused):
        workspace.undo()
    assert workspace.state.get(Page, "p") == Page("p", title="Et")
    workspace.execute(OpenVariant(branch))
    put(workspace, Page("p", title="To"))
    assert workspace.main.get(Variant, branch).state is VariantState.OPEN  # type: ignore[union-attr]


def test_deleting_the_variant_that_is_shown_shows_the_main_line_and_undo_brings_it_back() -> None:
    workspace = opened([Page("p")])
    branch = VariantId(branch_off(workspace, "a"))
    workspace.show(branch)
    put(workspace, Page("p", title="Et"))
    workspace.execute(DeleteVariant(branch))
    assert (workspace.branch, workspace.state.get(Page, "p")) == ("", Page("p"))
    with pytest.raises(Refused):
        workspace.show(branch)
    workspace.undo()
    workspace.show(branch)
    assert workspace.state.get(Page, "p") == Page("p", title="Et")


def test_a_variant_that_another_is_built_on_is_not_deleted() -> None:
    workspace = opened()
    first = branch_off(workspace, "a")
    branch_off(workspace, "b", first)
    with pytest.raises(Refused) as caught:
        workspace.execute(DeleteVariant(VariantId(first)))
    assert caught.value.params == {"name": "a", "other": "b"}


def test_the_past_is_looked_at_and_tried_from_but_not_edited() -> None:
    workspace = opened([Page("p", title="Et")])
    put(workspace, Page("p", title="To"))
    put(workspace, Page("p", title="Tre"))
    workspace.show("", 1)
    assert workspace.state.get(Page, "p") == Page("p", title="To")
    assert workspace.main.get(Page, "p") == workspace.state_of("").get(Page, "p")
    assert not workspace.is_current
    edit = Make(Change(Page, "q", None, Page("q")))
    for tried in (lambda: workspace.execute(edit, snapshot="nej"), workspace.undo):
        with pytest.raises(Refused) as caught:
            tried()
        assert caught.value.key == "refused.in_past"
    assert workspace.store.step == 2
    taken = workspace.snapshot("dengang")
    assert (taken.step, workspace.as_it_was(taken.step)) == (1, workspace.as_it_was(1))
    workspace.execute(made_of_shown(workspace, "Fra dengang", "v", AT))
    assert workspace.main.get(Page, "p") == Page("p", title="Tre")
    workspace.show("v")
    assert workspace.state.get(Page, "p") == Page("p", title="To")
    put(workspace, Page("p", title="Prøvet"))
    workspace.show("v", 4)
    mark = Snapshot("s", "andres", 4, AT)
    others = (Change(Page, "q", None, Page("q")), Change(Snapshot, "s", None, mark))
    workspace.follow(ChangeSet("command.edit_page", others))
    assert workspace.state.get(Snapshot, "s") == mark
    assert workspace.state.get(Page, "p") == Page("p", title="To")
    assert workspace.state.get(Page, "q") is None
    assert workspace.state_of("v").get(Page, "p") == Page("p", title="Prøvet")
    workspace.execute(DeleteVariant(VariantId("v")))
    assert workspace.is_current
    assert workspace.state.get(Page, "p") == Page("p", title="Tre")
    assert workspace.state.get(Page, "q") == Page("q")


@pytest.mark.parametrize("name", ["", "  ", "b", "B "])
def test_a_variant_has_a_name_of_its_own(name: str) -> None:
    workspace = opened()
    first = VariantId(branch_off(workspace, "a"))
    branch_off(workspace, "b")
    with pytest.raises(Refused):
        workspace.execute(RenameVariant(first, name))
    workspace.execute(RenameVariant(first, " Forslag   1 "))
    assert workspace.state.get(Variant, first).name == "Forslag 1"  # type: ignore[union-attr]


def test_before_it_was_made_a_variant_is_what_it_was_made_from() -> None:
    workspace = opened([Page("p", title="Et")])
    put(workspace, Page("p", title="To"))
    first = branch_off(workspace, "a")
    workspace.show(first)
    put(workspace, Page("p", title="Tre"))
    second = branch_off(workspace, "b", first)
    titles = [workspace.as_it_was(step, second).get(Page, "p").title for step in range(5)]  # type: ignore[union-attr]
    assert titles == ["Et", "To", "To", "Tre", "Tre"]

"""Batches that were written stay known: undo passes over them."""

from datetime import date

from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import BatchId
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.batches import KeepBatch, MarkBatchImported
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import PlanKind, PlannedChange
from kkworkbench.workspace.workspace import Workspace

FIRST = Batch(BatchId("b"), 1)
NEW = ApplyPlan((PlannedChange(PlanKind.NEW, "q", "Ny", 1, records=(Page("q"),), before=(None,)),))


def test_undo_passes_over_a_batch_and_its_mark() -> None:
    workspace = Workspace(MemoryStore([Page("p")]), "ab12")
    workspace.execute(NEW)
    workspace.execute(KeepBatch(FIRST))
    workspace.execute(MarkBatchImported(FIRST.id, date(2026, 11, 26)))
    assert workspace.undo() is not None
    assert workspace.state.get(Page, "q") is None
    (batch,) = workspace.state.all(Batch)
    assert batch.imported_on == date(2026, 11, 26)
    assert workspace.undo() is None


def test_a_batch_leaves_what_can_be_redone() -> None:
    workspace = Workspace(MemoryStore([Page("p")]), "ab12")
    workspace.execute(NEW)
    workspace.undo()
    workspace.execute(KeepBatch(FIRST))
    workspace.redo()
    assert workspace.state.get(Page, "q") is not None


def test_a_batch_survives_a_revert_of_its_own_step() -> None:
    workspace = Workspace(MemoryStore([Page("p")]), "ab12")
    workspace.execute(KeepBatch(FIRST))
    assert workspace.revert([1], "command.revert").change_set is None
    assert workspace.state.count(Batch) == 1


def test_the_state_that_a_batch_was_made_of_comes_back() -> None:
    workspace = Workspace(MemoryStore([Page("p")]), "ab12")
    step, then = workspace.store.step, workspace.state
    workspace.execute(KeepBatch(FIRST))
    workspace.execute(NEW)
    assert workspace.as_it_was(step) == then

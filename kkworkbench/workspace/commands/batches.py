"""Commands on the batches that were written. Undo passes over them: a batch has left the house."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from kkworkbench.model.adoption import Adoption
from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import BatchId
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.history import BATCH_IMPORTED, BATCH_WRITTEN


@dataclass(frozen=True, slots=True)
class KeepBatch(Alone):
    """Keep the record of a batch that was written."""

    batch: Batch
    label: ClassVar[str] = BATCH_WRITTEN

    def apply(self, draft: Draft) -> None:
        draft.put(self.batch)


@dataclass(frozen=True, slots=True)
class MarkBatchImported(Alone):
    """Say on which day a site took a batch in, or with None that it has not."""

    batch: BatchId
    on: date | None
    label: ClassVar[str] = BATCH_IMPORTED

    def apply(self, draft: Draft) -> None:
        found = draft.need(Batch, self.batch)
        draft.put(replace(found, imported_on=self.on))


@dataclass(frozen=True, slots=True)
class TakeOver(Alone):
    """Keep which items of a batch are entities that the site made itself."""

    adoptions: tuple[Adoption, ...]
    label: ClassVar[str] = "command.take_over"

    def apply(self, draft: Draft) -> None:
        draft.put_all(self.adoptions)

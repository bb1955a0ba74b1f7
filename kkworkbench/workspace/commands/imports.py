"""Apply what an import planned, as one step."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.garbage import no_collection
from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.plan import PlannedChange


@dataclass(frozen=True, slots=True)
class ApplyPlan(Alone):
    """Write the records of planned changes: all of them, or nothing.

    Refused where a record is no longer as it was when the plan was made: the source is to be
    read again.
    """

    changes: tuple[PlannedChange, ...]
    label: ClassVar[str] = "command.apply_plan"

    def apply(self, draft: Draft) -> None:
        with no_collection():
            self._put(draft)

    def _put(self, draft: Draft) -> None:
        waiting: dict[tuple[type[Record], str], Record] = {}
        for change in self.changes:
            for record, before in zip(change.records, change.before, strict=True):
                key = type(record), record.id
                if key in waiting:
                    draft.put_all(waiting.values())
                    waiting.clear()
                stands = draft.get(*key)
                if stands is not before and stands != before:
                    raise Refused("refused.stale_plan", title=change.title)
                waiting[key] = record
        draft.put_all(waiting.values())

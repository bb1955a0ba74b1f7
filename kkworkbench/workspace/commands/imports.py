"""Apply what an import planned, as one step."""

from dataclasses import dataclass
from typing import ClassVar

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
        for change in self.changes:
            for record, before in zip(change.records, change.before, strict=True):
                if draft.get(type(record), record.id) != before:
                    raise Refused("refused.stale_plan", title=change.title)
                draft.put(record)

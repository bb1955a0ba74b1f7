"""Apply what an import planned, as one step."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.plan import PlannedChange


@dataclass(frozen=True, slots=True)
class ApplyPlan(Alone):
    """Write the records of planned changes.

    The plan was made on the state as it stands; a step that came between makes it stale, and
    the source is to be read again.
    """

    changes: tuple[PlannedChange, ...]
    label: ClassVar[str] = "command.apply_plan"

    def apply(self, draft: Draft) -> None:
        for change in self.changes:
            for record in change.records:
                draft.put(record)

"""Commands that do many things as one step."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.finding import Finding
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Waiver
from kkworkbench.rules import fixes
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import with_field
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class ApplyFixes(Alone):
    """Apply the fixes of findings; `answers` pairs findings with what was chosen for them.

    Refused only where no fix fits any more; those that do not are left out.
    """

    findings: tuple[Finding, ...]
    answers: tuple[tuple[Finding, str], ...] = ()
    label: ClassVar[str] = "command.apply_fixes"

    def apply(self, draft: Draft) -> None:
        answers = dict(self.answers)
        done = [fixes.apply(finding, draft, answers.get(finding, "")) for finding in self.findings]
        if not any(done):
            raise Refused("refused.no_fix")


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One field of one record, and what it is to hold."""

    kind: type[Record]
    id: str
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class SetFields(Alone):
    """Set fields of many records as one step."""

    edits: tuple[FieldEdit, ...]
    label: ClassVar[str] = "command.set_fields"

    def apply(self, draft: Draft) -> None:
        for edit in self.edits:
            record = draft.need(edit.kind, edit.id)
            draft.put(with_field(record, edit.field, edit.value))


@dataclass(frozen=True, slots=True)
class WaiveAll(Alone):
    """Grant several dispensations as one step; each wants a reason."""

    waivers: tuple[Waiver, ...]
    label: ClassVar[str] = "command.waive"

    def apply(self, draft: Draft) -> None:
        for waiver in self.waivers:
            Waive(waiver).apply(draft)

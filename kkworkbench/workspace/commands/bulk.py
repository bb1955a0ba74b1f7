"""Commands that do many things as one step."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.finding import Finding
from kkworkbench.rules import fixes
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
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

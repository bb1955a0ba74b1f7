"""Findings: what the rules have to say about a record."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a breach is; errors block a batch."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule, before severity, waivers and switches are applied.

    `kind` and `subject` name the record, `field` a path into it ("phones.<part id>.number"),
    `case` the severity case that the rule chose, `value` the offending text, `params` what the
    message wants, `fix` the key of a fix or "".
    """

    code: str
    kind: str
    subject: str
    field: str = ""
    case: str = ""
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()
    fix: str = ""

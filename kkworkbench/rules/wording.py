"""Put findings into words."""

from dataclasses import dataclass

from kkworkbench.messages import Messages
from kkworkbench.model.finding import Finding
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.results import Result
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding in words: what is wrong, why it matters, the principle's short name and numbers.

    `fix_label` says the result of the fix, and is empty where there is none.
    """

    message: str
    explanation: str
    principle: str
    cites: tuple[str, ...]
    fix_label: str


def describe(found: Result | Finding, state: State, messages: Messages) -> Wording:
    """Word a finding in the language of the messages."""
    finding = found.finding if isinstance(found, Result) else found
    params = dict(finding.params)
    variant = params.pop("variant", "")
    values = {"value": finding.value, "subject": subject_title(finding, state), **params}
    base = f"rule.{finding.code}"
    key = (
        f"{base}.{variant}" if variant and messages.has(f"{base}.{variant}") else f"{base}.message"
    )
    rule = rule_of(finding.code)
    cites = rule.cites if rule is not None else ()
    label = ""
    if finding.fix:
        fix_key = f"fix.{finding.fix}"
        if variant and messages.has(f"{fix_key}_{variant}"):
            fix_key = f"{fix_key}_{variant}"
        label = messages.text(fix_key, **values)
    return Wording(
        messages.text(key, **values),
        messages.text(f"{base}.why"),
        messages.text(f"principle.{cites[0]}") if cites else "",
        cites,
        label,
    )


def subject_title(finding: Finding, state: State) -> str:
    """Name a finding's subject as an editor knows it."""
    record = state.get(KINDS_BY_NAME[finding.kind], finding.subject)
    return title_of(state, record) if record is not None else ""

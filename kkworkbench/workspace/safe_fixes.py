"""All safe fixes of a workspace, each with what it turns into what, before any is applied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kkworkbench.model.finding import Finding
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.rules import fixes
from kkworkbench.rules.paths import text_at
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.results import Result
from kkworkbench.state.changes import Change
from kkworkbench.state.draft import Draft
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class SafeFix:
    """A finding whose fix loses nothing, and the text before and after it.

    `before` is empty where the fix adds a record; `after` where it takes a doubled part away.
    """

    finding: Finding
    before: str
    after: str


def safe_fixes(state: State, results: Iterable[Result]) -> Iterator[SafeFix]:
    """Try the fix of each result that is safe and not waived; yield those that fit."""
    for result in results:
        finding = result.finding
        rule = rule_of(finding.code)
        if result.waiver is not None or rule is None or not rule.safe or not finding.fix:
            continue
        draft = Draft(state)
        if not fixes.apply(finding, draft):
            continue
        changes = draft.changes()
        if changes:
            yield SafeFix(finding, *_texts(finding, changes, state, draft.state))


def _texts(
    finding: Finding, changes: tuple[Change, ...], before: State, after: State
) -> tuple[str, str]:
    """Return the finding's field before and after, or the titles of what the fix changes."""
    for change in changes:
        if change.id == finding.subject and KIND_NAMES[change.kind] == finding.kind:
            old = _text(change.before, finding) or finding.value
            return old, _text(change.after, finding)
    change = changes[0]
    return (
        title_of(before, change.before) if change.before is not None else "",
        title_of(after, change.after) if change.after is not None else "",
    )


def _text(record: Record | None, finding: Finding) -> str:
    try:
        return text_at(record, finding.field) if record is not None else ""
    except LookupError:
        return ""

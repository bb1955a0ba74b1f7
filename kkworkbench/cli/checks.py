"""check, rules."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kkworkbench.cli.files import opened
from kkworkbench.cli.output import FINDINGS, USAGE, Output, Stop
from kkworkbench.garbage import no_collection
from kkworkbench.model.finding import SEVERITY_RANK, Severity
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.registry import Rule
from kkworkbench.rules.results import Result, Results
from kkworkbench.rules.wording import describe, subject_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key


def checked(state: State, on: date | None = None) -> Results:
    """Run every rule on a state, as it would be found on a day."""
    results = Results(Engine(state, today=date.today if on is None else lambda: on))
    results.check_all()
    with no_collection():
        results.settle()
    return results


def check_workspace(output: Output, path: Path, as_json: bool, fail_on: str) -> None:
    """Check a workspace against the contact principles."""
    if fail_on and fail_on not in set(Severity):
        output.trouble("cli.severity", value=fail_on)
        raise Stop(USAGE)
    store = opened(path)
    try:
        state = State.of(store.load())
    finally:
        store.close()
    results = checked(state)
    found = _in_order((result for result in results.all() if result.waiver is None), state)
    waived = _in_order((result for result in results.all() if result.waiver is not None), state)
    counts = {severity.value: count for severity, count in results.counts().items()}
    if as_json:
        listed = [_as_json(output, result, state) for result in found]
        output.json(
            {
                "workspace": str(path),
                "counts": counts,
                "findings": listed,
                "waived": [_waived_as_json(output, result, state) for result in waived],
            }
        )
    else:
        output.table([_row(output, result, state) for result in found])
        output.say("cli.counts", **counts)
        if waived:
            output.say("cli.waived", n=len(waived))
    if fail_on:
        limit = SEVERITY_RANK[Severity(fail_on)]
        if any(SEVERITY_RANK[result.severity] <= limit for result in found):
            raise Stop(FINDINGS)


def _in_order(results: Iterable[Result], state: State) -> list[Result]:
    return sorted(
        results,
        key=lambda result: (
            SEVERITY_RANK[result.severity],
            sort_key(subject_title(result.finding, state)),
            result.finding.code,
            result.finding.field,
        ),
    )


def _as_json(output: Output, result: Result, state: State) -> dict[str, object]:
    finding = result.finding
    words = describe(result, state, output.messages)
    return {
        "code": finding.code,
        "severity": result.severity.value,
        "subject": {
            "kind": finding.kind,
            "id": finding.subject,
            "title": subject_title(finding, state),
        },
        "field": finding.field,
        "value": finding.value,
        "message": words.message,
        "cites": list(words.cites),
        "fix": words.fix_label or None,
    }


def _waived_as_json(output: Output, result: Result, state: State) -> dict[str, object]:
    waiver = result.waiver
    assert waiver is not None
    return {
        **_as_json(output, result, state),
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until.isoformat() if waiver.until else None,
    }


def _row(output: Output, result: Result, state: State) -> tuple[str, ...]:
    words = describe(result, state, output.messages)
    severity = output.messages.text(f"severity.{result.severity.value}")
    title = subject_title(result.finding, state)
    fix = f"  [{words.fix_label}]" if words.fix_label else ""
    said = f"{title}: {words.message} – {words.principle}{fix}"
    return severity, result.finding.code, said


def list_rules(output: Output, as_json: bool) -> None:
    """List the rules with their principles, texts and examples."""
    text = output.messages.text
    if as_json:
        output.json([_rule_as_json(output, rule) for rule in RULES])
        return
    output.table(
        [
            (
                rule.code,
                text(f"severity.{rule.gravest.value}"),
                f"{text(f'rule.{rule.code}.name')} ({' '.join(rule.cites)})",
            )
            for rule in RULES
        ]
    )


def _rule_as_json(output: Output, rule: Rule) -> dict[str, object]:
    text = output.messages.text
    return {
        "code": rule.code,
        "severity": rule.gravest.value,
        "severities": {case or "default": severity.value for case, severity in rule.cases},
        "cites": list(rule.cites),
        "name": text(f"rule.{rule.code}.name"),
        "message": text(f"rule.{rule.code}.message"),
        "why": text(f"rule.{rule.code}.why"),
        "fix": rule.fix or None,
        "safe": rule.safe,
        "examples": {
            "good": text(f"rule.{rule.code}.good"),
            "bad": text(f"rule.{rule.code}.bad"),
        },
    }

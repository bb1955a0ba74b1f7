"""Findings as people meet them: with severity, waivers and switches, none of which run a rule."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kkworkbench.model.finding import SEVERITY_RANK, Finding, Severity
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.registry import ANY_CASE
from kkworkbench.rules.settings import value_of
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import WAIVERS
from kkworkbench.state.state import State

OFF = "rules.off"


@dataclass(frozen=True, slots=True)
class Result:
    """A finding with its severity here, and the waiver that covers it, if any."""

    finding: Finding
    severity: Severity
    waiver: Waiver | None = None


class Results:
    """Judge the engine's findings and count them, following both findings and settings."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rules = {rule.code: rule for rule in engine.rules}
        self._by_subject: dict[str, tuple[Result, ...]] = {}
        self._counts: Counter[Severity] = Counter()
        self._waived = 0
        self._refresh({finding.subject for finding in engine.findings()})

    @property
    def is_settled(self) -> bool:
        """Whether all results stand for the state."""
        return self._engine.is_settled

    @property
    def left(self) -> int:
        """About how many runs of rules are queued."""
        return self._engine.left

    def of(self, subject: str) -> tuple[Result, ...]:
        """Return the results on a record, waived ones too, gravest first."""
        return self._by_subject.get(subject, ())

    def all(self) -> Iterator[Result]:
        """Walk through all results, waived ones too."""
        for results in self._by_subject.values():
            yield from results

    def subjects(self) -> Collection[str]:
        """Return the ids of all records that have results."""
        return self._by_subject.keys()

    def counts(self) -> Mapping[Severity, int]:
        """Count the results that are not waived, by severity."""
        return {severity: self._counts[severity] for severity in Severity}

    def waived(self) -> int:
        """Count the results that are waived."""
        return self._waived

    def check_all(self) -> None:
        """Queue every rule on every subject."""
        self._engine.check_all()

    def touch(self, state: State, changes: Iterable[Change]) -> set[str]:
        """Follow the workspace; return the subjects whose results differ by judgement alone."""
        changes = tuple(changes)
        self._engine.touch(state, changes)
        judged: set[str] = set()
        for change in changes:
            if change.kind is Waiver:
                for record in (change.before, change.after):
                    if isinstance(record, Waiver):
                        judged.add(record.subject)
            elif change.kind is Setting and (change.id == OFF or change.id.startswith("severity.")):
                judged |= {finding.subject for finding in self._engine.findings()}
        return self._refresh(judged)

    def settle(self, budget: float | None = None, first: Collection[str] = ()) -> set[str]:
        """Do queued work within a budget in seconds; return the subjects whose results differ."""
        return self._refresh(self._engine.settle(budget, first))

    def date_changed(self) -> set[str]:
        """Judge waivers by the new date, and queue the rules that read it."""
        self._engine.date_changed()
        return self._refresh({waiver.subject for waiver in self._engine.state.all(Waiver)})

    def preview(
        self, state: State, changes: Iterable[Change], shown: Collection[str]
    ) -> dict[str, tuple[Result, ...]]:
        """Return the results that the shown subjects would have in a draft; keeps nothing."""
        found = self._engine.preview(state, changes, shown)
        return {subject: self._judged(each, state) for subject, each in found.items()}

    def _refresh(self, subjects: Iterable[str]) -> set[str]:
        changed = set()
        state = self._engine.state
        for subject in subjects:
            before = self._by_subject.get(subject, ())
            after = self._judged(self._engine.findings_of(subject), state)
            if before == after:
                continue
            changed.add(subject)
            self._count(before, -1)
            self._count(after, 1)
            if after:
                self._by_subject[subject] = after
            else:
                del self._by_subject[subject]
        return changed

    def _count(self, results: Iterable[Result], by: int) -> None:
        for result in results:
            if result.waiver is None:
                self._counts[result.severity] += by
            else:
                self._waived += by

    def _judged(self, findings: Iterable[Finding], state: State) -> tuple[Result, ...]:
        findings = tuple(findings)
        if not findings:
            return ()
        off = value_of(state, OFF)
        results = [
            Result(finding, self._severity(finding, state), self._waiver(finding, state))
            for finding in findings
            if not (isinstance(off, tuple) and finding.code in off)
        ]
        results.sort(key=lambda result: SEVERITY_RANK[result.severity])
        return tuple(results)

    def _severity(self, finding: Finding, state: State) -> Severity:
        name = f"severity.{finding.code}"
        if finding.case != ANY_CASE:
            name = f"{name}.{finding.case}"
        setting = state.get(Setting, name)
        if setting is not None and setting.value in set(Severity):
            return Severity(str(setting.value))
        default: Severity = self._rules[finding.code].severity(finding.case)
        return default

    def _waiver(self, finding: Finding, state: State) -> Waiver | None:
        today = self._engine.today
        for waiver_id in state.bucket(WAIVERS, (finding.code, finding.subject)):
            waiver = state.get(Waiver, waiver_id)
            if (
                waiver is not None
                and is_about(waiver, finding)
                and (waiver.until is None or waiver.until >= today)
            ):
                return waiver
        return None


def is_about(waiver: Waiver, finding: Finding) -> bool:
    """Say whether a waiver is for a finding, whatever the day is."""
    return (waiver.rule, waiver.subject, waiver.field, waiver.value) == (
        finding.code,
        finding.subject,
        finding.field,
        finding.value,
    )

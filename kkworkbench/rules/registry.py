"""The rules: each is a function with its code, what it is on, and the principles it cites."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.rules.context import Context
from kkworkbench.state.indexes import Index

Check = Callable[[Any, Context], Iterable["Breach"]]
ANY_CASE = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule says: where in its subject, how grave a case, and what the message wants.

    `subject` names another record than the rule's own (a bucket rule must). `variant` chooses a
    wording, `has_fix` is false where the rule's fix does not suit this breach.
    """

    field: str = ""
    case: str = ANY_CASE
    value: str = ""
    variant: str = ""
    subject: tuple[type[Record], str] | None = None
    has_fix: bool = True
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


def breach(
    field: str = "",
    *,
    case: str = ANY_CASE,
    value: str = "",
    variant: str = "",
    subject: tuple[type[Record], str] | None = None,
    has_fix: bool = True,
    **params: str,
) -> Breach:
    """Make a breach; other keywords are the message's parameters."""
    return Breach(field, case, value, variant, subject, has_fix, params)


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `on` is the kinds of its subjects, or an index whose keys they are."""

    code: str
    on: tuple[type[Record], ...] | Index
    check: Check
    cites: tuple[str, ...]
    cases: tuple[tuple[str, Severity], ...]
    fix: str = ""
    safe: bool = False

    @property
    def family(self) -> str:
        """The family of RULES: "K1" of K102, "K11" of K1101."""
        return self.code[:-2]

    def severity(self, case: str) -> Severity:
        """Return the default severity of a case."""
        return dict(self.cases)[case]

    @property
    def gravest(self) -> Severity:
        """The gravest default severity of the cases."""
        return min((severity for _, severity in self.cases), key=list(Severity).index)


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    on: type[Record] | tuple[type[Record], ...] | Index,
    cites: tuple[str, ...],
    severity: Severity | Mapping[str, Severity],
    fix: str = "",
    safe: bool = False,
) -> Callable[[Check], Check]:
    """Register a rule under a code that is never used again.

    `severity` is one for all, or one for each case that the rule may yield.

    Raises:
        ValueError: the code is taken.
    """
    cases = {ANY_CASE: severity} if isinstance(severity, Severity) else dict(severity)

    def register(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"{code} is taken")
        kinds = on if isinstance(on, (Index, tuple)) else (on,)
        _RULES[code] = Rule(code, kinds, check, cites, tuple(cases.items()), fix, safe)
        return check

    return register


def registered() -> tuple[Rule, ...]:
    """Return all rules by code, in the order of their numbers."""
    return tuple(sorted(_RULES.values(), key=lambda each: int(re.sub(r"\D", "", each.code))))


def rule_of(code: str) -> Rule | None:
    """Return the rule with a code, or None where it is not registered."""
    return _RULES.get(code)


def findings_of(each: Rule, subject: object, context: Context) -> tuple[Finding, ...]:
    """Run a rule on its subject and complete what it yields."""
    return tuple([_finding(each, subject, found) for found in each.check(subject, context)])


def _finding(each: Rule, subject: object, found: Breach) -> Finding:
    if found.subject is not None:
        kind, id_ = found.subject
    else:
        assert isinstance(subject, Record)
        kind, id_ = type(subject), subject.id
    params = dict(found.params)
    if found.variant:
        params["variant"] = found.variant
    return Finding(
        each.code,
        KIND_NAMES[kind],
        id_,
        found.field,
        found.case,
        found.value,
        tuple(sorted(params.items())),
        each.fix if found.has_fix else "",
    )

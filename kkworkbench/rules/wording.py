"""Put findings into words."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from kkworkbench.messages import Messages
from kkworkbench.model.finding import Finding
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.results import Result
from kkworkbench.rules.waivers import value_in_words
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State
from kkworkbench.text.holidays import holiday_name
from kkworkbench.text.hours_writing import DAY_NAMES


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


def _weekdays(days: str, language: str) -> str:
    """Write "4 5" as "torsdag og fredag"."""
    names = [DAY_NAMES[language][int(day) - 1] for day in days.split()]
    if language == "da":
        names = [name.casefold() for name in names]
    last = " og " if language == "da" else " and "
    return last.join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _date(day: str, language: str) -> str:
    shape = "{0.day}.{0.month}.{0.year}" if language == "da" else "{0.day}/{0.month}/{0.year}"
    return shape.format(date.fromisoformat(day))


def _dates(days: str, language: str) -> str:
    return ", ".join(_date(day, language) for day in days.split())


def _holiday(day: str, language: str) -> str:
    return holiday_name(date.fromisoformat(day), language)


_SPOKEN: dict[str, Callable[[str, str], str]] = {
    "days": _weekdays,
    "date": _date,
    "dates": _dates,
    "holiday": _holiday,
}
"""Parameters that a rule gives in figures, and how each is written in a language."""


_WAIVED: dict[str, Callable[[str, str], str]] = {"K404": _dates, "K405": _weekdays}
"""Rules whose value is figures that stand for days."""


def waived_value(waiver: Waiver, state: State, language: str) -> str:
    """Write what a waiver covers, as a person knows it: days by their names, records by theirs."""
    if waiver.value and waiver.rule in _WAIVED:
        with suppress(ValueError, IndexError):
            return _WAIVED[waiver.rule](waiver.value, language)
    return value_in_words(state, waiver.value)


def describe(found: Result | Finding, state: State, messages: Messages) -> Wording:
    """Word a finding in the language of the messages."""
    finding = found.finding if isinstance(found, Result) else found
    params = dict(finding.params)
    variant = params.pop("variant", "")
    for name in _SPOKEN.keys() & params.keys():
        params[name] = _SPOKEN[name](params[name], messages.language)
    if "channel" in params:
        params["channel"] = messages.text(f"exports.channel.{params['channel']}")
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

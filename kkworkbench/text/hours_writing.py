"""Write opening hours as a citizen sees them, shorten them, and find what is wrong in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kkworkbench.model.hours import Hours, Span
from kkworkbench.text.hours_reading import clock

DAY_NAMES = {
    "da": ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = ("Man", "Tir", "Ons", "Tor", "Fre", "Lør", "Søn")
_WORDS = {
    "da": {"closed": "Lukket", "and": " og ", "always": "Døgnåbent", "appointment": "Efter aftale"},
    "en": {
        "closed": "Closed",
        "and": " and ",
        "always": "Open day and night",
        "appointment": "By appointment",
    },
}
WORKDAYS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class HoursProblem:
    """What is wrong with a day's spans: "overlap", "backwards", "out_of_range" or "no_such_day"."""

    kind: str
    day: int


def hours_lines(hours: Hours, language: str = "da") -> list[tuple[str, str]]:
    """Return a (day, text) line for each weekday that has something to say, and for flags.

    Monday to Friday always have a line where any day is said; times are as "08.00 - 17.00". A
    day that is not decided has an empty text.
    """
    words, names = _WORDS[language], DAY_NAMES[language]
    if hours.always_open:
        return [("", words["always"])]
    lines: list[tuple[str, str]] = []
    said = {span.day for span in hours.spans} | set(hours.closed_days)
    for day in range(1, 8):
        spans = [span for span in hours.spans if span.day == day]
        if spans:
            text = words["and"].join(f"{_padded(s.start)} - {_padded(s.end)}" for s in spans)
        elif day in hours.closed_days:
            text = words["closed"]
        elif said and day in WORKDAYS:
            text = ""
        else:
            continue
        lines.append((names[day - 1], text))
    if hours.by_appointment:
        lines.append(("", words["appointment"]))
    return lines


def hours_summary(hours: Hours) -> str:
    """Shorten hours to a line that `read_hours` reads back: "Man-tor 9.00-15.00, fre lukket"."""
    if hours.always_open:
        return "Døgnåbent"
    parts: list[str] = []
    run: list[int] = []
    said = ""
    for day in range(1, 9):
        text = _day_text(hours, day)
        if text != said or not text:
            if run and said:
                parts.append(f"{_run_name(run)} {said}")
            run, said = [], text
        run.append(day)
    if hours.by_appointment:
        parts.append("efter aftale")
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def hours_problems(hours: Hours) -> Iterator[HoursProblem]:
    """Yield what is wrong in the weekly spans, once for each kind and day."""
    seen: set[HoursProblem] = set()
    for problem in _problems(hours.spans):
        if problem not in seen:
            seen.add(problem)
            yield problem


def _problems(spans: tuple[Span, ...]) -> Iterator[HoursProblem]:
    for span in spans:
        if not 1 <= span.day <= 7:
            yield HoursProblem("no_such_day", span.day)
        elif not (0 <= span.start <= 1440 and 0 <= span.end <= 1440):
            yield HoursProblem("out_of_range", span.day)
        elif span.end <= span.start:
            yield HoursProblem("backwards", span.day)
    for first, second in pairwise(sorted(spans)):
        if first.day == second.day and second.start < first.end:
            yield HoursProblem("overlap", first.day)


def _day_text(hours: Hours, day: int) -> str:
    spans = sorted(span for span in hours.spans if span.day == day)
    if spans:
        return " og ".join(f"{clock(span.start)}-{clock(span.end)}" for span in spans)
    return "lukket" if day in hours.closed_days else ""


def _run_name(run: list[int]) -> str:
    first, last = _SHORT[run[0] - 1].casefold(), _SHORT[run[-1] - 1].casefold()
    if len(run) == 1:
        return first
    return f"{first}-{last}" if len(run) > 2 else f"{first} og {last}"


def _padded(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"

"""Opening hours: weekly spans, flags and dated exceptions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A weekly opening span: day 1 (Monday) to 7, half-open minutes after local midnight."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateException:
    """What holds on one date instead of the week: closed, or spans of (start, end) minutes."""

    date: date
    spans: tuple[tuple[int, int], ...] = ()
    closed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """One set of hours; several spans a day leave room for a lunch break.

    `closed_days` holds the weekdays that are said to be closed, as opposed to undecided.
    """

    spans: tuple[Span, ...] = ()
    closed_days: tuple[int, ...] = ()
    always_open: bool = False
    by_appointment: bool = False
    comment: str = ""
    exceptions: tuple[DateException, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said about opening."""
        return not (self.spans or self.closed_days or self.always_open or self.by_appointment)

    def decides(self, day: date) -> bool:
        """Say whether a date has its own word, or falls on a weekday without hours."""
        weekday = day.isoweekday()
        return any(each.date == day for each in self.exceptions) or all(
            span.day != weekday for span in self.spans
        )

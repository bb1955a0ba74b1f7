"""Read opening hours as people write them; what is not understood is refused, never guessed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.model.hours import Hours, Span
from kkworkbench.text.normalise import normalised

_DAYS = {
    "mandag": 1, "man": 1, "ma": 1, "tirsdag": 2, "tirs": 2, "tir": 2, "ti": 2, "onsdag": 3,
    "ons": 3, "on": 3, "torsdag": 4, "tors": 4, "tor": 4, "to": 4, "fredag": 5, "fre": 5,
    "fr": 5, "lørdag": 6, "lør": 6, "lø": 6, "søndag": 7, "søn": 7, "sø": 7,
}  # fmt: skip
_WORKDAYS = (1, 2, 3, 4, 5)
_ALL = (1, 2, 3, 4, 5, 6, 7)
_GROUPS = {
    "hverdage": _WORKDAYS, "hverdag": _WORKDAYS, "alle hverdage": _WORKDAYS, "alle dage": _ALL,
    "hver dag": _ALL, "dagligt": _ALL, "weekend": (6, 7), "weekender": (6, 7),
    "weekenden": (6, 7), "weekenderne": (6, 7), "alle ugens dage": _ALL,
}  # fmt: skip
_HOLIDAYS = ("helligdage", "helligdag", "helligdagene")
_DAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|tirs|tors|man|tir|ons|tor|fre|lør|søn|ma|ti|on|to|fr|lø|sø)(?:e|ene)?(?:\.|\b)"
_GROUP = r"(?:alle ugens dage|alle hverdage|alle dage|hver dag|hverdage?|dagligt|weekend(?:erne|er|en)?|helligdage(?:ne)?|helligdag)"
_DASH = r"(?:-|–|—|til og med|til)"  # the dashes that people type
_TIME = r"(?P<h{0}>2[0-4]|[01]?[0-9])(?:[.:](?P<m{0}>[0-5][0-9]))?"
_SPAN = re.compile(
    rf"(?:fra |mellem )?(?:kl\.? ?)?{_TIME.format(1)} ?(?:-|–|—|til|og) ?(?:kl\.? ?)?{_TIME.format(2)}"
)
_DAY_TOKEN = re.compile(rf"(?P<first>{_DAY}|{_GROUP})(?:-(?=[ ,]|$))?")
_RANGE = re.compile(rf" ?{_DASH} ?(?P<last>{_DAY})")
_JOIN = re.compile(r"(?: ?, ?(?:og )?| og | ?\+ ?| ?/ ?| ?& ?)(?=[a-zæøå])")
_GAP = re.compile(r"[ ,;:|#/.()]*(?:og )?[ ,;:(]*")
_MORE = re.compile(r"(?: og |, ?| & |; ?)(?=(?:kl\.? ?)?[0-9])")
_CLOSED = re.compile(r"(?:holder |er |har )?lukket")
_CLOSED_ON = re.compile(rf"(?:vi |der )?{_CLOSED.pattern} (?:i |om |på )?(?={_DAY}|{_GROUP})")
_APPOINTMENT = re.compile(
    r"(?:kun )?(?:åbent )?efter (?:nærmere )?(?:aftale|tidsbestilling|forudgående aftale)|tidsbestilling"
)
_ALWAYS = re.compile(
    r"(?:åbent |åben )?(?:døgnåbent|døgnet rundt|hele døgnet|døgnvagt|24/7|24 timer i døgnet|altid åben(?:t)?)"
)
_LEAD = re.compile(
    r"(?:vi har |der er )?(?:åbningstid(?:er)?|telefontid(?:er)?|åbent|åben|tlf\.?tid)[: ]*"
)


@dataclass(frozen=True, slots=True)
class HoursReading:
    """What a text says of hours: the hours, or a problem key and the part not understood."""

    hours: Hours | None
    problem: str | None = None
    rest: str = ""


@lru_cache(maxsize=8192)
def read_hours(text: str) -> HoursReading:
    """Read hours, all of the text or nothing.

    Problems: "empty", "no_days" (times without a day), "not_understood", "twice" (a day with
    hours is also said to be closed) and "backwards" (a span ends before it starts).
    """
    tidy = " ".join(normalised(text).casefold().split()).strip(" .;,")
    if not tidy:
        return HoursReading(None, "empty")
    if _ALWAYS.fullmatch(tidy):
        return HoursReading(Hours(always_open=True))
    if _APPOINTMENT.fullmatch(tidy):
        return HoursReading(Hours(by_appointment=True))
    return _Reader(tidy, text).read()


class _Reader:
    def __init__(self, tidy: str, original: str) -> None:
        self._text = tidy
        self._original = original
        self._at = 0
        self._spans: list[Span] = []
        self._closed: set[int] = set()
        self._appointment = False
        self._comments: list[str] = []

    def read(self) -> HoursReading:
        lead = _LEAD.match(self._text)
        self._at = lead.end() if lead else 0
        while self._at < len(self._text):
            problem = self._clause()
            if problem:
                return HoursReading(None, problem, self._text[self._at :])
            self._skip()
        opened = {span.day for span in self._spans}
        if opened & self._closed:
            return HoursReading(None, "twice", self._original)
        hours = Hours(
            tuple(sorted(set(self._spans))),
            tuple(sorted(self._closed)),
            by_appointment=self._appointment,
            comment="; ".join(self._comments),
        )
        return HoursReading(hours)

    def _clause(self) -> str | None:
        appointment = _APPOINTMENT.match(self._text, self._at)
        if appointment:
            self._appointment = True
            self._at = appointment.end()
            return None
        closed_on = _CLOSED_ON.match(self._text, self._at)
        if closed_on:
            self._at = closed_on.end()
            self._close(*self._day_list())
            return None
        days, holidays, start = *self._day_list(), self._at
        if not days and not holidays:
            return "no_days" if _SPAN.match(self._text, self._at) else "not_understood"
        self._skip()
        closed = _CLOSED.match(self._text, self._at)
        if closed:
            self._at = closed.end()
            self._close(days, holidays)
            return None
        spans, problem = self._span_list()
        if problem:
            return problem
        if not spans:
            self._at = start
            return "not_understood"
        self._spans.extend(Span(day, first, last) for day in days for first, last in spans)
        if holidays:
            self._comments.append(
                "Helligdage " + " og ".join(f"{clock(a)}-{clock(b)}" for a, b in spans)
            )
        return None

    def _close(self, days: list[int], holidays: bool) -> None:
        self._closed.update(days)
        if holidays:
            self._comments.append("Helligdage lukket")

    def _day_list(self) -> tuple[list[int], bool]:
        days: list[int] = []
        holidays = False
        while True:
            token = _DAY_TOKEN.match(self._text, self._at)
            if token is None:
                return days, holidays
            word = token["first"].rstrip(".")
            self._at = token.end()
            if word in _HOLIDAYS:
                holidays = True
            elif word in _GROUPS:
                days.extend(_GROUPS[word])
            else:
                first = _day_number(word)
                until = _RANGE.match(self._text, self._at)
                if until:
                    self._at = until.end()
                    last = _day_number(until["last"].rstrip("."))
                    days.extend(
                        range(first, last + 1)
                        if first <= last
                        else [*range(first, 8), *range(1, last + 1)]
                    )
                else:
                    days.append(first)
            join = _JOIN.match(self._text, self._at)
            if join is None or _DAY_TOKEN.match(self._text, join.end()) is None:
                return days, holidays
            self._at = join.end()

    def _span_list(self) -> tuple[list[tuple[int, int]], str | None]:
        spans: list[tuple[int, int]] = []
        while True:
            match = _SPAN.match(self._text, self._at)
            if match is None:
                return spans, None
            start = int(match["h1"]) * 60 + int(match["m1"] or 0)
            end = int(match["h2"]) * 60 + int(match["m2"] or 0)
            if start >= end or end > 1440:
                return spans, "backwards"
            spans.append((start, end))
            self._at = match.end()
            more = _MORE.match(self._text, self._at)
            if more is None:
                return spans, None
            self._at = more.end()

    def _skip(self) -> None:
        gap = _GAP.match(self._text, self._at)
        if gap:
            self._at = gap.end()


def _day_number(word: str) -> int:
    for ending in ("", "e", "ene"):
        bare = word.removesuffix(ending)
        if bare in _DAYS:
            return _DAYS[bare]
    raise KeyError(word)


def clock(minutes: int) -> str:
    """Write minutes after midnight as a Dane does: 9.00, 16.45."""
    return f"{minutes // 60}.{minutes % 60:02}"

"""What tables of usage call their columns, channels, reasons and months, and how they write counts."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.text.danish import search_key

NAMED = ("phone", "path", "name", "month", "year", "channel", "reason")
"""What a column can say beside counts, which `counted_of` tells apart."""
ANY = "any"
"""A heading that says that something is counted, and not what."""
MOST_DIGITS = 9
FIRST_YEAR, LAST_YEAR = 2000, 2099
_BETWEEN = re.compile(r"[\s\-/._'’,()]+")
_COUNT = re.compile(
    r"(?P<plain>[0-9]+)(?:[.,]0{1,2})?|(?P<grouped>[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3})+)(?:,0{1,2})?"
)
_TIME = r"(?:[t ][0-9:. ]+z?)?"
_MONTHS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<y>20[0-9]{2})(?: |m| m)(?P<m>[0-9]{1,2})",
        r"(?P<y>20[0-9]{2})(?P<m>[0-9]{2})",
        r"(?P<m>[0-9]{1,2}) (?P<y>20[0-9]{2})",
        rf"(?P<y>20[0-9]{{2}}) (?P<m>[0-9]{{1,2}}) (?P<d>[0-9]{{1,2}}){_TIME}",
        rf"(?P<d>[0-9]{{1,2}}) (?P<m>[0-9]{{1,2}}) (?P<y>20[0-9]{{2}}){_TIME}",
        r"(?P<name>[a-z]+) ?(?P<y>(?:20)?[0-9]{2})",
        r"(?P<y>20[0-9]{2}) ?(?P<name>[a-z]+)",
        r"(?P<name>[a-z]+)",
    )
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table says it; the year is 0 where it says none, the day where it is a month."""

    year: int
    month: int
    day: int = 0

    def in_year(self, year: int) -> "Month":
        """Return it with a year, where it has none of its own."""
        return self if self.year else Month(year, self.month, self.day)

    @property
    def first(self) -> date:
        """The first day of the month; it must have a year."""
        return date(self.year, self.month, 1)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Reduce a heading or a word to what is the same however it is written."""
    return _BETWEEN.sub(" ", search_key(text)).strip()


def fields_by_column(header: tuple[str, ...]) -> dict[str, str]:
    """Return the column that says each field; of several the one whose name comes first."""
    columns: dict[str, str] = {}
    for column in header:
        columns.setdefault(fold(column), column)
    return {
        field: columns[word]
        for field in NAMED
        for word in reversed(tuple(_folded("field", field)))
        if word in columns
    }


def names_of(section: str, name: str) -> tuple[str, ...]:
    """Return the words for a field, or for what is counted, in their order."""
    return tuple(_words()[section][name])


def counted_of(heading: str) -> str:
    """Return the channel that a heading counts in, ANY for a count of something, or ""."""
    return _named("count").get(fold(heading), "")


def count_rank(heading: str) -> int:
    """Return how early a heading is named among those that count the same."""
    kind = counted_of(heading)
    return tuple(_folded("count", kind)).index(fold(heading))


def channel_of(text: str) -> UsageChannel | None:
    """Return the channel that a word names."""
    name = _named("channel").get(fold(text))
    return UsageChannel(name) if name is not None else None


def reason_of(text: str) -> CallReason | None:
    """Return the reason that a word names."""
    name = _named("reason").get(fold(text))
    return CallReason(name) if name is not None else None


def shown_word(vocabulary: str, name: str) -> str:
    """Return the word by which a channel or a reason is shown."""
    return _words()[vocabulary][name][0]


@lru_cache(maxsize=4096)
def month_of(text: str) -> Month | None:
    """Read a month, or the month of a day, or None for what is neither.

    Two figures after a month's name are its year; a day comes first where the year comes last.
    """
    folded = fold(text)
    for pattern in _MONTHS:
        match = pattern.fullmatch(folded)
        if match is not None:
            found = match.groupdict()
            number = _month_number(found.get("name")) or int(found.get("m") or 0)
            year = int(found.get("y") or 0)
            return _valid(year + 2000 if 0 < year < 100 else year, number, int(found.get("d") or 0))
    return None


def month_number(text: str) -> Month | None:
    """Read a month by its number alone, as beside a column of years."""
    folded = fold(text)
    return _valid(0, int(folded), 0) if re.fullmatch("[0-9]{1,2}", folded) else None


def year_of(text: str) -> int:
    """Read a year; 0 for what is none."""
    folded = fold(text)
    if not re.fullmatch("[0-9]{4}", folded):
        return 0
    return int(folded) if FIRST_YEAR <= int(folded) <= LAST_YEAR else 0


def count_of(text: str) -> int | None:
    """Read a whole number as Danes write it, or None.

    A count has no decimals, so a point before three figures parts thousands. A comma before
    three figures does so in English only, and is no count.
    """
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        return None
    digits = re.sub("[^0-9]", "", match["plain"] or match["grouped"])
    return int(digits) if len(digits) <= MOST_DIGITS else None


def _valid(year: int, month: int, day: int) -> Month | None:
    try:
        date(year or FIRST_YEAR, month, day or 1)
    except ValueError:
        return None
    return Month(year, month, day)


def _month_number(name: str | None) -> int:
    return int(_named("month").get(name or "", "0"))


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    file = resources.files("resources").joinpath("words", "usage.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _folded(section: str, name: str) -> Mapping[str, None]:
    """Return the words for a name as keys, in their order."""
    return dict.fromkeys(fold(word) for word in _words()[section][name])


@cache
def _named(section: str) -> Mapping[str, str]:
    return {word: name for name in _words()[section] for word in _folded(section, name)}

"""Street addresses: one key for the ways in which a street is written, and addresses in prose."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.text.normalise import digit_count, normalised, normalised_with_offsets

_ABBREVIATIONS = (
    (re.compile(r"\bkgs\.?(?=\s)"), "kongens"),
    (re.compile(r"\b(?:sct|skt|sankt|sct)\.?(?=\s)"), "sankt"),
    (re.compile(r"\b(?:gl|gammel|gamle)\.?(?=\s)"), "gammel"),
    (re.compile(r"\bndr\.?(?=\s)"), "nordre"),
    (re.compile(r"\bsdr\.?(?=\s)"), "søndre"),
    (re.compile(r"\bvestre\b"), "vestre"),
    (re.compile(r"\balle\b"), "allé"),
)
_HOUSE = re.compile(
    r"^(?P<street>.*?[^\W\d_].*?)\s*(?P<number>[0-9]{1,4})\s?(?P<letter>[a-zæøå]?)\b"
)
_ADDRESS = re.compile(
    r"(?<!\w)(?:[A-ZÆØÅ][\w.'’\-]*\s){0,4}[A-ZÆØÅ][\w.'’\-]*\s[0-9]{1,4}\s?[A-Za-z]?"
    r"(?:,?\s?(?:st|kld|[0-9]{1,2})\.?\s?(?:sal|tv|th|mf)?\.?)?[,\s]{1,4}(?P<code>[0-9]{4})\s[A-ZÆØÅ]\w+"
    r"(?:\s(?:NV|SV|[KNSVØ])\b)?"
)
_DAY = r"(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dage?)?\.?|hverdage?|alle dage|dagligt"
_CLOCK = r"(?:kl\.?\s?)?(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_OPENING = re.compile(
    r"åb(?:en|ne|ning)|luk(?:ke|ning)|telefon|træf|ekspedition|kontor|reception|skranke"
    r"|betjen|bemand|henvend|\b(?:ring|tlf)|besøg|open|clos",
    re.IGNORECASE,
)
"""Words by which a weekday with times is when a place can be reached."""
_BEFORE, _AFTER = 60, 30
_BARE_LINE = 6
"""Letters on a line beside its times up to which it is nothing but hours."""
_LONGEST_LINE = 200
"""Characters up to which a line can be nothing but hours."""
_HOURS = re.compile(
    rf"\b(?:{_DAY})(?:\s?(?:-|–|til|og|,)\s?(?:{_DAY}))?[\s:,]{{1,3}}(?:fra\s|mellem\s)?{_CLOCK}"
    rf"\s?(?:-|–|til|og)\s?{_CLOCK}",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"hverdage|alle dage|dagligt|(?:{_DAY})\s?(?:-|–|til)\s?(?:{_DAY})", re.IGNORECASE
)
LONGEST_STREET = 120
"""Characters of a street that are looked at: no real one is longer, and patterns stay quick."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A piece of a text at [start, end)."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def street_key(street: str) -> str:
    """Reduce a street with house number to one key; floor and door are ignored."""
    text = normalised(street[:LONGEST_STREET]).casefold().strip()
    for pattern, whole in _ABBREVIATIONS:
        text = pattern.sub(whole, text)
    house = _HOUSE.match(text)
    if house is None:
        return re.sub(r"[\W_]+", "", text).replace("é", "e")
    name = re.sub(r"[\W_]+", "", house["street"]).replace("é", "e")
    return f"{name} {int(house['number'])}{house['letter']}"


def split_floor(street: str) -> tuple[str, str]:
    """Part "Upsalagade 19, ST. TH." into street with house number, and floor."""
    text = " ".join(street.split())
    head, comma, tail = text.partition(",")
    return (head.strip(), tail.strip()) if comma else (text, "")


@lru_cache(maxsize=256)
def find_addresses(text: str) -> tuple[TextMatch, ...]:
    """Find street addresses followed by a postal code in prose."""
    return _found(_ADDRESS, text, digits=5)


@lru_cache(maxsize=256)
def find_hours_in_text(text: str) -> tuple[TextMatch, ...]:
    """Find opening hours in prose: weekdays with times.

    One weekday alone may be when something happens ("sang torsdag 10-12"): it counts only beside
    a word of opening, or on a line of its own.
    """
    found = _found(_HOURS, text, digits=2)
    return tuple(match for match in found if _SEVERAL.search(match.text) or _opens(text, match))


def _opens(text: str, match: TextMatch) -> bool:
    around = text[max(0, match.start - _BEFORE) : match.end + _AFTER]
    if _OPENING.search(around):
        return True
    before = text[max(0, match.start - _LONGEST_LINE) : match.start].rpartition("\n")[2]
    after = text[match.end : match.end + _LONGEST_LINE].partition("\n")[0]
    line = before + match.text + after
    return len(line) < _LONGEST_LINE and _letters(_HOURS.sub("", line)) < _BARE_LINE


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _found(pattern: re.Pattern[str], text: str, digits: int) -> tuple[TextMatch, ...]:
    normal = normalised_with_offsets(text)
    if digit_count(normal.text) < digits:
        return ()
    found = []
    for match in pattern.finditer(normal.text):
        start, end = normal.original(*match.span())
        found.append(TextMatch(start, end, text[start:end]))
    return tuple(found)


def location_key(number: str, street: str) -> str:
    """Return the key of a register's unit at one location: its number and normalised street."""
    return f"{number.strip()}|{street_key(street)}"

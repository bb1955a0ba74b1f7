"""Civil registration numbers (CPR) in text."""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.text.normalise import digit_count, normalised_with_offsets


@dataclass(frozen=True, slots=True)
class CprMatch:
    """A number found at [start, end); `is_certain` where it is dashed with a plausible date."""

    start: int
    end: int
    text: str
    is_certain: bool


_DASHED = re.compile(
    r"(?<![\w\-])([0-9]{2})([0-9]{2})([0-9]{2})\s?[-\u2010-\u2015]\s?[0-9]{4}(?![\w\-])"
)
_BARE = re.compile(r"(?<![\w\-+.])([0-9]{2})([0-9]{2})([0-9]{2})[0-9]{4}(?![\w\-])")
_MARKED = re.compile(
    r"(?:\bp-?\s?n(?:umme)?r|produktionsenhed\w*|\bean|\bcvr|\bsags?n\w*)[\s.:\-]*$", re.IGNORECASE
)


@lru_cache(maxsize=256)
def find_cpr(text: str) -> tuple[CprMatch, ...]:
    """Find CPR numbers; replacement numbers (day + 60) count.

    Ten bare digits with a plausible date are a suspicion, unless marked as another number.
    """
    normal = normalised_with_offsets(text)
    if digit_count(normal.text) < 10:
        return ()
    found = []
    for pattern, certain in ((_DASHED, True), (_BARE, False)):
        for match in pattern.finditer(normal.text):
            if not _is_date(int(match[1]), int(match[2]), int(match[3])):
                continue
            if not certain and _MARKED.search(normal.text[: match.start()][-30:]):
                continue
            start, end = normal.original(*match.span())
            found.append(CprMatch(start, end, text[start:end], certain))
    return tuple(sorted(found, key=lambda match: match.start))


def _is_date(day: int, month: int, year: int) -> bool:
    day = day - 60 if day > 60 else day
    if not 1 <= month <= 12 or day < 1:
        return False
    return any(day <= monthrange(century + year, month)[1] for century in (1900, 2000))

"""Read a field that should hold one telephone number, the way it is dialled here.

The phone library is imported when the first eight digits are met: it costs 80 ms, and letters
and lengths are judged without it (it would turn letters into keypad digits and merge numbers).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kkworkbench.text.normalise import normalised


class PhoneKind(StrEnum):
    """What a field for one telephone number was found to hold."""

    OK = "ok"
    OK_NORMALISED = "ok_normalised"
    OK_SHORT = "ok_short"
    TRAILING_TEXT = "trailing_text"
    MULTIPLE = "multiple"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    LETTERS = "letters"
    EMPTY = "empty"
    INVALID = "invalid"
    INVALID_PREFIX = "invalid_prefix"
    PREMIUM = "premium"
    FOREIGN = "foreign"


_DIALABLE = frozenset(
    {
        PhoneKind.OK,
        PhoneKind.OK_NORMALISED,
        PhoneKind.OK_SHORT,
        PhoneKind.PREMIUM,
        PhoneKind.FOREIGN,
    }
)


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """One reading of a field.

    `display` is the number as citizens see it, empty where there is no single number. `rest` is
    the text around the number (TRAILING_TEXT), `numbers` the displays of all (MULTIPLE).
    """

    kind: PhoneKind
    display: str = ""
    rest: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the field holds one number that can be dialled, and nothing else."""
        return self.kind in _DIALABLE

    @property
    def digits(self) -> str:
        """The digits of `display`; for a foreign number with its country code."""
        return "".join(char for char in self.display if char.isdigit())


SHORT_NUMBERS = frozenset({"112", "114", "118", "1813", "116000", "116006", "116111"})
"""Short numbers that can be dialled; the phone library's own list misses some."""

_LABEL = re.compile(
    r"\s*(?:tel:|(?:tlf|telefonnummer|telefonnr|telefon|tel|mobil|mob|phone|nr)\b[\s.:]*)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?\+?[0-9](?:[\s()./\-+]*[0-9])*\)?")
_BETWEEN = re.compile(r"[,;|&/]|(?<=\s)-(?=\s)|\b(?:og|eller|samt|or|and)\b", re.IGNORECASE)
_MOST_PARTS = 20
_TRUNK_ZERO = re.compile(r"\+[0-9]{1,3}\s*\(0\)")
_PLAIN = re.compile(r"[0-9\s()./+\-]+")
_PAIRS = re.compile(r"[0-9]{2}(?: [0-9]{2}){3}")
_COUNTRY = re.compile(r"(?:\+|00)45|45(?=[0-9]{8}$)")
_KINDS_OF_NUMBER = ("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager",
                    "uan", "voicemail", "fixed_line", "mobile")  # fmt: skip
"""What the phone library tells apart; a number of none of them is not in use."""
DASHES = str.maketrans("‐‑‒–—―−", "-------")  # every dash that people paste


@lru_cache(maxsize=65536)
def read_phone(text: str) -> PhoneReading:
    """Read a field that should hold one telephone number."""
    if _PAIRS.fullmatch(text) and _danish_kind(text.replace(" ", "")) is PhoneKind.OK_NORMALISED:
        return PhoneReading(PhoneKind.OK, text)  # as most are, and as the long way would have it
    tidy = " ".join(normalised(text).translate(DASHES).split())
    if not tidy:
        return PhoneReading(PhoneKind.EMPTY)
    bare = _unlabelled(tidy)
    if _PLAIN.fullmatch(bare):
        reading = _read_plain(bare)
        if reading.kind is PhoneKind.OK_NORMALISED and reading.display == text:
            return PhoneReading(PhoneKind.OK, reading.display)
        if reading.is_valid:
            return reading
        several = _several(bare)
        return PhoneReading(PhoneKind.MULTIPLE, numbers=several) if several else reading
    several = _several(bare)
    if several:
        return PhoneReading(PhoneKind.MULTIPLE, numbers=several)
    return _number_with_text(bare) or PhoneReading(
        PhoneKind.LETTERS if any(char.isalpha() for char in bare) else PhoneKind.INVALID
    )


def _several(text: str) -> tuple[str, ...]:
    parts = _BETWEEN.split(text, maxsplit=_MOST_PARTS)
    displays = tuple(shown for shown in map(_only_number, parts) if shown)
    if len(displays) > 1:
        return displays
    halves = text.split(" ")
    middle = len(halves) // 2
    if len(halves) % 2 == 0 and sum(map(len, halves)) == 16:
        displays = tuple(
            reading.display
            for reading in map(_read_plain, (" ".join(halves[:middle]), " ".join(halves[middle:])))
            if reading.is_valid
        )
        return displays if len(displays) == 2 else ()
    return ()


def _unlabelled(text: str) -> str:
    """Take off "Tlf.:" and its kin in front, and punctuation that says nothing behind."""
    label = _LABEL.match(text)
    return (text[label.end() :] if label else text).strip(" ,;:")


def _only_number(part: str) -> str:
    bare = _unlabelled(part)
    if _PLAIN.fullmatch(bare):
        reading = _read_plain(bare)
        return reading.display if reading.is_valid else ""
    within = _number_with_text(bare)
    return within.display if within else ""


def _number_with_text(text: str) -> PhoneReading | None:
    """Read the one full number that stands in a text, with the text around it as `rest`."""
    found: PhoneReading | None = None
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum():
            continue
        reading = _read_plain(match.group())
        if not reading.is_valid or (reading.kind is PhoneKind.OK_SHORT and start):
            continue
        if found is not None:
            return None
        rest = " ".join(f"{text[:start]} {text[end:]}".strip(" ,;:-").split())
        found = PhoneReading(PhoneKind.TRAILING_TEXT, reading.display, rest)
    return found


def _read_plain(text: str) -> PhoneReading:
    """Read a text of digits, spaces and ``()./+-`` alone, never as OK (the caller compares)."""
    if _TRUNK_ZERO.match(text) or text.rfind("+") > 1:
        return PhoneReading(PhoneKind.INVALID)
    compact = "".join(char for char in text if char in "+0123456789")
    if compact.strip("+") == "":
        return PhoneReading(PhoneKind.INVALID)
    country = _COUNTRY.match(compact) if len(compact) != 8 else None
    national = compact[country.end() :] if country else compact
    if national.startswith("+") or (national.startswith("00") and len(national) > 8):
        return _foreign("+" + national.lstrip("+") if "+" in national else "+" + national[2:])
    if national in SHORT_NUMBERS:
        shown = f"{national[:3]} {national[3:]}" if len(national) == 6 else national
        return PhoneReading(PhoneKind.OK_SHORT, shown)
    if len(national) != 8:
        return PhoneReading(PhoneKind.TOO_SHORT if len(national) < 8 else PhoneKind.TOO_LONG)
    kind = _danish_kind(national)
    if kind is PhoneKind.INVALID_PREFIX:
        return PhoneReading(kind)
    return PhoneReading(kind, " ".join(national[at : at + 2] for at in range(0, 8, 2)))


@lru_cache(maxsize=65536)
def _danish_kind(national: str) -> PhoneKind:
    known, premium = _danish_patterns()
    if not known.fullmatch(national):
        return PhoneKind.INVALID_PREFIX
    return PhoneKind.PREMIUM if premium.fullmatch(national) else PhoneKind.OK_NORMALISED


@cache
def _danish_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the library's patterns of all Danish numbers, and of those that cost extra.

    Its own `number_type` says the same for eight digits, at thirty times the cost.
    """
    from phonenumbers import PhoneMetadata  # noqa: PLC0415  # 80 ms, needless without numbers

    danish = PhoneMetadata.metadata_for_region("DK")
    kinds = {name: getattr(danish, name) for name in ("general_desc", *_KINDS_OF_NUMBER)}
    patterns = {
        name: kind.national_number_pattern
        for name, kind in kinds.items()
        if kind is not None and 8 in (kind.possible_length or (8,))
    }
    every = patterns.pop("general_desc")
    known = re.compile(f"(?={every}$)(?:{'|'.join(patterns.values())})")
    return known, re.compile(patterns["premium_rate"])


def _foreign(number: str) -> PhoneReading:
    import phonenumbers  # noqa: PLC0415  # as above

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return PhoneReading(PhoneKind.INVALID)
    if not phonenumbers.is_valid_number(parsed) or parsed.country_code == 45:
        return PhoneReading(PhoneKind.INVALID)
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return PhoneReading(PhoneKind.FOREIGN, shown)

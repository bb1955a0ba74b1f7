"""Find telephone numbers in prose and leave other numbers alone.

Running text holds many eight-digit numbers: CVR, dates, amounts, ranges of years and times. A
shape that could be one of those counts as a telephone number only after a word of calling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.text.normalise import normalised_with_offsets
from kkworkbench.text.phone_reading import DASHES, PhoneKind, PhoneReading, read_phone


@dataclass(frozen=True, slots=True)
class PhoneMatch:
    """A number found in prose: [start, end) in the text searched, as written, and its reading."""

    start: int
    end: int
    text: str
    display: str
    kind: PhoneKind


_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_RUN = re.compile(r"(?<!\w)(?P<country>\(?\+[0-9]{1,3}\)?\s?)?[0-9]+(?:[\s./\-]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_SHORT = re.compile(
    r"(?<![\w.,/+\-])(?:11[248]|1813|116\s?(?:000|006|111))(?!\w|[.,/\-][0-9]|\s[0-9])"
)
_CALLING = re.compile(
    r"(?:\b(?:tlf|tel|telefon|telefonnummer|telefonnummeret|nummer|nummeret|mobil|ring|ringe|ringer"
    r"|opkald|sms|call|phone|dial)|(?:telefonen|vagten|linjen|centralen))"
    r"\b[.:]*(?:\s+(?:til|på|os|er|nr|nummer|eller|også|straks)\b[.:]*){0,3}\s*\(?$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:cvr|ean|gln|cpr|isbn|issn|konto|kontonummer|faktura|sagsnummer|journalnummer|matrikel"
    r"|produktionsenhed|dkk|kr|bfe|kl)|\b(?:p|se|j|reg|sags|konto|journal|faktura|ordre|id)"
    r"[\s.\-]{0,2}(?:nr|nummer|no))\b(?:[\s.\-]{0,2}(?:nr|nummer|no))?[\s.:#\-]*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\s?(?:kr\b|kroner|dkk|mio|mia|,-|%|€|m2|kvm|borgere|indbyggere|stk)", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
)
_ADDRESS = re.compile(r"(?:://|www\.|[@=?_#])\S*$")
_BEFORE, _AFTER = 60, 12


@lru_cache(maxsize=4096)
def find_phones(text: str) -> tuple[PhoneMatch, ...]:
    """Find the telephone numbers that stand in prose, in the order of the text."""
    if not text.isascii() or "&" in text:
        normal = normalised_with_offsets(text)
        searched = normal.text
    else:
        normal, searched = None, text
    many = len(searched.encode("utf-8", "replace").translate(None, _NOT_DIGITS)) >= 8
    if not many and "11" not in searched and "1813" not in searched:
        return ()
    searched = searched.translate(DASHES)
    spans = [*(_long_numbers(searched) if many else ()), *_short_numbers(searched)]
    found = []
    for start, end, reading in sorted(spans, key=lambda span: span[0]):
        first, last = normal.original(start, end) if normal else (start, end)
        found.append(PhoneMatch(first, last, text[first:last], reading.display, reading.kind))
    return tuple(found)


Found = tuple[int, int, PhoneReading]


def _short_numbers(text: str) -> Iterator[Found]:
    """Find 112, 1813 and their kin: only after a word of calling, for they look like any number."""
    for match in _SHORT.finditer(text):
        if _CALLING.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield match.start(), match.end(), read_phone(match.group())


def _long_numbers(text: str) -> Iterator[Found]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end - start < 8:
            continue
        before = text[max(0, start - _BEFORE) : start]
        if _ADDRESS.search(before) and not before.lower().endswith(("tel:", "tlf:")):
            continue
        if run["country"] is not None:
            yield from _with_country(text, run)
        elif not (_OTHER_NUMBER.search(before) or _AMOUNT.match(text, end, end + _AFTER)):
            yield from _in_run(text, run, calling=_CALLING.search(before) is not None)


def _with_country(text: str, run: re.Match[str]) -> Iterator[Found]:
    """Read the longest beginning of a run with a country code that is one number."""
    groups = [group.span() for group in _GROUP.finditer(text, run.start(), run.end())]
    for _, end in reversed(groups[:8]):
        reading = read_phone(text[run.start() : end])
        if reading.is_valid:
            yield run.start(), end, reading
            return


def _in_run(text: str, run: re.Match[str], *, calling: bool) -> Iterator[Found]:
    groups = [group.span() for group in _GROUP.finditer(text, run.start(), run.end())]
    if text[run.end() : run.end() + 1].isalnum():
        groups.pop()
    at = 0
    while at < len(groups):
        taken = _eight_digits(groups, at)
        if taken and _stands_alone(text, groups, at, at + taken):
            start, end = groups[at][0], groups[at + taken - 1][1]
            if _looks_dialled(text[start:end], calling=calling):
                reading = read_phone(text[start:end])
                if reading.is_valid:
                    yield start, end, reading
                    at += taken
                    continue
        at += 1


def _eight_digits(groups: list[tuple[int, int]], at: int) -> int:
    """Count the groups from `at` that make up eight digits; 0 where they make up no such number."""
    digits = 0
    for taken, (start, end) in enumerate(groups[at:], start=1):
        digits += end - start
        if digits == 8:
            return taken
        if digits > 8:
            return 0
    return 0


def _stands_alone(text: str, groups: list[tuple[int, int]], first: int, past: int) -> bool:
    """Say whether the groups are parted from the run's others by more than a joining sign."""
    if first and text[groups[first - 1][1] : groups[first][0]].strip() in ("-", "."):
        return False
    return not (
        past < len(groups) and text[groups[past - 1][1] : groups[past][0]].strip() in ("-", ".")
    )


_TIMES = re.compile(
    r"(?:[01]?[0-9]|2[0-4])[.:]?[0-5][0-9]\s*-\s*(?:[01]?[0-9]|2[0-4])[.:]?[0-5][0-9]"
)
_DATES = re.compile(r"[0-9]{1,2}[.\-/\s]+[0-9]{1,2}[.\-/\s]+[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}\s*[-/]\s*(?:19|20)[0-9]{2}")


def _looks_dialled(shape: str, *, calling: bool) -> bool:
    """Tell a telephone number from times, dates and years of the same digits."""
    if _DATES.fullmatch(shape) or (_TIMES.fullmatch(shape) and "." in shape):
        return False
    if calling:
        return True
    return not (_YEARS.fullmatch(shape) or _TIMES.fullmatch(shape) or _DATE.fullmatch(shape))

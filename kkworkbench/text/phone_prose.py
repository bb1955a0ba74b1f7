"""Find telephone numbers in prose and leave other numbers alone.

Running text holds many eight-digit numbers: CVR, dates, amounts, ranges of years and times. A
shape that could be one of those counts as a telephone number only after a word of calling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from kkworkbench.text.normalise import digit_count, normalised_with_offsets
from kkworkbench.text.phone_reading import DASHES, PhoneKind, PhoneReading, read_phone


@dataclass(frozen=True, slots=True)
class PhoneMatch:
    """A number found in prose: [start, end) in the text searched, as written, and its reading."""

    start: int
    end: int
    text: str
    display: str
    kind: PhoneKind


# These start with a digit, and what stands before is looked at afterwards: so they scan quickly.
_RUN = re.compile(r"[0-9]+(?:\)?[\s./\-]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_SHORT = re.compile(r"1(?:1[248]|813|16\s?(?:000|006|111))(?!\w|[.,/\-][0-9]|\s[0-9])")
_CALLING = re.compile(
    r"(?:\b(?:tlf|tel|telefon|telefonnummer|telefonnummeret|nummer|nummeret|mobil|ring|ringe|ringer"
    r"|opkald|sms|call|phone|dial)|(?:telefonen|vagten|linjen|centralen))"
    r"\b[.:]*(?:\s+(?:til|på|os|er|nr|nummer|eller|også|straks)\b[.:]*){0,3}\s*\(?$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:cvr|ean|gln|cpr|isbn|issn|konto|kontonummer|faktura|sagsnummer|journalnummer|matrikel"
    r"|produktionsenhed|dkk|kr|bfe|kl)|\b(?:p|se|j|reg|sags|konto|journal|faktura|ordre|id)"
    r"[\s.\-]{0,2}(?:nr|nummer|no))\b(?:[\s.\-]{0,2}(?:nr|nummer|no)(?:et)?)?(?:\s(?:er|is))?[\s.:#\-]*$",
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


@lru_cache(maxsize=256)
def find_phones(text: str) -> tuple[PhoneMatch, ...]:
    """Find the telephone numbers that stand in prose, in the order of the text."""
    normal = normalised_with_offsets(text)
    many = digit_count(normal.text) >= 8
    if not many and "11" not in normal.text and "1813" not in normal.text:
        return ()
    searched = normal.text.translate(DASHES)
    spans = [*(_long_numbers(searched) if many else ()), *_short_numbers(searched)]
    found = []
    for start, end, reading in sorted(spans, key=lambda span: span[0]):
        first, last = normal.original(start, end)
        found.append(PhoneMatch(first, last, text[first:last], reading.display, reading.kind))
    return tuple(found)


Found = tuple[int, int, PhoneReading]


def _short_numbers(text: str) -> Iterator[Found]:
    """Find 112, 1813 and their kin: only after a word of calling, for they look like any number."""
    for match in _SHORT.finditer(text):
        start = match.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in ".,/+-_"):
            continue
        if _CALLING.search(text[max(0, start - _BEFORE) : start]):
            yield start, match.end(), read_phone(match.group())


def _long_numbers(text: str) -> Iterator[Found]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end - start < 8 or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue
        has_country = text[start - 1 : start] == "+" if start else False
        before = text[max(0, start - _BEFORE) : start]
        if _ADDRESS.search(before) and not before.lower().rstrip("+").endswith(("tel:", "tlf:")):
            continue
        if has_country:
            opening = start - 1 - int(text[max(0, start - 2) : start - 1] == "(")
            yield from _with_country(text, opening, run)
        elif not (_OTHER_NUMBER.search(before) or _AMOUNT.match(text, end, end + _AFTER)):
            yield from _in_run(text, run, calling=_CALLING.search(before) is not None)


def _with_country(text: str, start: int, run: re.Match[str]) -> Iterator[Found]:
    """Read the longest beginning of a run with a country code that is one number."""
    groups = islice(_GROUP.finditer(text, run.start(), run.end()), 8)
    for end in reversed([group.end() for group in groups]):
        reading = read_phone(text[start:end])
        if reading.is_valid:
            yield start, end, reading
            return


def _in_run(text: str, run: re.Match[str], *, calling: bool) -> Iterator[Found]:
    groups = [group.span() for group in _GROUP.finditer(text, run.start(), run.end())]
    if text[run.end() : run.end() + 1].isalnum():
        groups.pop()
    if (
        len(groups) > 3
        and all(end - start == 4 for start, end in groups)
        and _is_even(text, groups)
    ):
        return
    at = _house_number(text, groups)
    while at < len(groups):
        after = _after_eight_digits(groups, at)
        if after and _stands_alone(text, groups, at, after):
            start, end = groups[at][0], groups[after - 1][1]
            reading = read_phone(text[start:end])
            if reading.is_valid and _looks_dialled(text[start:end], calling=calling):
                yield start, end, reading
                at = after
                continue
        at += 1


def _is_even(text: str, groups: list[tuple[int, int]]) -> bool:
    """Say whether one space parts all groups, as in the number of a card."""
    return all(text[a[1] : b[0]] == " " for a, b in pairwise(groups))


def _house_number(text: str, groups: list[tuple[int, int]]) -> int:
    """Count the leading pairs that are none of a number ("Borups Allé 43 33 17 88 00")."""
    pairs = 0
    for at, (start, end) in enumerate(groups):
        if end - start != 2 or (at and text[groups[at - 1][1] : start] != " "):
            break
        pairs += 1
    return pairs % 4 if pairs > 4 else 0


def _after_eight_digits(groups: list[tuple[int, int]], at: int) -> int:
    """Return the index after the groups from `at` that hold eight digits together, or 0."""
    digits = 0
    for after in range(at, min(at + 4, len(groups))):
        digits += groups[after][1] - groups[after][0]
        if digits >= 8:
            return after + 1 if digits == 8 else 0
    return 0


def _stands_alone(text: str, groups: list[tuple[int, int]], at: int, after: int) -> bool:
    """Say whether no digit is tied to the groups by a point, hyphen or comma."""
    start, end = groups[at][0], groups[after - 1][1]
    tied_before = at > 0 and "/" not in (gap := text[groups[at - 1][1] : start]) and gap.strip()
    tied_after = after < len(groups) and "/" not in (gap := text[end : groups[after][0]])
    if tied_before or (tied_after and text[end : end + 1] in {"-", "."} and text[end + 1] != " "):
        return False
    decimal_before = text[max(0, start - 2) : start]
    decimal_after = text[end : end + 2]
    return not (
        (decimal_before[-1:] in {",", ".", "-"} and decimal_before[:1].isdigit())
        or (decimal_after[:1] == "," and decimal_after[1:].isdigit())
    )


def _looks_dialled(written: str, *, calling: bool) -> bool:
    """Say whether eight digits are grouped like a telephone number and not like a date or year."""
    groups = tuple(len(group) for group in _GROUP.findall(written))
    gaps = {gap for gap in re.split(r"[0-9]+", written) if gap}
    if len(gaps) > 1:
        return False
    if groups == (2, 2, 2, 2):
        return gaps <= {" ", ".", "-", "/", " - ", "\t", "  "}
    if groups == (8,):
        return calling or not _DATE.fullmatch(written)
    if groups == (4, 4):
        low = all(int(half) < 3000 for half in _GROUP.findall(written))
        year = 1990 <= int(written[:4]) <= 2030
        return gaps <= {" ", "-"} and (not (low or year) or (calling and gaps == {" "}))
    if groups == (2, 6):
        return gaps == {" "}
    return calling and gaps == {" "} and min(groups) >= 2

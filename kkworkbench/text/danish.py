"""Sort and search the way a Dane expects, the same on every platform."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_LAST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
"""æ, ø and å stand after z; these signs follow it in the code table."""
_SHORT = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u"})
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[0-9]+|[^0-9]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u"})
LONGEST_NUMBER = 40
"""Digits of a number that are compared by value; Python refuses thousands of them."""
SortKey = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=65536)
def sort_key(text: str) -> SortKey:
    """Return a key that sorts as a Danish phone book does.

    Letters first, æ ø å (and aa) last, capitals and accents ignored, numbers by value.
    """
    folded = _folded(text)
    parts: list[tuple[int, int, str]] = []
    for run in _RUN.findall(folded):
        if run[0] in "0123456789":
            parts.append((0, int(run[:LONGEST_NUMBER]), run))
        else:
            parts.append((1, 0, run))
    return tuple(parts)


@lru_cache(maxsize=65536)
def index_letter(text: str) -> str:
    """Return the capital under which a phone book has a text; "#" for one without a letter."""
    first = _folded(text)[:1]
    letter = {sign: letter for letter, sign in _LAST.items() if letter in "æøå"}.get(first, first)
    return letter.upper() if letter.isalpha() else "#"


@lru_cache(maxsize=65536)
def search_key(text: str) -> str:
    """Return text folded for search: small letters, æ ø å spelt ae oe aa, no accents."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def short_key(text: str) -> str:
    """Return text folded to what is the same however a Dane spells it.

    A letter for each of å, aa and a; of ø, oe and o; of æ, ae and a; capitals and accents ignored.
    """
    short = text.casefold()
    if not short.isascii():
        short = unicodedata.normalize("NFC", short).translate(_SHORT)
    if not short.isascii():
        bare = unicodedata.normalize("NFD", short)
        short = "".join(c for c in bare if not unicodedata.combining(c))
    return short.replace("aa", "a").replace("oe", "o").replace("ae", "a")


def short_words(text: str) -> list[str]:
    """Return the words of a text in their short form, in order."""
    return _WORD.findall(short_key(text))


def matches(query: str, text: str) -> bool:
    """Say whether all words of a query stand in a text, in any order.

    A query of digits finds a number however it is spaced; an empty query matches everything.
    """
    return matcher(query)(search_key(text))


def matcher(query: str) -> Callable[[str], bool]:
    """Return how a query matches texts that are folded already, as `matches` does others."""
    words = search_key(query).split()
    digits = "".join(words)
    is_number = digits.isdigit() and len(digits) >= 3

    def is_match(folded: str) -> bool:
        for word in words:
            if word not in folded:
                return is_number and digits in folded.replace(" ", "")
        return True

    return is_match


def short_spans(pieces: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return where pieces in their short form stand in a text, as sorted, joined [start, end).

    A piece of digits is found across the spaces of a number.
    """
    spans = []
    digits = [at for at, char in enumerate(text) if char in "0123456789"]
    packed = "".join([text[at] for at in digits])
    for piece in pieces:
        for word in _WORD.finditer(text):
            at = short_key(word[0]).find(piece)
            if at >= 0:
                ends = (_reach(word[0], at), _reach(word[0], at + len(piece)))
                spans.append((word.start() + ends[0], word.start() + ends[1]))
        at = packed.find(piece) if piece.isdigit() else -1
        if at >= 0:
            spans.append((digits[at], digits[at + len(piece) - 1] + 1))
    return _joined(spans)


def match_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Return where the words of a query stand in a text, as sorted, joined [start, end)."""
    folded, origin = _with_origin(text)
    spans = []
    for word in search_key(query).split():
        at = folded.find(word)
        while at >= 0:
            spans.append((origin[at], origin[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return _joined(spans)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _reach(word: str, length: int) -> int:
    """Return how many letters of a word its short form of a length takes."""
    reached = (at for at in range(len(word)) if len(short_key(word[:at])) >= length)
    return next(reached, len(word))


def _folded(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    out = []
    for char in lowered:
        if char in _LAST:
            out.append(_LAST[char])
        elif char.isascii():
            out.append(char)
        else:
            bare = unicodedata.normalize("NFD", char)
            out.append("".join(c for c in bare if not unicodedata.combining(c)))
    return "".join(out).strip()


def _with_origin(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        folded = search_key(char)
        letters.append(folded)
        origin.extend([at] * len(folded))
    return "".join(letters), origin

"""How a query is read, and how well a record matches it."""

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kkworkbench.text.danish import short_key, short_words
from kkworkbench.workspace.finding_docs import Doc, words_of
from kkworkbench.workspace.finding_words import SHORTEST_INSIDE, can_slip, is_slip

TITLE_START, TITLE_WORD, WORD, INSIDE, SLIP = range(5)
"""How a hit matches, best first: by the weakest of the words."""

_COUNTRY = re.compile(r"(?:\+|\b00)45(?=[\s\d])")


class Query(NamedTuple):
    """A query as it is looked for: the whole phrase, and its words by themselves."""

    phrase: str
    words: tuple[str, ...]


def readings(query: str) -> list[Query]:
    """Return how a query can be read: digits as one number first, then as they are typed."""
    typed = _COUNTRY.sub(" ", query)
    words = short_words(typed)
    joined: list[str] = []
    for word in words:
        if joined and word.isdigit() and joined[-1].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    phrase = short_key(" ".join(query.split()))
    found = [Query(phrase, tuple(dict.fromkeys(words)))]
    if joined != words:
        found.insert(0, Query("".join(joined), tuple(dict.fromkeys(joined))))
    return found if words else []


def level_of(doc: Doc, query: Query, worst: int = SLIP) -> int | None:
    """Return how a record matches a query, or None where it does not so well as `worst`."""
    if short_key(doc.title).startswith(query.phrase):
        return TITLE_START
    title, other = doc.title_words(), doc.other_words()
    level = TITLE_WORD
    for piece in query.words:
        of_word = _level_of_word(piece, title, other, worst)
        if of_word is None:
            return None
        level = max(level, of_word)
    return level


def _level_of_word(piece: str, title: list[str], other: AbstractSet[str], worst: int) -> int | None:
    for word in title:
        if word.startswith(piece):
            return TITLE_WORD
    for word in other:
        if word.startswith(piece):
            return WORD
    words = (*title, *other)
    if len(piece) >= SHORTEST_INSIDE and any(piece in word for word in words):
        return INSIDE
    if worst >= SLIP and can_slip(piece) and any(is_slip(piece, word) for word in words):
        return SLIP
    return None


def telling_field(doc: Doc, query: Query, level: int) -> tuple[str, str]:
    """Return the field that holds the most of what the title does not, and best."""
    title = doc.title_words()
    missing = [p for p in query.words if _level_of_word(p, title, set(), level) is None]
    best, told = (0, 0), ("", "")
    for path, value in doc.fields if missing else ():
        words = words_of(path, value)
        known = [
            of_word
            for piece in missing
            if (of_word := _level_of_word(piece, [], words, level)) is not None
        ]
        holds = len(known), -max(known, default=0)
        if known and holds > best:
            best, told = holds, (path, value)
    return told

"""How a query is read, and how well a record matches it."""

import re
from typing import NamedTuple

from kkworkbench.text.danish import short_key, short_words
from kkworkbench.workspace.finding_docs import Doc
from kkworkbench.workspace.finding_words import SHORTEST_INSIDE, is_slip

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


def level_of(doc: Doc, query: Query) -> int | None:
    """Return how a record matches a query, or None where it does not."""
    if short_key(doc.title).startswith(query.phrase):
        return TITLE_START
    title, other = doc.title_words(), doc.other_words()
    worst = TITLE_WORD
    for piece in query.words:
        level = _level_of_word(piece, title, other)
        if level is None:
            return None
        worst = max(worst, level)
    return worst


def _level_of_word(piece: str, title: list[str], other: set[str]) -> int | None:
    if any(word.startswith(piece) for word in title):
        return TITLE_WORD
    if any(word.startswith(piece) for word in other):
        return WORD
    if len(piece) >= SHORTEST_INSIDE and any(piece in word for word in (*title, *other)):
        return INSIDE
    if any(is_slip(piece, word) for word in (*title, *other)):
        return SLIP
    return None


def telling_field(doc: Doc, query: Query) -> tuple[str, str]:
    """Return the field that holds the most of what the title does not, and best."""
    title = doc.title_words()
    levels = {piece: _level_of_word(piece, title, set()) for piece in query.words}
    missing = [piece for piece, level in levels.items() if level is None]
    best, told = (0, 0), ("", "")
    for path, value in doc.fields if missing else ():
        words = Doc("", ((path, value),)).other_words()
        known = [
            level for piece in missing if (level := _level_of_word(piece, [], words)) is not None
        ]
        holds = len(known), -max(known, default=0)
        if known and holds > best:
            best, told = holds, (path, value)
    return told

"""Two texts word by word: what stands in both, what went and what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 6000
"""Words in both texts, over which only the paragraphs are compared: words would take too long."""


class Run(StrEnum):
    """Where a piece of text stands."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and where it stands."""

    run: Run
    text: str


def word_runs(was: str, now: str) -> tuple[Piece, ...]:
    """Return the pieces in order: all but the new ones are the old text, all but the gone the new.

    A piece that went stands before the one that came in its place.
    """
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    if len(old) + len(new) > MOST_WORDS:
        old, new = was.splitlines(keepends=True), now.splitlines(keepends=True)
    return tuple(_merged(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Run.SAME, "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece(Run.GONE, "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece(Run.NEW, "".join(new[j1:j2]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join what is parted by a mere space: `a b` for `c d` is one change, not two."""
    gone = new = ""
    held = ""
    for piece in pieces:
        if (
            piece.run is Run.SAME
            and piece.text.isspace()
            and (gone and new)
            and "\n" not in piece.text
        ):
            held = piece.text
            continue
        if piece.run is Run.SAME:
            yield from _out(gone, new)
            if held:
                yield Piece(Run.SAME, held)
            gone = new = held = ""
            yield piece
        else:
            gone, new, held = gone + held, new + held, ""
            if piece.run is Run.GONE:
                gone += piece.text
            else:
                new += piece.text
    yield from _out(gone, new)
    if held:
        yield Piece(Run.SAME, held)


def _out(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Run.GONE, gone)
    if new:
        yield Piece(Run.NEW, new)

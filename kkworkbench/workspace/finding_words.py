"""Words and where they stand: sorted words with flat postings, searched by bisection.

All words that begin alike stand side by side, and so do their postings: what a beginning finds is
one slice. What stands inside a word is found in all words written one after another.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

SHORTEST_INSIDE = 3
"""Letters from which a piece is looked for inside words too."""
SHORTEST_SLIP = 4
"""Letters from which a word may have a slip of the pen."""
RUN = 1_000
"""Words sorted at once: a slice of the building."""
HELD = 16
"""Pieces of which it is remembered which words hold them."""
_LAST = "\U0010ffff"
"""Sorts after all that a word may hold."""


def can_slip(piece: str) -> bool:
    """Whether a piece is long enough for a slip of the pen; a number has none."""
    return len(piece) >= SHORTEST_SLIP and not any(letter.isdigit() for letter in piece)


def is_slip(piece: str, word: str) -> bool:
    """Whether a word begins with the piece but for one slip: a letter more, less, other, swapped.

    The slip is where they part first: an earlier one would have to come to the same.
    """
    at = 0
    while word[at : at + 1] == piece[at : at + 1] != "":
        at += 1
    slipped, rest = piece[at : at + 1], piece[at + 1 :]
    return (
        word.startswith(rest, at)
        or word.startswith((rest, slipped + rest), at + 1)
        or word.startswith(f"{rest[:1]}{slipped}{rest[1:]}", at)
    )


class Postings:
    """The places of each word while an index is built.

    Most words stand at one place only: a number, which the collector need not walk through.
    """

    def __init__(self) -> None:
        self._found: dict[str, int | array[int]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def add(self, words: Iterable[str], place: int) -> None:
        """Note words of a place; places come in order."""
        found = self._found
        for word in words:
            places = found.get(word)
            if places is None:
                found[word] = place
            elif isinstance(places, int):
                found[word] = array("I", (places, place))
            else:
                places.append(place)

    def give(self, word: str, into: "array[int]") -> None:
        """Append the places of a word."""
        places = self._found[word]
        if isinstance(places, int):
            into.append(places)
        else:
            into.extend(places)


class WordIndex:
    """Which places each word stands at; `build` fills it, and nothing changes it after that."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._first = array("I", [0])
        self._places = array("I")
        self._written = ""
        self._starts = array("I")
        self._held: dict[str, array[int]] = {}

    def build(self, found: Postings) -> Iterator[None]:
        """Take in the places of each word, in order; yields between slices of work."""
        runs = []
        words = iter(found)
        while run := list(islice(words, RUN)):
            run.sort()
            runs.append(run)
            yield
        at = 0
        for number, word in enumerate(merge(*runs)):
            self._words.append(word)
            found.give(word, self._places)
            self._first.append(len(self._places))
            self._starts.append(at)
            at += len(word) + 1
            if number % RUN == 0:
                yield
        self._written = "\n".join(self._words)

    def starting(self, piece: str, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the numbers [first, last) of the words that begin with a piece."""
        first, last = within or (0, len(self._words))
        low = bisect_left(self._words, piece, first, last)
        if low == last or not self._words[low].startswith(piece):
            return low, low
        return low, bisect_left(self._words, piece + _LAST, low, last)

    def inside(self, piece: str) -> "array[int]":
        """Return the numbers of the words that hold a piece anywhere; none for a short piece.

        What holds a piece is looked for among what held it before its last letter was typed.
        """
        if len(piece) < SHORTEST_INSIDE:
            return array("I")
        found = self._held.pop(piece, None)
        if found is None:
            shorter = self._held.get(piece[:-1])
            if shorter is None:
                found = array("I", self._holding(piece))
            else:
                found = array("I", [n for n in shorter if piece in self._words[n]])
        self._held[piece] = found
        if len(self._held) > HELD:
            del self._held[next(iter(self._held))]
        return found

    def slips(self, piece: str) -> list[int]:
        """Return the numbers of the words that begin with the piece but for one slip."""
        if not can_slip(piece):
            return []
        found: set[int] = set()
        for at in range(len(piece)):
            head, slipped, rest = piece[:at], piece[at], piece[at + 1 :]
            within = self.starting(head)
            if within[0] == within[1]:
                break
            beginnings = [rest, f"{rest[:1]}{slipped}{rest[1:]}"]
            for letter in self._letters_at(at, within):
                beginnings += (f"{letter}{rest}", f"{letter}{slipped}{rest}")
            for beginning in beginnings:
                found.update(range(*self.starting(head + beginning, within)))
        return list(found)

    def _letters_at(self, at: int, within: tuple[int, int]) -> Iterator[str]:
        """Yield the letters that follow in words that all begin alike, each once."""
        number, last = within
        while number < last:
            word = self._words[number]
            if len(word) > at:
                yield word[at]
                number = bisect_left(self._words, word[: at + 1] + _LAST, number, last)
            else:
                number += 1

    def count_starting(self, piece: str) -> int:
        """Count the places where a word begins with a piece."""
        low, high = self.starting(piece)
        return self._first[high] - self._first[low]

    def count(self, numbers: Iterable[int]) -> int:
        """Count the places of words."""
        return sum(self._first[n + 1] - self._first[n] for n in numbers)

    def places(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield where words stand."""
        for number in numbers:
            yield from self._places[self._first[number] : self._first[number + 1]]

    def mark(self, flags: bytearray, numbers: Iterable[int]) -> None:
        """Set the flag of each place where words stand."""
        for number in numbers:
            for place in self._places[self._first[number] : self._first[number + 1]]:
                flags[place] = 1

    def mark_starting(self, flags: bytearray, piece: str) -> None:
        """Set the flag of each place where a word begins with a piece."""
        low, high = self.starting(piece)
        for place in self._places[self._first[low] : self._first[high]]:
            flags[place] = 1

    def _holding(self, piece: str) -> Iterator[int]:
        last = -1
        at = self._written.find(piece)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            if number != last:
                yield number
            last = number
            at = self._written.find(piece, at + 1)

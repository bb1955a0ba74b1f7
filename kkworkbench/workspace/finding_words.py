"""Words and where they stand: sorted words with flat postings, searched by bisection.

All words that begin alike stand side by side, and so do their postings: what a beginning finds is
one slice. What stands inside a word is found in all words written one after another.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import merge
from itertools import islice

SHORTEST_INSIDE = 3
"""Letters from which a piece is looked for inside words too."""
SHORTEST_SLIP = 4
"""Letters from which a word may have a slip of the pen."""
RUN = 1_000
"""Words sorted at once: a slice of the building."""


def can_slip(piece: str) -> bool:
    """Whether a piece is long enough for a slip of the pen; a number has none."""
    return len(piece) >= SHORTEST_SLIP and not any(letter.isdigit() for letter in piece)


@lru_cache(maxsize=4096)
def is_slip(piece: str, word: str) -> bool:
    """Whether a word begins with the piece but for one slip: a letter more, less, other, swapped.

    The piece is one that can slip.
    """
    if piece[0] != word[0] and piece[1] not in word[:3]:
        return False  # one slip leaves one of the first two letters near where it was
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # loaded at the first slip

    ends = range(len(piece) - 1, min(len(word), len(piece) + 1) + 1)
    return any(OSA.distance(piece, word[:end], score_cutoff=1) <= 1 for end in ends)


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

    def starting(self, piece: str) -> tuple[int, int]:
        """Return the numbers [first, last) of the words that begin with a piece."""
        low = bisect_left(self._words, piece)
        return low, bisect_left(self._words, piece + "\U0010ffff", low)

    def inside(self, piece: str) -> list[int]:
        """Return the numbers of the words that hold a piece anywhere; none for a short piece."""
        return list(self._holding(piece)) if len(piece) >= SHORTEST_INSIDE else []

    def slips(self, piece: str) -> list[int]:
        """Return the numbers of the words that begin with the piece but for one slip.

        A slip leaves one half of the piece whole, unless it swaps the two letters in the middle.
        """
        half = len(piece) // 2
        if not can_slip(piece):
            return []
        first, second = piece[:half], piece[half:]
        swapped = first[:-1] + second[0] + first[-1] + second[1:]
        candidates = {*range(*self.starting(first)), *range(*self.starting(swapped))}
        for number, at in self._holding_at(second):
            if abs(at - half) <= 1:
                candidates.add(number)
        return [number for number in candidates if is_slip(piece, self._words[number])]

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
        for number, _ in self._holding_at(piece):
            if number != last:
                yield number
            last = number

    def _holding_at(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield (number, offset in the word) of each place where a piece stands."""
        at = self._written.find(piece)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number, at - self._starts[number]
            at = self._written.find(piece, at + 1)

"""An index of all that can be found, ranked by kind and title."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import reduce
from heapq import merge
from itertools import compress
from operator import and_

from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_key
from kkworkbench.workspace.finding_docs import FOUND_KINDS, KIND_RANK, Doc, Key, doc_of
from kkworkbench.workspace.finding_query import INSIDE, SLIP, TITLE_WORD, WORD
from kkworkbench.workspace.finding_words import RUN, WordIndex

READ = 100
"""Records read at once: a slice of the building."""
RARE = 150
"""Places of a word up to which they are looked at one by one."""
KEPT = 16
"""Words whose matches are kept: typing alters only the last of a query."""


class FindIndex:
    """An index of a state; `build` fills it, and nothing changes it after that.

    A record's place is its rank: by kind, then by title.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._titles: list[str] = []
        self._parents: list[str | None] = []
        self._firsts = [0]
        self._title = WordIndex()
        self._other = WordIndex()
        self._known: dict[tuple[str, bool], Matches] = {}

    def build(self, state: State) -> Iterator[None]:
        """Take in a state; yields between slices of work."""
        title: dict[str, array[int]] = {}
        other: dict[str, array[int]] = {}
        for kind in FOUND_KINDS:
            runs: list[list[tuple[str, str, Record]]] = [[]]
            for record in state.all(kind):
                doc = doc_of(state, record)
                if doc is None:
                    continue
                runs[-1].append((short_key(doc.title), record.id, record))
                if len(runs[-1]) >= RUN:
                    runs[-1].sort(key=_rank)
                    runs.append([])
                    yield
            runs[-1].sort(key=_rank)
            for _, id_, record in merge(*runs, key=_rank):
                doc = doc_of(state, record)
                if doc is not None:
                    self._note(id_, doc, title, other)
                    if isinstance(record, Page):
                        self._parents.append(record.parent)
                if len(self.ids) % (READ) == 0:
                    yield
            self._firsts.append(len(self.ids))
        yield from self._title.build(title)
        yield from self._other.build(other)

    def _note(
        self, id_: str, doc: Doc, title: "dict[str, array[int]]", other: "dict[str, array[int]]"
    ) -> None:
        place = len(self.ids)
        self.ids.append(id_)
        self._titles.append(doc.title)
        words = set(doc.title_words())
        for found, into in ((words, title), (doc.other_words() - words, other)):
            for word in found:
                places = into.get(word)
                if places is None:
                    into[word] = array("I", (place,))
                else:
                    places.append(place)

    def key(self, place: int) -> Key:
        """Return what stands at a place."""
        return bisect_right(self._firsts, place) - 1, self.ids[place]

    def rank(self, place: int) -> tuple[int, str, str]:
        """Return what a place is ranked by."""
        kind, id_ = self.key(place)
        return kind, short_key(self._titles[place]), id_

    def beginning(self, phrase: str, most: int) -> Iterator[int]:
        """Yield the places whose titles begin with a phrase, `most` of each kind."""
        for low, high in zip(self._firsts, self._firsts[1:], strict=False):
            first = bisect_left(self._titles, phrase, low, high, key=short_key)
            for place in range(first, min(high, first + most)):
                if not short_key(self._titles[place]).startswith(phrase):
                    break
                yield place

    def matching(self, words: Iterable[str], level: int) -> Iterator[int]:
        """Yield the places at which all words match so well, and one of them no better, in order."""
        masks = [self._matches(word, level == SLIP) for word in words]
        fresh = reduce(and_, [mask.up_to(level) for mask in masks])
        if level > TITLE_WORD:
            fresh &= ~reduce(and_, [mask.up_to(level - 1) for mask in masks])
        flags = fresh.to_bytes(len(self.ids), "little")
        place = flags.find(1)
        while place >= 0:
            yield place
            place = flags.find(1, place + 1)

    def rare(self, words: Iterable[str]) -> set[int] | None:
        """Return all places of the rarest word, but for slips; None where even that is many."""
        for word in words:
            found: set[int] = set()
            for index in (self._title, self._other):
                numbers = (
                    [*range(*index.starting(word)), *index.inside(word)]
                    if (index.count_starting(word) <= RARE)
                    else None
                )
                if numbers is None or index.count(numbers) > RARE:
                    break
                found.update(index.places(numbers))
            else:
                return found
        return None

    def pages(self, words: Iterable[str], level: int) -> tuple[set[str], set[str | None]]:
        """Return all pages at which all words match at least so well, and what they stand under."""
        masks = [self._matches(word, level == SLIP).up_to(level) for word in words]
        flags = reduce(and_, masks).to_bytes(len(self.ids), "little")
        low, high = self._firsts[KIND_RANK[Page]], self._firsts[KIND_RANK[Page] + 1]
        marked = flags[low:high]
        return set(compress(self.ids[low:high], marked)), set(compress(self._parents, marked))

    def _matches(self, piece: str, slips: bool) -> "Matches":
        matches = self._known.pop((piece, slips), None)
        if matches is None:
            flags = bytearray(len(self.ids))
            both = (self._other, self._title)
            slipped = [index.slips(piece) for index in both] if slips else []
            if slips and not any(slipped):
                return self._matches(piece, False)
            for index, numbers in zip(both, slipped, strict=False):
                index.mark(flags, SLIP, numbers)
            for index in both:
                index.mark(flags, INSIDE, index.inside(piece))
            self._other.mark_starting(flags, WORD, piece)
            self._title.mark_starting(flags, TITLE_WORD, piece)
            matches = Matches(flags)
        self._known[piece, slips] = matches
        if len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return matches


class Matches:
    """How well a word matches at each place: a level, or nought where it does not."""

    def __init__(self, flags: bytearray) -> None:
        self._flags = flags
        self._masks: dict[int, int] = {}

    def up_to(self, level: int) -> int:
        """Return a number with a byte of 1 for each place that matches at least so well."""
        mask = self._masks.get(level)
        if mask is None:
            mask = self._masks[level] = int.from_bytes(
                self._flags.translate(_UP_TO[level]), "little"
            )
        return mask


_UP_TO = [bytes([int(0 < flag <= level) for flag in range(256)]) for level in range(SLIP + 1)]


def _rank(entry: tuple[str, str, Record]) -> tuple[str, str]:
    return entry[0], entry[1]

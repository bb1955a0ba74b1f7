"""An index of all that can be found, ranked by kind and title."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import reduce
from heapq import merge
from itertools import compress
from operator import and_

from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_key
from kkworkbench.workspace.finding_docs import FOUND_KINDS, KIND_RANK, Doc, Key, doc_of
from kkworkbench.workspace.finding_query import INSIDE, TITLE_START, TITLE_WORD, WORD
from kkworkbench.workspace.finding_words import Postings, WordIndex

READ = 100
"""Records read at once: a slice of the building."""
RANKED = 400
"""Titles sorted at once: another."""
_END = "\0"
"""Stands between title and id, and sorts before all that a title may hold."""
RARE = 150
"""Places of a word up to which they are looked at one by one."""
FEW = 10_000
"""Places that are picked out one by one; above that all are walked through."""
_MARK = re.compile(b"\x01")
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
        self._known: dict[str, Matches] = {}

    def build(self, state: State) -> Iterator[None]:
        """Take in a state; yields between slices of work."""
        title, other = Postings(), Postings()
        for kind in FOUND_KINDS:
            runs: list[list[str]] = [[]]
            for record in state.all(kind):
                doc = doc_of(state, record)
                if doc is None:
                    continue
                runs[-1].append(f"{short_key(doc.title)}{_END}{record.id}")
                if len(runs[-1]) >= RANKED:
                    runs[-1].sort()
                    runs.append([])
                    yield
            runs[-1].sort()
            for rank in merge(*runs):
                id_ = rank[rank.rindex(_END) + 1 :]
                found = state.get(kind, id_)
                doc = doc_of(state, found) if found is not None else None
                if doc is not None:
                    self._note(id_, doc, title, other)
                    if isinstance(found, Page):
                        self._parents.append(found.parent)
                if len(self.ids) % READ == 0:
                    yield
            self._firsts.append(len(self.ids))
        yield from self._title.build(title)
        yield from self._other.build(other)

    def _note(self, id_: str, doc: Doc, title: Postings, other: Postings) -> None:
        place = len(self.ids)
        self.ids.append(id_)
        self._titles.append(doc.title)
        words = set(doc.title_words())
        title.add(words, place)
        other.add(doc.other_words() - words, place)

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
        matches = [self._matches(word) for word in words]
        fresh = reduce(and_, [match.up_to(level) for match in matches])
        if level > TITLE_WORD:
            fresh &= ~reduce(and_, [match.up_to(level - 1) for match in matches])
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
        masks = [self._matches(word).up_to(level) for word in words]
        flags = reduce(and_, masks).to_bytes(len(self.ids), "little")
        low, high = self._firsts[KIND_RANK[Page]], self._firsts[KIND_RANK[Page] + 1]
        if flags.count(1, low, high) <= FEW:
            found = [match.start() for match in _MARK.finditer(flags, low, high)]
            return {self.ids[p] for p in found}, {self._parents[p - low] for p in found}
        marked = flags[low:high]
        return set(compress(self.ids[low:high], marked)), set(compress(self._parents, marked))

    def _matches(self, piece: str) -> "Matches":
        matches = self._known.pop(piece, None)
        if matches is None:
            matches = Matches(piece, self._title, self._other, len(self.ids))
        self._known[piece] = matches
        if len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return matches


class Matches:
    """Where a word matches, and how well; no more of it is worked out than is asked for."""

    def __init__(self, piece: str, title: WordIndex, other: WordIndex, places: int) -> None:
        self._piece = piece
        self._both = title, other
        self._flags = bytearray(places)
        self._marked = TITLE_START
        self._masks: dict[int, int] = {}

    def up_to(self, level: int) -> int:
        """Return a number with a byte of 1 for each place that matches at least so well."""
        if level not in self._masks:
            if level <= self._marked:
                self._flags, self._marked = bytearray(len(self._flags)), TITLE_START
            while self._marked < level:
                self._marked += 1
                self._mark(self._marked)
            self._masks[level] = int.from_bytes(self._flags, "little")
        return self._masks[level]

    def _mark(self, level: int) -> None:
        title, other = self._both
        if level == TITLE_WORD:
            title.mark_starting(self._flags, self._piece)
        elif level == WORD:
            other.mark_starting(self._flags, self._piece)
        else:
            for index in self._both:
                find = index.inside if level == INSIDE else index.slips
                index.mark(self._flags, find(self._piece))

"""Find anything by a part of what it says, the way a Dane types it, best first.

Most of the workspace stands in an index that never changes; what was edited since stands beside
it and is looked through one by one, so that an edit costs what it touches. When much was edited
the index is built anew from the state, in slices.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kkworkbench.garbage import no_collection
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key, short_key
from kkworkbench.workspace.finding_docs import FOUND_KINDS, KIND_RANK, Doc, Key, doc_of, touched
from kkworkbench.workspace.finding_index import FindIndex
from kkworkbench.workspace.finding_query import (
    INSIDE,
    SLIP,
    TITLE_START,
    TITLE_WORD,
    Query,
    level_of,
    readings,
    telling_field,
)

MOST = 50
"""Hits that are told: a longer list is narrowed by typing."""
FEW = 1
"""Hits from which no slips of the pen are looked for."""
MANY_EDITED = 2_000
"""Records beside the index from which it is built anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: what it is, how it matches, and the field that does (none where the title does)."""

    kind: type[Record]
    id: str
    title: str
    level: int
    field: str = ""
    text: str = ""


class Finder:
    """Finds records of a state and keeps in step with its changes.

    `work` builds the index a slice at a time; until it stands, nothing is found.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._index: FindIndex | None = None
        self._edited: dict[Key, Doc | None] = {}
        self._since: dict[Key, Doc | None] = {}
        self._next = FindIndex()
        self._work: Iterator[None] | None = self._next.build(state)

    @property
    def is_ready(self) -> bool:
        """Whether there is an index to find in."""
        return self._index is not None

    @property
    def is_working(self) -> bool:
        """Whether an index is being built."""
        return self._work is not None

    def work(self) -> bool:
        """Build a slice; returns whether more is to be done."""
        if self._work is None:
            return False
        with no_collection():
            is_done = next(self._work, self) is self
        if is_done:
            self._index, self._edited, self._since = self._next, self._since, {}
            self._work = None
        return self._work is not None

    def follow(self, after: State, changes: Iterable[Change]) -> None:
        """Take in changes that led to a state."""
        self._state = after
        for key in dict.fromkeys(touched(after, changes)):
            record = after.get(FOUND_KINDS[key[0]], key[1])
            doc = doc_of(after, record) if record is not None else None
            self._edited[key] = doc
            if self._work is not None:
                self._since[key] = doc
        if self._work is None and len(self._edited) > MANY_EDITED:
            self._next, self._since = FindIndex(), {}
            self._work = self._next.build(after)

    def find(self, text: str, most: int = MOST) -> list[Found]:
        """Return the best hits for what was typed, best first."""
        hits: dict[Key, tuple[int, Query]] = {}
        for query in readings(text):
            for level, key in self._hits(query, most):
                hits.setdefault(key, (level, query))
            if hits:
                break
        found = []
        for key, (level, query) in list(hits.items())[:most]:
            kind = FOUND_KINDS[key[0]]
            record = self._state.get(kind, key[1])
            doc = doc_of(self._state, record) if record is not None else None
            if doc is not None:
                field = telling_field(doc, query, level) if level > TITLE_WORD else ("", "")
                found.append(Found(kind, key[1], doc.title, level, *field))
        return _as_written(text, found)

    def _rare(self, index: FindIndex, query: Query) -> dict[int, list[int]] | None:
        """Return by level all places of a query of which one word is rare, but for slips."""
        places = index.rare(query.words) if len(query.words) > 1 else None
        if places is None:
            return None
        found: dict[int, list[int]] = {level: [] for level in range(SLIP)}
        for place in sorted(places):
            rank, id_ = index.key(place)
            record = self._state.get(FOUND_KINDS[rank], id_)
            doc = doc_of(self._state, record) if record is not None else None
            level = level_of(doc, query, INSIDE) if doc is not None else None
            if level is not None:
                found[level].append(place)
        return found

    def pages(self, text: str) -> tuple[set[str], set[str | None]]:
        """Return all pages that a filter keeps, and what they stand under.

        Slips of the pen count where nothing else is found.
        """
        index, read = self._index, readings(text)
        if index is None:
            return set(), set()
        for level in (INSIDE, SLIP):
            found: set[str] = set()
            above: set[str | None] = set()
            for query in read:
                ids, parents = index.pages(query.words, level)
                # Both are sets of their own, of 100,000 ids where much matches.
                found = found | ids if found else ids
                above = above | parents if above else parents
            edited = {id_ for rank, id_ in self._edited if rank == KIND_RANK[Page]}
            if edited:
                found -= edited
                found |= {id_ for id_ in edited if self._keeps(id_, read, level)}
                pages = (self._state.get(Page, id_) for id_ in found)
                above = {page.parent for page in pages if page is not None}
            if found:
                return found, above
        return set(), set()

    def _keeps(self, page_id: str, read: list[Query], level: int) -> bool:
        doc = self._edited[KIND_RANK[Page], page_id]
        return doc is not None and any(level_of(doc, query, level) is not None for query in read)

    def _hits(self, query: Query, most: int) -> list[tuple[int, Key]]:
        index = self._index
        if index is None:
            return []
        beside: dict[int, list[tuple[tuple[int, str, str], Key]]] = {}
        for key, doc in self._edited.items():
            level = level_of(doc, query) if doc is not None else None
            if doc is not None and level is not None:
                rank = key[0], short_key(doc.title), key[1]
                beside.setdefault(level, []).append((rank, key))
        rare = self._rare(index, query)
        hits: list[tuple[int, Key]] = []
        seen: set[int] = set()
        for level in range(SLIP + 1):
            if len(hits) >= (FEW if level == SLIP else most):
                break
            places = []
            for place in (
                index.beginning(query.phrase, most + len(self._edited))
                if level == TITLE_START
                else rare[level]
                if rare is not None and level < SLIP
                else index.matching(query.words, level)
            ):
                if place not in seen and index.key(place) not in self._edited:
                    places.append(place)
                    if len(places) == most:
                        break
            seen.update(places)
            keys = [index.key(place) for place in places]
            if level in beside:
                ranked = [(index.rank(place), key) for place, key in zip(places, keys, strict=True)]
                keys = [key for _, key in sorted(ranked + beside[level])]
            hits += [(level, key) for key in keys]
        return hits[:most]


def _as_written(text: str, hits: list[Found]) -> list[Found]:
    """Put what is spelt as typed before what is only spelt alike, among equals."""
    words = [word for word in search_key(text).split() if word.isalpha()]

    def rank(hit: Found) -> tuple[int, int, bool]:
        written = search_key(f"{hit.title} {hit.text}")
        return hit.level, KIND_RANK[hit.kind], not all(word in written for word in words)

    return sorted(hits, key=rank)

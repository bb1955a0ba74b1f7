"""The whole workspace as one immutable value: a persistent map for each kind, and the indexes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, TypeVar, cast

from immutables import Map

from kkworkbench.garbage import no_collection
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import INDEXES, Entry, Index, index_moves

R = TypeVar("R", bound=Record)

FEW = 4
"""Entries moved in one bucket up to which a bisection beats sorting it anew."""


class StaleChangeError(Exception):
    """A change's `before` is not what stands in the state."""


class State:
    """All records and indexes at one moment. Keeping an old one costs next to nothing."""

    __slots__ = ("_indexes", "_tables")

    def __init__(
        self,
        tables: dict[type[Record], "Map[str, Record]"],
        indexes: dict[str, "Map[Hashable, tuple[Entry, ...]]"],
    ) -> None:
        self._tables = tables
        self._indexes = indexes

    @classmethod
    def of(cls, records: Iterable[Record]) -> "State":
        """Build a state from records in any order."""
        with no_collection():
            return cls._built(records)

    @classmethod
    def _built(cls, records: Iterable[Record]) -> "State":
        by_kind: dict[type[Record], dict[str, Record]] = {kind: {} for kind in KINDS}
        for record in records:
            by_kind[type(record)][record.id] = record
        indexes: dict[str, Map[Hashable, tuple[Entry, ...]]] = {}
        for index in INDEXES:
            buckets: dict[Hashable, list[Entry]] = defaultdict(list)
            for record in by_kind[index.kind].values():
                for key, sort in index.entries(record):
                    buckets[key].append((sort, record.id))
            indexes[index.name] = Map(
                {k: tuple(sorted(v) if len(v) > 1 else v) for k, v in buckets.items()}
            )
        return cls({kind: Map(table) for kind, table in by_kind.items()}, indexes)

    def get(self, kind: type[R], id_: str | None) -> R | None:
        """Return the record, or None where there is none."""
        if id_ is None:
            return None
        return self._tables[kind].get(id_)  # type: ignore[return-value]  # its table holds the kind

    def all(self, kind: type[R]) -> Iterator[R]:
        """Walk through all records of a kind, in no particular order."""
        return cast("Iterator[R]", iter(self._tables[kind].values()))

    def ids(self, kind: type[Record]) -> Iterator[str]:
        """Walk through all ids of a kind, in no particular order."""
        return iter(self._tables[kind].keys())

    def count(self, kind: type[Record]) -> int:
        """Count the records of a kind."""
        return len(self._tables[kind])

    def bucket(self, index: Index, key: Hashable) -> tuple[str, ...]:
        """Return the ids that stand under a key of an index, in the index's order."""
        return tuple([entry[1] for entry in self._indexes[index.name].get(key, ())])

    def position(self, index: Index, key: Hashable, sort: str, id_: str) -> int:
        """Return where a record stands in its bucket, by bisection; -1 where it does not."""
        bucket = self._indexes[index.name].get(key, ())
        at = bisect_left(bucket, (sort, id_))
        return at if at < len(bucket) and bucket[at] == (sort, id_) else -1

    def bucket_size(self, index: Index, key: Hashable) -> int:
        """Count what stands under a key of an index."""
        return len(self._indexes[index.name].get(key, ()))

    def at(self, index: Index, key: Hashable, position: int) -> str:
        """Return the id at a position of a bucket.

        Raises:
            IndexError: the bucket is shorter.
        """
        return self._indexes[index.name].get(key, ())[position][1]

    def keys(self, index: Index) -> Iterator[Hashable]:
        """Walk through the keys of an index."""
        return iter(self._indexes[index.name].keys())

    def apply(self, changes: Iterable[Change]) -> "State":
        """Return the state after the changes.

        Raises:
            StaleChangeError: a change's `before` is not what stands here.
        """
        moves = _Moves()
        edits: dict[type[Record], Any] = {}
        for change in changes:
            table = edits.get(change.kind)
            if table is None:
                table = edits[change.kind] = self._tables[change.kind].mutate()
            stands = table.get(change.id)
            if stands is not change.before and stands != change.before:
                raise StaleChangeError(change.id)
            if change.after is not None:
                table[change.id] = change.after
            elif change.before is not None:
                del table[change.id]
            moves.note(change)
        tables = dict(self._tables)
        for kind, table in edits.items():
            tables[kind] = table.finish()
        return State(tables, moves.applied(self._indexes))

    def changes_to(
        self, other: "State", kinds: Iterable[type[Record]] = KINDS
    ) -> tuple[Change, ...]:
        """Return what leads from here to another state: nothing of what both share."""
        changes: list[Change] = []
        for kind in kinds:
            mine, theirs = self._tables[kind], other._tables[kind]
            if mine is theirs:
                continue
            new = 0
            for id_, record in theirs.items():
                stands = mine.get(id_)
                if stands is not record and stands != record:
                    new += stands is None
                    changes.append(Change(kind, id_, stands, record))
            if len(theirs) - new < len(mine):
                gone = (id_ for id_ in mine if id_ not in theirs)
                changes += [Change(kind, id_, mine[id_], None) for id_ in gone]
        return tuple(changes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return self._tables == other._tables and self._indexes == other._indexes

    __hash__ = None  # type: ignore[assignment]  # two equal states may be large


Indexes = dict[str, "Map[Hashable, tuple[Entry, ...]]"]


class _Moves:
    """What leaves and what enters each bucket, net of what came and went within the changes."""

    def __init__(self) -> None:
        self._gone: dict[tuple[str, Hashable], set[Entry]] = defaultdict(set)
        self._new: dict[tuple[str, Hashable], set[Entry]] = defaultdict(set)

    def note(self, change: Change) -> None:
        for index, key, gone, new in index_moves(change):
            slot = index.name, key
            if gone is not None:
                _cancel_or_add(gone, self._new[slot], self._gone[slot])
            if new is not None:
                _cancel_or_add(new, self._gone[slot], self._new[slot])

    def applied(self, indexes: Indexes) -> Indexes:
        after = dict(indexes)
        for slot in self._gone.keys() | self._new.keys():
            name, key = slot
            bucket = _moved(after[name].get(key, ()), self._gone[slot], self._new[slot])
            if bucket:
                after[name] = after[name].set(key, bucket)
            elif key in after[name]:
                after[name] = after[name].delete(key)
        return after


def _cancel_or_add(entry: Entry, opposite: set[Entry], same: set[Entry]) -> None:
    if entry in opposite:
        opposite.discard(entry)
    else:
        same.add(entry)


def _moved(bucket: tuple[Entry, ...], gone: set[Entry], new: set[Entry]) -> tuple[Entry, ...]:
    if len(gone) + len(new) > FEW:
        return tuple(sorted((set(bucket) - gone) | new))
    entries = list(bucket)
    for entry in gone:
        at = bisect_left(entries, entry)
        if at < len(entries) and entries[at] == entry:
            del entries[at]
    for entry in new:
        at = bisect_left(entries, entry)
        if not (at < len(entries) and entries[at] == entry):
            entries.insert(at, entry)
    return tuple(entries)

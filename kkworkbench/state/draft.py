"""A state being edited by a command: reads see what was put, the base stays as it was."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.indexes import Index
from kkworkbench.state.state import State

R = TypeVar("R", bound=Record)


class MissingRecordError(Exception):
    """A command names a record that is not there (any more)."""

    def __init__(self, kind: type[Record], id_: str) -> None:
        super().__init__(f"{kind.__name__} {id_}")
        self.kind = kind
        self.id = id_


class Draft:
    """Collects the changes of one command."""

    def __init__(self, base: State) -> None:
        self._base = base
        self._state = base
        self._touched: dict[tuple[type[Record], str], None] = {}

    @property
    def state(self) -> State:
        """The state with everything that was put so far."""
        return self._state

    def get(self, kind: type[R], id_: str | None) -> R | None:
        """Return the record, or None where there is none."""
        return self._state.get(kind, id_)

    def need(self, kind: type[R], id_: str) -> R:
        """Return the record.

        Raises:
            MissingRecordError: there is none.
        """
        record = self._state.get(kind, id_)
        if record is None:
            raise MissingRecordError(kind, id_)
        return record

    def all(self, kind: type[R]) -> Iterator[R]:
        """Walk through all records of a kind."""
        return self._state.all(kind)

    def bucket(self, index: Index, key: Hashable) -> tuple[str, ...]:
        """Return the ids that stand under a key of an index, in the index's order."""
        return self._state.bucket(index, key)

    def put(self, record: Record) -> None:
        """Add a record or replace the one with its id."""
        self._set(type(record), record.id, record)

    def put_all(self, records: Iterable[Record]) -> None:
        """Add or replace many records, no two of one id, at the cost of one change."""
        changes = []
        for record in records:
            kind, id_ = type(record), record.id
            before = self._state.get(kind, id_)
            if before is not record and before != record:
                self._touched.setdefault((kind, id_))
                changes.append(Change(kind, id_, before, record))
        self._state = self._state.apply(changes)

    def remove(self, kind: type[Record], id_: str) -> None:
        """Take a record out; nothing happens where there is none."""
        self._set(kind, id_, None)

    def _set(self, kind: type[Record], id_: str, after: Record | None) -> None:
        before = self._state.get(kind, id_)
        if before == after:
            return
        self._touched.setdefault((kind, id_))
        self._state = self._state.apply((Change(kind, id_, before, after),))

    def changes(self) -> tuple[Change, ...]:
        """Return one change for each record that differs from the base, in order of touch."""
        out = []
        for kind, id_ in self._touched:
            before, after = self._base.get(kind, id_), self._state.get(kind, id_)
            if before is not after and before != after:
                out.append(Change(kind, id_, before, after))
        return tuple(out)

    def change_set(self, label: str) -> ChangeSet:
        """Return what was done as a change set that is not committed yet."""
        return ChangeSet(label, self.changes())

"""The store: one workspace in a database, one transaction for each change set."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from db import change_log, mapping, rows
from kkworkbench.garbage import no_collection
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.workspace.errors import (
    ReadOnlyError,
    StaleWriteError,
    UnreadableFileError,
    WorkbenchError,
)
from kkworkbench.workspace.ports import LogHeader, Stood, WorkspaceInfo

AT_ONCE = 500
"""Rows that are held as text at one time while a workspace is loaded; all of them cost its size."""

_INSERTS = {kind: insert(table) for kind, table in rows.TABLES.items()}
_UPDATES = {
    kind: update(table)
    .where(table.c.id == bindparam("its_id"), table.c.version == bindparam("its_version"))
    .values({column.name: bindparam(column.name) for column in table.c if column.name != "id"})
    for kind, table in rows.TABLES.items()
}
_DELETES = {
    kind: delete(table).where(
        table.c.id == bindparam("its_id"), table.c.version == bindparam("its_version")
    )
    for kind, table in rows.TABLES.items()
}


class SqlStore:
    """Keeps one workspace in a database that SQLAlchemy can reach.

    It holds one connection; it is used from one thread.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        read_only: bool = False,
        backup: Callable[[str], None] | None = None,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self._engine = engine
        try:
            self._connection = engine.connect()
        except DatabaseError as error:
            engine.dispose()
            raise UnreadableFileError("file.damaged", why=_why(error)) from error
        self._read_only = read_only
        self._backup = backup
        self._on_close = on_close
        self._versions: dict[type[Record], dict[str, int]] = {}
        try:
            with self._reading() as connection:
                query = select(rows.meta.c.key, rows.meta.c.value)
                found = dict(connection.execute(query).all())
                self._step = change_log.last_step(connection)
        except UnreadableFileError:
            self._connection.close()
            engine.dispose()
            raise
        self._info = WorkspaceInfo(
            str(found.get("id", "")),
            str(found.get("title", "")),
            datetime.fromisoformat(str(found.get("created") or "1970-01-01T00:00:00+00:00")),
        )

    @property
    def info(self) -> WorkspaceInfo:
        return self._info

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def step(self) -> int:
        return self._step

    def load(self) -> Iterable[Record]:
        """Return all records as they stand, and note their versions."""
        out: list[Record] = []
        with self._reading() as connection, no_collection():
            for kind, table in rows.TABLES.items():
                out.extend(self._load_kind(connection, kind, table))
        return out

    def apply(self, change_set: ChangeSet) -> int:
        """Write records and log row in one transaction, durable on return; return the step.

        Of a change set with a branch only the log row is written.
        """
        self._refuse_read_only()
        self._know_versions({change.kind for change in change_set.changes})
        step = self._step + 1
        on_main = () if change_set.branch else change_set.changes
        with no_collection(), self._writing() as connection:
            after = [
                None if change.after is None else mapping.encoded(change.after)
                for change in change_set.changes
            ]
            for statement, values in self._statements(on_main, after[: len(on_main)]):
                self._write(connection, statement, values)
            change_log.append(connection, change_set, step, after)
        for change in on_main:
            self._note(change)
        self._step = step
        return step

    def fill(self, records: Iterable[Record]) -> None:
        """Write the first records of a new workspace without a log row."""
        self._refuse_read_only()
        by_kind: dict[type[Record], list[dict[str, object]]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(mapping.row_of(record, 1))
        with self._writing() as connection:
            for kind, values in by_kind.items():
                connection.execute(_INSERTS[kind], values)

    def headers(
        self, *, limit: int | None = None, before: int | None = None, branch: str | None = None
    ) -> list[LogHeader]:
        with self._reading() as connection:
            return change_log.headers(connection, limit, before, branch)

    def befores(self, since: int, branch: str = "") -> list[Stood]:
        with self._reading() as connection, no_collection():
            return change_log.befores(connection, since, branch)

    def afters(self, branch: str, until: int | None = None) -> list[Stood]:
        with self._reading() as connection, no_collection():
            return change_log.afters(connection, branch, until)

    def change_sets(self, steps: Sequence[int]) -> list[ChangeSet]:
        with self._reading() as connection:
            return change_log.change_sets(connection, steps)

    def steps_of(self, kind: str, id_: str) -> list[int]:
        with self._reading() as connection:
            return change_log.steps_of(connection, kind, id_)

    def backup(self, path: str) -> None:
        """Write a copy of the whole workspace to a new file, whole or not at all.

        Raises:
            WorkbenchError: this kind of database makes its copies elsewhere.
        """
        if self._backup is None:
            raise WorkbenchError("file.no_backup")
        self._backup(path)

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def _load_kind(
        self, connection: Connection, kind: type[Record], table: Any
    ) -> Iterator[Record]:
        versions = self._versions[kind] = {}
        decode = mapping.decoder(kind).decode
        found = connection.execute(select(table.c.id, table.c.version, table.c.data))
        for part in found.partitions(AT_ONCE):
            for id_, version, data in part:
                if version != 1:
                    versions[id_] = version
                try:
                    yield decode(data)
                except ValueError:
                    yield mapping.decoded(kind, data)

    def _know_versions(self, kinds: set[type[Record]]) -> None:
        """Read the versions of kinds that were not loaded."""
        for kind in kinds - self._versions.keys():
            table = rows.TABLES[kind]
            query = select(table.c.id, table.c.version).where(table.c.version != 1)
            with self._reading() as connection:
                self._versions[kind] = dict(connection.execute(query).all())

    def _statements(
        self, changes: Sequence[Change], after: Sequence[bytes | None]
    ) -> Iterator[tuple[Any, list[dict[str, object]]]]:
        """Yield what is written, many rows to a statement; no change set has a record twice."""
        waiting: dict[Any, list[dict[str, object]]] = {}
        for change, data in zip(changes, after, strict=True):
            kind = change.kind
            version = self._versions[kind].get(change.id, 1)
            known: dict[str, object] = {"its_id": change.id, "its_version": version}
            statement: Any
            row: dict[str, object]
            if change.after is None:
                statement, row = _DELETES[kind], known
            elif change.before is None:
                statement, row = _INSERTS[kind], mapping.row_of(change.after, 1, data)
            else:
                statement, row = _UPDATES[kind], mapping.row_of(change.after, version + 1, data)
                del row["id"]
                row |= known
            values = waiting.setdefault(statement, [])
            values.append(row)
            if len(values) == AT_ONCE:
                yield statement, waiting.pop(statement)
        yield from waiting.items()

    def _write(
        self, connection: Connection, statement: Any, values: list[dict[str, object]]
    ) -> None:
        try:
            done = connection.execute(statement, values)
        except IntegrityError as error:
            raise StaleWriteError("file.stale", id="") from error
        if not statement.is_insert and done.rowcount != len(values):
            raise StaleWriteError("file.stale", id="")

    def _note(self, change: Change) -> None:
        versions = self._versions[change.kind]
        if change.before is None or change.after is None:
            versions.pop(change.id, None)
        else:
            versions[change.id] = versions.get(change.id, 1) + 1

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyError("file.read_only")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            yield self._connection
        except DatabaseError as error:
            raise UnreadableFileError("file.damaged", why=str(error.orig)) from error
        finally:
            with suppress(DatabaseError):
                self._connection.rollback()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._connection.begin():
                yield self._connection
        except IntegrityError as error:
            raise StaleWriteError("file.stale", id="") from error
        except DatabaseError as error:
            raise WorkbenchError("file.cannot_save", why=_why(error)) from error


def _why(error: DatabaseError) -> str:
    return str(error.orig) if isinstance(error.orig, sqlite3.Error) else type(error).__name__


def write_meta(connection: Connection, id_: str, title: str) -> None:
    """Write what a new workspace says of itself."""
    created = datetime.now(UTC).isoformat()
    values = {"id": id_, "title": title, "created": created}
    connection.execute(
        insert(rows.meta), [{"key": key, "value": value} for key, value in values.items()]
    )

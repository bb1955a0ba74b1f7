"""Read what can still be read of a damaged workspace, with the bare driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from db import mapping, sqlite
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.workspace.errors import NewerFileError, UnreadableFileError


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: a kind, the row's number in its table (0: several), and why.

    `rows` counts the rows that were lost, as far as they are known: at least so many.
    """

    kind: str
    row: int
    why: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was saved of a damaged workspace, under its title, and what was not."""

    title: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    def saved(self, kind: str) -> int:
        """Count the records of a kind that were saved."""
        return sum(1 for record in self.records if type(record) is KINDS_BY_NAME[kind])

    def lost(self, kind: str) -> int:
        """Count the rows of a kind that are known to be lost; there may be more."""
        return sum(problem.rows for problem in self.problems if problem.kind == kind)


def salvaged(path: Path) -> Salvage:
    """Read records row by row, past what is damaged; see `db.salvage`."""
    try:
        sqlite.check_file(path)
    except NewerFileError:
        raise
    except UnreadableFileError:
        if not path.is_file():
            raise
    records: dict[tuple[type[Record], str], Record] = {}
    problems: list[Problem] = []
    try:
        with closing(_opened(path)) as file:
            title = _title(file)
            for kind, name in KIND_NAMES.items():
                for row, data in _rows(file, name, problems):
                    try:
                        record = mapping.decoded(kind, data)
                    except (UnreadableFileError, TypeError) as error:
                        problems.append(Problem(name, row, str(error)))
                    else:
                        records.setdefault((kind, record.id), record)
    except sqlite3.Error as error:
        raise UnreadableFileError("file.nothing_saved", name=path.name) from error
    if not records:
        raise UnreadableFileError("file.nothing_saved", name=path.name)
    return Salvage(title, tuple(_hung_up(records)), tuple(problems))


def _opened(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    # SQLite refuses a file that is shorter than it should be, unless it is told that the person
    # knows what they do.
    file.execute("PRAGMA writable_schema = ON")
    return file


def _title(file: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error):
        found = file.execute("SELECT value FROM meta WHERE key = 'title'").fetchone()
        return str(found[0]) if found else ""
    return ""


def _rows(
    file: sqlite3.Connection, table: str, problems: list[Problem]
) -> Iterator[tuple[int, bytes]]:
    """Walk through a table from the front; past damage from the back, then row for row."""
    seen: set[int] = set()
    why = ""
    for order in ("ASC", "DESC"):
        query = f'SELECT rowid, data FROM "{table}" ORDER BY rowid {order}'  # noqa: S608  # our names
        try:
            for row, data in file.execute(query):
                if row in seen:
                    break
                seen.add(row)
                yield row, data
            else:
                if order == "ASC":
                    return
        except sqlite3.Error as error:
            why = why or str(error)
    lost = 0
    for row in _known_rows(file, table) - seen:
        try:
            query = f'SELECT data FROM "{table}" WHERE rowid = ?'  # noqa: S608  # our names
            found = file.execute(query, (row,)).fetchone()
        except sqlite3.Error:
            found = None
        if found is None:
            lost += 1
        else:
            yield row, found[0]
    problems.append(Problem(table, 0, why, max(lost, 1)))


def _known_rows(file: sqlite3.Connection, table: str) -> set[int]:
    """Return the numbers of the rows that the index of ids knows; it has pages of its own."""
    rows: set[int] = set()
    for order in ("ASC", "DESC"):
        index = f'INDEXED BY "sqlite_autoindex_{table}_1"'
        query = f'SELECT rowid FROM "{table}" {index} ORDER BY id {order}'  # noqa: S608  # our names
        with suppress(sqlite3.Error):
            for (row,) in file.execute(query):
                rows.add(row)
    return rows


def _hung_up(records: dict[tuple[type[Record], str], Record]) -> Iterator[Record]:
    """Yield the records; a page whose parent is lost comes to the top, where it is seen."""
    for record in records.values():
        if isinstance(record, Page) and record.parent and (Page, record.parent) not in records:
            yield replace(record, parent=None)
        else:
            yield record

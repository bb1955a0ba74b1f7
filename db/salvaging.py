"""Read what can still be read of a damaged workspace, with the bare driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db import mapping
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.workspace.errors import UnreadableFileError


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: a kind, the row's number in its table (0: the rest of it), why."""

    kind: str
    row: int
    why: str


def salvaged(path: Path) -> tuple[list[Record], list[Problem]]:
    """Read records row by row, past what is damaged; see `db.salvage`."""
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise UnreadableFileError("file.damaged", name=path.name, why=str(error)) from error
    with closing(file):
        for kind, name in KIND_NAMES.items():
            for row, data in _rows(file, name, problems):
                try:
                    records.append(mapping.decoded(kind, data))
                except (UnreadableFileError, TypeError) as error:
                    problems.append(Problem(name, row, str(error)))
    return records, problems


def _rows(
    file: sqlite3.Connection, table: str, problems: list[Problem]
) -> Iterator[tuple[int, bytes]]:
    """Walk through a table by row number, from the front and, past damage, from the back."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        query = f'SELECT rowid, data FROM "{table}" ORDER BY rowid {order}'  # noqa: S608  # our names
        try:
            for row, data in file.execute(query):
                if row in seen:
                    break
                seen.add(row)
                yield row, data
            else:
                return
        except sqlite3.Error as error:
            if order == "ASC":
                problems.append(Problem(table, 0, str(error)))

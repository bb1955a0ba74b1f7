"""Find for each row of a workbook the row that it was when the workbook was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kkworkbench.exports.sheets import ID, PART
from kkworkbench.exports.source import Value
from kkworkbench.sources.workbook_cells import as_text, is_blank, is_same
from kkworkbench.sources.workbook_reading import Cells, ReadSheet

KEYS = (ID.key, PART.key)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A row as it was written or would be: its item, and its cells."""

    item: Any
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number, its cells, and the hidden ids of its record and part."""

    number: int
    cells: Cells
    id: str
    part: str


@dataclass(frozen=True, slots=True)
class Matched:
    """How the rows of a sheet belong together.

    `copies` stand for nothing and say what another row says; `new` have no id, or are copies that
    were changed. Of `missing` rows nothing is in the file any more, or nothing but their ids.
    """

    pairs: list[tuple[Line, Known]] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)
    copies: list[Line] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    missing: list[Known] = field(default_factory=list)


def matched(
    read: ReadSheet, written: dict[Key, list[Known]], found: Callable[[Key], list[Known]]
) -> Matched:
    """Match a sheet's rows with those written; `found` looks up what this file was not given."""
    out = Matched()
    left = dict(written)
    for key, lines in _by_key(read).items():
        if not key[0] or (read.sheet.has_parts and not key[1]):
            out.new.extend(lines)
            continue
        said = [line for line in lines if not _is_emptied(read, line)]
        rows = left.pop(key, None) or found(key)
        if not rows:
            out.unknown.extend(said)
        elif len(rows) == len(lines) == len(said) == 1:
            out.pairs.append((lines[0], rows[0]))
        else:
            _share_out(read, lines, said, rows, out)
    out.missing.extend(row for rows in left.values() for row in rows)
    out.new.sort(key=lambda line: line.number)
    return out


def differing(read: ReadSheet, line: Line, row: Known) -> list[tuple[str, int, int]]:
    """Name the columns whose cell is not as written: key, place in the file, place as written.

    A formula without a value is never as written, for nobody knows what it would say.
    """
    found = []
    for nth, column in enumerate(read.sheet.columns):
        at = read.columns.get(column.key)
        if at is None or column.key in KEYS:
            continue
        cell, value = line.cells[at], row.values[nth]
        if (read.unread and (line.number, at + 1) in read.unread) or (
            cell != value and not (value is None and cell == "") and not is_same(cell, value)
        ):
            found.append((column.key, at, nth))
    return found


def _by_key(read: ReadSheet) -> dict[Key, list[Line]]:
    groups: dict[Key, list[Line]] = {}
    for line in _lines(read):
        groups.setdefault((line.id, line.part), []).append(line)
    return groups


def _lines(read: ReadSheet) -> Iterator[Line]:
    id_at, part_at = read.columns[ID.key], read.columns.get(PART.key)
    for number, cells in read.rows:
        part = _id(cells[part_at]) if part_at is not None else ""
        yield Line(number, cells, _id(cells[id_at]), part)


def _id(cell: object) -> str:
    return (cell if isinstance(cell, str) else as_text(cell)).strip()


def _is_emptied(read: ReadSheet, line: Line) -> bool:
    """Whether only the ids of a row are left."""
    return all(is_blank(line.cells[at]) for key, at in read.columns.items() if key not in KEYS)


def _share_out(
    read: ReadSheet, lines: list[Line], said: list[Line], rows: list[Known], out: Matched
) -> None:
    """Find which of several rows with one id is the row itself, and which are copies of it.

    The row that is as it was written is the row itself, else the one that differs least.
    """
    left, changed = list(rows), []
    for line in lines:
        same = next((row for row in left if not differing(read, line, row)), None)
        if same is not None:
            left.remove(same)
            out.pairs.append((line, same))
        elif line in said:
            changed.append(line)
    for row in tuple(left):
        if changed:
            nearest = min(changed, key=lambda line: len(differing(read, line, row)))
            changed.remove(nearest)
            left.remove(row)
            out.pairs.append((nearest, row))
    out.missing.extend(left)
    for line in changed:
        is_copy = any(not differing(read, line, row) for row in rows)
        (out.copies if is_copy else out.new).append(line)

"""Read a table of texts from any of the usual files, losing no cell and guessing nothing silently."""

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kkworkbench.sources.errors import UnreadableInputError

MOST_BYTES = 200_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 256
SEPARATORS = (";", ",", "\t")
WORKBOOKS = (".xlsx", ".xlsm", ".ods")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (1 is the first) and its cells by column, as text."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header, and how it was read: sheet, encoding and separator where it has."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    encoding: str = ""
    separator: str = ""


def read_table(path: Path) -> Table:
    """Read a table from a .geojson, .json, .csv, .tsv, .txt or .xlsx file.

    Raises:
        UnreadableInputError: the file is missing, broken, too large, or no table.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableInputError("input.folder", file=name)
        if size > MOST_BYTES:
            raise UnreadableInputError("input.too_large", file=name)
        data = path.read_bytes()
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        raise UnreadableInputError("input.unreadable", file=name, why=why) from error
    if not data.strip():
        raise UnreadableInputError("input.empty", file=name)
    suffix = path.suffix.casefold()
    if suffix in WORKBOOKS:
        from kkworkbench.sources.workbooks import read_workbook  # noqa: PLC0415  # loaded at need

        return read_workbook(name, data)
    if suffix in (".json", ".geojson") or data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _checked(_read_json(name, data))
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInputError("input.not_a_table", file=name)
    return _checked(_read_csv(name, data))


def decoded(name: str, data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else strict UTF-8, else Windows-1252.

    Raises:
        UnreadableInputError: it is none of them.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(name, data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode(name, data, "cp1252"), "cp1252"


def _decode(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInputError("input.encoding", file=name, place=str(error.start)) from error


def _read_csv(name: str, data: bytes) -> Table:
    text, encoding = decoded(name, data)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, cells))
            if len(lines) > MOST_ROWS:
                raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    except csv.Error as error:
        raise UnreadableInputError(
            "input.broken_line", file=name, row=str(reader.line_num)
        ) from error
    if not lines:
        raise UnreadableInputError("input.empty", file=name)
    header = header_of(name, "", lines[0][1])
    rows = tuple(Row(number, _cells(name, header, cells, number)) for number, cells in lines[1:])
    return Table(name, header, rows, encoding=encoding, separator=separator)


def header_of(name: str, sheet: str, cells: list[str]) -> tuple[str, ...]:
    """Return the header's columns.

    Raises:
        UnreadableInputError: none, too many, or two of one name.
    """
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header or not any(header):
        raise UnreadableInputError("input.no_columns", file=name)
    if len(header) > MOST_COLUMNS:
        raise UnreadableInputError("input.too_many_columns", file=name, most=str(MOST_COLUMNS))
    named = [column for column in header if column]
    for column in named:
        if named.count(column) > 1:
            raise UnreadableInputError("input.same_column", file=name, sheet=sheet, column=column)
    return tuple(column or f"#{number}" for number, column in enumerate(header, start=1))


def _cells(name: str, header: tuple[str, ...], cells: list[str], row: int) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise UnreadableInputError("input.more_cells", file=name, row=str(row))
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return dict(zip(header, padded, strict=False))


def _read_json(name: str, data: bytes) -> Table:
    text, encoding = decoded(name, data)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise UnreadableInputError("input.broken_json", file=name, row=place) from error
    objects = list(_objects(content))
    if not objects:
        raise UnreadableInputError("input.no_rows", file=name)
    if len(objects) > MOST_ROWS:
        raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    header = dict.fromkeys(str(column) for each in objects for column in each)
    if len(header) > MOST_COLUMNS:
        raise UnreadableInputError("input.too_many_columns", file=name, most=str(MOST_COLUMNS))
    rows = tuple(
        Row(number, {str(column): _text(value) for column, value in each.items()})
        for number, each in enumerate(objects, start=1)
    )
    return Table(name, tuple(header), rows, encoding=encoding)


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows of a feature collection, or of a list of objects."""
    if isinstance(content, dict):
        features = content.get("features")
        content = features if isinstance(features, list) else []
    if not isinstance(content, list):
        return
    for each in content:
        if isinstance(each, dict):
            properties = each.get("properties")
            yield properties if isinstance(properties, dict) else each


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict | list)
        else str(value)
    )


def _checked(table: Table) -> Table:
    if not table.rows:
        raise UnreadableInputError("input.no_rows", file=table.file)
    return table

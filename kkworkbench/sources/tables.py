"""Read a table of texts from any of the usual files, losing no cell and guessing nothing silently.

How a file was read stands in the table, and can be overruled. `read_grid` gives the bare lines,
for a person to see and choose by; `table_of` makes a table of them.
"""

import io
import os
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kkworkbench.sources.encodings import pieces_of
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.separated import read_separated
from kkworkbench.sources.source import GUESSED, Reading
from kkworkbench.sources.table import Cells, Grid, Line, Row, Table, table_of

__all__ = [
    "Cells",
    "Grid",
    "Line",
    "Row",
    "Table",
    "read_csv",
    "read_grid",
    "read_table",
    "table_of",
]

MOST_BYTES = 200_000_000
MOST_AT_ONCE = 100_000_000
"""Bytes of a file that is held whole while it is read, as all but separated cells are."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
JSON_FILES = (".json", ".geojson")
TABLES = (*WORKBOOKS, *JSON_FILES, ".csv", ".tsv", ".txt")
"""The suffixes of all files that are read."""
_BLANK = b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t"


def read_table(path: Path, reading: Reading = GUESSED) -> Table:
    """Read a table from a workbook, a JSON file, or a file of separated cells.

    Raises:
        UnreadableInputError: the file is missing, broken, dangerous, too large or no table, or
            the names of its columns seem to stand on two lines and no header row was chosen.
    """
    grid = read_grid(path, reading)
    if grid.doubt:
        row = grid.header_row
        raise UnreadableInputError(
            "input.two_headers", file=grid.file, row=str(row - 1), next=str(row)
        )
    return table_of(grid)


def read_grid(path: Path, reading: Reading = GUESSED, most: int = 0) -> Grid:
    """Read the lines of a file as they stand; of many only the first `most`, if it is not 0.

    Raises:
        UnreadableInputError: the file is missing, broken, dangerous, too large or no table.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableInputError("input.folder", file=name)
        with closing(path.open("rb")) as file:
            return _read(name, file, path.suffix.casefold(), reading, most)
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        why = os.strerror(number) if number else type(error).__name__
        raise UnreadableInputError("input.unreadable", file=name, why=why) from error


def read_csv(name: str, data: bytes, encoding: str = "", separator: str = "") -> Table:
    """Read rows of separated cells from bytes.

    Raises:
        UnreadableInputError: it is cut off, badly quoted, has no rows or too many.
    """
    return table_of(read_separated(name, io.BytesIO(data), Reading(encoding, separator)))


def _read(name: str, file: BinaryIO, suffix: str, reading: Reading, most: int) -> Grid:
    size = file.seek(0, io.SEEK_END)
    if size > MOST_BYTES:
        raise UnreadableInputError("input.too_large", file=name)
    if not any(piece.strip(_BLANK) for piece in pieces_of(file)):
        raise UnreadableInputError("input.empty", file=name)
    file.seek(0)
    start = file.read(4096).lstrip(b"\xef\xbb\xbf \r\n\t")
    is_json = suffix in JSON_FILES or start[:1] in (b"{", b"[")
    if suffix not in WORKBOOKS and not is_json:
        return read_separated(name, file, reading, most)
    if size > MOST_AT_ONCE:
        raise UnreadableInputError("input.too_large", file=name)
    file.seek(0)
    if suffix in WORKBOOKS:
        from kkworkbench.sources.workbooks import read_sheet  # noqa: PLC0415  # loaded at need

        return read_sheet(name, file.read(), reading, most)
    from kkworkbench.sources.json_tables import read_json  # noqa: PLC0415  # loaded at need

    return read_json(name, file.read(), reading.encoding, most)

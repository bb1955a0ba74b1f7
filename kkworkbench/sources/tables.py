"""Read a table of texts from any of the usual files, losing no cell and guessing nothing silently.

How a file was read stands in the table, and can be overruled.
"""

import csv
import io
import os
from pathlib import Path

from kkworkbench.sources.encodings import decoded
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import GUESSED, Reading
from kkworkbench.sources.table import MOST_ROWS, Row, Table, cells_of, header_of

MOST_BYTES = 200_000_000
SEPARATORS = (";", ",", "\t")
WORKBOOKS = (".xlsx", ".xlsm")
JSON_FILES = (".json", ".geojson")


def read_table(path: Path, reading: Reading = GUESSED) -> Table:
    """Read a table from a .geojson, .json, .csv, .tsv, .txt or .xlsx file.

    Raises:
        UnreadableInputError: the file is missing, broken, too large, or no table.
    """
    name = path.name
    data = _bytes_of(path)
    suffix = path.suffix.casefold()
    if suffix in WORKBOOKS:
        from kkworkbench.sources.workbooks import read_workbook  # noqa: PLC0415  # loaded at need

        return read_workbook(name, data, reading.sheet)
    if suffix in JSON_FILES or data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        from kkworkbench.sources.json_tables import read_json  # noqa: PLC0415  # loaded at need

        return read_json(name, data, reading.encoding)
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInputError("input.not_a_table", file=name)
    return read_csv(name, data, reading.encoding, reading.separator)


def _bytes_of(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableInputError("input.folder", file=name)
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableInputError("input.too_large", file=name)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        why = os.strerror(number) if number else type(error).__name__
        raise UnreadableInputError("input.unreadable", file=name, why=why) from error
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t"):
        raise UnreadableInputError("input.empty", file=name)
    return data


def read_csv(name: str, data: bytes, encoding: str = "", separator: str = "") -> Table:
    """Read rows of separated cells; the first row that is not blank is the header.

    Raises:
        UnreadableInputError: it is cut off, badly quoted, has no rows or too many.
    """
    text, encoding = decoded(name, data, encoding)
    marked = separator or _marked_separator(text)
    separator = marked or sniffed(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1 and _marked_separator(text):
                continue
            if any(map(str.strip, cells)):
                lines.append((number, cells))
            if len(lines) > MOST_ROWS:
                raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    except csv.Error as error:
        row = str(reader.line_num)
        raise UnreadableInputError("input.broken_line", file=name, row=row) from error
    header = header_of(name, "", lines[0][1] if lines else [])
    if len(lines) < 2:
        raise UnreadableInputError("input.no_rows", file=name)
    number, last = lines[-1]
    if len(last) < len(header) and not text.endswith(("\n", "\r")):
        raise UnreadableInputError("input.truncated", file=name, row=str(number))
    rows = tuple(
        Row(number, cells_of(name, "", header, cells, number)) for number, cells in lines[1:]
    )
    return Table(name, header, rows, encoding=encoding, separator=separator)


def sniffed(text: str) -> str:
    """Return the separator that splits the first row that is not blank into most cells."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")

    def parts(separator: str) -> int:
        try:
            return len(next(csv.reader([first], delimiter=separator), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=parts)


def _marked_separator(text: str) -> str:
    """Return the separator that Excel's own first line, such as "sep=;", names."""
    line = text[:8].splitlines()[0].strip().casefold() if text[:8].splitlines() else ""
    return line[4:] if len(line) == 5 and line.startswith("sep=") else ""

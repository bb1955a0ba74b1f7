"""Read a table from an Excel file, after looking whether it is safe to open."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.tables import MOST_ROWS, Row, Table, header_of

MOST_UNPACKED = 400_000_000
MOST_RATIO = 200
"""How many times larger than its packed size a part may be, once it is over a megabyte."""
MOST_PARTS = 5_000


def read_workbook(name: str, data: bytes) -> Table:
    """Read the first sheet that has a header.

    Raises:
        UnreadableInputError: it is no workbook, is broken or is dangerous to open.
    """
    check_archive(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            lines = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            table = _table(name, sheet, lines)
            if table is not None:
                return table
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error
    raise UnreadableInputError("input.no_rows", file=name)


def check_archive(name: str, data: bytes) -> None:
    """Refuse what is no zip, unpacks to far more than it is, or declares XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise UnreadableInputError("input.bomb", file=name)
            for part in parts:
                large = part.file_size > 1_000_000
                if large and part.file_size > MOST_RATIO * max(1, part.compress_size):
                    raise UnreadableInputError("input.bomb", file=name)
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if b"<!DOCTYPE" in file.read(4096) or b"<!ENTITY" in file.read(4096):
                            raise UnreadableInputError("input.entities", file=name)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error


def _table(name: str, sheet: str, lines: Sequence[Sequence[object]]) -> Table | None:
    texts = [[_text(cell) for cell in line] for line in lines]
    first = next((n for n, line in enumerate(texts) if any(line)), None)
    if first is None:
        return None
    if len(texts) > MOST_ROWS:
        raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    header = header_of(name, sheet, texts[first])
    rows = tuple(
        Row(number, dict(zip(header, line, strict=False)))
        for number, line in enumerate(texts[first + 1 :], start=first + 2)
        if any(cell.strip() for cell in line)
    )
    if not rows:
        return None
    return Table(name, header, rows, sheet=sheet)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)

"""Read a table from an Excel file, after looking whether it is safe to open."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from kkworkbench.sources.archives import check_archive
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.table import Row, Table, cells_of, header_of


def read_workbook(name: str, data: bytes, sheet: str = "") -> Table:
    """Read a sheet, or the first that has a header and rows.

    Raises:
        UnreadableInputError: it is no workbook, is broken or is dangerous to open.
    """
    check_archive(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if sheet and sheet not in book.sheet_names:
            raise UnreadableInputError("input.no_sheet", file=name, sheet=sheet)
        for each in (sheet,) if sheet else book.sheet_names:
            found = book.get_sheet_by_name(each)
            table = _table(name, each, found.to_python(skip_empty_area=False))
            if table is not None:
                return table
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error
    raise UnreadableInputError("input.no_rows", file=name)


def _table(name: str, sheet: str, lines: Sequence[Sequence[object]]) -> Table | None:
    texts = [[_text(cell) for cell in line] for line in lines]
    first = next((n for n, line in enumerate(texts) if any(map(str.strip, line))), None)
    if first is None:
        return None
    rows = [
        (number, line)
        for number, line in enumerate(texts[first + 1 :], start=first + 2)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        return None
    header = header_of(name, sheet, texts[first])
    return Table(
        name,
        header,
        tuple(Row(number, cells_of(name, sheet, header, line, number)) for number, line in rows),
        sheet=sheet,
    )


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)

"""Read the lines of a sheet, after looking whether the file is safe to open.

Nothing of it is run or fetched: macros, links to other files and pictures are passed over.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from kkworkbench.sources.archives import check_archive
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.formulas import without_value
from kkworkbench.sources.header_guess import with_guess
from kkworkbench.sources.source import GUESSED, Reading
from kkworkbench.sources.table import Grid, Line, Table, line_of, table_of

_EXACT = 1e15
"""Numbers up to which every whole one is told from the next."""
_BROKEN = (CalamineError, OSError, ValueError, OverflowError)


def read_workbook(name: str, data: bytes, sheet: str = "") -> Table:
    """Read a sheet, or the first that has a header and rows.

    Raises:
        UnreadableInputError: it is no workbook, is broken or is dangerous to open.
    """
    return table_of(read_sheet(name, data, Reading(sheet=sheet)))


def read_sheet(name: str, data: bytes, reading: Reading = GUESSED, most: int = 0) -> Grid:
    """Read the lines of a sheet, or of the first that has two; only `most`, if it is not 0.

    Raises:
        UnreadableInputError: it is no workbook, is broken or is dangerous to open.
    """
    has_formulas = check_archive(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        known = book.sheets_metadata
        sheets = tuple(each.name for each in known if each.typ is SheetTypeEnum.WorkSheet)
        if reading.sheet and reading.sheet not in sheets:
            raise UnreadableInputError("input.no_sheet", file=name, sheet=reading.sheet)
        for sheet in (reading.sheet,) if reading.sheet else sheets:
            lines, is_whole = _lines(book.get_sheet_by_name(sheet), most)
            if len(lines) > 1:
                break
        else:
            raise UnreadableInputError("input.no_rows", file=name)
        unread = without_value(data, sheet) if has_formulas else ()
    except _BROKEN as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error
    grid = Grid(name, lines, sheet=sheet, sheets=sheets, is_whole=is_whole, unread=unread)
    return with_guess(grid, reading.header_row, reading.first_row)


def _lines(sheet: Any, most: int) -> tuple[tuple[Line, ...], bool]:
    lines: list[Line] = []
    for number, cells in _rows(sheet):
        texts = [cell if cell.__class__ is str else text_of(cell) for cell in cells]
        if any(texts) and any(map(str.strip, texts)):
            lines.append(line_of(number, texts))
            if len(lines) == most:
                return tuple(lines), False
    return tuple(lines), True


def _rows(sheet: Any) -> Iterator[tuple[int, list[object]]]:
    """Yield all rows by their number, each with the columns to the left that hold nothing."""
    if sheet.start is None:
        return
    left: list[object] = [""] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, left + cells if left else cells


def text_of(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, dates as 2026-03-01."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)

"""Text that is safe in a cell of Excel, and the few styles that a workbook shares."""

import re
from functools import cache
from typing import Any

MAX_TEXT = 32_767
_ILLEGAL = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SUSPECT = re.compile(f"[{_ILLEGAL}]|{_ESCAPE.pattern}")
_STRIPPED = re.compile(f"[{_ILLEGAL}]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FILLS = {"error": "FFFBE0E0", "warning": "FFFFF1D6", "advice": "FFE6EEFA"}
HEADER_FILL = "FF000C2E"


def is_suspect(text: str) -> bool:
    """Whether a text may not go into a cell as it stands."""
    if len(text) > MAX_TEXT or text.startswith(_FORMULA_STARTS):
        return True
    if text.isprintable() and "_x" not in text:  # most texts, and quickly said
        return False
    return _SUSPECT.search(text) is not None


def legal(text: str) -> str:
    """Return the text without the characters that no workbook can hold."""
    return _STRIPPED.sub("", text)


def escaped(text: str) -> str:
    """Return the text so that a workbook's own escapes, as _x000D_, stand in it as they are."""
    return _ESCAPE.sub("_x005F_", text)


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet may read the text as a formula."""
    return text.startswith(_FORMULA_STARTS)


@cache
def _dressed_cell() -> Any:
    """Return the class of cells whose style was looked up once."""
    from openpyxl.cell import Cell  # noqa: PLC0415  # loaded at first use

    class DressedCell(Cell):
        __slots__ = ("style_id",)
        has_style = True

    return DressedCell


class Cells:
    """Make the cells of one sheet that plain values cannot be; styles are shared by all cells.

    The sheet writes a row as soon as it gets it, so a column has one cell of each style, which
    is filled anew for each row.
    """

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  # loaded at first use
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  # the same

        self._cell = WriteOnlyCell
        self._sheet = sheet
        self._font = Font(bold=True, color="FFFFFFFF")
        self._fill = PatternFill("solid", fgColor=HEADER_FILL)
        self._wrapped = Alignment(vertical="center", wrap_text=True)
        self._fills = {key: PatternFill("solid", fgColor=color) for key, color in FILLS.items()}
        self._styles: dict[str, Any] = {}
        self._kept: dict[tuple[str, int], Any] = {}

    def text(self, text: str, column: int) -> Any:
        """Return the column's cell that is text for ever, whatever it holds."""
        return self._styled("text", text, column)

    def header(self, text: str, column: int) -> Any:
        """Return the column's cell of the frozen header."""
        return self._styled("header", text, column)

    def severity(self, severity: str, text: str, column: int) -> Any:
        """Return the column's cell in the colour of a severity."""
        return self._styled(severity, text, column)

    def date(self, value: Any) -> Any:
        """Return a cell that shows a date as year, month and day."""
        cell = self._cell(self._sheet, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell

    def _styled(self, name: str, text: str, column: int) -> Any:
        cell = self._kept.get((name, column))
        if cell is None:
            cell = self._kept[name, column] = self._new(name)
        cell._value = text
        return cell

    def _new(self, name: str) -> Any:
        known = self._styles.get(name)
        if known is None:
            dressed: Any = self._cell(self._sheet)
            self._dress(dressed, name)
            known = self._styles[name] = (dressed._style, dressed.style_id)
        cell: Any = _dressed_cell()(self._sheet, row=1, column=1)
        cell.data_type = "s"
        cell._style, cell.style_id = known
        return cell

    def _dress(self, cell: Any, name: str) -> None:
        if name == "header":
            cell.font, cell.fill, cell.alignment = self._font, self._fill, self._wrapped
        elif name in self._fills:
            cell.fill = self._fills[name]
        else:
            cell.number_format = "@"
            cell._style.quotePrefix = 1

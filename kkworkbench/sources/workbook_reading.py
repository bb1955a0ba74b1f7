"""Read our own workbook as it came back: its sheets by the hidden keys of their columns.

Sheets may be renamed or gone, columns moved or hidden, rows sorted, added or deleted.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from kkworkbench.exports.scope import Scope
from kkworkbench.exports.sheets import ID, META, PART, SHEETS, Sheet
from kkworkbench.messages import DEFAULT, Messages, languages
from kkworkbench.sources.archives import BOOK, check_archive
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.formulas import without_value
from kkworkbench.sources.tables import MOST_AT_ONCE
from kkworkbench.sources.workbook_cells import as_text, is_blank
from kkworkbench.workspace.plan import Rejected

FORMAT = "kkworkbench-workbook/1"
FORMATS = "kkworkbench-workbook/"
KEYS_WITHIN = 20
"""Rows within which the keys of a sheet's columns are looked for."""
EDITABLE = {sheet.key: sheet for sheet in SHEETS if sheet.kind is not None}
_KEYS = {
    f"{sheet.key}.{column.key}": (sheet, column.key) for sheet in SHEETS for column in sheet.columns
}
ODS_SUFFIX = ".ods"
"""Of such a file the reader gives texts without their tabs and some of their spaces."""
LOOKED_AT = 1_000_000
"""Bytes of the part that names the sheets which are looked at."""
_UNPACKING = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError)
_BROKEN = (CalamineError, OSError, ValueError, OverflowError)
Cells = list[object]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet: its name in the file, where its columns stand (from 0), and its rows by number.

    `unread` are the (row, column) of formulas without a value, both from 1.
    """

    sheet: Sheet
    name: str
    columns: dict[str, int]
    rows: tuple[tuple[int, Cells], ...]
    unread: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, and what its hidden sheet says of it; `rejected` is what was passed over."""

    file: str
    workspace: str
    step: int
    language: str
    scope: Scope
    sheets: tuple[ReadSheet, ...]
    rejected: tuple[Rejected, ...]


def read_book(path: Path) -> Book:
    """Read a workbook that was exported from here.

    Raises:
        UnreadableInputError: it cannot be read, is dangerous to open, or is none of ours.
    """
    name, data = path.name, _bytes_of(path)
    if path.suffix.casefold() == ODS_SUFFIX:
        raise UnreadableInputError("input.workbook_as_ods", file=name)
    has_formulas = check_archive(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        lines: dict[str, list[Cells]] = {
            each.name: book.get_sheet_by_name(each.name).to_python(skip_empty_area=False)  # type: ignore[misc]
            for each in book.sheets_metadata
            if each.typ is SheetTypeEnum.WorkSheet
        }
    except _BROKEN as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error
    found = next((known for each in lines.values() if (known := _facts(each))), None)
    if found is None:
        raise UnreadableInputError("input.not_our_workbook", file=name)
    if found["format"] != FORMAT:
        raise UnreadableInputError("input.workbook_format", file=name)
    step = found.get("step", "")
    if not (step.isascii() and step.isdigit() and len(step) < 16):
        raise UnreadableInputError("input.not_our_workbook", file=name)
    language = found.get("language", "")
    reader = _Reader(name, language if language in languages() else DEFAULT)
    sheets = tuple(reader.sheets(lines))
    if has_formulas:
        sheets = tuple(_with_formulas(data, each) for each in sheets)
    return Book(
        name,
        found.get("workspace", ""),
        int(step),
        reader.messages.language,
        Scope.named(found.get("scope", "all")),
        sheets,
        tuple(reader.rejected),
    )


def is_ours(path: Path) -> bool:
    """Whether a file names the hidden sheet of our workbooks; it is not read any further."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(BOOK) as part:
            return f'"{META}"'.encode() in part.read(LOOKED_AT)
    except (OSError, KeyError, ValueError, NotImplementedError, *_UNPACKING):
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableInputError("input.folder", file=path.name)
        if path.stat().st_size > MOST_AT_ONCE:
            raise UnreadableInputError("input.too_large", file=path.name)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        why = os.strerror(number) if number else type(error).__name__
        raise UnreadableInputError("input.unreadable", file=path.name, why=why) from error


def _facts(lines: list[Cells]) -> dict[str, str] | None:
    """Return what the hidden sheet says, or None where this is another sheet."""
    facts = {as_text(line[0]): as_text(line[1]) for line in lines if len(line) > 1}
    return facts if facts.get("format", "").startswith(FORMATS) else None


def _with_formulas(data: bytes, sheet: ReadSheet) -> ReadSheet:
    unread = frozenset(without_value(data, sheet.name))
    return ReadSheet(sheet.sheet, sheet.name, sheet.columns, sheet.rows, unread)


class _Reader:
    def __init__(self, file: str, language: str) -> None:
        self.messages = Messages(language)
        self.rejected: list[Rejected] = []
        self._file = file

    def sheets(self, lines: dict[str, list[Cells]]) -> Iterator[ReadSheet]:
        """Yield the sheets that can be edited; what is passed over is rejected with its place."""
        seen: set[str] = set()
        for name, rows in lines.items():
            keyed = next((n for n, row in enumerate(rows[:KEYS_WITHIN]) if _keys_of(row)), None)
            if keyed is None:
                if _facts(rows) is None and any(not is_blank(each) for row in rows for each in row):
                    self._reject(name, 0, "", "", "reject.book_unknown_sheet")
                continue
            (sheet, _), *_ = _keys_of(rows[keyed]).values()
            if sheet.kind is None:
                continue
            if sheet.key in seen:
                self._reject(name, keyed + 1, "", "", "reject.book_sheet_twice")
                continue
            read = self._sheet(sheet, name, rows, keyed)
            if read is not None:
                seen.add(sheet.key)
                yield read
        for key in EDITABLE.keys() - seen:
            self._reject(
                self.messages.text(f"exports.sheet.{key}"), 0, "", "", "reject.book_no_sheet"
            )

    def _sheet(self, sheet: Sheet, name: str, rows: list[Cells], keyed: int) -> ReadSheet | None:
        columns: dict[str, int] = {}
        for at, (its_sheet, column) in _keys_of(rows[keyed]).items():
            if its_sheet is not sheet or column in columns:
                key = f"{its_sheet.key}.{column}"
                self._reject(name, keyed + 1, column, key, "reject.book_column_twice")
            else:
                columns[column] = at
        if ID.key not in columns or (sheet.has_parts and PART.key not in columns):
            self._reject(name, keyed + 1, ID.key, "", "reject.book_no_ids")
            return None
        titles = {at: self.messages.text(f"exports.column.{key}") for key, at in columns.items()}
        kept = []
        heading: Cells = []
        for number, cells in enumerate(rows[keyed + 1 :], start=keyed + 2):
            if all(is_blank(cells[at]) for at in titles):
                continue
            if all(cells[at] == title or is_blank(cells[at]) for at, title in titles.items()):
                heading = cells
            else:
                kept.append((number, cells))
        self._more_columns(name, keyed, heading, titles, kept)
        return ReadSheet(sheet, name, columns, tuple(kept))

    def _more_columns(
        self,
        name: str,
        keyed: int,
        heading: Cells,
        titles: dict[int, str],
        rows: list[tuple[int, Cells]],
    ) -> None:
        """Tell of columns that somebody added: nobody knows what is meant by them."""
        width = len(rows[0][1]) if rows else 0
        for at in range(width):
            if at not in titles and any(not is_blank(cells[at]) for _number, cells in rows):
                title = as_text(heading[at]) if heading else ""
                self._reject(
                    name, keyed + 1, title or f"#{at + 1}", "", "reject.book_unknown_column"
                )

    def _reject(self, sheet: str, row: int, column: str, value: str, reason: str) -> None:
        self.rejected.append(Rejected(self._file, sheet, row, column, value, reason))


def _keys_of(row: Cells) -> dict[int, tuple[Sheet, str]]:
    """Return which columns a row of keys names, by their place."""
    return {
        at: _KEYS[cell] for at, cell in enumerate(row) if isinstance(cell, str) and cell in _KEYS
    }

"""Write a workspace as an Excel workbook, row by row."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from kkworkbench.exports.cells import MAX_TEXT, Cells, escaped, is_suspect, legal
from kkworkbench.exports.scope import WHOLE, Scope
from kkworkbench.exports.sheets import META, Column, Sheet, sheets
from kkworkbench.exports.source import Source, choices
from kkworkbench.messages import Messages
from kkworkbench.model.finding import Severity
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

KEY_ROW, HEADER_ROW = 1, 2
FIRST_DAY = date(1900, 3, 1)
"""The first day that a cell can hold as a date; the calendar of Excel is wrong before it."""
TICK = 50


class AllResults(Protocol):
    """What is asked of the results: all of them, waived ones too."""

    def all(self) -> Iterable[Result]: ...


class ExportStopped(WorkbenchError):  # noqa: N818  # a choice, not a failure
    """The export was cancelled; nothing was written."""


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that was too long for a cell: where it stands and how long it was."""

    sheet: str
    row: int
    column: str
    length: int


@dataclass(frozen=True, slots=True)
class WorkbookReport:
    """What was written: rows by sheet key, and the texts that were cut."""

    path: Path
    rows: dict[str, int]
    cut: tuple[CutText, ...]


def write_workbook(
    path: str | Path,
    state: State,
    results: AllResults,
    messages: Messages,
    info: WorkspaceInfo,
    *,
    step: int = 0,
    scope: Scope = WHOLE,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> WorkbookReport:
    """Write the workbook under a temporary name and put it in place when it is whole.

    `step` is the log's newest step, kept in the file so that an edited copy can come back, and
    `scope` whose records are written.
    `progress` is told (sheets written, sheets in all).

    Raises:
        ExportStopped: `cancelled` said so.
        WorkbenchError: the file is open elsewhere, or cannot be written.
    """
    target = Path(path)
    source = Source(state, tuple(results.all()), messages, scope)
    draft = target.with_name(f".{target.stem}-{uuid4().hex[:8]}.tmp")
    try:
        writer = _Writer(source, info, step, cancelled)
        try:
            rows = writer.write(progress)
            writer.book.save(draft)
            if cancelled is not None and cancelled():
                raise ExportStopped("exports.cancelled")
        finally:
            writer.discard()
        os.replace(draft, target)
    except PermissionError as error:
        raise WorkbenchError("exports.open_elsewhere", name=target.name) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=target.name, why=why) from error
    finally:
        draft.unlink(missing_ok=True)
    return WorkbookReport(target, rows, tuple(writer.cut))


class _Writer:
    def __init__(
        self, source: Source, info: WorkspaceInfo, step: int, cancelled: Callable[[], bool] | None
    ) -> None:
        from openpyxl import Workbook  # noqa: PLC0415  # 140 ms, and only exports need it

        self.book: Any = Workbook(write_only=True)
        self.cut: list[CutText] = []
        self._source = source
        self._info = info
        self._step = step
        self._cancelled = cancelled
        self._choices = choices(source)
        self._columns = {name: number for number, name in enumerate(self._choices, 3)}

    def write(self, progress: Callable[[int, int], None] | None) -> dict[str, int]:
        rows: dict[str, int] = {}
        all_sheets = sheets(self._source)
        for done, sheet in enumerate(all_sheets):
            if progress is not None:
                progress(done, len(all_sheets))
            rows[sheet.key] = self._sheet(sheet)
        self._meta()
        if progress is not None:
            progress(len(all_sheets), len(all_sheets))
        return rows

    def discard(self) -> None:
        """Let go of what a broken-off export left in the temporary folder."""
        for sheet in self.book.worksheets:
            if not sheet.closed:
                sheet.close()
            if os.path.exists(sheet._writer.out):
                sheet._writer.cleanup()

    def _sheet(self, sheet: Sheet) -> int:
        messages = self._source.messages
        title = messages.text(f"exports.sheet.{sheet.key}")
        page = self.book.create_sheet(title)
        self._shape(page, sheet.columns)
        cells = Cells(page)
        page.append([f"{sheet.key}.{column.key}" for column in sheet.columns])
        names = [messages.text(f"exports.column.{column.key}") for column in sheet.columns]
        page.append([cells.header(name, at) for at, name in enumerate(names)])
        forms = [(at, c.form) for at, c in enumerate(sheet.columns) if c.form not in _PLAIN]
        number = HEADER_ROW
        for row in sheet.rows(self._source):
            number += 1
            if number % TICK == 0 and self._cancelled is not None and self._cancelled():
                raise ExportStopped("exports.cancelled")
            values: list[Any] = list(row)
            for at, value in enumerate(values):
                if value.__class__ is str and is_suspect(value):
                    text = self._fitted(value, title, number, names[at])
                    values[at] = cells.text(text, at)
            for at, form in forms:
                if values[at] is not None:
                    values[at] = self._formed(cells, form, values[at], at)
            page.append(values)
        self._finish(page, sheet.columns, number)
        return number - HEADER_ROW

    def _fitted(self, text: str, sheet: str, row: int, column: str) -> str:
        text = legal(text)
        if len(text) > MAX_TEXT:
            self.cut.append(CutText(sheet, row, column, len(text)))
            text = text[:MAX_TEXT]
        return escaped(text)

    def _formed(self, cells: Cells, form: str, value: Any, at: int) -> Any:
        if isinstance(value, date):
            return cells.date(value) if value >= FIRST_DAY else cells.text(value.isoformat(), at)
        if not isinstance(value, str) or not value:
            return value
        if form == "text":
            return cells.text(value, at)
        for severity in Severity:
            if value == self._source.messages.text(f"severity.{severity}"):
                return cells.severity(severity, value, at)
        return value

    def _shape(self, page: Any, columns: tuple[Column, ...]) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415  # loaded at first use

        page.freeze_panes = f"A{HEADER_ROW + 1}"
        page.row_dimensions[KEY_ROW].hidden = True
        page.row_dimensions[HEADER_ROW].height = 24
        for number, column in enumerate(columns, 1):
            dimension = page.column_dimensions[get_column_letter(number)]
            dimension.width = column.width
            dimension.hidden = column.form == "hidden"
            if column.form == "text":
                dimension.number_format = "@"  # what is typed below stays text too

    def _finish(self, page: Any, columns: tuple[Column, ...], last: int) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415  # loaded at first use
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  # the same

        page.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{last}"
        for number, column in enumerate(columns, 1):
            if not column.choices or last == HEADER_ROW or not self._choices[column.choices]:
                continue
            letter = get_column_letter(self._columns[column.choices])
            end = len(self._choices[column.choices]) + 1
            rule = DataValidation("list", f"'{META}'!${letter}$2:${letter}${end}", allow_blank=True)
            at = get_column_letter(number)
            rule.add(f"{at}{HEADER_ROW + 1}:{at}{last}")
            page.data_validations.append(rule)

    def _meta(self) -> None:
        """Write the hidden sheet: what the file is made from, and the closed lists."""
        page = self.book.create_sheet(META)
        page.sheet_state = "hidden"
        cells = Cells(page)
        facts = (
            ("format", "kkworkbench-workbook/1"),
            ("workspace", self._info.id),
            ("step", str(self._step)),
            ("language", self._source.messages.language),
            ("scope", str(self._source.scope)),
        )
        lists = self._choices
        page.append(["key", "value", *lists])
        for at in range(max(len(facts), *(len(values) for values in lists.values()))):
            row = chain(
                facts[at] if at < len(facts) else (None, None),
                (values[at] if at < len(values) else None for values in lists.values()),
            )
            page.append(
                [
                    None if value is None else cells.text(escaped(legal(value)), column)
                    for column, value in enumerate(row)
                ]
            )


_PLAIN = ("plain", "hidden")

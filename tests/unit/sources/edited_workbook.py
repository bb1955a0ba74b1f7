"""A workbook as it was exported, and the edits that a colleague makes in it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from kkworkbench.exports.scope import WHOLE, Scope
from kkworkbench.exports.sheets import SHEETS
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.rules.results import Result
from kkworkbench.sources.source import Request
from kkworkbench.sources.workbook import plan
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Plan, PlanKind, PlannedChange
from kkworkbench.workspace.ports import WorkspaceInfo

INFO = WorkspaceInfo("w", "Demo", datetime(2026, 1, 1, tzinfo=UTC))
TODAY = date(2026, 11, 26)


class NoResults:
    """Nothing was found."""

    def all(self) -> Iterable[Result]:
        return ()


def export(
    path: Path, state: State, *, step: int = 0, language: str = "da", scope: Scope = WHOLE
) -> Path:
    """Write a state as a workbook."""
    messages = Messages(language)
    write_workbook(path, state, NoResults(), messages, INFO, step=step, scope=scope)
    return path


def planned(state: State, *paths: Path, base: State | None = None) -> Plan:
    """Plan what workbooks would change that were exported from `base`, or from the state."""
    return plan(Request(paths, state, TODAY, workspace="w", base=lambda step: base or state))


def asked(plan: Plan) -> list[PlannedChange]:
    """Return all that is not unchanged."""
    return [change for change in plan.changes if change.kind is not PlanKind.UNCHANGED]


def edits(plan: Plan) -> dict[str, str]:
    """Return what is wanted by the record's id and the field."""
    return {
        f"{change.key.partition(':')[2]} {field.field}": field.wanted
        for change in asked(plan)
        for field in change.fields
    }


def reasons(plan: Plan) -> list[str]:
    """Return why cells were not taken in."""
    return [cell.reason for cell in plan.rejected]


class Edited:
    """A workbook that is open for editing; `save` writes it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)
        self.keys = {
            str(page.cell(1, 1).value).partition(".")[0]: page
            for page in self.book.worksheets
            if str(page.cell(1, 1).value).partition(".")[0] in {sheet.key for sheet in SHEETS}
        }

    def page(self, sheet: str) -> Any:
        """Return a sheet by its key."""
        return self.keys[sheet]

    def column(self, sheet: str, column: str) -> int:
        """Return where a column stands, from 1."""
        keys = [cell.value for cell in self.page(sheet)[1]]
        return keys.index(f"{sheet}.{column}") + 1

    def row(self, sheet: str, id_: str, part: str = "") -> int:
        """Return where a row stands, from 1."""
        page = self.page(sheet)
        for number in range(3, page.max_row + 1):
            found = page.cell(number, self.column(sheet, "id")).value
            if found == id_ and part in ("", page.cell(number, 2).value):
                return number
        raise KeyError(id_)

    def set(self, sheet: str, id_: str, column: str, value: object, part: str = "") -> "Edited":
        """Type something into a cell."""
        cell = self.page(sheet).cell(self.row(sheet, id_, part), self.column(sheet, column))
        cell.value = value
        if isinstance(value, str) and not value.startswith("=SUM"):
            cell.data_type = "s"
        return self

    def add(self, sheet: str, **cells: object) -> "Edited":
        """Write a new row below the others."""
        page = self.page(sheet)
        number = page.max_row + 1
        for column, value in cells.items():
            page.cell(number, self.column(sheet, column)).value = value
        return self

    def copy(self, sheet: str, id_: str, **cells: object) -> "Edited":
        """Copy a row, with its hidden ids, to below the others, and change cells of the copy."""
        page, source = self.page(sheet), self.row(sheet, id_)
        number = page.max_row + 1
        for at in range(1, page.max_column + 1):
            page.cell(number, at).value = page.cell(source, at).value
        for column, value in cells.items():
            page.cell(number, self.column(sheet, column)).value = value
        return self

    def delete(self, sheet: str, id_: str, part: str = "") -> "Edited":
        """Delete a row."""
        self.page(sheet).delete_rows(self.row(sheet, id_, part))
        return self

    def rearrange(self, sheet: str, rows: list[int], columns: list[int]) -> "Edited":
        """Put the rows of data and the columns in another order, by their places from 0."""
        page = self.page(sheet)
        cells = [[cell.value for cell in row] for row in page.iter_rows()]
        head, data = cells[:2], cells[2:]
        for number, row in enumerate([*head, *(data[at] for at in rows)], start=1):
            for place, at in enumerate(columns, start=1):
                cell = page.cell(number, place)
                cell.value = row[at]
                if isinstance(row[at], str):
                    cell.data_type = "s"
        return self

    def save(self) -> Path:
        """Write the file, as another program does: with shared strings."""
        self.book.save(self.path)
        return self.path

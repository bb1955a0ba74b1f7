"""The first rows of a table, as they would be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from kkworkbench.sources.tables import Grid
from ui import theme
from ui.widgets import dress_view

PREVIEWED: Final = 20
"""Rows shown before anything is planned."""
LONGEST: Final = 200
"""Characters shown of a cell."""
WIDEST: Final = 260
"""Of a column, so that one long text leaves room for the others."""


class Preview(QTableWidget):
    """Rows with their numbers in the file; the row of names is bold, what is above it is pale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("De første rækker"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        dress_view(self)
        self.verticalHeader().setVisible(True)
        self.horizontalHeader().setStretchLastSection(True)
        self.setTabKeyNavigation(False)

    def show_grid(self, grid: Grid) -> None:
        """Show the first rows of a table."""
        lines = grid.lines[:PREVIEWED]
        columns = max((len(line.cells) for line in lines), default=0)
        self.clearSpans()
        self.clear()
        self.setColumnCount(columns)
        self.setRowCount(len(lines))
        self.setVerticalHeaderLabels([str(line.number) for line in lines])
        names = list(grid.header) if grid.header else [str(n + 1) for n in range(columns)]
        self.setHorizontalHeaderLabels(names)
        for row, line in enumerate(lines):
            self._fill(row, line.cells, is_names=line.number == grid.header_row)
        self.resizeColumnsToContents()
        widest = theme.current().px(WIDEST)
        for column in range(columns):
            self.setColumnWidth(column, min(self.columnWidth(column), widest))
        for row, line in enumerate(lines):
            if not grid.header and line.number < grid.header_row:
                self._show_as_title(row, line.cells)

    def _fill(self, row: int, cells: Sequence[str], *, is_names: bool) -> None:
        for column, cell in enumerate(cells):
            text = " ".join(cell.split())
            item = QTableWidgetItem(text[:LONGEST])
            item.setToolTip(text[: LONGEST * 10])
            if is_names:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.setItem(row, column, item)

    def _show_as_title(self, row: int, cells: Sequence[str]) -> None:
        """Let a text above the names run on over empty cells, as a spreadsheet shows it."""
        for column in range(len(cells)):
            self.item(row, column).setFlags(Qt.ItemFlag.NoItemFlags)
        if len(cells) > 1 and cells[0].strip() and not any(cell.strip() for cell in cells[1:]):
            self.setSpan(row, 0, 1, self.columnCount())

"""The cells that were not taken in, and a file of them to correct."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.workspace.plan import Rejected
from ui.bridge import Bridge
from ui.widgets import ColumnShares, dress_view

FILE, ROW, COLUMN, VALUE, WHY = range(5)
SHARES: Final = {FILE: 18, ROW: 8, COLUMN: 18, VALUE: 26, WHY: 42}
"""Of the width."""


class RejectedList(QTreeWidget):
    """Each cell with its place, what it holds, and why it was not taken in."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cells: tuple[Rejected, ...] = ()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Afviste celler"))
        self.setHeaderLabels(
            [
                self.tr("Fil og ark"),
                *(self.tr("Række"), self.tr("Kolonne"), self.tr("Værdi"), self.tr("Hvorfor")),
            ]
        )
        dress_view(self)
        self._shares = ColumnShares(self, SHARES)

    def show_cells(self, cells: Iterable[Rejected]) -> None:
        """List cells."""
        self._cells = tuple(cells)
        several = len({cell.file for cell in self._cells}) > 1
        self.clear()
        items = []
        for cell in self._cells:
            place = ", ".join(filter(None, (cell.file if several else "", cell.sheet)))
            row = str(cell.row) if cell.row else ""
            item = QTreeWidgetItem([place, row, cell.column, cell.value, self._why(cell)])
            for column in range(5):
                item.setToolTip(column, item.text(column))
            items.append(item)
        self.addTopLevelItems(items)
        self.setColumnHidden(FILE, not any(item.text(FILE) for item in items))
        self._shares.share()

    def save(self, path: Path) -> None:
        """Write the cells as a table.

        Raises:
            OSError: the file cannot be written.
        """
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            titles = [self.tr("Fil"), self.tr("Ark"), self.tr("Række")]
            titles += [self.tr("Kolonne"), self.tr("Værdi"), self.tr("Hvorfor")]
            writer.writerow(titles)
            for cell in self._cells:
                texts = (cell.file, cell.sheet, str(cell.row), cell.column, cell.value)
                writer.writerow([_inert(text) for text in (*texts, self._why(cell))])

    def _why(self, cell: Rejected) -> str:
        return self._bridge.text(cell.reason)


def _inert(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

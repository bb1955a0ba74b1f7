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

ROW, COLUMN, VALUE, WHY = range(4)
SHARES: Final = {ROW: 10, COLUMN: 20, VALUE: 34, WHY: 36}
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
            [self.tr("Række"), self.tr("Kolonne"), self.tr("Værdi"), self.tr("Hvorfor")]
        )
        dress_view(self)
        ColumnShares(self, SHARES)

    def show_cells(self, cells: Iterable[Rejected]) -> None:
        """List cells."""
        self._cells = tuple(cells)
        several = len({cell.file for cell in self._cells}) > 1
        self.clear()
        for cell in self._cells:
            sheet = f"{cell.sheet}, " if cell.sheet else ""
            place = f"{cell.file}, {sheet}{cell.row}" if several else f"{sheet}{cell.row}"
            item = QTreeWidgetItem([place, cell.column, cell.value, self._why(cell)])
            for column in range(4):
                item.setToolTip(column, item.text(column))
            self.addTopLevelItem(item)

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

"""The table of the contact list: letters that are typed go to a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from ui import theme
from ui.models.contact_table import Column

LOW = 190
"""Pixels, before the zoom, under which the letters would be too small to read."""


class ContactTable(QTableView):
    """A table in which typing looks among the names, whatever column one is in."""

    def keyboardSearch(self, text: str) -> None:
        current = self.currentIndex()
        if current.isValid() and current.column() != Column.NAME:
            self.go_to(current.row())
        super().keyboardSearch(text)

    def go_to(self, row: int) -> None:
        """Make the name in a row the current cell, at the top where the table is long enough."""
        index = self.model().index(row, Column.NAME)
        self.setCurrentIndex(index)
        self.scrollTo(index, QTableView.ScrollHint.PositionAtTop)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class TablePart(QWidget):
    """The table with the letters beside it, as far as there is room for them."""

    def __init__(self, table: ContactTable, letters: QWidget) -> None:
        super().__init__()
        self._letters = letters
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(table, 1)
        row.addWidget(letters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._letters.setVisible(self.height() >= theme.current().px(LOW))

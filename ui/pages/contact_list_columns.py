"""Which columns of the contact list are shown, how wide and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from ui.models.contact_table import Column, ContactTableModel
from ui.pages.view_actions import view_action

CHARACTERS: Final = {
    Column.NAME: 32,
    Column.PROBLEMS: 14,
    Column.USAGE: 10,
    Column.PHONE: 14,
    Column.WRITTEN: 22,
    Column.ADDRESS: 40,
    Column.DISTRICT: 22,
    Column.CATEGORY: 22,
    Column.ADMINISTRATION: 15,
    Column.TIER: 12,
    Column.HOURS: 32,
    Column.AUDIENCE: 18,
    Column.CHECKED: 14,
    Column.ORG: 12,
}
"""How wide each column is at first, in average characters; the order is that at first too."""
AT_FIRST: Final = tuple(CHARACTERS)[:10]


class ListColumns(QObject):
    """The columns as a person chose them; the name is always the first."""

    def __init__(self, table: QTableView, model: ContactTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._empty: set[Column] = set()
        self._chosen = set(AT_FIRST)
        self.menu = QMenu(self.tr("Kolonn&er"), table)
        self._actions: dict[Column, QAction] = {}
        for column in CHARACTERS:
            action = QAction(model.heading(column).replace("&", "&&"), table)
            action.setCheckable(True)
            action.setEnabled(column is not Column.NAME)
            action.triggered.connect(lambda on, column=column: self._choose(column, on))
            self._actions[column] = action
            self.menu.addAction(action)
        self.menu.addSeparator()
        for text, keys, do in (
            (self.tr("Flyt kolonnen til &venstre"), "Alt+Left", lambda: self.move(-1)),
            (self.tr("Flyt kolonnen til &højre"), "Alt+Right", lambda: self.move(1)),
            (self.tr("Kolonnerne som &først"), "", self.reset),
        ):
            self.menu.addAction(view_action(table, text, keys, do))
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        unit = table.fontMetrics().averageCharWidth()
        for column, characters in CHARACTERS.items():
            table.setColumnWidth(column, unit * characters)
        self._refresh()

    def shown(self) -> tuple[str, ...]:
        """Return the names of the chosen columns in their order, to be remembered."""
        header = self._table.horizontalHeader()
        order = sorted(self._chosen, key=header.visualIndex)
        return tuple(column.name.lower() for column in order)

    def show(self, names: Iterable[str]) -> None:
        """Show columns by name in an order; unknown names are left out, none is no choice."""
        known = {column.name.lower(): column for column in Column}
        wanted = [known[name] for name in names if name in known]
        if not wanted:
            return
        self._chosen = {Column.NAME, *wanted}
        self._place([Column.NAME, *(each for each in wanted if each is not Column.NAME)])
        self._refresh()

    def reset(self) -> None:
        """Show the columns of the first day."""
        self.show(column.name.lower() for column in AT_FIRST)

    def move(self, by: int) -> None:
        """Move the column of the current cell one place among those that are shown."""
        header = self._table.horizontalHeader()
        column = self._table.currentIndex().column()
        order = [each for each in self._in_order() if not self._table.isColumnHidden(each)]
        if column <= Column.NAME or column not in order:
            return
        to = order.index(Column(column)) + by
        if 1 <= to < len(order):
            header.moveSection(header.visualIndex(column), header.visualIndex(order[to]))
            self._table.scrollTo(self._table.currentIndex())

    def leave_out(self, column: Column, is_empty: bool) -> None:
        """Leave a column out as long as there is nothing to say in it."""
        self._empty = self._empty | {column} if is_empty else self._empty - {column}
        self._refresh()

    def _in_order(self) -> Sequence[Column]:
        return sorted(Column, key=self._table.horizontalHeader().visualIndex)

    def _place(self, order: Sequence[Column]) -> None:
        header = self._table.horizontalHeader()
        rest = [column for column in CHARACTERS if column not in order]
        for at, column in enumerate((*order, *rest)):
            header.moveSection(header.visualIndex(column), at)

    def _choose(self, column: Column, shown: bool) -> None:
        self._chosen = self._chosen | {column} if shown else self._chosen - {column}
        self._refresh()

    def _refresh(self) -> None:
        for column, action in self._actions.items():
            action.setChecked(column in self._chosen)
            action.setVisible(column not in self._empty)
            hidden = column not in self._chosen or column in self._empty
            if self._table.isColumnHidden(column) != hidden:
                self._table.setColumnHidden(column, hidden)

    def _show_menu(self, at: QPoint) -> None:
        self.menu.popup(self._table.horizontalHeader().mapToGlobal(at))

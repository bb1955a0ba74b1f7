"""How far the users of a card sort agreed, as a table, before it is kept with the workshop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workshop.card_sorting import Agreement, CardSortReading, agreement
from ui import theme
from ui.bridge import Bridge
from ui.widgets import WrapLabel, dress_view, size_dialog

MOST_PAIRS = 200
"""Pairs that are shown; the strongest come first."""


class CardSortDialog(QDialog):
    """Cards against categories, the strongest pairs, and the rows that were not taken."""

    def __init__(
        self, bridge: Bridge, found: CardSortReading, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Kortsortering"))
        table = agreement(found.placements)
        cards = self.tr("%n kort", "", len(table.cards))
        users = self.tr("%n brugere", "", len(table.users))
        said = WrapLabel(f"{found.file}: {cards}, {users}")
        tabs = QTabWidget()
        self.shares = self._shares(table)
        self.pairs = self._pairs(table)
        self.rejected = self._rejected(found)
        tabs.addTab(self.shares, self.tr("&Kategorier"))
        tabs.addTab(self.pairs, self.tr("&Par"))
        if found.rejected:
            left = self.tr("%n &rækker er ikke taget med", "", len(found.rejected))
            tabs.addTab(self.rejected, left)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        keep = buttons.button(QDialogButtonBox.StandardButton.Ok)
        keep.setText(self.tr("&Behold i workshoppen"))
        keep.setEnabled(not bridge.is_read_only)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(said)
        column.addWidget(tabs, 1)
        column.addWidget(buttons)
        size_dialog(self, 110, 70)

    def _shares(self, table: Agreement) -> QTableWidget:
        look = theme.current()
        view = _table(self.tr("Hvor mange satte kortet i kategorien"), ["", *table.categories])
        view.setHorizontalHeaderItem(0, QTableWidgetItem(self.tr("Kort")))
        view.setRowCount(len(table.cards))
        for row, card in enumerate(table.cards):
            view.setItem(row, 0, QTableWidgetItem(card))
            best = table.best(card)[0]
            for column, category in enumerate(table.categories, start=1):
                share = table.share(card, category)
                item = QTableWidgetItem(f"{share:.0%}" if share else "")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                said = f"{card}, {category}: {share:.0%}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                colour = QColor(look.color("accent"))
                colour.setAlphaF(0.55 * share)
                item.setBackground(colour)
                if category == best:
                    font = view.font()
                    font.setBold(True)
                    item.setFont(font)
                view.setItem(row, column, item)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return view

    def _pairs(self, table: Agreement) -> QTableWidget:
        columns = [self.tr("Kort"), self.tr("Sammen med"), self.tr("Enighed")]
        view = _table(self.tr("Kort, som brugerne satte sammen"), columns)
        pairs = table.pairs[:MOST_PAIRS]
        view.setRowCount(len(pairs))
        for row, (one, other, share) in enumerate(pairs):
            for column, text in enumerate((one, other, f"{share:.0%}")):
                view.setItem(row, column, QTableWidgetItem(text))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return view

    def _rejected(self, found: CardSortReading) -> QTableWidget:
        columns = [self.tr("Række"), self.tr("Kolonne"), self.tr("Celle"), self.tr("Hvorfor")]
        view = _table(self.tr("Rækker, der ikke er taget med"), columns)
        view.setRowCount(len(found.rejected))
        for row, bad in enumerate(found.rejected):
            texts = (str(bad.row), bad.column, bad.value, self._bridge.text(bad.reason))
            for column, text in enumerate(texts):
                view.setItem(row, column, QTableWidgetItem(text))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return view


def _table(name: str, columns: list[str]) -> QTableWidget:
    view = QTableWidget(0, len(columns))
    dress_view(view)
    view.setHorizontalHeaderLabels(columns)
    view.setAccessibleName(name)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    return view

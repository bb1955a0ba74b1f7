"""The guideline: which channels a contact box shows on pages of each type of service."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.ids import GuidelineRowId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import guideline_key
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.guideline import SetGuideline
from ui import theme
from ui.bridge import Bridge
from ui.widgets import EmptyState, WrapLabel, dress_view

TYPE: Final = 0
CHANNEL: Final = Qt.ItemDataRole.UserRole
_CELL: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class GuidelineForm(QWidget):
    """A row for each type of service that pages or the guideline name, a tick for each channel.

    Signals:
        edited(): a tick or a row is another.
    """

    edited = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = WrapLabel(
            self.tr(
                "Sæt flueben ved de kanaler, en kontaktboks skal vise på sider af hver servicetype."
                " Typer uden flueben har ingen retningslinje."
            )
        )
        words.setProperty("role", "secondary")
        self.table = QTableWidget(0, 1 + len(ALL_CHANNELS))
        self.table.setAccessibleName(self.tr("Retningslinje"))
        self.new_type = QLineEdit()
        self.new_type.setPlaceholderText(self.tr("Ny servicetype"))
        self.new_type.setAccessibleName(self.tr("Ny servicetype"))
        self.add_button = QPushButton(self.tr("Tilføj &type"))
        self.add_button.setAutoDefault(False)
        self.add_button.setEnabled(False)
        self._set_up_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(self.tr("Ingen servicetyper endnu. Skriv den første nedenfor."), "", self)
        )
        self._stack.addWidget(self.table)
        adding = QHBoxLayout()
        adding.addWidget(self.new_type, 1)
        adding.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.current().px(12))
        layout.addWidget(words)
        layout.addWidget(self._stack, 1)
        layout.addLayout(adding)
        self._held = {
            guideline_key(row.service_type): frozenset(row.channels)
            for row in bridge.state.all(GuidelineRow)
        }
        for name in sorted(self._types(), key=sort_key):
            self._add(name)
        self.table.itemChanged.connect(lambda _item: self.edited.emit())
        self.new_type.textChanged.connect(
            lambda text: self.add_button.setEnabled(bool(text.strip()))
        )
        self.add_button.clicked.connect(self.add_type)

    def values(self) -> tuple[SetGuideline, ...]:
        """Return the rows that differ from what the workspace holds."""
        rows = []
        for row in range(self.table.rowCount()):
            name, ticked = self._name(row), self._ticked(row)
            if ticked != self._held.get(guideline_key(name), frozenset()):
                rows.append(SetGuideline(GuidelineRowId(str(uuid4())), name, ticked))
        return tuple(rows)

    def add_type(self) -> None:
        """Add the typed type, or go to it where it is there already."""
        name = " ".join(self.new_type.text().split())
        if not name:
            return
        keys = [guideline_key(self._name(row)) for row in range(self.table.rowCount())]
        key = guideline_key(name)
        row = keys.index(key) if key in keys else self._add(name)
        self.new_type.clear()
        self.table.setCurrentCell(row, TYPE + 1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be ticked, but all be read."""
        self.setEnabled(not is_read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add what is typed; it does not save and close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.new_type.hasFocus():
                self.add_type()
            return
        super().keyPressEvent(event)

    def _types(self) -> list[str]:
        """Return the types that are named, in one spelling each; the guideline's goes first."""
        state = self._bridge.state
        names = [row.service_type for row in state.all(GuidelineRow)]
        names += [page.service_type for page in state.all(Page)]
        spelled: dict[str, str] = {}
        for name in names:
            if name.strip():
                spelled.setdefault(guideline_key(name), " ".join(name.split()))
        return list(spelled.values())

    def _set_up_table(self) -> None:
        table, text = self.table, self._bridge.text
        names = [text(f"exports.channel.{channel}") for channel in ALL_CHANNELS]
        capital = [f"{name[:1].upper()}{name[1:]}" for name in names]
        table.setHorizontalHeaderLabels([self.tr("Servicetype"), *capital])
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress_view(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TYPE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 8)

    def _add(self, name: str) -> int:
        row = self.table.rowCount()
        held = self._held.get(guideline_key(name), frozenset())
        self.table.blockSignals(True)
        self.table.insertRow(row)
        item = QTableWidgetItem(name)
        item.setFlags(_CELL)
        item.setToolTip(name)
        self.table.setItem(row, TYPE, item)
        for at, channel in enumerate(ALL_CHANNELS, TYPE + 1):
            tick = QTableWidgetItem()
            tick.setFlags(_CELL | Qt.ItemFlag.ItemIsUserCheckable)
            is_held = channel in held
            tick.setCheckState(Qt.CheckState.Checked if is_held else Qt.CheckState.Unchecked)
            tick.setData(CHANNEL, channel.value)
            spoken = f"{name}: {self._bridge.text(f'exports.channel.{channel}')}"
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.table.setItem(row, at, tick)
        self.table.blockSignals(False)
        self._stack.setCurrentWidget(self.table)
        return row

    def _name(self, row: int) -> str:
        item = self.table.item(row, TYPE)
        return item.text() if item is not None else ""

    def _ticked(self, row: int) -> frozenset[Channel]:
        cells = (self.table.item(row, at) for at in range(TYPE + 1, self.table.columnCount()))
        return frozenset(
            Channel(cell.data(CHANNEL))
            for cell in cells
            if cell is not None and cell.checkState() is Qt.CheckState.Checked
        )

"""When the drill menu is full: which entry gives its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_title
from ui.bridge import Bridge
from ui.widgets import dress_view, size_dialog


class SwapDialog(QDialog):
    """Choose the entry to replace; it goes to those left out and keeps its texts."""

    def __init__(
        self, bridge: Bridge, page_id: str, out_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        state = bridge.state
        page = state.get(Page, page_id)
        self.setWindowTitle(self.tr("Drill-menuen er fuld"))
        words = QLabel(
            self.tr("Hvilken indgang skal »{title}« erstatte? Den kommer under »Udeladt«.").format(
                title=page.title if page is not None else ""
            )
        )
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Indgange i drill-menuen"))
        dress_view(self.list)
        for number, entry_id in enumerate(state.bucket(DRILL, True), start=1):
            entry = state.get(DrillEntry, entry_id)
            if entry is None:
                continue
            item = QListWidgetItem(f"{number}  {entry_title(state, entry)}")
            item.setData(Qt.ItemDataRole.UserRole, entry_id)
            self.list.addItem(item)
            if entry_id == out_id:
                self.list.setCurrentItem(item)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("&Erstat"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 60, 56)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda row: self._ok.setEnabled(row >= 0))
        self._ok.setEnabled(self.list.currentRow() >= 0)

    def out_id(self) -> DrillEntryId | None:
        """The entry that gives its place."""
        item = self.list.currentItem()
        return DrillEntryId(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

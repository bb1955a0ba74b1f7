"""The bin: what was deleted, when and by whom, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workspace.bin import deleted
from ui.bridge import Bridge
from ui.widgets import EmptyState, size_dialog


class BinDialog(QDialog):
    """List deletions; bringing one back is a step of its own that can be undone."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Papirkurv"))
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Slettet"))
        self.list.setHeaderLabels([self.tr("Slettet"), self.tr("Hvornår"), self.tr("Af")])
        empty = EmptyState(self.tr("Papirkurven er tom."), "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore_button = buttons.addButton(
            self.tr("&Hent tilbage"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.restore_button.clicked.connect(self.restore)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 90, 50)
        self.list.itemSelectionChanged.connect(self._refresh)
        self.list.itemActivated.connect(lambda _item: self.restore())
        self._fill()

    def restore(self) -> None:
        """Bring the selected deletion back."""
        item = self.list.currentItem()
        if item is not None:
            self._bridge.revert((item.data(0, Qt.ItemDataRole.UserRole),), "command.restore")
            self._fill()

    def _fill(self) -> None:
        self.list.clear()
        workspace = self._bridge.workspace
        for entry in deleted(workspace.store, workspace.state, workspace.branch):
            more = len(entry.titles) - 1
            title = entry.titles[0] or self.tr("(uden titel)")
            if more:
                title = f"{title} {self.tr('og %n mere', '', more)}"
            local = entry.at.astimezone()
            item = QTreeWidgetItem([title, f"{local:%d.%m.%Y %H.%M}", entry.author])
            item.setData(0, Qt.ItemDataRole.UserRole, entry.step)
            item.setToolTip(0, "\n".join(entry.titles))
            self.list.addTopLevelItem(item)
        for column in (1, 2):
            self.list.resizeColumnToContents(column)
        self.list.setColumnWidth(0, self.fontMetrics().averageCharWidth() * 50)
        self._stack.setCurrentIndex(0 if self.list.topLevelItemCount() else 1)
        if self.list.topLevelItemCount():
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._refresh()

    def _refresh(self) -> None:
        chosen = self.list.currentItem() is not None and not self._bridge.is_read_only
        self.restore_button.setEnabled(chosen)

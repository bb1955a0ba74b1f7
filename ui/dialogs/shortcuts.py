"""All keyboard shortcuts, read off the menus."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMenuBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets import size_dialog


class ShortcutsDialog(QDialog):
    """Commands by menu, with their keys."""

    def __init__(self, bar: QMenuBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tastaturgenveje"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Tastaturgenveje"))
        self.list.setHeaderLabels([self.tr("Kommando"), self.tr("Taster")])
        for menu in bar.actions():
            item = QTreeWidgetItem([_plain(menu.text()), ""])
            for action in _actions(menu):
                keys = action.shortcuts()
                if keys:
                    native = QKeySequence.SequenceFormat.NativeText
                    text = ", ".join(key.toString(native) for key in keys)
                    item.addChild(QTreeWidgetItem([_plain(action.text()), text]))
            if item.childCount():
                self.list.addTopLevelItem(item)
        self.list.addTopLevelItem(self._of_the_guide())
        self.list.expandAll()
        unit = self.fontMetrics().averageCharWidth()
        self.list.setColumnWidth(0, unit * 46)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 84, 96)

    def _of_the_guide(self) -> QTreeWidgetItem:
        """Tell of the keys that no menu names: those of an import's changes."""
        guide = QTreeWidgetItem([self.tr("Importens forskel"), ""])
        for text, key in (
            (self.tr("Tag det nye"), "A"),
            (self.tr("Behold det, der står her"), "B"),
            (self.tr("Næste ændring"), "J"),
            (self.tr("Forrige ændring"), "K"),
            (self.tr("Sæt eller fjern flueben"), self.tr("Mellemrum")),
        ):
            guide.addChild(QTreeWidgetItem([text, key]))
        return guide


def _actions(action: QAction) -> list[QAction]:
    menu = action.menu()
    if menu is None:
        return [action]
    return [inner for child in menu.actions() for inner in _actions(child)]  # type: ignore[attr-defined]


def _plain(text: str) -> str:
    return text.replace("&", "")

"""All keyboard shortcuts, read off the menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
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
        self.list = shortcut_list(bar)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 84, 96)


def shortcut_list(bar: QMenuBar) -> QTreeWidget:
    """Return a list of the keys of all commands, by menu."""
    found = QTreeWidget()
    found.setAccessibleName(tr("Tastaturgenveje"))
    found.setHeaderLabels([tr("Kommando"), tr("Taster")])
    for menu in bar.actions():
        item = QTreeWidgetItem([_plain(menu.text()), ""])
        for action in _actions(menu):
            keys = action.shortcuts()
            if keys:
                native = QKeySequence.SequenceFormat.NativeText
                text = ", ".join(key.toString(native) for key in keys)
                item.addChild(QTreeWidgetItem([_plain(action.text()), text]))
        if item.childCount():
            found.addTopLevelItem(item)
    found.addTopLevelItem(_of_the_guide())
    found.expandAll()
    found.setColumnWidth(0, found.fontMetrics().averageCharWidth() * 46)
    return found


def _of_the_guide() -> QTreeWidgetItem:
    """Tell of the keys that no menu names: those of an import's changes."""
    guide = QTreeWidgetItem([tr("Importens forskel"), ""])
    for text, key in (
        (tr("Tag det nye"), "A"),
        (tr("Behold det, der står her"), "B"),
        (tr("Næste ændring"), "J"),
        (tr("Forrige ændring"), "K"),
        (tr("Sæt eller fjern flueben"), tr("Mellemrum")),
    ):
        guide.addChild(QTreeWidgetItem([text, key]))
    return guide


def tr(text: str) -> str:
    return QCoreApplication.translate("ShortcutsDialog", text)


def _actions(action: QAction) -> list[QAction]:
    menu = action.menu()
    if menu is None:
        return [action]
    return [inner for child in menu.actions() for inner in _actions(child)]  # type: ignore[attr-defined]


def _plain(text: str) -> str:
    return text.replace("&", "")

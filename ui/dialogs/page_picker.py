"""Choose a page by typing a part of its title or address."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.text.danish import matches, sort_key
from ui.bridge import Bridge
from ui.widgets import SearchField, dress_view, size_dialog

MOST = 200
"""Pages listed at once: more are found by typing."""


class PagePicker(QDialog):
    """All pages, narrowed by typing."""

    def __init__(self, bridge: Bridge, current: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Vælg side"))
        self._current = current
        # The page that stands there now comes first, where Enter keeps it.
        self._pages = sorted(
            bridge.state.all(Page), key=lambda p: (p.id != current, sort_key(p.title), p.path)
        )
        self.search = SearchField(self.tr("Søg titel eller adresse"), self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sider"))
        dress_view(self.list)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("&Vælg"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 70, 60)
        self.search.search_changed.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._fill("")
        self.search.setFocus()

    def page_id(self) -> PageId | None:
        """Return the page that is chosen."""
        item = self.list.currentItem()
        return PageId(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list from the search field."""
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in arrows
        ):
            QApplication.sendEvent(self.list, QKeyEvent(event))
            return True
        return super().eventFilter(watched, event)

    def _fill(self, query: str) -> None:
        self.list.clear()
        for page in self._pages:
            if not matches(query, f"{page.title} {page.path}"):
                continue
            item = QListWidgetItem(page_in_words(page))
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, page.id)
            self.list.addItem(item)
            if self.list.count() == MOST:
                break
        if self.list.count():
            self.list.setCurrentRow(0)
        self._ok.setEnabled(self.list.count() > 0)


def page_in_words(page: Page) -> str:
    """Tell a page by its title and address."""
    return " · ".join(part for part in (page.title, page.path) if part)

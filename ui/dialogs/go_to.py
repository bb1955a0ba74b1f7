"""Go to a page, a contact or a command by typing a part of its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.lookups import ancestors, pages_of_contact
from kkworkbench.text.danish import matches, sort_key
from ui.bridge import Bridge
from ui.widgets import SearchField, size_dialog

MOST = 60
"""Hits that are listed; a longer list is narrowed by typing."""

KIND = Qt.ItemDataRole.UserRole
TARGET = Qt.ItemDataRole.UserRole + 1


class GoToDialog(QDialog):
    """A palette of pages, contacts by name, number or address, and commands."""

    def __init__(
        self, bridge: Bridge, actions: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._actions = [a for a in actions if a.isEnabled() and a.text()]
        self.setWindowTitle(self.tr("Gå til"))
        self.search = SearchField(self.tr("Søg indgang, nummer, adresse eller kommando"), self)
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("Fundet"))
        self.hits.setUniformItemSizes(True)
        self._hint = QLabel(self.tr("Piletasterne vælger, Enter går dertil, Esc lukker"))
        self._hint.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.hits, 1)
        layout.addWidget(self._hint)
        size_dialog(self, 90, 60)
        self.search.search_changed.connect(self._fill)
        self.hits.itemActivated.connect(lambda _item: self.accept())
        self.search.installEventFilter(self)
        for child in self.search.findChildren(QWidget):
            child.installEventFilter(self)
        self.search.setFocus()
        self._fill("")

    def page_id(self) -> str:
        """The page that was chosen, or an empty text."""
        return self._chosen("page")

    def contact_id(self) -> str:
        """The contact without a page that was chosen, or an empty text."""
        return self._chosen("contact")

    def action(self) -> QAction | None:
        """The command that was chosen."""
        item = self.hits.currentItem()
        if item is None or item.data(KIND) != "action":
            return None
        return self._actions[item.data(TARGET)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Enter work from the search field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.hits.currentItem() is not None:
                    self.accept()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                QApplication.sendEvent(self.hits, QKeyEvent(event))
                return True
        return super().eventFilter(watched, event)

    def _chosen(self, kind: str) -> str:
        item = self.hits.currentItem()
        return item.data(TARGET) if item is not None and item.data(KIND) == kind else ""

    def _fill(self, query: str) -> None:
        query = query.strip()
        self.hits.clear()
        for kind, target, text in (*self._records(query), *self._commands(query))[:MOST]:
            item = QListWidgetItem(text)
            item.setData(KIND, kind)
            item.setData(TARGET, target)
            item.setToolTip(text)
            self.hits.addItem(item)
        if self.hits.count():
            self.hits.setCurrentRow(0)

    def _records(self, query: str) -> list[tuple[str, object, str]]:
        state = self._bridge.state
        found: list[tuple[str, object, str]] = [
            ("page", page.id, self._worded(page))
            for page in state.all(Page)
            if matches(query, " ".join((page.title, page.path, *page.search_words)))
        ]
        if query:
            found += self._contacts(query)
        found.sort(key=lambda hit: sort_key(hit[2]))
        return found

    def _contacts(self, query: str) -> list[tuple[str, object, str]]:
        state = self._bridge.state
        found: list[tuple[str, object, str]] = []
        for contact in state.all(Contact):
            numbers = [p.number for p in contact.phones]
            packed = ["".join(number.split()) for number in numbers]
            street = contact.address.street if contact.address is not None else ""
            if not matches(query, " ".join((contact.name, street, *numbers, *packed))):
                continue
            text = " · ".join(part for part in (contact.name, street, *numbers[:1]) if part)
            pages = pages_of_contact(state, contact.id)
            found.append(("page", pages[0], text) if pages else ("contact", contact.id, text))
        return found

    def _commands(self, query: str) -> list[tuple[str, object, str]]:
        found: list[tuple[str, object, str]] = []
        for number, action in enumerate(self._actions):
            name = action.text().replace("&", "")
            if query and matches(query, name):
                keys = action.shortcut().toString()
                found.append(("action", number, f"{name}   {keys}".strip()))
        return found

    def _worded(self, page: Page) -> str:
        line = [above.title for above in ancestors(self._bridge.state, page.id)]
        where = " / ".join(reversed(line))
        return f"{page.title}   ({where})" if where else page.title

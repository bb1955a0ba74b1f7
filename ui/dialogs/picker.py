"""Choose one of many by typing a part of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.text.danish import matches
from ui.widgets import EmptyState, SearchField, dress_view, size_dialog

MOST = 200
"""Rows listed at once: more are found by typing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: its id, what its row says, and all words by which it is found."""

    id: str
    text: str
    words: str


class Picker(QDialog):
    """All choices in the order given, narrowed by typing."""

    def __init__(
        self,
        title: str,
        hint: str,
        name: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        empty: str = "",
    ) -> None:
        """Take the window's title, the search field's hint, the list's name, and the choices.

        `empty` is said where there is nothing to choose.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._nothing = empty
        self._choices = choices
        self.search = SearchField(hint, self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        dress_view(self.list)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("&Vælg"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 70, 60)
        self.search.search_changed.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._fill("")
        self.search.setFocus()

    def chosen(self) -> str | None:
        """Return the id that is chosen."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list from the search field, and Enter choose."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                QApplication.sendEvent(self.list, QKeyEvent(event))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, query: str) -> None:
        self.list.clear()
        for choice in self._choices:
            if not matches(query, choice.words):
                continue
            item = QListWidgetItem(choice.text)
            item.setToolTip(choice.text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(choice.text.splitlines()))
            item.setData(Qt.ItemDataRole.UserRole, choice.id)
            self.list.addItem(item)
            if self.list.count() == MOST:
                break
        if self.list.count():
            self.list.setCurrentRow(0)
        elif self._choices or not self._nothing:
            self.empty.set_sentence(self.tr("Ingen passer til »{query}«.").format(query=query))
        else:
            self.empty.set_sentence(self._nothing)
        self._stack.setCurrentIndex(0 if self.list.count() else 1)
        self._ok.setEnabled(self.list.count() > 0)

"""A field to search or filter with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.widgets.themed import Themed
from ui.widgets.undo_free import UndoFreeLineEdit

DEBOUNCE_MS: Final = 150


class SearchField(Themed, UndoFreeLineEdit):
    """A line with a magnifying glass and a cross; Esc empties it.

    Signals:
        search_changed(str): the text, 150 ms after the last key, at once when emptied.
        went_down(): the down arrow was pressed, to go to the results.
    """

    search_changed = Signal(str)
    went_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent, idle_ms=0)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(self.tr("Ryd søgning"), self)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self._told = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text)
        self.dress()

    def restyle(self, theme: Theme) -> None:
        self._glass.setIcon(icon("search", theme, "mute"))
        self._cross.setIcon(icon("close", theme, "mute"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._tell()

    def _on_text(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if text:
            self._wait.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._wait.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.search_changed.emit(self._told)

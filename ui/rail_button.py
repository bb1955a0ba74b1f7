"""A button of the rail, over which pages that are dragged wait for its page to come to the front."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.models.mime import PAGES

WAIT_MS: Final = 500
"""How long what is dragged stays over the button: no one who only passes it waits so long."""


class RailButton(QToolButton):
    """Leads to a page of the window, by a click or by dragging pages here and waiting.

    The keyboard's way is Ctrl and the number of the page, before or after pages are cut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAcceptDrops(True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.click)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PAGES):
            self._wait.start()
            event.accept()  # else Qt tells nothing of what leaves again

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._wait.stop()

    def dropEvent(self, event: QDropEvent) -> None:
        self._wait.stop()
        event.ignore()

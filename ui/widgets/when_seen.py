"""Work for a widget that waits while nobody sees it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Runs a refresh at once where its widget is seen, and else once when it is shown."""

    def __init__(self, widget: QWidget, refresh: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._is_behind = False
        widget.installEventFilter(self)

    def follow(self, _event: object = None) -> None:
        """Refresh, now or when the widget is shown."""
        self._is_behind = not self._widget.isVisible()
        if not self._is_behind:
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_behind:
            self._is_behind = False
            self._refresh()
        return super().eventFilter(watched, event)

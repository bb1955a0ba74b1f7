"""A ring around a widget, to point at it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import current


class Ring(QWidget):
    """Drawn over a window; it follows what it points at, and clicks go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        window.installEventFilter(self)
        self.hide()

    def point_at(self, target: QWidget | None) -> None:
        """Go to a widget of the window, or away."""
        while self._watched:
            with suppress(RuntimeError):  # it may be gone
                self._watched.pop().removeEventFilter(self)
        self._target = target
        if target is None:
            self.hide()
            return
        # A scrolled area moves what it shows, and what is within is not told.
        inside: QWidget | None = target
        while inside is not None and inside is not self.parentWidget():
            inside.installEventFilter(self)
            self._watched.append(inside)
            inside = inside.parentWidget()
        target.destroyed.connect(self._on_gone)
        self._place()
        self.show()
        self.raise_()

    def target(self) -> QWidget | None:
        """Return what it points at."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show}:
            # What the target stands in is laid out after it was told of its own size.
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        width = theme.px(3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), width))
        inside = self.rect().adjusted(width, width, -width, -width)
        painter.drawRoundedRect(inside, theme.px(6), theme.px(6))

    def _place(self) -> None:
        if self._target is None:
            return
        home, edge = self.parentWidget(), current().px(4)
        at = self._target.mapTo(home, QPoint(0, 0))
        around = QRect(at, self._target.size()).adjusted(-edge, -edge, edge, edge)
        self.setGeometry(around.intersected(home.rect()))

    def _on_gone(self) -> None:
        self._target = None
        self.hide()

"""A passing notice in the corner of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.labels import WrapLabel
from ui.widgets.themed import Themed

STAYS_MS: Final = 8000


class Toast(Themed, QFrame):
    """Say what happened, with at most one action ("Fortryd"); a new notice replaces the old one.

    It stays for eight seconds, longer under the mouse or with the focus. F8 goes to it, Esc
    closes it. A screen reader is told politely.

    Signals:
        closed(): it went away.
    """

    closed = Signal()

    def __init__(self, window: QWidget, stays_ms: int = STAYS_MS) -> None:
        """Live in the bottom right of ``window``, hidden until there is something to say."""
        super().__init__(window)
        self.setProperty("role", "toast")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._action: Callable[[], None] | None = None
        self._came_from: QWidget | None = None
        self._text = WrapLabel()
        self._button = QPushButton()
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._on_action)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.close_now)
        self._shortcut = QShortcut(QKeySequence(Qt.Key.Key_F8), self)
        self._shortcut.activated.connect(self._on_called)
        self._shortcut.setEnabled(False)
        self._button.installEventFilter(self)
        window.installEventFilter(self)
        self.dress()
        self.hide()

    def show_message(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say ``text`` now; ``action`` runs when the button is pressed."""
        self._action = action
        self._text.setText(text)
        self._button.setText(action_text)
        self._button.setAccessibleName(action_text.replace("&", ""))
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(text)
        self._shortcut.setEnabled(True)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self._announce(text)

    def text(self) -> str:
        """Answer what it says or last said."""
        return self._text.text()

    def is_waiting(self) -> bool:
        """Tell whether it is counting down to go away."""
        return self._timer.isActive()

    def close_now(self) -> None:
        """Go away; the focus goes back where it was."""
        if not self.isVisible():
            return
        had_focus = self.hasFocus() or self._button.hasFocus()
        self._timer.stop()
        self._shortcut.setEnabled(False)
        self._action = None
        if had_focus and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.hide()
        self.closed.emit()

    def restyle(self, theme: Theme) -> None:
        self.layout().setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        self.layout().setSpacing(theme.px(12))
        if self.isVisible():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._action is not None:
            self._on_action()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._go_on()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._timer.stop()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self._button and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._button and event.type() == QEvent.Type.FocusOut:
            self._go_on()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if self.isVisible() and not self.underMouse() and not self._holds_focus():
            self._timer.start()

    def _holds_focus(self) -> bool:
        return self.hasFocus() or self._button.hasFocus()

    def _on_called(self) -> None:
        if not self._holds_focus():
            self._came_from = self.window().focusWidget()
        # An invisible button cannot take the focus; the notice itself can be read.
        target = self if self._button.isHidden() else self._button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_action(self) -> None:
        action = self._action
        self.close_now()
        if action is not None:
            action()

    def _place(self) -> None:
        home = self.parentWidget()
        theme = self._dressed or Theme()
        edge = theme.px(16)
        # Above a status bar, which stands some 28 pixels high.
        floor = home.height() - edge - theme.px(28)
        widest = max(1, min(home.width() - 2 * edge, theme.px(520)))
        width = min(widest, self.sizeHint().width())
        layout = self.layout()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
        size = QSize(width, max(height, self.minimumSizeHint().height()))
        self.resize(size)
        self.move(home.width() - edge - size.width(), floor - size.height())

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, text)
            QAccessible.updateAccessibility(event)

"""Text fields whose text belongs to the workspace's undo, not to their own.

A field shows a *committed* text. What is typed is *pending* until the field is left, Enter is
pressed or nothing was typed for 800 ms. Ctrl+Z takes back what is pending; with nothing pending
the key goes on to the window, whose Undo then undoes the workspace's last step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

IDLE_MS: Final = 800


def is_undo(event: QEvent) -> bool:
    """Tell whether a key event is the undo key."""
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QEvent) -> bool:
    """Tell whether a key event is one of the redo keys."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Redo)
        or event.keyCombination().toCombined()
        in {
            (Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Y).toCombined(),
            (
                Qt.KeyboardModifier.ControlModifier
                | Qt.KeyboardModifier.ShiftModifier
                | Qt.Key.Key_Z
            ).toCombined(),
        }
    )


class _Pending(QObject):
    """Tell a committed text from what was typed since."""

    def __init__(
        self, field: QWidget, read: Callable[[], str], write: Callable[[str], None], idle_ms: int
    ) -> None:
        super().__init__(field)
        self._read = read
        self._write = write
        self.committed = ""
        self.on_commit: Callable[[str], None] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(idle_ms)
        self._idle.timeout.connect(self.commit)
        self._waits = idle_ms > 0

    def is_there(self) -> bool:
        return self._read() != self.committed

    def typed(self) -> None:
        if self._waits:
            self._idle.start()

    def commit(self) -> None:
        self._idle.stop()
        text = self._read()
        if text != self.committed:
            self.committed = text
            if self.on_commit is not None:
                self.on_commit(text)

    def show(self, text: str, *, keep_typed: bool) -> None:
        was_pending = self.is_there()
        self.committed = text
        if keep_typed and was_pending:
            return
        self._idle.stop()
        if self._read() != text:
            self._write(text)

    def revert(self) -> bool:
        self._idle.stop()
        if not self.is_there():
            return False
        self._write(self.committed)
        return True

    def takes(self, event: QEvent) -> bool:
        """Settle who answers an undo or redo key, and tell whether it was one."""
        if is_undo(event) and self.is_there():
            event.accept()
            return True
        if is_undo(event) or is_redo(event):
            event.ignore()
            return True
        return False


class UndoFreeLineEdit(QLineEdit):
    """A line whose text is committed on leaving, on Enter and after a pause.

    Signals:
        edited(str): the text after each change by the person.
        committed(str): the text to write to the workspace.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, idle_ms: int = IDLE_MS
    ) -> None:
        """Start with a committed text; ``idle_ms`` 0 never commits while the person thinks."""
        super().__init__(text, parent)
        self._pending = _Pending(self, self.text, self._write, idle_ms)
        self._pending.committed = text
        self._pending.on_commit = self.committed.emit
        self.textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._pending.commit)

    def has_pending(self) -> bool:
        """Tell whether something typed is not committed yet."""
        return self._pending.is_there()

    def set_committed(self, text: str) -> None:
        """Show what the workspace holds; what the person is typing stays."""
        self._pending.show(text, keep_typed=self.hasFocus())

    def load(self, text: str) -> None:
        """Show the text of another record; what was pending is dropped."""
        self._pending.show(text, keep_typed=False)

    def commit(self) -> None:
        """Commit now what is pending."""
        self._pending.commit()

    def keep_pending(self, committed: str) -> None:
        """Say that the workspace holds another text after all: what is typed is pending again."""
        self._pending.committed = committed

    def revert(self) -> bool:
        """Take back what is pending; tell whether there was any."""
        reverted = self._pending.revert()
        if reverted:
            self.edited.emit(self.text())
        return reverted

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._pending.takes(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pending.takes(event):
            super().keyPressEvent(event)
        elif event.isAccepted():
            self.revert()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pending.commit()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        _show_without_undo(self.createStandardContextMenu(), event)

    def _on_typed(self, text: str) -> None:
        self._pending.typed()
        self.edited.emit(text)

    def _write(self, text: str) -> None:
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)))


class UndoFreePlainTextEdit(QPlainTextEdit):
    """Several lines, committed on leaving, on Ctrl+Enter and after a pause. Tab goes on.

    Signals:
        edited(str): the text after each change by the person.
        committed(str): the text to write to the workspace.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, idle_ms: int = IDLE_MS
    ) -> None:
        """Start with a committed text; ``idle_ms`` 0 never commits while the person thinks."""
        super().__init__(text, parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._pending = _Pending(self, self.toPlainText, self._write, idle_ms)
        self._pending.committed = text
        self._pending.on_commit = self.committed.emit
        self._seen = text
        self.textChanged.connect(self._on_changed)

    def has_pending(self) -> bool:
        """Tell whether something typed is not committed yet."""
        return self._pending.is_there()

    def set_committed(self, text: str) -> None:
        """Show what the workspace holds; what the person is typing stays."""
        self._pending.show(text, keep_typed=self.hasFocus())

    def load(self, text: str) -> None:
        """Show the text of another record; what was pending is dropped."""
        self._pending.show(text, keep_typed=False)

    def commit(self) -> None:
        """Commit now what is pending."""
        self._pending.commit()

    def keep_pending(self, committed: str) -> None:
        """Say that the workspace holds another text after all: what is typed is pending again."""
        self._pending.committed = committed

    def revert(self) -> bool:
        """Take back what is pending; tell whether there was any."""
        reverted = self._pending.revert()
        if reverted:
            self.edited.emit(self.toPlainText())
        return reverted

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._pending.takes(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pending.commit()
        elif not self._pending.takes(event):
            super().keyPressEvent(event)
        elif event.isAccepted():
            self.revert()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pending.commit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pending.commit()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        _show_without_undo(self.createStandardContextMenu(), event)

    def _on_changed(self) -> None:
        text = self.toPlainText()
        # Highlighting changes the document too, without changing its text.
        if text != self._seen:
            self._seen = text
            self._pending.typed()
            self.edited.emit(text)

    def _write(self, text: str) -> None:
        self._seen = text
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)


def _show_without_undo(menu: QMenu, event: QContextMenuEvent) -> None:
    """Show a field's standard menu without its own undo and redo."""
    drop_undo(menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())


def drop_undo(menu: QMenu) -> None:
    """Remove undo, redo and the line below them from a standard menu."""
    for action in menu.actions():
        if action.objectName() in {"edit-undo", "edit-redo"}:
            menu.removeAction(action)
    if menu.actions() and menu.actions()[0].isSeparator():
        menu.removeAction(menu.actions()[0])

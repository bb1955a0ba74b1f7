"""The keyboard in a grid of hours: arrows between the times, Ctrl+D, and Del for a closed day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class HoursKeys(QObject):
    """Up and Down go to the same time of another day; Left and Right on from the end of a text.

    Ctrl+D gives the workdays Monday's hours. Del in a time that is empty or wholly selected closes
    its day.
    """

    def __init__(
        self,
        parent: QObject,
        times: Sequence[Sequence[QLineEdit]],
        copy_monday: Callable[[], None],
        close_day: Callable[[int], None],
    ) -> None:
        """Take the fields by day, and what is done with a day from 1 to 7."""
        super().__init__(parent)
        self._times = times
        self._copy_monday = copy_monday
        self._close_day = close_day
        for fields in times:
            for field in fields:
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if event.type() == QEvent.Type.ShortcutOverride and _is_copy(event):
                event.accept()  # else the window's own Ctrl+D would take it
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, field: QLineEdit, event: QKeyEvent) -> bool:
        if _is_copy(event):
            self._copy_monday()
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        day, at = self._place(field)
        row = self._times[day]
        key, length = event.key(), len(field.text())
        whole = field.selectionLength() == length
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                return self._go(day + (1 if key == Qt.Key.Key_Down else -1), at)
            case Qt.Key.Key_Left if at and (whole or not field.cursorPosition()):
                return self._go(day, at - 1)
            case Qt.Key.Key_Right if at + 1 < len(row) and (
                whole or field.cursorPosition() == length
            ):
                return self._go(day, at + 1)
            case Qt.Key.Key_Delete if whole:
                self._close_day(day + 1)
                return True
        return False

    def _place(self, field: QLineEdit) -> tuple[int, int]:
        return next(
            (day, at)
            for day, fields in enumerate(self._times)
            for at, each in enumerate(fields)
            if each is field
        )

    def _go(self, day: int, at: int) -> bool:
        if 0 <= day < len(self._times):
            self._times[day][at].setFocus(Qt.FocusReason.TabFocusReason)
            self._times[day][at].selectAll()
        return True


def _is_copy(event: QKeyEvent) -> bool:
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_D
    return event.keyCombination().toCombined() == wanted.toCombined()

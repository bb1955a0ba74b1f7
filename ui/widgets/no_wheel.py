"""Combo, spin, time and date boxes that a wheel over them leaves alone until they have the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

from ui.theme import Theme
from ui.widgets.themed import Themed
from ui.widgets.undo_free import is_redo, is_undo

LEAST_CHARACTERS = 16
"""Characters of a combo box, its arrow counted, that it may always ask for."""

# One Qt base to a class: a second one would be a second C++ object.
_Base = QWidget if TYPE_CHECKING else object


class _Calm(_Base):
    """Ignore the wheel without focus, and leave undo and redo keys to the window."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (is_undo(event) or is_redo(event)):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event) or is_redo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Spaced(Themed, _Calm):
    """Set the text of a spin box off from its edge, which a style sheet cannot."""

    def restyle(self, theme: Theme) -> None:
        self.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.updateGeometry()


class NoWheelComboBox(_Calm, QComboBox):
    """A combo box that is not changed by scrolling past it, nor kept wide by a long choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.view().setAccessibleName(name)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        widest = self.fontMetrics().averageCharWidth() * LEAST_CHARACTERS
        return QSize(min(hint.width(), widest), hint.height())


class NoWheelSpinBox(_Spaced, QSpinBox):
    """A spin box that is not changed by scrolling past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()


class NoWheelTimeEdit(_Spaced, QTimeEdit):
    """A time of day as the municipality writes it (09.00), not changed by scrolling past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH.mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()


class NoWheelDateEdit(_Spaced, QDateEdit):
    """A day as the municipality writes it (24.12.2026), not changed by scrolling past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("dd.MM.yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

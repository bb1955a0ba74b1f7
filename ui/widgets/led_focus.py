"""Fields that are made of several, of which one takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

# One Qt base to a class: a second one would be a second C++ object.
_Base = QWidget if TYPE_CHECKING else object


class LedFocus(_Base):
    """A base beside another widget class: the focus goes on to one of the widget's parts.

    Not by a focus proxy: Tab follows one from wherever its keeper stands in the window's chain,
    and goes in a small circle.
    """

    _part: QWidget

    def lead_focus_to(self, part: QWidget) -> None:
        """Name the part."""
        self._part = part
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._part.setFocus(event.reason())

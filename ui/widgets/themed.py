"""Widgets that draw with the theme and follow its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme, current

# One Qt base to a class: a second one would be a second C++ object.
_Base = QWidget if TYPE_CHECKING else object


class Themed(_Base):
    """A base beside another widget class: ``restyle`` runs at once and when the theme changes.

    Call ``dress()`` at the end of ``__init__``. Name this class before the Qt class:
    ``class Card(Themed, QFrame)``.
    """

    _dressed: Theme | None = None

    def dress(self) -> None:
        """Style the widget now and from now on."""
        self._dressed = current()
        self.restyle(self._dressed)

    def restyle(self, theme: Theme) -> None:
        """Take icons, lengths and fonts from ``theme``."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        # A widget that has never been shown is not told of a new style sheet.
        self._follow()
        super().showEvent(event)

    def _follow(self) -> None:
        if self._dressed is not None and self._dressed != current():
            self.dress()

"""A section of a form."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.message_line import MessageLine
from ui.widgets.themed import Themed

MOST_CHARACTERS: Final = 78


class Card(Themed, QFrame):
    """A titled frame at most 78 characters wide; ``body`` is the layout to fill."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._title = label(title, "section")
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.addLayout(self._head)
        outer.addLayout(self.body)
        self.dress()

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or a status at the right of the title."""
        self._head.addWidget(widget)

    def add_field(self, text: str, field: QWidget, below: QWidget | None = None) -> QLabel:
        """Add a field under its label, and a message line under the field.

        ``text`` may hold an access key (``&Titel``); it is the field's accessible name too, unless
        the field has one.
        """
        name = QLabel(text)
        name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text.replace("&", ""))
        if isinstance(below, MessageLine):
            below.set_home(field)
        column = QVBoxLayout()
        column.setSpacing(self._gap(4))
        for widget in (name, field, below):
            if widget is not None:
                column.addWidget(widget)
        self.body.addLayout(column)
        return name

    def restyle(self, theme: Theme) -> None:
        edge = theme.px(16)
        outer = self.layout()
        outer.setContentsMargins(edge, theme.px(12), edge, edge)
        outer.setSpacing(theme.px(12))
        self.body.setSpacing(theme.px(12))
        self._head.setSpacing(theme.px(8))
        # The widget's own metrics lag behind a change of the style sheet.
        character = QFontMetrics(theme.font()).averageCharWidth()
        self.setMaximumWidth(character * MOST_CHARACTERS + 2 * edge)

    def _gap(self, pixels: int) -> int:
        return self._dressed.px(pixels) if self._dressed is not None else pixels

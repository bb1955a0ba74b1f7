"""A page as a search shows it to citizens: title, address and help text."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import WrapLabel


class SearchResult(QFrame):
    """The three lines that a citizen chooses by."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "found")
        self.title = WrapLabel()
        self.title.setProperty("role", "found-title")
        self.address = WrapLabel()
        self.address.setProperty("role", "secondary")
        self.help_text = WrapLabel()
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        column.setSpacing(look.px(2))
        for line in (self.title, self.address, self.help_text):
            column.addWidget(line)

    def show_result(self, title: str, address: str, help_text: str) -> None:
        """Fill the lines; those without a text are not there."""
        for line, text in (
            (self.title, title),
            (self.address, " › ".join(part for part in address.split("/") if part)),
            (self.help_text, help_text),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        self.setAccessibleDescription(" · ".join(filter(None, (title, address, help_text))))

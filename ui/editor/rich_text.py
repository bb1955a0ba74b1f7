"""A page's body as rich text: paragraphs, headings, lists, links, bold and italics."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from kkworkbench.text.html import clean_html

IDLE_MS = 800
_HEAD = re.compile(r".*<body[^>]*>|</body>.*", re.DOTALL)
_STYLE = re.compile(r"\s(?:style|class|align|dir)=\"[^\"]*\"")
_BOLD = re.compile(
    r"<span style=\"[^\"]*font-weight:\s?(?:600|700)[^\"]*\">(.*?)</span>", re.DOTALL
)
_ITALIC = re.compile(r"<span style=\"[^\"]*font-style:\s?italic[^\"]*\">(.*?)</span>", re.DOTALL)
_SPAN = re.compile(r"</?span[^>]*>")
_EMPTY = re.compile(r"<p>\s*(?:<br ?/?>)?\s*</p>")
_BREAKS = re.compile(r"\n\s*")


class RichTextField(QTextEdit):
    """Text that is written back only where a person changed it; what was loaded stays as it was.

    Signals:
        edited(str): the HTML as it would be saved, after a pause in typing.
        committed(str): the HTML to save.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded = ""
        self._changed = False
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self._soon = QTimer(self, interval=120, singleShot=True)
        self._soon.timeout.connect(lambda: self.edited.emit(self.html()))
        self.textChanged.connect(self._on_changed)

    def load(self, html: str) -> None:
        """Show a body, dropping what is not saved."""
        self._idle.stop()
        self._soon.stop()
        self._changed = False
        self._loaded = html
        with QSignalBlocker(self):
            self.setHtml(clean_html(html))

    def set_committed(self, html: str) -> None:
        """Follow the workspace; what is being typed stays."""
        if html != self._loaded and not self._changed:
            self.load(html)

    def has_pending(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._changed

    def revert(self) -> None:
        """Give the text back as it was saved."""
        self.load(self._loaded)

    def commit(self) -> None:
        """Save what was typed."""
        self._idle.stop()
        if self._changed:
            self._changed = False
            self._loaded = self.html()
            self.committed.emit(self._loaded)

    def html(self) -> str:
        """Return the text as plain, clean HTML."""
        html = _HEAD.sub("", self.toHtml())
        html = _BOLD.sub(r"<strong>\1</strong>", html)
        html = _ITALIC.sub(r"<em>\1</em>", html)
        html = _STYLE.sub("", _SPAN.sub("", html))
        html = _BREAKS.sub("", _EMPTY.sub("", html))
        return clean_html(html.strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def _on_changed(self) -> None:
        self._changed = True
        self._idle.start()
        self._soon.start()

"""A page's body as rich text: paragraphs, headings, lists, links, bold and italics."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextEdit, QWidget

from kkworkbench.text.html import clean_html
from ui.widgets.undo_free import is_redo, is_undo

IDLE_MS = 800
SOON_MS = 120
_HEAD = re.compile(r".*<body[^>]*>|</body>.*", re.DOTALL)
_SPAN = re.compile(r"<span style=\"([^\"]*)\">(.*?)</span>", re.DOTALL)
_ATTRIBUTES = re.compile(r"<(p|h[1-6]|ul|ol|li)\s[^>]*>")
_HEADING = re.compile(r"(<h[1-6]>)(.*?)(</h[1-6]>)", re.DOTALL)
_MARKS = re.compile(r"</?(?:strong|em)>")
_EMPTY = re.compile(r"<p>\s*(?:<br ?/?>)?\s*</p>")
_BREAKS = re.compile(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*")


class RichTextField(QTextEdit):
    """Text that is written back only where a person changed it; what was loaded stays as it was.

    Signals:
        edited(str): the HTML as it would be saved, after a short pause in typing.
        committed(str): the HTML to save.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded = ""
        self._shown = ""
        self._changed = False
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
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
        self._shown = self.toHtml()

    def set_committed(self, html: str) -> None:
        """Follow the workspace; what is being typed stays."""
        if html != self._loaded and not self._changed:
            place = self.textCursor().position()
            self.load(html)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(self.toPlainText())))
            self.setTextCursor(cursor)

    def has_pending(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._changed

    def revert(self) -> bool:
        """Give the text back as it was saved; tell whether anything was typed."""
        if not self._changed:
            return False
        self.load(self._loaded)
        self.edited.emit(self._loaded)
        return True

    def commit(self) -> None:
        """Save what was typed."""
        self._idle.stop()
        self._soon.stop()
        if self._changed:
            self._changed = False
            self._loaded = self.html()
            self._shown = self.toHtml()
            self.committed.emit(self._loaded)

    def html(self) -> str:
        """Return the text as plain, clean HTML; as it was loaded where nothing was changed."""
        shown = self.toHtml()
        if shown == self._shown:
            return self._loaded
        html = _SPAN.sub(_marked, _HEAD.sub("", shown))
        html = _ATTRIBUTES.sub(r"<\1>", html)
        html = _HEADING.sub(lambda m: m[1] + _MARKS.sub("", m[2]) + m[3], html)
        html = _BREAKS.sub("", _EMPTY.sub("", html))
        return clean_html(html.strip())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (is_undo(event) or is_redo(event)):
            # Undo gives back what is typed; with nothing typed the key is the window's.
            event.setAccepted(is_undo(event) and self._changed)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event) or is_redo(event):
            event.setAccepted(is_undo(event) and self.revert())
        elif event.matches(QKeySequence.StandardKey.Bold):
            bold = self.fontWeight() > QFont.Weight.Medium
            self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.setFontItalic(not self.fontItalic())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        self._changed = True
        self._idle.start()
        self._soon.start()


def _marked(match: re.Match[str]) -> str:
    """Write a run of text with what its style says that a body may say."""
    style, text = match[1], match[2]
    if re.search(r"font-weight:\s?(?:6|7|8|9)00", style):
        text = f"<strong>{text}</strong>"
    if re.search(r"font-style:\s?italic", style):
        text = f"<em>{text}</em>"
    return text

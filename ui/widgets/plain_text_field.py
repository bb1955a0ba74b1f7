"""Several lines of plain text with a count."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.led_focus import LedFocus
from ui.widgets.styling import set_severity
from ui.widgets.themed import Themed
from ui.widgets.undo_free import UndoFreePlainTextEdit

# The text scrolls by a line unless there is a little more room than it needs.
_SPARE: Final = 2


class _GrowingEdit(UndoFreePlainTextEdit):
    """As high as its text, between ``least`` and ``most`` lines."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._least = least
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the text."""
        # The layout of a plain text document counts its height in lines.
        lines = max(1, math.ceil(self.document().size().height()))
        shown = min(self._most, max(self._least, lines))
        around = self.contentsMargins()
        margin = 2 * math.ceil(self.document().documentMargin()) + _SPARE
        height = math.ceil(shown * self._line_height()) + margin + around.top() + around.bottom()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        wanted = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(wanted)

    def _line_height(self) -> float:
        """Answer the height of a laid out line, which rounds otherwise than the font's metrics."""
        line = self.document().firstBlock().layout()
        drawn = line.lineAt(0).height() if line.lineCount() else 0.0
        return max(drawn, float(self.fontMetrics().lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class PlainTextField(Themed, LedFocus, QWidget):
    """Text that grows the field, with "113 af 140 tegn" below it.

    Signals:
        edited(str): the text after each change by the person.
        committed(str): the text to write to the workspace.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(
        self, limit: int | None = None, least: int = 2, most: int = 8, parent: QWidget | None = None
    ) -> None:
        """Count towards ``limit`` characters where there is one; nothing is ever cut."""
        super().__init__(parent)
        self._limit = limit
        self._note = ""
        self.edit = _GrowingEdit(least, most, self)
        self._count = label("", "secondary")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self._count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.edit)
        column.addLayout(self._below)
        self.lead_focus_to(self.edit)
        self.edit.edited.connect(self.edited)
        self.edit.committed.connect(self.committed)
        self.edit.textChanged.connect(self._count_again)
        self._count_again()
        self.dress()

    def text(self) -> str:
        """Answer the text as it is typed now."""
        return self.edit.toPlainText()

    def counter(self) -> QLabel:
        """Answer the label with the count."""
        return self._count

    def set_committed(self, text: str) -> None:
        """Show what the workspace holds; what the person is typing stays."""
        self.edit.set_committed(text)

    def load(self, text: str) -> None:
        """Show the text of another record; what was pending is dropped."""
        self.edit.load(text)

    def commit(self) -> None:
        """Commit now what is pending."""
        self.edit.commit()

    def has_pending(self) -> bool:
        """Tell whether something typed is not committed yet."""
        return self.edit.has_pending()

    def keep_pending(self, committed: str) -> None:
        """Say that the workspace holds another text after all: what is typed is pending again."""
        self.edit.keep_pending(committed)

    def set_limit(self, limit: int | None) -> None:
        """Count towards another number of characters, or none."""
        self._limit = limit
        self._count_again()

    def set_note(self, note: str) -> None:
        """Add a measure behind the count, such as "LIX 32"."""
        self._note = note
        self._count_again()

    def set_severity(self, severity: str | None) -> None:
        """Tint the field as an error, a warning, advice, or not."""
        set_severity(self.edit, severity)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def restyle(self, theme: Theme) -> None:
        self.layout().setSpacing(theme.px(2))
        self.edit.fit()

    def _count_again(self) -> None:
        count = len(self.text())
        if self._limit is None:
            said = self.tr("%n tegn", "", count)
        else:
            said = self.tr("{count} af {limit} tegn").format(count=count, limit=self._limit)
        self._count.setText(f"{said} · {self._note}" if self._note else said)
        over = self._limit is not None and count > self._limit
        set_severity(self._count, "warning" if over else None)

"""The letters at the side of the contact list: where names with each of them start."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kkworkbench.text.danish import index_letter, sort_key
from ui.theme import Theme, current
from ui.widgets import Themed

WIDTH, LINE = 22, 18
"""Pixels, before the zoom; lines are as much lower as the height wants."""


class AlphabetStrip(Themed, QWidget):
    """The letters that have entries, under each other; a click goes to the first entry.

    The keyboard's way is to type the letter in the list.

    Signals:
        letter_chosen(str): a letter, or "#" for names that start with none.
    """

    letter_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters: tuple[str, ...] = ()
        self._under = ""
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.dress()

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that are shown."""
        return self._letters

    def show_letters(self, names: Iterable[str]) -> None:
        """Show the letters that names start with."""
        letters = tuple(sorted({index_letter(name) for name in names}, key=sort_key))
        if letters != self._letters:
            self._letters = letters
            said = self.tr("Bogstaver med indgange: {letters}")
            self.setAccessibleName(said.format(letters=", ".join(letters)))
            self.update()

    def letter_at(self, at: QPoint) -> str:
        """Return the letter at a point, or ""."""
        row = int(at.y() // self._line()) if self._letters else -1
        return self._letters[row] if 0 <= row < len(self._letters) else ""

    def centre_of(self, letter: str) -> QPoint:
        """Return the middle of a letter that is shown."""
        row = self._letters.index(letter)
        return QPoint(self.width() // 2, int(self._line() * (row + 0.5)))

    def restyle(self, theme: Theme) -> None:
        self.setFixedWidth(theme.px(WIDTH))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(WIDTH), current().px(LINE) * 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = current(), self._line()
        font = QFont(self.font())
        font.setPixelSize(max(6, min(look.px(12), int(line * 0.8))))
        painter = QPainter(self)
        painter.setFont(font)
        for row, letter in enumerate(self._letters):
            place = QRect(0, int(row * line), self.width(), int(line))
            if letter == self._under:
                painter.fillRect(place, look.color("selection"))
            painter.setPen(look.color("accent"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.letter_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        letter = self.letter_at(event.position().toPoint())
        if letter:
            self.letter_chosen.emit(letter)

    def _line(self) -> float:
        return min(current().px(LINE), self.height() / max(1, len(self._letters)))

    def _point_at(self, letter: str) -> None:
        if letter != self._under:
            self._under = letter
            self.update()

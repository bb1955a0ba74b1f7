"""Counts as bars and columns with their names and figures; to a screen reader it is one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import TextRole, Theme, current
from ui.widgets.themed import Themed


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, its count, and a colour; None is the accent."""

    name: str
    count: int
    colour: QColor | None = None


class _Chart(Themed, QWidget):
    """Counts with their names; to a screen reader they are one sentence."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show counts in their order."""
        self._bars = tuple(bars)
        _tell(self, self._name, self._bars)

    def restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(TextRole.SECONDARY))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.sizeHint().height())


class Bars(_Chart):
    """One line for each bar: name, bar, count. The longest bar is the greatest count."""

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().averageCharWidth()
        return QSize(unit * 40, self._line() * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = current(), self._line()
        metrics, gap = QFontMetrics(self.font()), look.px(8)
        most = max((bar.count for bar in self._bars), default=0)
        most_name = self.width() * 55 // 100
        names = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        names = min(names, most_name)
        figures = max((metrics.horizontalAdvance(_figures(bar)) for bar in self._bars), default=0)
        room = self.width() - names - figures - 2 * gap
        painter = QPainter(self)
        for at, bar in enumerate(self._bars):
            row = QRect(0, at * line, self.width(), line)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(look.color("text"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(row.adjusted(0, 0, names - row.width(), 0), middle, name)
            if room > 0 and most:
                height = look.px(8)
                width = max(1, round(room * bar.count / most)) if bar.count else 0
                top = row.center().y() - height // 2
                colour = bar.colour or look.color("accent")
                painter.fillRect(QRect(names + gap, top, width, height), colour)
            right = middle | Qt.AlignmentFlag.AlignRight
            painter.setPen(look.color("mute"))
            painter.drawText(row, right, _figures(bar))
        painter.end()

    def _line(self) -> int:
        return self.fontMetrics().height() + current().px(4)


class Columns(_Chart):
    """Counts as columns side by side in the order of time, with the names of the first and last."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 40, metrics.height() * 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        look, metrics = current(), QFontMetrics(self.font())
        most = max(bar.count for bar in self._bars)
        foot = self.height() - metrics.height() - look.px(2)
        room = foot - look.px(2)
        step = min(self.width() / len(self._bars), look.px(48))
        painter = QPainter(self)
        for at, bar in enumerate(self._bars):
            height = max(1, round(room * bar.count / most)) if bar.count else 0
            left = round(at * step)
            width = max(1, round((at + 1) * step) - left - look.px(2))
            colour = bar.colour or look.color("accent")
            painter.fillRect(QRect(left, foot - height, width, height), colour)
        painter.setPen(look.color("line"))
        painter.drawLine(0, foot, round(step * len(self._bars)), foot)
        painter.setPen(look.color("mute"))
        names = QRect(0, foot + look.px(2), self.width(), metrics.height())
        first, last = self._bars[0].name, self._bars[-1].name
        painter.drawText(names, Qt.AlignmentFlag.AlignLeft, first)
        if len(self._bars) > 1:
            end = max(round(step * len(self._bars)), metrics.horizontalAdvance(f"{first}   {last}"))
            names.setWidth(min(end, self.width()))
            painter.drawText(names, Qt.AlignmentFlag.AlignRight, last)
        painter.end()


def _tell(widget: QWidget, name: str, bars: Sequence[Bar]) -> None:
    """Let a screen reader say all figures, and a pointer show them."""
    figures = ", ".join(f"{bar.name} {_figures(bar)}" for bar in bars)
    widget.setAccessibleName(f"{name}: {figures}" if figures else name)
    widget.setToolTip("\n".join(f"{bar.name}: {_figures(bar)}" for bar in bars))
    widget.updateGeometry()
    widget.update()


def _figures(bar: Bar) -> str:
    return QLocale().toString(bar.count)

"""Ways that lead to one goal, drawn; to a screen reader they are sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import TextRole, Theme, current
from ui.widgets.themed import Themed


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its kind, the steps to its goal, and whether one can go it now."""

    name: str
    steps: tuple[str, ...]
    is_open: bool = True


class WaysPicture(Themed, QWidget):
    """Each way in a line of its own, all of them leading to the goal at the right."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goal = ""
        self._ways: tuple[Way, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()

    @property
    def ways(self) -> tuple[Way, ...]:
        """What is shown."""
        return self._ways

    def show_ways(self, goal: str, ways: Sequence[Way], spoken: str) -> None:
        """Show the ways to a goal; `spoken` says the same in words."""
        self._goal, self._ways = goal, tuple(ways)
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(TextRole.SECONDARY))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().averageCharWidth()
        return QSize(unit * 70, self._line() * max(1, len(self._ways)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = current(), self._line()
        metrics = QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        goal_width = min(self.width() * 0.3, metrics.horizontalAdvance(self._goal) + look.px(24))
        middle = self.height() / 2
        goal = QRectF(self.width() - goal_width - 1, middle - line / 2 + 3, goal_width, line - 6)
        names = max((metrics.horizontalAdvance(way.name) for way in self._ways), default=0)
        room = goal.left() - look.px(32)
        for at, way in enumerate(self._ways):
            y = at * line + line / 2
            self._paint_way(painter, way, y, min(names + look.px(24), room * 0.4), room)
            self._paint_end(painter, way, QPointF(room, y), QPointF(goal.left(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(goal, look.px(5), look.px(5))
        painter.setPen(look.color("on_accent"))
        _text(painter, goal, self._goal, Qt.AlignmentFlag.AlignCenter)
        painter.end()

    def _paint_way(self, painter: QPainter, way: Way, y: float, left: float, right: float) -> None:
        """Paint the kind of a way and its steps, a box each with lines between them."""
        look, height = current(), self._line() - current().px(8)
        top = y - height / 2
        painter.setPen(look.color("text" if way.is_open else "mute"))
        name = QRectF(0, top, left - look.px(8), height)
        _text(painter, name, way.name, Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(self._pen(way))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        if not way.steps:
            return
        gap = look.px(14)
        metrics = QFontMetrics(self.font())
        widths = [float(metrics.horizontalAdvance(step) + look.px(16)) for step in way.steps]
        share = (right - left + gap) / len(way.steps) - gap
        if sum(widths) + gap * (len(widths) - 1) > right - left:
            widths = [min(width, share) for width in widths]
        x = left
        for step, width in zip(way.steps, widths, strict=True):
            box = QRectF(x, top, width, height)
            x += width + gap
            painter.setPen(self._pen(way))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(box, look.px(4), look.px(4))
            painter.setPen(look.color("text" if way.is_open else "mute"))
            _text(painter, box, step, Qt.AlignmentFlag.AlignCenter)

    def _paint_end(self, painter: QPainter, way: Way, start: QPointF, end: QPointF) -> None:
        path = QPainterPath(start)
        bend = (end.x() - start.x()) / 2
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen(way))
        painter.drawPath(path)

    def _pen(self, way: Way) -> QPen:
        look = current()
        pen = QPen(look.color("field"), max(1, look.px(1)))
        if not way.is_open:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _line(self) -> int:
        return self.fontMetrics().height() + current().px(18)


def _text(painter: QPainter, room: QRectF, text: str, where: Qt.AlignmentFlag) -> None:
    edge = current().px(4)
    words = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, int(room.width()) - edge
    )
    painter.drawText(room, where, words)

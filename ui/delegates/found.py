"""How a row of the palette is painted: a title with what matched, its kind, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kkworkbench.text.danish import short_spans
from kkworkbench.workspace.finding_query import readings
from ui import theme

Index = QModelIndex | QPersistentModelIndex

TITLE = Qt.ItemDataRole.UserRole + 1
WHAT = Qt.ItemDataRole.UserRole + 2
WHERE = Qt.ItemDataRole.UserRole + 3
MATCHED = Qt.ItemDataRole.UserRole + 4

HEIGHT, EDGE, GAP = 48, 10, 12
"""Pixels of a row, at its edges and between what it says, before the zoom."""


class FoundDelegate(QStyledItemDelegate):
    """Two lines: the title and its kind; where it stands and the field that matched."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._pieces: frozenset[str] = frozenset()

    def set_query(self, query: str) -> None:
        """Mark what matches a query from now on."""
        self._pieces = frozenset(piece for each in readings(query) for piece in each.words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        look = theme.current()
        lines = QFontMetrics(option.font).height() + QFontMetrics(_second_font()).height()
        return QSize(hint.width(), max(look.px(HEIGHT), lines + look.px(EDGE)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        look = theme.current()
        edge, gap = look.px(EDGE), look.px(GAP)
        room = option.rect.adjusted(edge, 0, -edge, 0)
        first, second = QFontMetrics(option.font), QFontMetrics(_second_font())
        top = room.top() + (room.height() - first.height() - second.height()) // 2
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        ink, muted = option.palette.color(role), look.color("mute")
        painter.save()
        what = str(index.data(WHAT) or "")
        width = second.horizontalAdvance(what)
        painter.setFont(_second_font())
        painter.setPen(muted)
        right = QRect(room.right() - width, top, width + 1, first.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, what)
        painter.setPen(ink)
        line = QRect(room.left(), top, room.width() - width - gap, first.height())
        self._draw(painter, line, option.font, str(index.data(TITLE) or ""))
        painter.setPen(muted)
        line = QRect(room.left(), top + first.height(), room.width(), second.height())
        where, matched = str(index.data(WHERE) or ""), str(index.data(MATCHED) or "")
        text = " · ".join(part for part in (matched, where) if part)
        self._draw(painter, line, _second_font(), text, len(matched))
        painter.restore()

    def _draw(
        self, painter: QPainter, line: QRect, font: QFont, text: str, marked: int | None = None
    ) -> None:
        """Draw a line, elided, with what matches in bold; in its first `marked` letters only."""
        bold = QFont(font)
        bold.setBold(True)
        shown = QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        left, at = line.left(), 0
        for start, end in [*short_spans(self._pieces, shown[:marked]), (len(shown), len(shown))]:
            for piece, face in ((shown[at:start], font), (shown[start:end], bold)):
                if piece:
                    painter.setFont(face)
                    rest = QRect(left, line.top(), line.right() - left + 1, line.height())
                    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, piece)
                    left += QFontMetrics(face).horizontalAdvance(piece)
            at = end


def _second_font() -> QFont:
    return theme.current().font(theme.TextRole.SECONDARY)

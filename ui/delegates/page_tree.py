"""How a row of the page tree is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kkworkbench.text.danish import short_spans
from kkworkbench.workspace.finding_query import readings
from ui import theme
from ui.icons import pixmap
from ui.models.badges import Badge
from ui.models.page_cells import BADGE, IS_CUT, Column

Index = QModelIndex | QPersistentModelIndex


SIDE, GAP = 15, 6
"""Pixels of a badge's shape and around it, before the zoom."""


def badge_width() -> int:
    """Return the room that a shape and a count of three figures take."""
    look = theme.current()
    count = QFontMetrics(look.font(theme.TextRole.SECONDARY)).horizontalAdvance("000")
    return look.px(GAP + SIDE + GAP + GAP) + count


class PageTreeDelegate(QStyledItemDelegate):
    """Paint names with what the filter matched, and badges as shape, colour and count."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._pieces: frozenset[str] = frozenset()

    def set_query(self, query: str) -> None:
        """Highlight what matches a query from now on."""
        self._pieces = frozenset(piece for each in readings(query) for piece in each.words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), theme.current().px(28)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == Column.PROBLEMS:
            self._paint_badge(painter, option, index)
            return
        if self._pieces and index.column() == Column.NAME:
            self._paint_match(painter, option, index)
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        muted = index.column() == Column.ADMINISTRATION or bool(index.data(IS_CUT))
        if muted:
            color = theme.current().color("mute")
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, color)
        if index.column() == Column.PROBLEMS:
            option.text = ""

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        badge = index.data(BADGE)
        if not isinstance(badge, Badge) or badge.worst is None:
            return
        look = theme.current()
        side, gap = look.px(SIDE), look.px(GAP)
        middle = option.rect.center().y()
        glyph = QRect(option.rect.left() + gap, middle - side // 2, side, side)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(glyph, pixmap(badge.worst.value, look, SIDE, ratio=ratio))
        count = badge.errors or badge.warnings or badge.advice
        painter.save()
        painter.setPen(look.color("mute"))
        painter.setFont(look.font(theme.TextRole.SECONDARY))
        rest = option.rect.adjusted(gap + side + gap, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, str(count))
        painter.restore()

    def _paint_match(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay a tint behind the matched letters; the base class paints the text over it."""
        if option.state & QStyle.StateFlag.State_Selected:
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        style = option.widget.style()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, row, option.widget) + 1
        room = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, row, option.widget
        ).adjusted(margin, 0, -margin, 0)
        metrics = QFontMetrics(row.font)
        shown = metrics.elidedText(row.text, row.textElideMode, room.width())
        for start, end in short_spans(self._pieces, shown):
            left = room.left() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[:end]) - metrics.horizontalAdvance(
                shown[:start]
            )
            top = room.center().y() - metrics.height() // 2
            tint = theme.current().color("match")
            painter.fillRect(QRect(left, top, width, metrics.height()), tint)

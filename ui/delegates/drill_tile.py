"""How the drill menu's entries are painted as cards: a place is a card, an empty one dashed."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from ui import theme
from ui.delegates.drill_card import DrillCardDelegate
from ui.icons import pixmap
from ui.models.drill_list import AUDIENCES, ENTRY_ID, HELP_TEXT, NUMBER, STANDING, USED, WORST
from ui.models.standing import in_short
from ui.theme import TextRole

Index = QModelIndex | QPersistentModelIndex
TITLE_LINES = 2


class DrillTileDelegate(DrillCardDelegate):
    """Number, title and sign; the help text; below them whom it is for and how settled it is.

    What is painted is kept until `forget`: a drag repaints all cards at each movement.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: theme.Theme | None = None
        self._painted: dict[tuple[object, ...], QPixmap] = {}

    def forget(self, *_changed: object) -> None:
        """Paint the cards anew: what they say may differ."""
        self._painted.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        size = view.gridSize() if isinstance(view, QListView) else QSize()
        return size if size.isValid() else least_tile()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = theme.current(), option.widget
        if look is not self._look:
            self._look = look
            self.forget()
        ratio, size = painter.device().devicePixelRatioF(), option.rect.size()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        key = (index.row(), is_chosen, view.hasFocus(), ratio, size.width(), size.height())
        card = self._painted.get(key)
        if card is None:
            card = QPixmap(size * ratio)
            card.setDevicePixelRatio(ratio)
            card.fill(Qt.GlobalColor.transparent)
            whole = QStyleOptionViewItem(option)
            whole.rect = QRect(QPoint(), size)
            inner = QPainter(card)
            self._paint_card(inner, whole, index, look)
            inner.end()
            self._painted[key] = card
        painter.drawPixmap(option.rect.topLeft(), card)

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: theme.Theme
    ) -> None:
        tile = option.rect.adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))
        is_empty = index.data(ENTRY_ID) is None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter, option, tile, look, is_empty=is_empty)
        inner = tile.adjusted(look.px(10), look.px(8), -look.px(10), -look.px(7))
        painter.setFont(look.font(TextRole.BODY))
        if is_empty:
            painter.setPen(look.color("mute"))
            text = f"{index.data(NUMBER)}  {index.data()}"
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
        else:
            foot = self._paint_foot(painter, inner, index, look)
            top = self._paint_title(painter, inner, index, look)
            room = QRect(inner.left(), top, inner.width(), foot - top)
            small = look.font(TextRole.SECONDARY)
            painter.setPen(look.color("mute"))
            most = max(0, (room.height() - look.px(2)) // QFontMetrics(small).lineSpacing())
            draw_lines(painter, room, str(index.data(HELP_TEXT) or ""), small, most)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look = theme.current()
        edge = look.px(8)
        height = editor.sizeHint().height()
        rect = option.rect
        editor.setGeometry(rect.left() + edge, rect.top() + edge, rect.width() - 2 * edge, height)

    def _paint_tile(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        tile: QRect,
        look: theme.Theme,
        *,
        is_empty: bool,
    ) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = is_chosen and option.widget.hasFocus()
        pen = QPen(look.color("accent" if is_chosen else "field" if is_empty else "line"))
        pen.setWidthF(look.px(2) if has_focus else max(1, look.px(1)))
        if is_empty and not is_chosen:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = look.color("selection" if is_chosen else "bg" if is_empty else "alt")
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))

    def _paint_title(self, painter: QPainter, inner: QRect, index: Index, look: theme.Theme) -> int:
        """Paint number, title and sign; return the line below them."""
        side = look.px(16)
        sign = pixmap(str(index.data(WORST)), look)
        painter.drawPixmap(QRect(inner.right() - side + 1, inner.top(), side, side), sign)
        number = str(index.data(NUMBER) or "")
        body = look.font(TextRole.BODY)
        painter.setFont(body)
        painter.setPen(look.color("mute"))
        gutter = QFontMetrics(body).horizontalAdvance("00") + look.px(6)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, number)
        bold = look.font(TextRole.BODY)
        bold.setWeight(look.font(TextRole.SECTION).weight())
        painter.setPen(look.color("text"))
        room = inner.adjusted(gutter, 0, -side - look.px(6), 0)
        return draw_lines(painter, room, str(index.data()), bold, TITLE_LINES) + look.px(2)

    def _paint_foot(self, painter: QPainter, inner: QRect, index: Index, look: theme.Theme) -> int:
        """Paint whom it is for, its use and how settled it is; return the line above them."""
        small = look.font(TextRole.SECONDARY)
        metrics = QFontMetrics(small)
        row = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), 0)
        row.setHeight(metrics.height())
        standing = index.data(STANDING)
        painter.setFont(small)
        right = in_short(standing)
        width = metrics.horizontalAdvance(right)
        painter.setPen(look.color("ok" if standing.is_settled else "mute"))
        edge = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row, edge, right)
        if standing.is_settled or standing.doubt:
            side = look.px(14)
            width += side + look.px(4)
            name = "check" if standing.is_settled else "help"
            sign = pixmap(name, look, 14, "ok" if standing.is_settled else "warning")
            painter.drawPixmap(
                QRect(row.right() - width + 1, row.center().y() - side // 2, side, side), sign
            )
        left = " · ".join(str(part) for part in (index.data(AUDIENCES), index.data(USED)) if part)
        room = row.adjusted(0, 0, -width - look.px(8), 0)
        painter.setPen(look.color("mute"))
        text = metrics.elidedText(left, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return row.top() - look.px(4)


def least_tile() -> QSize:
    """Return the least room that a card takes: a title, two lines of help text, and its foot."""
    look = theme.current()
    body = QFontMetrics(look.font(TextRole.BODY)).lineSpacing()
    small = QFontMetrics(look.font(TextRole.SECONDARY)).lineSpacing()
    return QSize(look.px(164), body + 3 * small + look.px(33))


def draw_lines(painter: QPainter, room: QRect, text: str, font: QFont, most: int) -> int:
    """Draw a text in at most so many lines, the last one shortened; return where it ends."""
    if most <= 0 or room.width() <= 0:
        return room.top()
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts = []
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        starts.append(line.textStart())
    layout.endLayout()
    painter.setFont(font)
    for at in range(min(len(starts), most)):
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        is_cut = at == most - 1 and len(starts) > most
        words = text[starts[at] :] if is_cut else text[starts[at] : end]
        words = metrics.elidedText(words.rstrip(), Qt.TextElideMode.ElideRight, room.width())
        base = room.top() + at * metrics.lineSpacing() + metrics.ascent()
        painter.drawText(QPointF(room.left(), base), words)
    return room.top() + min(len(starts), most) * metrics.lineSpacing()

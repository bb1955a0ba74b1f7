"""How much something is used, painted as a bar parted by channel, with the count beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from kkworkbench.model.usage import UsageChannel
from kkworkbench.workspace.ranking import Use
from ui import theme
from ui.theme import TextRole
from ui.widgets import RowDelegate

Index = QModelIndex | QPersistentModelIndex
USE: Final = Qt.ItemDataRole.UserRole + 1
"""The Use of a row, or None."""
MOST: Final = Qt.ItemDataRole.UserRole + 2
"""The greatest count of all rows, which fills the bar."""
_COLOURS: Final[Mapping[UsageChannel, str]] = {
    UsageChannel.TELEPHONE: "accent",
    UsageChannel.WRITTEN: "ok",
    UsageChannel.PERSONAL: "warning",
    UsageChannel.WEB: "field",
}


def colour_of(channel: UsageChannel) -> QColor:
    """Return the colour of a channel in the theme."""
    return theme.current().color(_COLOURS[channel])


def paint_bar(painter: QPainter, room: QRect, use: Use, most: int) -> None:
    """Paint the parts of a use side by side; the greatest use fills the room."""
    if most <= 0:
        return
    at, gap = room.left(), theme.current().px(1)
    for channel, count in use.by_channel.items():
        width = max(1, round(room.width() * count / most))
        painter.fillRect(QRect(at, room.top(), width, room.height()), colour_of(channel))
        at += width + gap


class UsageBarDelegate(RowDelegate):
    """The count at the left, right-aligned in its own room, and the bar after it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text = str(index.data() or "")
        use, most = index.data(USE), int(index.data(MOST) or 0)
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget
        )
        look = theme.current()
        painter.save()
        font = look.font(TextRole.BODY)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        widest = QFontMetrics(font).horizontalAdvance("0.000.000")
        left = option.rect.left() + look.px(6)
        room = QRect(left, option.rect.top(), widest, option.rect.height())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, text)
        start, height = room.right() + look.px(10), look.px(10)
        bar = QRect(start, option.rect.center().y() - height // 2, 0, height)
        bar.setRight(option.rect.right() - look.px(10))
        if use is not None and bar.width() > 0:
            paint_bar(painter, bar, use, most)
        painter.restore()

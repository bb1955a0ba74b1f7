"""How the drill menu's entries are painted, and the candidates beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.icons import pixmap
from ui.models import candidates
from ui.models.drill_list import AUDIENCES, ENTRY_ID, HELP_TEXT, NUMBER, STANDING, USED, WORST
from ui.models.standing import in_words
from ui.theme import TextRole
from ui.widgets import RowDelegate

Index = QModelIndex | QPersistentModelIndex
WIDE = 460
"""Pixels, before the zoom, from which a row has room for more than its use."""


class DrillCardDelegate(QStyledItemDelegate):
    """Number, title and help text in two lines; use, sign and handle at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        title = QFontMetrics(look.font(TextRole.BODY)).height()
        text = QFontMetrics(look.font(TextRole.SECONDARY)).height()
        return QSize(look.px(240), title + text + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        self._paint_back(painter, option, look)
        left, right = look.px(44), look.px(56) + self._aside_width(option, index, look)
        inner = option.rect.adjusted(left, look.px(6), -right, -look.px(6))
        number = index.data(NUMBER)
        painter.setPen(look.color("mute"))
        painter.setFont(look.font(TextRole.BODY))
        gutter = QRect(
            option.rect.left(), option.rect.top(), left - look.px(8), option.rect.height()
        )
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(gutter, middle, str(number) if number else "")
        if index.data(ENTRY_ID) is None:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            self._paint_texts(painter, inner, index, look)
            self._paint_gutter(painter, option, index, look)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Titel i drill-menuen"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look = theme.current()
        height = editor.sizeHint().height()
        top = option.rect.center().y() - height // 2
        width = option.rect.width() - look.px(100)
        editor.setGeometry(option.rect.left() + look.px(40), top, width, height)

    def _paint_back(
        self, painter: QPainter, option: QStyleOptionViewItem, look: theme.Theme
    ) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            if option.state & QStyle.StateFlag.State_HasFocus or option.widget.hasFocus():
                painter.setPen(QPen(look.color("accent"), look.px(2)))
                edge = max(1, look.px(1))
                painter.drawRect(rect.adjusted(edge, edge, -edge - 1, -edge - 1))
        painter.setPen(look.color("line"))
        painter.drawLine(
            rect.left() + look.px(12), rect.bottom(), rect.right() - look.px(12), rect.bottom()
        )

    def _paint_texts(
        self, painter: QPainter, inner: QRect, index: Index, look: theme.Theme
    ) -> None:
        font = look.font(TextRole.BODY)
        font.setWeight(look.font(TextRole.SECTION).weight())
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, title)
        small = look.font(TextRole.SECONDARY)
        painter.setFont(small)
        painter.setPen(look.color("mute"))
        text = QFontMetrics(small).elidedText(
            str(index.data(HELP_TEXT) or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, text)

    def _paint_gutter(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: theme.Theme
    ) -> None:
        side = look.px(16)
        top = option.rect.center().y() - side // 2
        painter.setFont(look.font(TextRole.SECONDARY))
        painter.setPen(look.color("mute"))
        painter.drawText(
            option.rect.adjusted(0, 0, -look.px(56), 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self._aside(option, index, look),
        )
        sign = pixmap(str(index.data(WORST)), look)
        painter.drawPixmap(QRect(option.rect.right() - look.px(48), top, side, side), sign)
        handle = pixmap("handle", look)
        painter.drawPixmap(QRect(option.rect.right() - look.px(24), top, side, side), handle)

    def _aside(self, option: QStyleOptionViewItem, index: Index, look: theme.Theme) -> str:
        """Say how much it is used, and where there is room also whom for and how settled."""
        parts = [index.data(USED)]
        if option.rect.width() >= look.px(WIDE):
            parts = [index.data(AUDIENCES), *parts, in_words(index.data(STANDING))]
        return " · ".join(str(part) for part in parts if part)

    def _aside_width(self, option: QStyleOptionViewItem, index: Index, look: theme.Theme) -> int:
        if index.data(ENTRY_ID) is None:
            return 0
        metrics = QFontMetrics(look.font(TextRole.SECONDARY))
        aside = self._aside(option, index, look)
        return metrics.horizontalAdvance(aside) + look.px(10) if aside else 0


class CandidateDelegate(RowDelegate):
    """The severity's sign, the title; how much it is used and the administration at the right."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        look = theme.current()
        side = look.px(16)
        option.icon = QIcon(pixmap(str(index.data(candidates.WORST)), look))
        option.decorationSize = QSize(side, side)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        room = option.rect.width() - side - look.px(24) - self._aside_width(option, index)
        option.text = option.fontMetrics.elidedText(
            option.text, Qt.TextElideMode.ElideRight, max(0, room)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        look = theme.current()
        painter.save()
        painter.setPen(look.color("mute"))
        painter.setFont(look.font(TextRole.SECONDARY))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        inner = option.rect.adjusted(0, 0, -look.px(12), 0)
        painter.drawText(inner, right, self._aside(index))
        painter.restore()

    def _aside(self, index: Index) -> str:
        parts = (index.data(candidates.USED), index.data(candidates.CODE))
        return " · ".join(str(part) for part in parts if part)

    def _aside_width(self, option: QStyleOptionViewItem, index: Index) -> int:
        text = self._aside(index)
        return option.fontMetrics.horizontalAdvance(text) + theme.current().px(12) if text else 0

"""How a row of the problems is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.icons import pixmap
from ui.models.problems import RESULT, Column

Index = QModelIndex | QPersistentModelIndex


class ProblemsDelegate(QStyledItemDelegate):
    """Put the severity's sign before the subject, show the fix as a link, and waived rows grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), theme.current().px(28)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        look = theme.current()
        option.textElideMode = Qt.TextElideMode.ElideRight
        result = index.data(RESULT)
        is_waived = result is not None and result.waiver is not None
        if is_waived:
            option.palette.setColor(QPalette.ColorRole.Text, look.color("mute"))
        if index.column() == Column.SUBJECT:
            if result is not None:
                option.icon = QIcon(pixmap(result.severity.value, look))
                option.decorationSize = QSize(look.px(16), look.px(16))
                option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        elif index.column() == Column.FIX and not is_waived:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, look.color("accent"))

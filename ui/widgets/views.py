"""Rows and headers of plain lists, trees and tables."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
)

from ui.theme import current

ROW_HEIGHT: Final = 28


class RowDelegate(QStyledItemDelegate):
    """Rows with air around their text.

    The style sheet's own item height is not seen by a view that is laid out before it is polished.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), current().px(ROW_HEIGHT)))


def dress_view(view: QAbstractItemView) -> None:
    """Give a plain list, tree or table the rows and the header of the program."""
    view.setItemDelegate(RowDelegate(view))
    view.setIconSize(QSize(current().px(16), current().px(16)))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    if isinstance(view, QTableView):
        view.horizontalHeader().setDefaultAlignment(left)
        view.horizontalHeader().setHighlightSections(False)
        view.verticalHeader().setDefaultSectionSize(current().px(ROW_HEIGHT))
        view.verticalHeader().hide()
        view.setShowGrid(False)
    elif isinstance(view, QTreeView):
        view.header().setDefaultAlignment(left)

"""How a row of the contact list is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.icons import pixmap
from ui.models.contact_table import WORST, Column
from ui.widgets import RowDelegate

Index = QModelIndex | QPersistentModelIndex


class ContactTableDelegate(RowDelegate):
    """The severity's sign before the count; a lack is muted."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        look = theme.current()
        if option.text == "—":
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, look.color("mute"))
        if index.column() == Column.PROBLEMS:
            option.icon = QIcon(pixmap(str(index.data(WORST)), look))
            option.decorationSize = QSize(look.px(16), look.px(16))
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

"""Two contacts field by field, with whose value is kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from kkworkbench.model.contact import Contact
from kkworkbench.state.changes import FIELDS
from kkworkbench.workspace.commands.folding import Side, default_side, is_nothing
from ui import theme
from ui.bridge import Bridge
from ui.panels.values import worded
from ui.widgets import ColumnShares, RowDelegate, dress_view

FIELD: Final = Qt.ItemDataRole.UserRole
NAME, LEFT, RIGHT = range(3)
NOT_CHOSEN: Final = ("id", "note", "source")
"""Fields that nobody chooses: both notes are kept, and the register goes on being followed."""
CELL_AIR: Final = 10
"""Pixels around the text of a cell, before the zoom."""
ROW: Final = 28
"""The least height of a row, likewise."""
MOST_LINES: Final = 6
BREAK: Final = "\u200b"
"""A place where a line may end within an address."""
COLUMNS: Final = {Side.KEEP: (LEFT,), Side.GONE: (RIGHT,), Side.BOTH: (LEFT, RIGHT)}


class _TintDelegate(RowDelegate):
    """Rows with the colour that their items have, which the style sheet would hide.

    A row is as high as its text in the width of its column, up to some lines.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        view, air = option.widget, theme.current().px(CELL_AIR)
        if not isinstance(view, QTreeView):
            return hint
        self.initStyleOption(option, index)
        lines = option.fontMetrics.lineSpacing() * MOST_LINES
        room = QRect(0, 0, max(1, view.columnWidth(index.column()) - air), lines)
        text = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text)
        return QSize(hint.width(), max(theme.current().px(ROW), min(text.height(), lines) + air))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        if brush is not None and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, brush)
        super().paint(painter, option, index)


class SideBySide(QTreeWidget):
    """A row for each field that either fills in; those that differ are tinted and can be chosen.

    Signals:
        swapped(): the contacts changed sides.
    """

    swapped = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.ids = ("", "")
        self._sides: dict[str, Side] = {}
        self._chosen: set[str] = set()
        self.setRootIsDecorated(False)
        self.setAccessibleName(self.tr("Felterne side om side"))
        self.setHeaderLabels([self.tr("Felt"), "", ""])
        dress_view(self)
        self.setItemDelegate(_TintDelegate(self))
        ColumnShares(self, {NAME: 22, LEFT: 39, RIGHT: 39})
        # The height of a row follows the width of its columns.
        self.header().sectionResized.connect(lambda *_sizes: self.scheduleDelayedItemsLayout())
        self.setWordWrap(True)
        self.clicked.connect(self._on_clicked)

    def show_pair(self, keep: str, gone: str) -> None:
        """Show two contacts; the left one is kept, the right one goes into it."""
        self.ids = (keep, gone)
        state = self._bridge.state
        left, right = state.get(Contact, keep), state.get(Contact, gone)
        self.clear()
        self._sides.clear()
        self._chosen.clear()
        if left is None or right is None:
            return
        self.setHeaderLabels([self.tr("Felt"), left.name or left.title, right.name or right.title])
        for name in FIELDS[Contact]:
            ours, theirs = getattr(left, name), getattr(right, name)
            if name in NOT_CHOSEN or (is_nothing(ours) and is_nothing(theirs)):
                continue
            said = self._bridge.text(f"record_field.{name}")
            texts = [self._worded(value) for value in (ours, theirs)]
            item = QTreeWidgetItem([said, *texts])
            item.setData(NAME, FIELD, name)
            for column, text in zip((LEFT, RIGHT), texts, strict=True):
                item.setToolTip(column, text)
                item.setData(column, FIELD, text)
            self.addTopLevelItem(item)
            if ours != theirs:
                self._sides[name] = default_side(ours, theirs)
            self._dress(item)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def swap(self) -> None:
        """Let the other contact be the one that is kept."""
        keep, gone = self.ids
        self.show_pair(gone, keep)
        self.swapped.emit()

    def choices(self) -> tuple[tuple[str, Side], ...]:
        """Return what was chosen by hand; the other fields follow their defaults."""
        return tuple((name, self._sides[name]) for name in sorted(self._chosen))

    def side_of(self, name: str) -> Side | None:
        """Return whose value of a field is kept; None where the two say the same."""
        return self._sides.get(name)

    def choose(self, name: str, side: Side) -> None:
        """Keep one side's value of a field, or both of two lists."""
        if name not in self._sides or (side is Side.BOTH and not self._is_list(name)):
            return
        self._sides[name] = side
        self._chosen.add(name)
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None and item.data(NAME, FIELD) == name:
                self._dress(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {
            Qt.Key.Key_Left: Side.KEEP,
            Qt.Key.Key_Right: Side.GONE,
            Qt.Key.Key_Space: Side.BOTH,
        }
        side = sides.get(Qt.Key(event.key()))
        item = self.currentItem()
        if side is None or item is None:
            super().keyPressEvent(event)
            return
        self.choose(item.data(NAME, FIELD), side)

    def _on_clicked(self, index: QModelIndex) -> None:
        item = self.itemFromIndex(index)
        if item is not None and index.column() in (LEFT, RIGHT):
            side = Side.KEEP if index.column() == LEFT else Side.GONE
            self.choose(item.data(NAME, FIELD), side)

    def _worded(self, value: object) -> str:
        if isinstance(value, bool):
            return self.tr("ja") if value else self.tr("nej")
        return worded(self._bridge, value)

    def _is_list(self, name: str) -> bool:
        contact = self._bridge.state.get(Contact, self.ids[0])
        return isinstance(getattr(contact, name, None), tuple)

    def _dress(self, item: QTreeWidgetItem) -> None:
        tokens = theme.current().tokens
        side = self._sides.get(item.data(NAME, FIELD))
        kept = COLUMNS[side] if side is not None else (LEFT, RIGHT)
        for column in (LEFT, RIGHT):
            text = item.data(column, FIELD)
            sign = "✓ " if side is not None and column in kept else ""
            item.setText(column, f"{sign}{text}".replace("/", f"/{BREAK}"))
            colour = tokens.text if column in kept and side is not None else tokens.mute
            item.setForeground(column, QColor(colour))
            if side is not None:
                item.setBackground(column, QColor(tokens.warning_tint))
            font = item.font(NAME)
            font.setBold(side is not None and column in kept)
            item.setFont(column, font)
        said = {
            None: self.tr("ens"),
            Side.KEEP: self.tr("venstre bevares"),
            Side.GONE: self.tr("højre bevares"),
            Side.BOTH: self.tr("begge bevares"),
        }[side]
        spoken = ", ".join((item.text(NAME), *(item.data(c, FIELD) for c in (LEFT, RIGHT)), said))
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, spoken)

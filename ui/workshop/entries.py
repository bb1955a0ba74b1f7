"""The entries that a group looks at: the drill menu or the contact list, with their dots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.merge.difference import What
from kkworkbench.merge.telling import SIGNS
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.workshop import Place
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_title
from kkworkbench.text.danish import sort_key
from kkworkbench.workshop.sessions import subject_titles
from kkworkbench.workspace.commands.drill import MoveDrillEntries
from ui import theme
from ui.bridge import Bridge
from ui.models.drill_list import ENTRY_ID, NUMBER, DrillListModel
from ui.models.row_sync import sync_rows
from ui.pages.drill_board import EntryView
from ui.widgets import EmptyState, dress_view
from ui.workshop.conduct import Conduct

Index = QModelIndex | QPersistentModelIndex
MOST_DOTS: Final = 9
"""Dots that are painted one by one where they have room; more are told as a number."""
SIGN: Final = Qt.ItemDataRole.UserRole + 20
"""How a place differs from the menu before, as text."""
GONE: Final = SIGNS[What.GONE]
ROW, LEAST_ROW = 1.4, 1.15
"""How high a row is, in lines: with all the air it may have, and with the least."""


class ListEntriesModel(QAbstractListModel):
    """The entries of the contact list by their titles."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ids: list[str] = self._wanted()
        bridge.state_changed.connect(self._on_state_changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        id_ = self._ids[index.row()]
        if role == ENTRY_ID:
            return id_
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            entry = self._bridge.state.get(ListEntry, id_)
            return entry_title(self._bridge.state, entry) if entry is not None else ""
        return None

    def _wanted(self) -> list[str]:
        state = self._bridge.state
        found = sorted(state.all(ListEntry), key=lambda e: (sort_key(entry_title(state, e)), e.id))
        return [entry.id for entry in found]

    def _on_state_changed(self, _event: object) -> None:
        sync_rows(self, self._ids, self._wanted())
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))


class EntryDelegate(QStyledItemDelegate):
    """Number, title and dots; the entries that the question is about have a bar at the left."""

    def __init__(self, conduct: Conduct, points: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._conduct = conduct
        self._points = points

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give up air for the rows to fit the view, where that is enough for all of them."""
        line, view = self._metrics().height(), option.widget
        wanted = round(line * ROW)
        if isinstance(view, QListView):
            fits = view.viewport().height() // max(1, index.model().rowCount())
            if fits >= line * LEAST_ROW:
                wanted = min(wanted, fits)
        return QSize(0, wanted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            if option.widget is not None and option.widget.hasFocus():
                painter.setPen(QPen(look.color("accent"), look.px(2)))
                painter.drawRect(rect.adjusted(1, 1, -2, -2))
        subject = str(index.data(ENTRY_ID) or "")
        metrics = self._metrics()
        unit = metrics.height()
        if subject and self._conduct.is_tied(subject):
            bar = QRect(rect.left(), rect.top() + unit // 5, max(3, unit // 6), rect.height())
            painter.fillRect(bar.adjusted(0, 0, 0, -2 * (unit // 5)), look.color("accent"))
        font = look.font()
        font.setPointSizeF(self._points())
        painter.setFont(font)
        left = rect.left() + unit // 2
        number = index.data(NUMBER)
        if number:
            painter.setPen(look.color("mute"))
            width = metrics.horizontalAdvance("00")
            gutter = QRect(left, rect.top(), width, rect.height())
            painter.drawText(gutter, _RIGHT, str(number))
            left += width + unit // 2
        dots = self._conduct.dots_of(subject) if subject else 0
        used = self._paint_dots(painter, rect, dots, unit)
        used += self._paint_sign(painter, rect.adjusted(0, 0, -used, 0), index, unit)
        painter.setPen(look.color("text" if subject else "mute"))
        room = QRect(left, rect.top(), rect.right() - used - left, rect.height())
        text = metrics.elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _LEFT, text)
        painter.restore()

    def _paint_dots(self, painter: QPainter, rect: QRect, dots: int | None, unit: int) -> int:
        """Paint dots at the right edge and return the width that they take."""
        if not dots:
            return unit // 2
        look = theme.current()
        if dots > MOST_DOTS or dots * unit * 0.62 > rect.width() / 4:
            painter.setPen(look.color("accent"))
            painter.drawText(rect.adjusted(0, 0, -unit // 2, 0), _RIGHT, f"● {dots}")
            return painter.fontMetrics().horizontalAdvance(f"● {dots}") + unit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        side, step = unit * 0.5, unit * 0.62
        x, y = rect.right() - unit / 2 - side, rect.center().y() - side / 2
        for number in range(dots):
            painter.drawEllipse(
                QRectF(QPointF(x - number * step, y), QPointF(x - number * step + side, y + side))
            )
        return round(unit + dots * step)

    def _paint_sign(self, painter: QPainter, rect: QRect, index: Index, unit: int) -> int:
        """Paint a sign at the right edge and return the width that it takes."""
        sign = str(index.data(SIGN) or "")
        if not sign:
            return 0
        painter.setPen(theme.current().color("error" if sign == GONE else "ok"))
        painter.drawText(rect.adjusted(0, 0, -unit // 4, 0), _RIGHT, sign)
        return painter.fontMetrics().horizontalAdvance(sign) + unit // 2

    def _metrics(self) -> QFontMetrics:
        font = theme.current().font()
        font.setPointSizeF(self._points())
        return QFontMetrics(font)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class SpokenMenu(DrillListModel):
    """The places of the menu; each says its dots too."""

    def __init__(self, conduct: Conduct, parent: QObject | None = None) -> None:
        self._conduct = conduct
        super().__init__(conduct.bridge, parent=parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and self.entry_id(index) is not None:
            title = super().data(index, role)
            dots = self._conduct.dots_of(str(self.entry_id(index)))
            sign = self._conduct.sign_of(str(self.entry_id(index)))
            said = (title, sign, self.tr("%n prikker", "", dots) if dots else "")
            return ", ".join(str(each) for each in said if each)
        if role == SIGN and self.entry_id(index) is not None:
            return self._conduct.sign_of(str(self.entry_id(index)))
        return super().data(index, role)


class Entries(QWidget):
    """The menu or the list, whichever the question is about.

    Signals:
        pages_dropped(tuple, int), page_dropped_on(str, str): as the menu's model tells them.
    """

    pages_dropped = Signal(object, int)
    page_dropped_on = Signal(str, str)

    def __init__(
        self, conduct: Conduct, points: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conduct = conduct
        bridge = conduct.bridge
        self.menu_model = SpokenMenu(conduct, self)
        self.menu = EntryView(self.menu_model, self.tr("Drill-menu"))
        self.menu.setSelectionMode(EntryView.SelectionMode.SingleSelection)
        self.list_model = ListEntriesModel(bridge, self)
        self.list = QListView()
        self.list.setModel(self.list_model)
        self.list.setAccessibleName(self.tr("Kontaktliste"))
        dress_view(self.list)
        self.empty = EmptyState(self.tr("Kontaktlisten er tom."))
        self._stack = QStackedWidget()
        for view in (self.menu, self.list, self.empty):
            self._stack.addWidget(view)
        for each in (self.menu, self.list):
            each.setItemDelegate(EntryDelegate(conduct, points, each))
            each.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
            each.setResizeMode(QListView.ResizeMode.Adjust)
            each.selectionModel().currentChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        # A drop may ask something; the drag would be held open until it is answered.
        later = Qt.ConnectionType.QueuedConnection
        self.menu_model.pages_dropped.connect(self.pages_dropped, later)
        self.menu_model.page_dropped_on.connect(self.page_dropped_on, later)
        conduct.changed.connect(self._refresh)
        conduct.selected.connect(self._show_selected)
        self._refresh()

    def view(self) -> QListView:
        """The list that is in front."""
        return self.menu if self._conduct.place is Place.DRILL else self.list

    def move_by(self, by: int) -> None:
        """Move the selected entry of the menu up (less than 0) or down."""
        chosen = self.menu.chosen()
        if self._conduct.place is not Place.DRILL or not chosen:
            return
        row = self.menu_model.index_of(chosen[0]).row()
        at = row + by if by < 0 else row + 1 + by
        if 0 <= at <= self.menu_model.filled:
            self._conduct.bridge.run(MoveDrillEntries((DrillEntryId(chosen[0]),), at))

    def left_out(self) -> tuple[str, ...]:
        """Return the titles of the entries that are left out of the menu."""
        state = self._conduct.bridge.state
        return subject_titles(state.bucket(DRILL, False), state)

    def resize_rows(self) -> None:
        """Let the rows take another height, as after a zoom."""
        for each in (self.menu, self.list):
            each.scheduleDelayedItemsLayout()
            each.viewport().update()

    def _on_current(self, now: QModelIndex, _was: QModelIndex) -> None:
        if self.view().selectionModel().currentIndex() == now:
            self._conduct.select(str(now.data(ENTRY_ID) or ""))

    def _show_selected(self, subject: str) -> None:
        view = self.view()
        model = view.model()
        if str(view.currentIndex().data(ENTRY_ID) or "") == subject:
            return
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(ENTRY_ID) == subject:
                view.setCurrentIndex(index)
                return

    def _refresh(self) -> None:
        view: QWidget = self.view()
        if view is self.list and not self.list_model.rowCount():
            view = self.empty
        if self._stack.currentWidget() is not view:
            self._stack.setCurrentWidget(view)
            self._conduct.select(str(self.view().currentIndex().data(ENTRY_ID) or ""))
        self.view().viewport().update()

"""The drill menu as a view: cards in a grid or rows in a column, and what a drop would do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kkworkbench.model.ids import DrillEntryId
from ui import theme
from ui.delegates.drill_card import DrillCardDelegate
from ui.delegates.drill_tile import DrillTileDelegate, least_tile
from ui.models.drill_list import DrillListModel
from ui.theme import TextRole

ACROSS = 3
"""Cards side by side, where there is room."""


class EntryView(QListView):
    """A list of drill entries that leaves all moving to its model."""

    def __init__(self, model: DrillListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setItemDelegate(DrillCardDelegate(self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def chosen(self) -> tuple[DrillEntryId, ...]:
        """Return the entries that are selected, in their order."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(entry for entry in map(self._entries.entry_id, rows) if entry)

    def dropEvent(self, event: QDropEvent) -> None:
        # QListView moves rows one by one through moveRow and takes a drop beside a dragged row
        # for done, so that the model hears of none.
        QAbstractItemView.dropEvent(self, event)


class BoardView(EntryView):
    """The places of the menu. A page that is dragged over a full menu replaces what is under it,
    and the entry says so; nothing else is ever pushed out."""

    def __init__(self, model: DrillListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._rows = self.itemDelegate()
        self._tiles = DrillTileDelegate(self)
        self._under = QPersistentModelIndex()
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for changed in (
            model.dataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.rowsMoved,
            model.layoutChanged,
            model.modelReset,
        ):
            changed.connect(self._tiles.forget)
        model.rowsInserted.connect(self._fit)
        model.rowsRemoved.connect(self._fit)

    @property
    def shows_cards(self) -> bool:
        """Whether the places are cards side by side."""
        return self.isWrapping()

    @property
    def across(self) -> int:
        """How many places stand side by side."""
        if not self.shows_cards:
            return 1
        return max(1, min(ACROSS, self._room() // least_tile().width()))

    @property
    def under_drag(self) -> QModelIndex:
        """The entry that what is dragged would replace."""
        return QModelIndex(self._under)

    def show_cards(self, on: bool) -> None:
        """Show the places as cards in a grid, or as rows in one column."""
        self.setItemDelegate(self._tiles if on else self._rows)
        self.setFlow(QListView.Flow.LeftToRight if on else QListView.Flow.TopToBottom)
        self.setWrapping(on)
        self._fit()
        self.scrollTo(self.currentIndex())

    def edge_in_words(self, by: int) -> str:
        """Say why entries cannot move so many places up (less than 0) or down."""
        if by == -1:
            return self.tr("Det valgte står allerede først.")
        if by == 1:
            return self.tr("Det valgte står allerede sidst.")
        if by < 0:
            return self.tr("Der er ingen række over det valgte. Alt+Venstre flytter det én plads.")
        return self.tr("Der er ingen række under det valgte. Alt+Højre flytter det én plads.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        found = self._replaced(event)
        if found != self.under_drag:
            self._under = QPersistentModelIndex(found)
            self.setDropIndicatorShown(not found.isValid())
            self.viewport().update()
        if found.isValid():
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._let_go()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        found = self._replaced(event)
        self._let_go()
        if not found.isValid():
            super().dropEvent(event)
            return
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self._entries.dropMimeData(event.mimeData(), event.proposedAction(), -1, -1, found)
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._under.isValid():
            painter = QPainter(self.viewport())
            self._paint_replace(painter)
            painter.end()

    def _paint_replace(self, painter: QPainter) -> None:
        look = theme.current()
        edge = look.px(4)
        tile = QRectF(self.visualRect(self.under_drag)).adjusted(edge, edge, -edge, -edge)
        ground = QColor(look.color("selection"))
        ground.setAlpha(215)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), look.px(2)))
        painter.setBrush(ground)
        painter.drawRoundedRect(tile, look.px(6), look.px(6))
        painter.setFont(look.font(TextRole.SECTION))
        painter.setPen(look.color("text"))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, self.tr("Erstat"))

    def _replaced(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(QPoint(event.position().toPoint()))
        if index.isValid() and self._entries.replaces(event.mimeData(), index):
            return index
        return QModelIndex()

    def _let_go(self) -> None:
        self._under = QPersistentModelIndex()
        self.setDropIndicatorShown(True)
        self.viewport().update()

    def _room(self) -> int:
        """The width that cards share, whether the scroll bar shows or not."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self.contentsRect().width() - bar - 1

    def _fit(self, *_rows: object) -> None:
        """Let the cards share the room; they never get lower than their texts need."""
        if not self.shows_cards:
            self.setGridSize(QSize())
            return
        across = self.across
        lines = max(1, -(-self._entries.rowCount() // across))
        least = least_tile().height()
        height = max(least, min(self.contentsRect().height() // lines, least * 3 // 2))
        size = QSize(self._room() // across, height)
        if size != self.gridSize():
            self.setGridSize(size)

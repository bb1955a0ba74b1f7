"""The tree view: filtering without a proxy, dragging, and what is remembered of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from ui import theme
from ui.delegates.page_tree import PageTreeDelegate, badge_width
from ui.models.mime import PAGES, ids_in
from ui.models.page_cells import Column
from ui.models.page_filter import Kept
from ui.models.page_tree import PageTreeModel

NARROW = 56
"""Characters under which the tree leaves out the administration, so that names can be read."""

FIRST_ROWS = 400
"""Rows that a tree may open with; Qt lays out every open row anew when one of them is moved."""
FOUND_ROWS = 100
"""Rows that a filter opens; a longer list is narrowed by typing."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a person stood before a filter was set, or since then chose to stand."""

    current: PageId | None
    selected: tuple[PageId, ...]
    expanded: tuple[str, ...]
    top: str | None


class PageTreeView(QTreeView):
    """Show the page tree; where one stands outlives a filter that leaves it out.

    Signals:
        page_selected(str): the current page, or "" where there is none.
        activated_page(str): Enter or a double click on a page.
    """

    page_selected = Signal(str)
    activated_page = Signal(str)

    def __init__(self, model: PageTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = PageTreeDelegate(self)
        self._stand: _Stand | None = None
        self._first_inside: QPoint | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Kontakthierarki"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(700)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.current().px(14))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column in (Column.PROBLEMS, Column.ADMINISTRATION):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit_columns()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._emit_activated)

    # selection

    @property
    def current_page(self) -> PageId | None:
        """The page that the keyboard is on, or was before a filter left it out."""
        current = self._model.id_of(self.currentIndex())
        if current is None and self._stand is not None:
            page = self._model.shown_state.get(Page, self._stand.current)
            return page.id if page is not None else None
        return current

    def selected_pages(self) -> tuple[PageId, ...]:
        """Return the selected pages in the order in which they stand."""
        rows = self.selectionModel().selectedRows()
        rows.sort(key=self._visual_key)
        return tuple(page_id for page_id in map(self._model.id_of, rows) if page_id)

    def select_page(self, page_id: str | None) -> None:
        """Make a page the current one and open what stands above it."""
        index = self._model.index_of(page_id)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def select_pages(self, page_ids: Iterable[str]) -> None:
        """Select several pages; the first becomes the current one."""
        rows = [index for index in map(self._model.index_of, page_ids) if index.isValid()]
        flags = QItemSelectionModel.SelectionFlag
        if rows:
            self.setCurrentIndex(rows[0])
        for index in rows[1:]:
            self.selectionModel().select(index, flags.Select | flags.Rows)

    # filter

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves pages out."""
        return self._stand is not None

    def show_only(self, kept: Kept | None, query: str) -> None:
        """Show the kept pages, opened as far as can be looked through; None shows all as before."""
        if kept is not None:
            self._stand = self._standing()
        stand = self._stand
        if stand is None:
            return
        self._delegate.set_query(query)
        self.setUpdatesEnabled(False)
        self.collapseAll()
        self._model.show_only(kept)
        self.scheduleDelayedItemsLayout()  # else each page that is opened would be laid out
        if kept is not None:
            self._open_kept(kept)
        else:
            self.expand_pages(stand.expanded)
        self._stand_again(stand)
        if kept is None:
            self._stand = None
        self.setUpdatesEnabled(True)

    def keep(self, kept: Kept) -> None:
        """Follow an edit under a filter: what is opened stays so, and so does what is selected."""
        current = self._model.id_of(self.currentIndex())
        pages = (*self.selected_pages(), *([current] if current else ()))
        self._model.keep(kept.also(self._model.shown_state, pages))

    def _standing(self) -> _Stand:
        """Return where a person stands, with what a filter hides of it."""
        current = self._model.id_of(self.currentIndex())
        selected = self.selected_pages()
        if self._stand is None:
            top = self._model.id_of(self.indexAt(QPoint(1, 1)))
            return _Stand(current, selected, self.expanded_pages(), top)
        both = tuple(dict.fromkeys((*self._stand.selected, *selected)))
        return replace(self._stand, current=current or self._stand.current, selected=both)

    def _stand_again(self, stand: _Stand) -> None:
        """Stand on what is shown of it, and tell nobody: it is where one stood all the time."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        with QSignalBlocker(selection):
            for page_id in stand.selected:
                index = self._model.index_of(page_id)
                if index.isValid():
                    selection.select(index, flags.Select | flags.Rows)
            if not self.currentIndex().isValid():
                current = self._model.index_of(stand.current)
                selection.setCurrentIndex(current, flags.NoUpdate)
        top = self._model.index_of(stand.top)
        if top.isValid() and not self._model.is_filtered:
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        elif self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _open_kept(self, kept: Kept) -> None:
        """Open level by level until many screens are filled."""
        queue: deque[str | None] = deque([None])
        rows = 0
        while queue:
            page_id = queue.popleft()
            for child in self._model.rows_under(page_id):
                if rows > FOUND_ROWS:
                    return
                if child in kept.above:
                    rows += len(self._model.rows_under(child))
                    self.setExpanded(self._model.index_of(child), True)
                    queue.append(child)

    # what is remembered

    def expanded_pages(self) -> tuple[str, ...]:
        """Return the ids of the pages that are opened, or were before a filter was set."""
        if self._stand is not None:
            return self._stand.expanded
        held = self._model.held_pages()
        return tuple(id_ for id_ in held if self.isExpanded(self._model.index_of(id_)))

    def expand_pages(self, page_ids: Iterable[str]) -> None:
        """Open pages, where they still are."""
        for page_id in page_ids:
            index = self._model.index_of(page_id)
            if index.isValid():
                self.setExpanded(index, True)

    def expand_first_levels(self, levels: int = 2) -> None:
        """Open the tree as far as a first look needs, and no level that fills many screens."""
        state = self._model.shown_state
        shown = list(state.bucket(CHILDREN, None))
        rows = len(shown)
        for level in range(levels):
            shown = [child for page in shown for child in state.bucket(CHILDREN, page)]
            rows += len(shown)
            if rows > FIRST_ROWS:
                return
            self.expandToDepth(level)

    # dragging

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        at = event.position().toPoint()
        self._first_inside = self._place_inside(at)
        if self._first_inside is not None:
            moved = QDragMoveEvent(
                self._first_inside,
                event.possibleActions(),
                event.mimeData(),
                event.buttons(),
                event.modifiers(),
            )
            moved.setDropAction(event.dropAction())
            super().dragMoveEvent(moved)
            event.setAccepted(moved.isAccepted())
        if not event.isAccepted():
            self._say_why_not(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._first_inside is None:
            super().dropEvent(event)
            return
        moved = QDropEvent(
            self._first_inside,
            event.possibleActions(),
            event.mimeData(),
            event.buttons(),
            event.modifiers(),
        )
        moved.setDropAction(event.dropAction())
        super().dropEvent(moved)
        event.setDropAction(moved.dropAction())
        event.setAccepted(moved.isAccepted())

    def _place_inside(self, at: QPoint) -> QPoint | None:
        """Return the first place inside an opened page, where the line is drawn under its row.

        Qt would put the page after all that is inside, far from the line.
        """
        below = QAbstractItemView.DropIndicatorPosition.BelowItem
        index = self.indexAt(at)
        if self.dropIndicatorPosition() is not below or not self.isExpanded(index):
            return None
        first = self.indexBelow(index)
        if first.parent() != index.siblingAtColumn(0):
            return None
        return QPoint(at.x(), self.visualRect(first).top())

    def _say_why_not(self, event: QDragMoveEvent) -> None:
        """Give the reason where the view refuses without asking: below what is dragged."""
        above = self.indexAt(event.position().toPoint()).parent()
        why_not = self._model.why_not_inside(ids_in(event.mimeData(), PAGES), above)
        if why_not:
            self._model.drop_refused.emit(why_not)

    # inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW
        self.setColumnHidden(Column.ADMINISTRATION, narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        looks = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if looks and self.model() is not None:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Make the narrow columns as wide as the most they hold.

        Qt would measure a thousand rows to find out, each time that a page is moved.
        """
        header, metrics = self.header(), self.fontMetrics()
        codes = self._model.administration_codes()
        widths = {
            Column.PROBLEMS: badge_width(),
            Column.ADMINISTRATION: max(map(metrics.horizontalAdvance, codes), default=0)
            + theme.current().px(12),
        }
        for column, width in widths.items():
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        editing = self.state() is QAbstractItemView.State.EditingState
        if enter and not editing and self.current_page:
            self._emit_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.current_page is None and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def _visual_key(self, index: QModelIndex) -> tuple[int, ...]:
        rows: list[int] = []
        while index.isValid():
            rows.append(index.row())
            index = index.parent()
        return tuple(reversed(rows))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        page_id = self._model.id_of(current)
        if self._stand is not None and page_id is not None:
            self._stand = replace(self._stand, current=page_id, selected=(), top=None)
        self.page_selected.emit(page_id or "")

    def _emit_activated(self, index: QModelIndex) -> None:
        page_id = self._model.id_of(index)
        if page_id is not None and self._model.shown_state.get(Page, page_id) is not None:
            self.activated_page.emit(page_id)

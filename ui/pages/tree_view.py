"""The tree view: filtering without a proxy, dragging, and what is remembered of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from ui import theme
from ui.delegates.page_tree import PageTreeDelegate, badge_width
from ui.models.mime import PAGES, ids_in
from ui.models.page_filter import Kept
from ui.models.page_tree import Column, PageTreeModel

NARROW = 56
"""Characters under which the tree leaves out the administration, so that names can be read."""

FIRST_ROWS = 400
"""Rows that a tree may open with; Qt lays out every open row anew when one of them is moved."""
MANY_HIDDEN = 1_500
"""Rows hidden by a filter after which it opens no more; the rest are hidden when a person does."""


class PageTreeView(QTreeView):
    """Show the page tree; rows that a filter leaves out are hidden, so that indexes stay.

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
        self._kept: Kept | None = None
        self._expanded_before: tuple[str, ...] = ()
        self._filtered: set[str | None] = set()
        self._hidden: list[str] = []
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
        self.expanded.connect(self._on_expanded)

    # selection

    @property
    def current_page(self) -> PageId | None:
        """The page that the keyboard is on."""
        return self._model.id_of(self.currentIndex())

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

    def show_only(self, kept: Kept | None, query: str) -> None:
        """Show the kept pages, opened as far as can be looked through; None shows all as before."""
        if self._kept is None and kept is not None:
            self._expanded_before = self.expanded_pages()
        restore = self._kept is not None and kept is None
        self._kept = kept
        self._delegate.set_query(query)
        self.setUpdatesEnabled(False)
        # Of a view that is collapsing Qt lays nothing out; else it would before each row is hidden.
        state = self.state()
        self.setState(QAbstractItemView.State.CollapsingState)
        try:
            self._show_hidden()
            if kept is not None:
                self._open_kept(kept)
        finally:
            self.setState(state)
        if restore:
            self.collapseAll()
            self.expand_pages(self._expanded_before)
        self.setUpdatesEnabled(True)
        self.viewport().update()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _open_kept(self, kept: Kept) -> None:
        """Hide what is not kept, and open level by level until many screens are filled."""
        queue: deque[str | None] = deque([None])
        rows = 0
        self.scheduleDelayedItemsLayout()  # else each page that is opened would be laid out
        while queue:
            page_id = queue.popleft()
            if page_id not in self._filtered:  # opening it has hidden what is not kept already
                self._hide_under(page_id, kept)
            for child in self._model.shown_state.bucket(CHILDREN, page_id):
                if child not in kept.above or rows > FIRST_ROWS or len(self._hidden) > MANY_HIDDEN:
                    continue
                below = self._model.shown_state.bucket(CHILDREN, child)
                rows += sum(1 for each in below if each in kept.shown)
                self.setExpanded(self._model.index_of(child), True)
                queue.append(child)

    def _hide_under(self, page_id: str | None, kept: Kept) -> None:
        self._filtered.add(page_id)
        parent = self._model.index_of(page_id)
        for row, child in enumerate(self._model.shown_state.bucket(CHILDREN, page_id)):
            if child not in kept.shown:
                self.setRowHidden(row, parent, True)
                self._hidden.append(child)

    def _show_hidden(self) -> None:
        for page_id in self._hidden:
            index = self._model.index_of(page_id)
            if index.isValid():
                self.setRowHidden(index.row(), index.parent(), False)
        self._hidden.clear()
        self._filtered.clear()

    def _on_expanded(self, index: QModelIndex) -> None:
        """Hide what a filter leaves out of a page that a person opens."""
        page_id = self._model.id_of(index)
        if self._kept is not None and page_id not in self._filtered:
            self._hide_under(page_id, self._kept)

    # what is remembered

    def expanded_pages(self) -> tuple[str, ...]:
        """Return the ids of the pages that are opened."""
        state = self._model.shown_state
        out: list[str] = []
        queue = list(state.bucket(CHILDREN, None))
        while queue:
            page_id = queue.pop()
            if self.isExpanded(self._model.index_of(page_id)):
                out.append(page_id)
                queue.extend(state.bucket(CHILDREN, page_id))
        return tuple(out)

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
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def _visual_key(self, index: QModelIndex) -> tuple[int, ...]:
        rows: list[int] = []
        while index.isValid():
            rows.append(index.row())
            index = index.parent()
        return tuple(reversed(rows))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.page_selected.emit(self._model.id_of(current) or "")

    def _emit_activated(self, index: QModelIndex) -> None:
        page_id = self._model.id_of(index)
        if page_id is not None and self._model.shown_state.get(Page, page_id) is not None:
            self.activated_page.emit(page_id)

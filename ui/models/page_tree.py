"""The hierarchy of pages as a Qt model that follows the workspace row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.lookups import level
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.pages import EditPage, MovePages
from kkworkbench.workspace.commands.placement import check_placement
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge
from ui.models.badges import Badge, PageBadges
from ui.models.mime import PAGES, ids_in, mime_of
from ui.models.page_cells import BADGE, IS_CUT, PAGE_ID, SHOWN, Column, flags_of, header_of
from ui.models.page_filter import Kept, KeptRows, is_attached
from ui.models.row_sync import MANY

Index = QModelIndex | QPersistentModelIndex

Place = tuple[str | None, int]  # a parent and a row under it


class PageTreeModel(QAbstractItemModel):
    """Show pages under their parents, all or those that a filter keeps.

    Where all are shown, a row is a place in the state's own index.

    Signals:
        drop_refused(str): why what is dragged cannot be placed here; "" where it can.
    """

    drop_refused = Signal(str)

    def __init__(
        self, bridge: Bridge, badges: PageBadges | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._state = bridge.state
        self._kept: KeptRows | None = None
        self._handles: dict[str, int] = {}
        self._ids: list[str] = []
        self._cut: frozenset[str] = frozenset()
        self._badges = badges if badges is not None else PageBadges(bridge, self)
        self._headers = (self.tr("Navn"), self.tr("Problemer"), self.tr("Forv."))
        bridge.state_changed.connect(self._on_state_changed)
        self._badges.badges_changed.connect(self._on_badges_changed)

    # where pages are

    @property
    def shown_state(self) -> State:
        """The state that the rows stand for."""
        return self._state

    def administration_codes(self) -> frozenset[str]:
        """Return all that the column of administrations may show."""
        terms = self._state.all(Term)
        return frozenset(t.code for t in terms if t.vocabulary is Vocabulary.ADMINISTRATION)

    def id_of(self, index: Index) -> PageId | None:
        """Return the page of an index; None for the invisible root."""
        return PageId(self._ids[index.internalId()]) if index.isValid() else None

    def index_of(self, page_id: str | None, column: int = 0) -> QModelIndex:
        """Return where a page stands; an invalid index where it does not."""
        if page_id is None:
            return QModelIndex()
        page = self._state.get(Page, page_id)
        if page is None:
            return QModelIndex()
        if self._kept is not None:
            is_shown = self._kept.is_shown(self._state, page_id)
        else:
            is_shown = is_attached(self._state, page)
        return self._index_at(page, column) if is_shown else QModelIndex()

    def _index_at(self, page: Page, column: int = 0) -> QModelIndex:
        """Return the index of a page that is shown."""
        if self._kept is not None:
            row = self._kept.row(self._state, page)
        else:
            row = self._state.position(CHILDREN, page.parent, page.order, page.id)
        return self.createIndex(row, column, self._handle(page.id))

    def rows_under(self, page_id: str | None) -> Sequence[str]:
        """Return the pages that are shown under another, in order."""
        if self._kept is not None:
            return self._kept.under(self._state, page_id)
        return self._state.bucket(CHILDREN, page_id)

    def place_of_row(self, parent: str | None, row: int) -> int:
        """Return the place among all children where one goes that is put before a row.

        After the last row it goes right behind the page there, whatever is hidden after it.
        """
        shown = self.rows_under(parent)
        if row < 0 or not shown:
            return self._state.bucket_size(CHILDREN, parent)
        children = self._state.bucket(CHILDREN, parent)
        return children.index(shown[row]) if row < len(shown) else children.index(shown[-1]) + 1

    def held_pages(self) -> list[str]:
        """Return the pages of which a view remembers something."""
        held = map(self.id_of, self.persistentIndexList())
        return list(dict.fromkeys(page_id for page_id in held if page_id))

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  # Qt's own default
        if row < 0 or not 0 <= column < 3 or (parent.isValid() and parent.column() != 0):
            return QModelIndex()
        above = self.id_of(parent)
        if self._kept is not None:
            shown = self._kept.under(self._state, above)
            page_id = shown[row] if row < len(shown) else None
        elif row < self._state.bucket_size(CHILDREN, above):
            page_id = self._state.at(CHILDREN, above, row)
        else:
            page_id = None
        if page_id is None:
            return QModelIndex()
        return self.createIndex(row, column, self._handle(page_id))

    def parent(self, index: Index | None = None) -> QModelIndex | QObject:  # type: ignore[override]
        if index is None:
            return QObject.parent(self)
        page_id = self._ids[index.internalId()] if index.isValid() else None
        page = self._state.get(Page, page_id)
        above = self._state.get(Page, page.parent) if page is not None else None
        return QModelIndex() if above is None else self._index_at(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() and parent.column() != 0:
            return 0
        above = self.id_of(parent)
        if self._kept is not None:
            return len(self._kept.under(self._state, above))
        return self._state.bucket_size(CHILDREN, above)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        above = self._ids[parent.internalId()] if parent.isValid() else None
        if self._kept is not None:
            return self._kept.has_any_under(self._state, above)
        return self._state.bucket_size(CHILDREN, above) > 0

    # what they show

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in SHOWN or not index.isValid():
            return None
        page = self._state.get(Page, self._ids[index.internalId()])
        if page is None:
            return None
        if role == PAGE_ID:
            return page.id
        if role == BADGE:
            return self._badges.of(page.id)
        if role == IS_CUT:
            return page.id in self._cut
        if role == Qt.ItemDataRole.ToolTipRole:
            return page.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(page)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            match index.column():
                case Column.NAME:
                    return page.title or self.tr("(uden titel)")
                case Column.PROBLEMS:
                    return str(self._badges.of(page.id).total or "")
                case Column.ADMINISTRATION:
                    term = self._state.get(Term, page.administration)
                    return term.code if term is not None else ""
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        page_id = self.id_of(index)
        if page_id is None or role != Qt.ItemDataRole.EditRole or index.column() != Column.NAME:
            return False
        self._bridge.close_group()
        return self._bridge.run(EditPage(page_id, "title", str(value).strip()))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._headers):
            return header_of(section, self._headers[section], role)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        page_id = self._ids[index.internalId()] if index.isValid() else None
        page = self._state.get(Page, page_id)
        return flags_of(page, index.column(), self._bridge.is_read_only)

    def set_cut(self, page_ids: Iterable[str]) -> None:
        """Show pages as cut, until they are pasted or others are cut."""
        changed = self._cut
        self._cut = frozenset(page_ids)
        for page_id in changed ^ self._cut:
            self._tell(page_id, [IS_CUT])

    # a filter

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves pages out."""
        return self._kept is not None

    def show_only(self, kept: Kept | None) -> None:
        """Show what is kept and nothing else from now on, laid out anew; None shows all."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [(self.id_of(index), index.column()) for index in old]
        self._kept = KeptRows(kept) if kept is not None else None
        self.changePersistentIndexList(old, [self.index_of(*each) for each in held])
        self.layoutChanged.emit()

    def keep(self, kept: Kept) -> None:
        """Show what is kept after an edit; what differs little is told row by row."""
        if self._kept is None:
            return
        gone, new = self._kept.kept.changed(kept)
        if len(gone) + len(new) > MANY:
            self.show_only(kept)
            return
        self._kept.make_rows_above(self._state, new)
        self._show_less(gone)
        self._kept.kept = kept
        self._show_more(new)

    def _show_less(self, page_ids: Iterable[str]) -> None:
        for page_id in page_ids:
            index = self.index_of(page_id)
            if index.isValid():
                self._remove((self.id_of(index.parent()), index.row()), self._state)

    def _show_more(self, page_ids: Collection[str]) -> None:
        for page_id in page_ids:
            page = self._state.get(Page, page_id)
            place = self._place(self._state, page)
            # what stands under another that is new comes with it
            if page is not None and place is not None and page.parent not in page_ids:
                self._insert(place, page_id, self._state)

    # drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = dict.fromkeys(page_id for page_id in map(self.id_of, indexes) if page_id)
        titles = [page.title for page in (self._state.get(Page, id_) for id_ in ids) if page]
        return mime_of(PAGES, tuple(ids), "\n".join(titles))

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        ids = ids_in(data, PAGES)
        if not ids or self._bridge.is_read_only:
            return False
        why_not = self.why_not_inside(ids, parent)
        self.drop_refused.emit(why_not)
        return not why_not

    def why_not_inside(self, page_ids: Iterable[str], parent: Index) -> str:
        """Return the reason why pages cannot be placed inside another; "" where they can."""
        try:
            check_placement(self._state, page_ids, self.id_of(parent))
        except Refused as refused:
            return self._bridge.text(refused.key, **refused.params)
        return ""

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move the pages; False even so, or the view would remove the rows that it dragged."""
        if self.canDropMimeData(data, action, row, column, parent):
            ids = tuple(PageId(id_) for id_ in ids_in(data, PAGES))
            target = self.id_of(parent)
            self._bridge.run(MovePages(ids, target, self.place_of_row(target, row)))
        return False

    # following the workspace

    def _on_state_changed(self, event: StateChanged) -> None:
        for change in event.change_set.changes:
            if change.kind is Page:
                self._follow(change)
        self._state = event.after

    def _follow(self, change: Change) -> None:
        before, after = change.before, change.after
        assert before is None or isinstance(before, Page)
        assert after is None or isinstance(after, Page)
        following = self._state.apply((change,))
        was = self._place(self._state, before)
        will_be = self._place(following, after)
        if was is not None and will_be is not None:
            self._move_or_tell(change.id, was, will_be, following)
        elif was is not None:
            self._remove(was, following)
        elif will_be is not None:
            self._insert(will_be, change.id, following)
        else:
            self._state = following

    def _remove(self, was: Place, following: State) -> None:
        self.beginRemoveRows(self.index_of(was[0]), was[1], was[1])
        self._state = following
        if self._kept is not None:
            self._kept.forget(self._kept.take(*was))
        self.endRemoveRows()

    def _insert(self, will_be: Place, page_id: str, following: State) -> None:
        self.beginInsertRows(self.index_of(will_be[0]), will_be[1], will_be[1])
        self._state = following
        if self._kept is not None:
            self._kept.put(*will_be, page_id)
        self.endInsertRows()

    def _move_or_tell(self, page_id: str, was: Place, will_be: Place, following: State) -> None:
        if was == will_be:
            self._state = following
            self._tell(page_id)
            return
        same_parent = was[0] == will_be[0]
        before_row = will_be[1] + 1 if same_parent and will_be[1] > was[1] else will_be[1]
        source, target = self.index_of(was[0]), self.index_of(will_be[0])
        if not self.beginMoveRows(source, was[1], was[1], target, before_row):
            raise AssertionError("a page was moved into itself")
        self._state = following
        if self._kept is not None:
            self._kept.put(*will_be, self._kept.take(*was))
        self.endMoveRows()
        self._tell(page_id)

    def _place(self, state: State, page: Page | None) -> Place | None:
        """Return a page's parent and row, or None where no row shows it."""
        if page is None or not is_attached(state, page):
            return None
        if self._kept is None:
            return page.parent, state.position(CHILDREN, page.parent, page.order, page.id)
        row = self._kept.place_for(self._state, page)
        return (page.parent, row) if row is not None else None

    def _on_badges_changed(self, page_ids: Iterable[str]) -> None:
        for page_id in page_ids:
            self._tell(page_id, [BADGE, Qt.ItemDataRole.DisplayRole])

    def _tell(self, page_id: str, roles: list[int] | None = None) -> None:
        first = self.index_of(page_id)
        if first.isValid():
            self.dataChanged.emit(first, first.siblingAtColumn(len(Column) - 1), roles or [])

    # inside

    def _handle(self, page_id: str) -> int:
        handle = self._handles.get(page_id)
        if handle is None:
            handle = self._handles[page_id] = len(self._ids)
            self._ids.append(page_id)
        return handle

    def _spoken(self, page: Page) -> str:
        badge: Badge = self._badges.of(page.id)
        parts = [page.title, self.tr("niveau {level}").format(level=level(self._state, page.id))]
        if badge.errors:
            parts.append(self.tr("%n fejl", "", badge.errors))
        if badge.warnings:
            parts.append(self.tr("%n advarsler", "", badge.warnings))
        return ", ".join(parts)

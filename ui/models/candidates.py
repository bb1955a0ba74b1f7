"""Pages that could be in the drill menu: those of the contact list that are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term
from kkworkbench.state.indexes import DRILL_BY_TARGET
from kkworkbench.text.danish import matches, sort_key
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge
from ui.models.mime import PAGES, mime_of
from ui.models.problems import administration_of
from ui.models.row_sync import sync_rows

Index = QModelIndex | QPersistentModelIndex
PAGE_ID: Final = Qt.ItemDataRole.UserRole + 1


class CandidatesModel(QAbstractListModel):
    """Contact pages of the list, narrowed by a query, in Danish order."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query = ""
        self._order = "name"
        self._ids: list[str] = self._wanted()
        bridge.state_changed.connect(self._on_state_changed)

    def set_query(self, query: str) -> None:
        """Show those that match."""
        self._query = query
        sync_rows(self, self._ids, self._wanted())

    def set_order(self, order: str) -> None:
        """Sort by "name", "administration" or "findings"."""
        self._order = order
        sync_rows(self, self._ids, self._wanted())

    def page_id(self, index: Index) -> str:
        """Return the page of a row."""
        return self._ids[index.row()] if index.isValid() else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        page = self._bridge.state.get(Page, self._ids[index.row()])
        if page is None:
            return None
        if role == PAGE_ID:
            return page.id
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role in shown:
            code = administration_of(self._bridge.state, page.id)
            return f"{page.title}  ·  {code}" if code else page.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        return flags if self._bridge.is_read_only else flags | flag.ItemIsDragEnabled

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime_of(PAGES, [self.page_id(index) for index in indexes])

    def _wanted(self) -> list[str]:
        state = self._bridge.state
        pages = []
        for entry in state.all(ListEntry):
            drilled = (state.get(DrillEntry, e) for e in state.bucket(DRILL_BY_TARGET, entry.page))
            if any(each is not None and each.placed for each in drilled):
                continue
            page = state.get(Page, entry.page)
            if page is not None and matches(self._query, page.title):
                pages.append(page)
        return [page.id for page in sorted(pages, key=self._key)]

    def _key(self, page: Page) -> tuple[object, ...]:
        own = sort_key(page.title)
        match self._order:
            case "administration":
                term = self._bridge.state.get(Term, page.administration)
                return sort_key(term.code if term is not None else "~"), own
            case "findings":
                return -len(self._bridge.results_of(page.id)), own
        return (own,)

    def _on_state_changed(self, _event: StateChanged) -> None:
        sync_rows(self, self._ids, self._wanted())
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

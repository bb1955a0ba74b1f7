"""Pages that could be in the drill menu: those of the contact list that are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.page import Page
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.text.danish import matches, sort_key
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.ranking import Use
from ui.bridge import Bridge
from ui.models.badges import Badge, counted, pages_of_record, pages_of_subject, subjects_of_page
from ui.models.mime import DRILL_ENTRIES, PAGES, ids_in, mime_of
from ui.models.problems import administration_of
from ui.models.row_sync import sync_rows
from ui.models.usage import UsageCounts, explained, spoken, total

Index = QModelIndex | QPersistentModelIndex
CODE: Final = Qt.ItemDataRole.UserRole + 1
WORST: Final = Qt.ItemDataRole.UserRole + 2
USED: Final = Qt.ItemDataRole.UserRole + 3
"""How much the page is used, as text."""
SORT_MS: Final = 100
"""How long findings gather before the rows are sorted by them again."""


class CandidatesModel(QAbstractListModel):
    """Contact pages of the list, narrowed by a query, in Danish order."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query = ""
        self._order = "name"
        self._badges: dict[str, Badge] = {}
        self._counts = UsageCounts(bridge)
        self._total = 0
        self._ids: list[str] = self._wanted()
        self._sort_later = QTimer(self, singleShot=True, interval=SORT_MS)
        self._sort_later.timeout.connect(self._sync)
        bridge.state_changed.connect(self._on_state_changed)
        bridge.findings_changed.connect(self._on_findings_changed)

    @property
    def total(self) -> int:
        """How many candidates there are, whatever the query."""
        return self._total

    def set_query(self, query: str) -> None:
        """Show those that match."""
        self._query = query
        self._sync()

    def set_order(self, order: str) -> None:
        """Sort by "name", "administration", "findings" or "usage"."""
        self._order = order
        self._sync()

    def page_id(self, index: Index) -> str:
        """Return the page of a row."""
        return self._ids[index.row()] if index.isValid() else ""

    def badge(self, page_id: str) -> Badge:
        """Count the findings on a page, as they are remembered."""
        badge = self._badges.get(page_id)
        if badge is None:
            badge = counted(self._bridge, subjects_of_page(self._bridge.state, page_id))
            self._badges[page_id] = badge
        return badge

    def use_of(self, page_id: str) -> Use | None:
        """Return how much a page is used, as it is remembered."""
        return self._counts.of_page(page_id)

    def most_used(self) -> int:
        """Return the greatest use of those that are shown."""
        uses = (self._counts.of_page(page_id) for page_id in self._ids)
        return max((use.total for use in uses if use is not None), default=0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        page = self._bridge.state.get(Page, self._ids[index.row()])
        if page is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return page.title
            case Qt.ItemDataRole.ToolTipRole:
                used = explained(self._bridge, self._counts.of_page(page.id))
                return f"{self._said(page)}\n{used}" if used else self._said(page)
            case Qt.ItemDataRole.AccessibleTextRole:
                used = spoken(self._counts.of_page(page.id))
                return f"{self._said(page)}, {used}" if used else self._said(page)
        if role == CODE:
            return administration_of(self._bridge.state, page.id)
        if role == WORST:
            worst = self.badge(page.id).worst
            return worst.value if worst is not None else "ok"
        if role == USED:
            return total(self._counts.of_page(page.id))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        return flags if self._bridge.is_read_only else flags | flag.ItemIsDragEnabled

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return not self._bridge.is_read_only and bool(self._placed(data))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Leave entries of the menu out; False so that views remove nothing."""
        if self.canDropMimeData(data, action, row, column, parent):
            self._bridge.run(TakeOutOfDrill(self._placed(data)))
        return False

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted(indexes, key=lambda index: index.row())
        return mime_of(PAGES, [self.page_id(index) for index in rows])

    # inside

    def _placed(self, data: QMimeData) -> tuple[DrillEntryId, ...]:
        found = (self._bridge.state.get(DrillEntry, id_) for id_ in ids_in(data, DRILL_ENTRIES))
        return tuple(entry.id for entry in found if entry is not None and entry.placed)

    def _said(self, page: Page) -> str:
        worst = self.badge(page.id).worst
        said = self._bridge.text(f"severity.{worst.value}") if worst is not None else ""
        code = administration_of(self._bridge.state, page.id)
        return ", ".join(part for part in (page.title, code, said) if part)

    def _sync(self) -> None:
        self._sort_later.stop()
        sync_rows(self, self._ids, self._wanted())

    def _wanted(self) -> list[str]:
        state = self._bridge.state
        self._total = 0
        pages = []
        for entry in state.all(ListEntry):
            drilled = (state.get(DrillEntry, e) for e in state.bucket(DRILL_BY_TARGET, entry.page))
            if any(each is not None and each.placed for each in drilled):
                continue
            page = state.get(Page, entry.page)
            if page is None:
                continue
            self._total += 1
            if matches(self._query, self._searched(page)):
                pages.append(page)
        return list(dict.fromkeys(page.id for page in sorted(pages, key=self._key)))

    def _searched(self, page: Page) -> str:
        """Return the words that a query is held against: the title, and whose page it is."""
        if not self._query:
            return page.title
        return f"{page.title} {administration_of(self._bridge.state, page.id)}"

    def _key(self, page: Page) -> tuple[object, ...]:
        own = sort_key(page.title)
        match self._order:
            case "administration":
                code = administration_of(self._bridge.state, page.id)
                return sort_key(code or "~"), own
            case "findings":
                badge = self.badge(page.id)
                return -badge.errors, -badge.warnings, -badge.advice, own
            case "usage":
                use = self._counts.of_page(page.id)
                return use is None, -use.total if use is not None else 0, own
        return (own,)

    def _on_state_changed(self, event: StateChanged) -> None:
        changes = event.change_set.changes
        self._counts.forget(event)
        for change in changes:
            for record in (change.before, change.after):
                if record is not None:
                    for state in (event.before, event.after):
                        for page_id in pages_of_record(state, record):
                            self._badges.pop(page_id, None)
        if any(self._may_move_rows(change) for change in changes):
            self._sync()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _may_move_rows(self, change: Change) -> bool:
        """Say whether rows may come, go or change places; a page's long texts move none."""
        if change.kind is not Page:
            return True
        return not {"title", "administration"}.isdisjoint(change.changed_fields())

    def _on_findings_changed(self, subjects: Iterable[str]) -> None:
        state = self._bridge.state
        pages = {page for subject in subjects for page in pages_of_subject(state, subject)}
        for page_id in pages:
            self._badges.pop(page_id, None)
        if not any(state.bucket_size(LIST_BY_PAGE, page_id) for page_id in pages):
            return
        if self._order == "findings":
            self._sort_later.start()
        if self._ids:
            # One signal for all: the view paints what is on the screen, and a list has no filter.
            last = self.index(len(self._ids) - 1)
            self.dataChanged.emit(self.index(0), last, [WORST])

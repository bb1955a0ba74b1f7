"""The drill menu as rows: its numbered places, empty ones too, or the entries left out."""

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
    Signal,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import DRILL, DRILL_BY_TARGET
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.workspace.answers import Standing, standing
from kkworkbench.workspace.commands.drill import (
    LOCKED,
    EditDrillEntry,
    MoveDrillEntries,
    TakeOutOfDrill,
)
from kkworkbench.workspace.coverage import audiences_of
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge
from ui.models.badges import subjects_of_page
from ui.models.mime import DRILL_ENTRIES, PAGES, ids_in, mime_of
from ui.models.row_sync import sync_rows
from ui.models.standing import in_words
from ui.models.usage import UsageCounts, explained, spoken, total

Index = QModelIndex | QPersistentModelIndex

ENTRY_ID: Final = Qt.ItemDataRole.UserRole + 1
HELP_TEXT: Final = Qt.ItemDataRole.UserRole + 2
NUMBER: Final = Qt.ItemDataRole.UserRole + 3
WORST: Final = Qt.ItemDataRole.UserRole + 4
USED: Final = Qt.ItemDataRole.UserRole + 5
"""How much the entry is used, as text."""
AUDIENCES: Final = Qt.ItemDataRole.UserRole + 6
"""Whom the entry is for, as text."""
STANDING: Final = Qt.ItemDataRole.UserRole + 7
"""How far its questions are answered: a Standing."""
EMPTY: Final = "empty:"


class DrillListModel(QAbstractListModel):
    """Placed entries in their order with empty places after them; or those left out.

    Signals:
        pages_dropped(tuple, int): page ids dropped before a row.
        page_dropped_on(str, str): a page id dropped onto an entry, to take its place.
    """

    pages_dropped = Signal(object, int)
    page_dropped_on = Signal(str, str)

    def __init__(
        self, bridge: Bridge, *, placed: bool = True, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._placed = placed
        self._counts = UsageCounts(bridge)
        self._ids: list[str] = self._wanted()
        bridge.state_changed.connect(self._on_state_changed)
        bridge.findings_changed.connect(self._on_findings_changed)

    @property
    def size(self) -> int:
        """The agreed number of places."""
        return int(str(value_of(self._bridge.state, "drill.count")))

    @property
    def filled(self) -> int:
        """How many entries there are."""
        return self._bridge.state.bucket_size(DRILL, self._placed)

    @property
    def locked(self) -> bool:
        """Whether the order of the menu is held."""
        return self._placed and bool(value_of(self._bridge.state, LOCKED))

    def entry_id(self, index: Index) -> DrillEntryId | None:
        """Return the entry of a row; None for an empty place."""
        if not index.isValid():
            return None
        id_ = self._ids[index.row()]
        return None if id_.startswith(EMPTY) else DrillEntryId(id_)

    def index_of(self, entry_id: str) -> QModelIndex:
        """Return where an entry stands."""
        return self.index(self._ids.index(entry_id)) if entry_id in self._ids else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        state = self._bridge.state
        entry = state.get(DrillEntry, self.entry_id(index))
        if role == NUMBER:
            return index.row() + 1 if self._placed else 0
        if entry is None:
            spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self.tr("Ledig plads") if role in spoken else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return entry_title(state, entry)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry, index.row())
        if role == ENTRY_ID:
            return entry.id
        if role == HELP_TEXT:
            return entry_help_text(state, entry)
        if role == WORST:
            return self._worst(entry)
        if role == USED:
            return total(self._counts.of_page(entry.target))
        if role == AUDIENCES:
            return self._audiences(entry)
        if role == STANDING:
            return self._standing(entry)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry_id = self.entry_id(index)
        if entry_id is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        self._bridge.close_group()
        return self._bridge.run(EditDrillEntry(entry_id, "title", text or None))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        writable = not self._bridge.is_read_only
        if not index.isValid():
            return flag.ItemIsDropEnabled if writable else flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        if writable:
            flags |= flag.ItemIsDropEnabled
        if writable and self.entry_id(index) is not None:
            flags |= flag.ItemIsEditable | flag.ItemIsDragEnabled
        return flags

    # drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [DRILL_ENTRIES, PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted(indexes, key=lambda index: index.row())
        ids = [entry for entry in map(self.entry_id, rows) if entry]
        return mime_of(DRILL_ENTRIES, ids, "\n".join(str(row.data()) for row in rows))

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if self._bridge.is_read_only:
            return False
        return bool(ids_in(data, DRILL_ENTRIES)) or (self._placed and bool(ids_in(data, PAGES)))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move entries, or tell which pages were dropped; False so that views remove nothing."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        onto = self.entry_id(parent)
        at = row if row >= 0 else (parent.row() if parent.isValid() else self.filled)
        at = min(at, self.filled)
        entries = tuple(DrillEntryId(id_) for id_ in ids_in(data, DRILL_ENTRIES))
        pages = self._arriving(data)
        if entries and not self._placed:
            self._bridge.run(TakeOutOfDrill(entries))
        elif entries and not pages:
            self._bridge.run(MoveDrillEntries(entries, at))
        elif onto is not None and len(pages) == 1:
            self.page_dropped_on.emit(pages[0], onto)
        else:
            self.pages_dropped.emit(pages, at)
        return False

    def replaces(self, data: QMimeData, index: Index) -> bool:
        """Say whether what is dragged would take the place of the entry under it: one page that
        finds the menu full."""
        pages = self._arriving(data)
        if len(pages) != 1 or self.entry_id(index) is None or self.filled < self.size:
            return False
        state = self._bridge.state
        standing = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL_BY_TARGET, pages[0]))
        return not any(entry is not None and entry.placed for entry in standing)

    def _arriving(self, data: QMimeData) -> tuple[str, ...]:
        """Return the pages that would come into the menu, those of entries left out too."""
        found = (self._bridge.state.get(DrillEntry, id_) for id_ in ids_in(data, DRILL_ENTRIES))
        left_out = tuple(entry.target for entry in found if entry is not None and not entry.placed)
        return left_out or ids_in(data, PAGES)

    # following the workspace

    def _wanted(self) -> list[str]:
        ids = list(self._bridge.state.bucket(DRILL, self._placed))
        if self._placed:
            ids += [f"{EMPTY}{n}" for n in range(len(ids), self.size)]
        return ids

    def _on_state_changed(self, event: StateChanged) -> None:
        self._counts.forget(event)
        sync_rows(self, self._ids, self._wanted())
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _on_findings_changed(self, _subjects: Iterable[str]) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [WORST])

    def _worst(self, entry: DrillEntry) -> str:
        found = {
            result.severity
            for subject in subjects_of_page(self._bridge.state, entry.target)
            for result in self._bridge.results_of(subject)
            if result.waiver is None
        }
        return next((severity.value for severity in Severity if severity in found), "ok")

    def _audiences(self, entry: DrillEntry) -> str:
        found = audiences_of(self._bridge.state, entry)
        return ", ".join(self._bridge.text(f"value.audience.{each}") for each in found)

    def _standing(self, entry: DrillEntry) -> Standing:
        return standing(self._bridge.state, KIND_NAMES[DrillEntry], entry.id)

    def _tip(self, entry: DrillEntry) -> str:
        state = self._bridge.state
        used = explained(self._bridge, self._counts.of_page(entry.target))
        answers = in_words(self._standing(entry))
        lines = (entry_title(state, entry), entry_help_text(state, entry), used, answers)
        return "\n".join(line for line in lines if line)

    def _spoken(self, entry: DrillEntry, row: int) -> str:
        title = entry_title(self._bridge.state, entry)
        worst = self._worst(entry)
        said = "" if worst == "ok" else f", {self._bridge.text(f'severity.{worst}')}"
        used = spoken(self._counts.of_page(entry.target))
        more = (used, self._audiences(entry), in_words(self._standing(entry)))
        said = "".join((said, *(f", {part}" for part in more if part)))
        if not self._placed:
            return f"{title}{said}"
        place = self.tr("Plads {at} af {size}").format(at=row + 1, size=self.size)
        return f"{place}: {title}{said}"

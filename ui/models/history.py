"""The log of change sets as rows, newest first, loaded as one scrolls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.history import SHOWN
from kkworkbench.workspace.log_filter import LogFilter
from kkworkbench.workspace.ports import LogHeader
from ui.bridge import Bridge
from ui.panels.values import named

Index = QModelIndex | QPersistentModelIndex
BATCH = 200
STEP = Qt.ItemDataRole.UserRole + 1
IS_UNDONE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """What is told of each step."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    ABOUT = 3


@dataclass(frozen=True, slots=True)
class _Row:
    header: LogHeader
    about: str


class HistoryModel(QAbstractTableModel):
    """Who did what, when; steps that were taken back are told as such."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[_Row] = []
        self._oldest: int | None = None
        self._wanted = LogFilter()
        self._undone: set[str] = set()
        self._gone: dict[tuple[type[Record], str], str] = {}
        self._branch = bridge.workspace.branch
        self._has_more = True
        self._headers = (
            self.tr("Hvornår"),
            self.tr("Hvem"),
            self.tr("Hvad"),
            self.tr("Om"),
        )
        self.fetchMore()
        self._newest = self._rows[0].header.step if self._rows else 0
        bridge.state_changed.connect(self._on_state_changed)

    def show(self, wanted: LogFilter) -> None:
        """Show only the steps that are asked for, of all that there are."""
        self._wanted = wanted
        self._load(None if not wanted.is_empty else BATCH)

    def header(self, row: int) -> LogHeader:
        """Return the log header of a row."""
        return self._rows[row].header

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008
        rows = self._read(BATCH)
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section] if 0 <= section < len(self._headers) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == STEP:
            return row.header.step
        if role == IS_UNDONE:
            return row.header.group in self._undone
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._text(row, column) for column in Column)
        return None

    def _text(self, row: _Row, column: int) -> str:
        match column:
            case Column.WHEN:
                return f"{row.header.at.astimezone():%d.%m.%Y %H.%M}"
            case Column.WHO:
                return row.header.author
            case Column.WHAT:
                what = self._bridge.text(row.header.label)
                if row.header.undoes:
                    return self.tr("Fortrød: {what}").format(what=what)
                if row.header.group in self._undone:
                    return self.tr("{what} (fortrudt)").format(what=what)
                return what
        return row.about

    def _about(self, header: LogHeader) -> str:
        if header.label == ApplyPlan.label:  # of hundreds of records the first says nothing
            marks = self._bridge.state.all(Snapshot)
            before = next((each for each in marks if each.step == header.step - 1), None)
            if before is not None and before.automatic:
                return before.name
        key = KINDS_BY_NAME[header.first_kind], header.first_id
        record = self._bridge.state.get(*key)
        if record is not None:
            return named(self._bridge, record)
        if key not in self._gone:
            self._gone[key] = self._name_of_gone(header)
        return self._gone[key]

    def _name_of_gone(self, header: LogHeader) -> str:
        """Return what a record was called that is no longer there."""
        (change_set,) = self._bridge.workspace.store.change_sets((header.step,))
        first = change_set.changes[0]
        record = first.before or first.after
        return named(self._bridge, record) if record is not None else ""

    def _note_undone(self, header: LogHeader) -> None:
        """Newest first: an undo that was itself undone takes nothing back."""
        if header.undoes and header.group not in self._undone:
            self._undone.add(header.undoes)

    def _load(self, limit: int | None) -> None:
        """Read the log anew: another part of it, or that of another variant."""
        self.beginResetModel()
        self._rows, self._oldest = [], None
        self._undone.clear()
        self._rows = self._read(limit)
        self._newest = self._rows[0].header.step if self._rows else 0
        self.endResetModel()

    def _read(self, limit: int | None) -> list[_Row]:
        """Read the next steps of what is shown, and keep those that are asked for."""
        workspace = self._bridge.workspace
        headers = workspace.store.headers(limit=limit, before=self._oldest, branch=workspace.branch)
        self._has_more = len(headers) == limit
        rows = []
        for header in headers:
            self._note_undone(header)
            self._oldest = header.step
            row = _Row(header, self._about(header))
            if self._wanted.is_empty or self._wanted.matches(header, self._words(row)):
                rows.append(row)
        return rows

    def _words(self, row: _Row) -> str:
        return " ".join(self._text(row, column) for column in Column)

    def _on_state_changed(self, event: StateChanged) -> None:
        workspace = self._bridge.workspace
        if event.change_set.label == SHOWN:
            if workspace.branch != self._branch:
                self._branch = workspace.branch
                self._load(None if not self._wanted.is_empty else BATCH)
            return
        newest = workspace.store.headers(limit=1, branch=workspace.branch)
        if not newest or newest[0].step <= self._newest:
            return
        header = newest[0]
        self._newest = header.step
        row = _Row(header, self._about(header))
        if self._wanted.is_empty or self._wanted.matches(header, self._words(row)):
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows.insert(0, row)
            self.endInsertRows()
        if header.undoes:
            self._recount()

    def _recount(self) -> None:
        self._undone.clear()
        for row in self._rows:
            self._note_undone(row.header)
        last = len(self._rows) - 1
        if last < 0:
            return
        self.dataChanged.emit(self.index(0, Column.WHAT), self.index(last, Column.WHAT))

"""The contact list as a table: a row for each entry, and for each contact that is not on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kkworkbench.model.channels import Audience
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.setting import Setting
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.workspace.commands.contact_list import EditListEntry
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.ranking import Use
from kkworkbench.workspace.search import (
    ListRow,
    all_rows,
    keys_of_subject,
    row_for,
    touched_keys,
)
from ui.bridge import Bridge
from ui.models.badges import Badge, counted, subjects_of_page
from ui.models.contact_status import ContactStatus
from ui.models.mime import PAGES, ids_in, mime_of
from ui.models.usage import UsageCounts, explained, spoken, total

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
WORST = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """What is told of each contact."""

    NAME = 0
    PROBLEMS = 1
    USAGE = 2
    PHONE = 3
    WRITTEN = 4
    ADDRESS = 5
    DISTRICT = 6
    CATEGORY = 7
    ADMINISTRATION = 8
    TIER = 9
    HOURS = 10
    AUDIENCE = 11
    CHECKED = 12
    ORG = 13


VOCABULARIES = {
    Column.DISTRICT: Vocabulary.DISTRICT,
    Column.CATEGORY: Vocabulary.CATEGORY,
    Column.ADMINISTRATION: Vocabulary.ADMINISTRATION,
}


def audience_names() -> dict[Audience, str]:
    """Return what the audiences are called."""
    tr = partial(QCoreApplication.translate, "ContactTableModel")
    return {Audience.CITIZEN: tr("Borgere"), Audience.BUSINESS: tr("Virksomheder")}


class ContactTableModel(QAbstractTableModel):
    """All rows in no order of their own; a proxy sorts and filters.

    Signals:
        pages_dropped(tuple): page ids to put on the list.
        drop_refused(str): why what is dragged cannot be put on the list; "" where it can.
    """

    pages_dropped = Signal(object)
    drop_refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[ListRow] = list(all_rows(bridge.state))
        self._at = {row.key: at for at, row in enumerate(self._rows)}
        self._badges: dict[str, Badge] = {}
        self._status = ContactStatus(bridge)
        self._audiences = audience_names()
        self.counts = UsageCounts(bridge)
        self._headers = (
            self.tr("Navn"),
            self.tr("Problemer"),
            self.tr("Brug"),
            self.tr("Telefon"),
            self.tr("Skriftlig"),
            self.tr("Adresse"),
            self.tr("Bydel"),
            self.tr("Kategori"),
            self.tr("Forvaltning"),
            self.tr("Niveau"),
            self.tr("Åbningstider"),
            self.tr("Målgruppe"),
            self.tr("Kontrolleret"),
            self.tr("KK Org nr."),
        )
        bridge.state_changed.connect(self._on_state_changed)
        bridge.findings_changed.connect(self._on_findings_changed)

    @property
    def rows(self) -> Sequence[ListRow]:
        """All rows, listed and not."""
        return self._rows

    def row_at(self, index: Index) -> ListRow:
        """Return the row of an index of this model."""
        return self._rows[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row stands."""
        return self.index(self._at[key], 0) if key in self._at else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

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
        if role == ROW:
            return row
        if role == WORST:
            worst = self.badge(row).worst
            return worst.value if worst is not None else "ok"
        if index.column() == Column.USAGE:
            return self._used(row, role)
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        return self.text(row, index.column()) if role in shown else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._rows[index.row()]
        if not row.is_listed or role != Qt.ItemDataRole.EditRole:
            return False
        page = self._bridge.state.get(Page, row.page)
        text = str(value).strip()
        wanted = None if not text or (page is not None and text == page.title) else text
        self._bridge.close_group()
        return self._bridge.run(EditListEntry(row.key, "title", wanted))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        writable = not self._bridge.is_read_only
        if not index.isValid():
            return flag.ItemIsDropEnabled if writable else flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        row = self._rows[index.row()]
        if writable and row.page:
            flags |= flag.ItemIsDragEnabled
        if writable and row.is_listed and index.column() == Column.NAME:
            flags |= flag.ItemIsEditable
        return flags | flag.ItemIsDropEnabled if writable else flags

    def heading(self, column: int) -> str:
        """Return what a column is called."""
        return self._headers[column]

    def text(self, row: ListRow, column: int) -> str:
        """Return what a cell says."""
        match column:
            case Column.NAME:
                return row.name or self.tr("(uden titel)")
            case Column.PHONE:
                return row.phone or "—"
            case Column.WRITTEN:
                return row.written or "—"
            case Column.ADDRESS:
                return row.address or "—"
            case Column.DISTRICT | Column.CATEGORY | Column.ADMINISTRATION:
                return self._terms(row, VOCABULARIES[Column(column)])
            case Column.TIER:
                return self._tier(row)
            case Column.HOURS:
                return hours_summary(row.hours) if row.hours is not None else "—"
            case Column.AUDIENCE:
                return ", ".join(self._audiences[each] for each in row.audiences)
            case Column.CHECKED:
                return f"{row.checked_on:%d.%m.%Y}" if row.checked_on is not None else "—"
            case Column.ORG:
                return row.org_id
            case Column.USAGE:
                return total(self.use(row)) or "—"
        count = self.problems(row)
        return str(count) if count else ""

    def problems(self, row: ListRow) -> int:
        """Count the findings on a row that are not waived."""
        return self.badge(row).total

    def use(self, row: ListRow) -> Use | None:
        """Return what was counted of a row; an entry's is that of its page."""
        if row.is_listed:
            return self.counts.of_page(row.page)
        return self.counts.of_contact(row.contact)

    def status(self, row: ListRow) -> tuple[str, ...]:
        """Return how a row fares."""
        return self._status.of(row, self.badge(row))

    def badge(self, row: ListRow) -> Badge:
        """Count the findings on a row by severity, as they are remembered."""
        badge = self._badges.get(row.key)
        if badge is None:
            badge = self._badges[row.key] = counted(self._bridge, self.subjects(row))
        return badge

    def subjects(self, row: ListRow) -> Iterable[str]:
        """Walk through the ids of the records whose findings count on a row."""
        if row.page:
            return subjects_of_page(self._bridge.state, row.page)
        return (row.contact,)

    # drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [PAGES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        pages = dict.fromkeys(self._rows[i.row()].page for i in indexes)
        return mime_of(PAGES, [page for page in pages if page])

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        found = (self._bridge.state.get(Page, id_) for id_ in ids_in(data, PAGES))
        pages = [page for page in found if page is not None]
        if not pages or self._bridge.is_read_only:
            return False
        other = next((page for page in pages if page.kind is not PageKind.CONTACT), None)
        text = self._bridge.text("refused.not_for_list", title=other.title) if other else ""
        self.drop_refused.emit(text)
        return other is None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Put the pages on the list; False so that views remove nothing."""
        if self.canDropMimeData(data, action, row, column, parent):
            self.pages_dropped.emit(ids_in(data, PAGES))
        return False

    # inside

    def _used(self, row: ListRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, Column.USAGE)
            case Qt.ItemDataRole.ToolTipRole:
                return explained(self._bridge, self.use(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self.use(row)) or self.tr("ikke talt")
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _terms(self, row: ListRow, vocabulary: Vocabulary) -> str:
        terms = (self._bridge.state.get(Term, id_) for id_ in row.facets[vocabulary])
        short = vocabulary is Vocabulary.ADMINISTRATION
        return ", ".join((t.code if short else t.name) for t in terms if t is not None)

    def _tier(self, row: ListRow) -> str:
        if row.tier is None:
            return ""
        return self.tr("Primær") if row.tier is Tier.PRIMARY else self.tr("Sekundær")

    def _on_state_changed(self, event: StateChanged) -> None:
        changes = event.change_set.changes
        last = len(self._rows) - 1
        if self.counts.forget(event) and self._rows:
            self.dataChanged.emit(self.index(0, Column.USAGE), self.index(last, Column.USAGE))
        if any(change.kind is Setting for change in changes):
            self._status.forget()
        if any(change.kind is Term for change in changes):
            self.dataChanged.emit(self.index(0, 0), self.index(last, len(Column) - 1))
        for key in touched_keys(event.before, event.after, changes):
            old = self._badges.pop(key, None)
            self._follow(key, row_for(event.after, key))
            at = self._at.get(key)
            # A record that is gone takes findings with it, of which no one tells afterwards.
            if old is not None and at is not None and old != self.badge(self._rows[at]):
                self._tell_problems(at, at)

    def _follow(self, key: str, row: ListRow | None) -> None:
        at = self._at.get(key)
        if at is None and row is not None:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.append(row)
            self._at[key] = at
            self.endInsertRows()
        elif at is not None and row is None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self._at = {each.key: n for n, each in enumerate(self._rows)}
            self.endRemoveRows()
        elif at is not None and row is not None and row != self._rows[at]:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    def _on_findings_changed(self, subjects: Iterable[str]) -> None:
        state = self._bridge.state
        self._status.forget()
        keys = {key for subject in subjects for key in keys_of_subject(state, subject)}
        differ = []
        for key in keys & self._at.keys():
            old = self._badges.pop(key, None)
            at = self._at[key]
            if old is None or old != self.badge(self._rows[at]):
                differ.append(at)
        # All at once: while some are told and others not, a proxy sorts them among each other wrong.
        if differ:
            self._tell_problems(min(differ), max(differ))

    def _tell_problems(self, first: int, last: int) -> None:
        top, bottom = self.index(first, Column.PROBLEMS), self.index(last, Column.PROBLEMS)
        self.dataChanged.emit(top, bottom)

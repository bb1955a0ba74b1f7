"""The contact list: search, three filters, and contacts that are not on it yet."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import BoxId, ContactId, ListEntryId, PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.workspace.commands.contact_list import (
    PutContactsOnList,
    PutOnList,
    RemoveFromList,
)
from kkworkbench.workspace.commands.contacts import AddContactPage
from kkworkbench.workspace.search import ListRow, facet_counts
from ui import theme
from ui.bridge import Bridge
from ui.delegates.contact_table import ContactTableDelegate
from ui.models.contact_table import Column, ContactFilter, ContactTableModel
from ui.pages.facets import FacetTree
from ui.pages.view_actions import view_action
from ui.widgets import EmptyState, SearchField, SegmentedControl, dress_view, label

LISTED, OTHERS = "listed", "others"


class ContactListPage(QWidget):
    """The phone book as editors work with it.

    Signals:
        page_selected(str): the page of the row that is chosen.
        page_requested(str): a page to edit.
        contact_requested(str): a contact without a page to edit.
        refused(str): why something cannot be done here.
    """

    page_selected = Signal(str)
    page_requested = Signal(str)
    contact_requested = Signal(str)
    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = ContactTableModel(bridge, self)
        self.filter = ContactFilter(self.model, self)
        self.table = QTableView()
        self.facets = FacetTree()
        self.search = SearchField(self.tr("Søg navn, nummer eller adresse"))
        self.scope = SegmentedControl(
            self.tr("Vis"),
            ((LISTED, self.tr("På listen")), (OTHERS, self.tr("Ikke på listen"))),
        )
        self.count = label("", "secondary")
        self._clear = QPushButton(self.tr("Ryd filter"))
        self.add_button = QPushButton(self.tr("Føj til kontaktlisten"))
        self._empty = EmptyState("", self.tr("Ryd filter"))
        self._make_actions()
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._refresh()

    def chosen(self) -> list[ListRow]:
        """Return the selected rows in the order in which they are shown."""
        indexes = sorted(self.table.selectionModel().selectedRows(), key=lambda i: i.row())
        return [self.model.row_at(self.filter.mapToSource(index)) for index in indexes]

    def add_to_list(self) -> None:
        """Put the selected contacts on the list, each with a page of its own where it has none."""
        overview = next(
            (p for p in self._bridge.state.all(Page) if p.kind is PageKind.OVERVIEW), None
        )
        entries: list[tuple[ListEntryId, PageId]] = []
        pages: list[AddContactPage] = []
        for row in self.chosen():
            page = self._bridge.state.get(Page, row.page)
            if page is not None and page.kind is PageKind.CONTACT:
                entries.append((ListEntryId(_new_id()), page.id))
            elif overview is not None:
                pages.append(
                    AddContactPage(
                        ContactId(row.contact),
                        PageId(_new_id()),
                        BoxId(_new_id()),
                        ListEntryId(_new_id()),
                        overview.id,
                    )
                )
            else:
                self.refused.emit(self.tr("Der er ingen oversigtsside at lægge kontakten under."))
                return
        if entries or pages:
            self._bridge.run(PutContactsOnList(tuple(entries), tuple(pages)))

    def put_pages(self, pages: Iterable[str]) -> None:
        """Put contact pages on the list."""
        entries = tuple((ListEntryId(_new_id()), PageId(page)) for page in pages)
        self._bridge.run(PutOnList(entries))

    def remove(self) -> None:
        """Take the selected entries off the list; pages and contacts stay."""
        entries = tuple(ListEntryId(row.key) for row in self.chosen() if row.is_listed)
        if entries:
            self._bridge.run(RemoveFromList(entries))

    def clear_filter(self) -> None:
        """Show all rows of the scope."""
        self.search.clear()
        self.facets.clear_choice()

    # inside

    def _make_actions(self) -> None:
        table = self.table
        self.open_action = view_action(table, self.tr("&Rediger"), "", self._open_current, "edit")
        self.rename_action = view_action(table, self.tr("&Omdøb på listen"), "F2", self._rename)
        self.remove_action = view_action(
            table, self.tr("&Fjern fra listen"), "Del", self.remove, "delete"
        )
        self.add_action = view_action(
            table, self.tr("Føj &til kontaktlisten"), "Ins", self.add_to_list, "add"
        )
        self.menu = QMenu(table)
        for action in (self.open_action, self.rename_action):
            self.menu.addAction(action)
        self.menu.addSeparator()
        for action in (self.add_action, self.remove_action):
            self.menu.addAction(action)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.filter)
        dress_view(table)
        table.setItemDelegate(ContactTableDelegate(table))
        table.setAccessibleName(self.tr("Kontaktliste"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.setTabKeyNavigation(False)
        table.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        table.setDragDropOverwriteMode(False)
        table.setDropIndicatorShown(False)
        table.horizontalHeader().setStretchLastSection(True)
        unit = self.fontMetrics().averageCharWidth()
        for column, characters in (
            (Column.NAME, 32),
            (Column.PROBLEMS, 14),
            (Column.USAGE, 10),
            (Column.PHONE, 14),
            (Column.WRITTEN, 22),
            (Column.ADDRESS, 40),
            (Column.DISTRICT, 22),
            (Column.CATEGORY, 22),
            (Column.ADMINISTRATION, 15),
            (Column.TIER, 12),
        ):
            table.setColumnWidth(column, unit * characters)
        table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(8))
        top.setSpacing(look.px(10))
        top.addWidget(label(self.tr("Kontaktliste"), "section"))
        top.addWidget(self.scope)
        self.search.setMinimumWidth(look.px(220))
        top.addWidget(self.search, 1)
        top.addWidget(self._clear)
        top.addWidget(self.count)
        top.addWidget(self.add_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.facets)
        self.splitter.addWidget(self._stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([look.px(220), look.px(900)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.search_changed.connect(self._on_filter_changed)
        self.facets.filters_changed.connect(self._on_filter_changed)
        self.scope.chosen.connect(self._on_filter_changed)
        self._clear.clicked.connect(self.clear_filter)
        self._empty.action_requested.connect(self._on_empty_action)
        self.add_button.clicked.connect(self.add_to_list)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.table.selectionModel().selectionChanged.connect(self._refresh_actions)
        self.table.activated.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.model.pages_dropped.connect(self.put_pages)
        self._bridge.state_changed.connect(self._refresh)

    def _on_filter_changed(self, _value: object = None) -> None:
        listed = self.scope.value() == LISTED
        self.filter.choose(listed, self.search.text().strip(), self.facets.chosen())
        self._refresh()

    def _refresh(self, _event: object = None) -> None:
        listed = self.scope.value() == LISTED
        rows = [row for row in self.model.rows if row.is_listed is listed]
        counts = facet_counts(rows, self.filter.query, self.filter.filters)
        self.facets.show_counts(self._bridge.state, counts)
        shown, total = self.filter.rowCount(), len(rows)
        others = len(self.model.rows) - total
        on, off = (total, others) if listed else (others, total)
        self.scope.set_text(LISTED, self.tr("På listen ({count})").format(count=on))
        self.scope.set_text(OTHERS, self.tr("Ikke på listen ({count})").format(count=off))
        self.count.setText(self.tr("{shown} af {total} indgange").format(shown=shown, total=total))
        filtered = bool(self.filter.query) or any(self.filter.filters.values())
        self._clear.setEnabled(filtered)
        self.add_button.setVisible(not listed)
        self.table.setColumnHidden(Column.USAGE, self.model.counts.is_empty)
        self._refresh_actions()
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._show_empty(listed, filtered, others)

    def _refresh_actions(self, *_selection: object) -> None:
        listed = self.scope.value() == LISTED
        chosen = bool(self.chosen())
        may = chosen and not self._bridge.is_read_only
        self.add_button.setEnabled(may)
        self.add_action.setEnabled(may and not listed)
        self.remove_action.setEnabled(may and listed)
        self.rename_action.setEnabled(may)
        self.open_action.setEnabled(chosen)

    def _show_empty(self, listed: bool, filtered: bool, others: int) -> None:
        """Say why no row is shown; what the button does is settled in `_on_empty_action`."""
        action: str | None
        if filtered:
            query = self.filter.query
            text = self.tr("Ingen resultater for »{query}«").format(query=query)
            text = text if query else self.tr("Ingen resultater for filteret.")
            action = self.tr("Ryd filter")
        elif listed:
            text = self.tr("Kontaktlisten er tom.")
            action = self.tr("Vis kontakter, der ikke er på listen")
        else:
            text = self.tr("Alle kontakter står på kontaktlisten.")
            action = self.tr("Vis kontaktlisten")
        if not filtered and not others:
            text = self.tr("Der er ingen kontakter endnu. Importer dem i menuen Filer.")
            action = None
        self._empty.set_sentence(text)
        self._empty.set_action(action)

    def _on_empty_action(self) -> None:
        if self._clear.isEnabled():
            self.clear_filter()
            return
        self.scope.set_value(OTHERS if self.scope.value() == LISTED else LISTED)
        self._on_filter_changed()

    def _show_menu(self, at: QPoint) -> None:
        if self.table.indexAt(at).isValid():
            self.menu.popup(self.table.viewport().mapToGlobal(at))

    def _rename(self) -> None:
        index = self.table.currentIndex().siblingAtColumn(Column.NAME)
        if not index.isValid():
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
            return
        sentence = self.tr("»{name}« er ikke på kontaktlisten og kan ikke omdøbes her.")
        self.refused.emit(sentence.format(name=index.data()))

    def _open_current(self) -> None:
        if self.table.currentIndex().isValid():
            self._open(self.table.currentIndex())

    def _on_current_changed(self, now: QModelIndex, _was: QModelIndex) -> None:
        if now.isValid():
            self.page_selected.emit(self.model.row_at(self.filter.mapToSource(now)).page)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(self.filter.mapToSource(index))
        if row.page:
            self.page_requested.emit(row.page)
        elif row.contact:
            self.contact_requested.emit(row.contact)


def _new_id() -> str:
    return str(uuid4())

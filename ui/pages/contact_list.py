"""The contact list: search, three filters, and contacts that are not on it yet."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import ListEntryId, PageId
from kkworkbench.text.danish import index_letter
from kkworkbench.workspace.commands.contact_list import PutOnList, RemoveFromList
from kkworkbench.workspace.commands.pages import MovePages
from kkworkbench.workspace.putting_on_list import put_on_list
from kkworkbench.workspace.search import ListRow, facet_counts
from ui import theme
from ui.bridge import Bridge
from ui.delegates.contact_table import ContactTableDelegate
from ui.dialogs.bulk_edit import BulkEditDialog
from ui.dialogs.move_to import MoveToDialog
from ui.dialogs.settling import settled
from ui.dialogs.waive_many import waive_many
from ui.models.contact_filter import ContactFilter
from ui.models.contact_table import Column, ContactTableModel
from ui.pages.contact_list_alphabet import AlphabetStrip
from ui.pages.contact_list_chosen import ChosenBar
from ui.pages.contact_list_columns import ListColumns
from ui.pages.contact_list_table import ContactTable, TablePart
from ui.pages.facets import FacetTree
from ui.pages.view_actions import view_action
from ui.widgets import EmptyState, SearchField, SegmentedControl, dress_view, label

LOW = 280
"""Pixels, before the zoom, under which all room goes to the rows; the menu has what the bar has."""
LISTED, OTHERS = "listed", "others"
FINDINGS_MS = 200
"""How long findings may come in before what is counted of them is counted anew."""


class ContactListPage(QWidget):
    """The phone book as editors work with it.

    Signals:
        page_selected(str): the page of the row that is chosen.
        page_requested(str): a page to edit.
        contact_requested(str): a contact without a page to edit.
        refused(str): why something cannot be done here.
        export_requested(tuple): pages, or contacts that have none, to write a batch of.
        import_requested(): there are no contacts, and they are to come from files.
    """

    page_selected = Signal(str)
    page_requested = Signal(str)
    contact_requested = Signal(str)
    refused = Signal(str)
    export_requested = Signal(object)
    import_requested = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = ContactTableModel(bridge, self)
        self.filter = ContactFilter(self.model, self)
        self.table = ContactTable()
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
        self.alphabet = AlphabetStrip()
        self._is_behind = False
        self._later = QTimer(self, singleShot=True, interval=FINDINGS_MS)
        self._make_actions()
        self.chosen_bar = ChosenBar(
            {
                self.edit_action: self.tr("Rediger samlet…"),
                self.move_action: self.tr("Flyt til…"),
                self.export_action: self.tr("Føj til pakke…"),
                self.waive_action: self.tr("Dispensation…"),
            }
        )
        self._set_up_table()
        self.columns = ListColumns(self.table, self.model)
        self._lay_out()
        self._connect()
        self._follow()

    def chosen(self) -> list[ListRow]:
        """Return the selected rows in the order in which they are shown."""
        indexes = sorted(self.table.selectionModel().selectedRows(), key=lambda i: i.row())
        return [self.model.row_at(self.filter.mapToSource(index)) for index in indexes]

    def add_to_list(self) -> None:
        """Put the selected contacts on the list, each with a page of its own where it has none."""
        command = put_on_list(self._bridge.state, self.chosen(), _new_id)
        if command is None:
            self.refused.emit(self.tr("Der er ingen oversigtsside at lægge kontakten under."))
        elif command.entries or command.pages:
            self._bridge.run(command)

    def put_pages(self, pages: Iterable[str]) -> None:
        """Put contact pages on the list."""
        entries = tuple((ListEntryId(_new_id()), PageId(page)) for page in pages)
        self._bridge.run(PutOnList(entries))

    def remove(self) -> None:
        """Take the selected entries off the list; pages and contacts stay."""
        entries = tuple(ListEntryId(row.key) for row in self.chosen() if row.is_listed)
        if entries:
            self._bridge.run(RemoveFromList(entries))

    def edit_together(self) -> None:
        """Ask what the selected entries are to have in common, and give it to them."""
        rows = self.chosen()
        if rows and settled(self._bridge, self):
            dialog = BulkEditDialog(self._bridge, rows, self)
            dialog.exec()
            dialog.deleteLater()

    def move_pages(self) -> None:
        """Ask where the pages of the selected entries go."""
        pages = tuple(dict.fromkeys(PageId(row.page) for row in self.chosen() if row.page))
        if not pages:
            return
        dialog = MoveToDialog(self._bridge, pages, self)
        if dialog.exec() == MoveToDialog.DialogCode.Accepted:
            self._bridge.run(MovePages(pages, *dialog.place()))
        dialog.deleteLater()

    def waive(self) -> None:
        """Ask for a dispensation for what is found on the selected entries."""
        subjects = {id_ for row in self.chosen() for id_ in self.model.subjects(row)}
        found = [result for id_ in sorted(subjects) for result in self._bridge.results_of(id_)]
        found = [result for result in found if result.waiver is None]
        if found:
            waive_many(self._bridge, found, self)

    def go_to_letter(self, letter: str) -> None:
        """Go to the first entry whose name starts with a letter."""
        if self.filter.sortColumn() != Column.NAME:
            self.table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        for row, name in enumerate(self._shown_names()):
            if index_letter(name) == letter:
                self.table.go_to(row)
                return

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
        self.edit_action = view_action(
            table, self.tr("Rediger &samlet…"), "Ctrl+Return", self.edit_together
        )
        self.move_action = view_action(
            table, self.tr("F&lyt til…"), "Ctrl+M", self.move_pages, "move-to"
        )
        self.export_action = view_action(
            table, self.tr("Ekspor&ter det valgte…"), "", self._ask_for_batch, "export"
        )
        self.waive_action = view_action(table, self.tr("Giv &dispensation…"), "", self.waive)
        self.menu = QMenu(table)
        for action in (
            *(self.open_action, self.rename_action, None),
            *(self.add_action, self.remove_action, None),
            *(self.edit_action, self.move_action, self.export_action, self.waive_action),
        ):
            self.menu.addSeparator() if action is None else self.menu.addAction(action)

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
        table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(8))
        top.setSpacing(look.px(10))
        top.addWidget(label(self.tr("Kontaktliste"), "section"))
        top.addWidget(self.scope)
        self.scope.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.search.setMinimumWidth(look.px(120))
        top.addWidget(self.search, 1)
        top.addWidget(self._clear)
        top.addWidget(self.count)
        top.addWidget(self.add_button)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._stack = QStackedWidget(self.splitter)
        self._stack.addWidget(TablePart(self.table, self.alphabet))
        self._stack.addWidget(self._empty)
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
        layout.addWidget(self.chosen_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chosen_bar.setVisible(self.height() >= theme.current().px(LOW))

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
        self.model.drop_refused.connect(self.refused)
        self.alphabet.letter_chosen.connect(self.go_to_letter)
        self._later.timeout.connect(self._on_findings_settled)
        self._bridge.findings_changed.connect(lambda _subjects: self._later.start())
        self._bridge.state_changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_behind:
            self._refresh()

    def _follow(self, _event: object = None) -> None:
        """Count again; what nobody sees is counted when it is shown."""
        self.columns.leave_out(Column.USAGE, self.model.counts.is_empty)
        if self.isVisible():
            self._refresh()
        else:
            self._is_behind = True

    def _on_filter_changed(self, _value: object = None) -> None:
        listed = self.scope.value() == LISTED
        self.filter.choose(listed, self.search.text().strip(), self.facets.chosen())
        self._refresh()

    def _refresh(self) -> None:
        self._is_behind = False
        listed = self.scope.value() == LISTED
        rows = [row for row in self.model.rows if row.is_listed is listed]
        filters = self.filter.filters
        counts = facet_counts(rows, self.filter.query, filters, self.model.status)
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
        self.alphabet.show_letters(self._shown_names())
        self._refresh_actions()
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._show_empty(listed, filtered, others)

    def _refresh_actions(self, *_selection: object) -> None:
        listed = self.scope.value() == LISTED
        rows = self.chosen()
        chosen = bool(rows)
        may = chosen and not self._bridge.is_read_only
        self.add_button.setEnabled(may)
        self.add_action.setEnabled(may and not listed)
        self.remove_action.setEnabled(may and listed)
        self.rename_action.setEnabled(may)
        self.open_action.setEnabled(chosen)
        self.edit_action.setEnabled(may)
        self.move_action.setEnabled(may and any(row.page for row in rows))
        self.export_action.setEnabled(chosen)
        self.waive_action.setEnabled(may and any(self.model.problems(row) for row in rows))
        self.chosen_bar.show_chosen(len(rows))

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
            text = self.tr("Der er ingen kontakter endnu.")
            action = self.tr("Importer kontakter…")
        self._empty.set_sentence(text)
        self._empty.set_action(action)

    def _on_empty_action(self) -> None:
        if self._clear.isEnabled():
            self.clear_filter()
            return
        if not self.model.rowCount():
            self.import_requested.emit()
            return
        self.scope.set_value(OTHERS if self.scope.value() == LISTED else LISTED)
        self._on_filter_changed()

    def _on_findings_settled(self) -> None:
        if self.filter.follows_findings:
            self.filter.invalidate()
        self._follow()

    def _shown_names(self) -> list[str]:
        shown = self.filter
        rows = (shown.mapToSource(shown.index(n, 0)) for n in range(shown.rowCount()))
        return [self.model.row_at(row).name for row in rows]

    def _ask_for_batch(self) -> None:
        self.export_requested.emit(tuple(row.page or row.contact for row in self.chosen()))

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

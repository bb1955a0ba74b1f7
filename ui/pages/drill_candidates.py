"""The candidates beside the drill menu: find, sort and add."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact_list import ListEntry
from ui import theme
from ui.bridge import Bridge
from ui.delegates.drill_card import CandidateDelegate
from ui.models.candidates import CandidatesModel
from ui.pages.drill_criteria import CriteriaLine
from ui.pages.view_actions import view_action
from ui.widgets import EmptyState, NoWheelComboBox, SearchField, dress_view, label


class CandidatesPane(QWidget):
    """Pages of the contact list that are not in the drill menu.

    Signals:
        pages_chosen(tuple): pages to add to the menu.
        page_selected(str): the page that is chosen, to be shown.
    """

    pages_chosen = Signal(object)
    page_selected = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = CandidatesModel(bridge, self)
        self.view = QListView()
        self.search = SearchField(self.tr("Søg i kandidater"))
        self.heading = label("", "section")
        self.empty = EmptyState("")
        self._order = NoWheelComboBox()
        self.criteria = CriteriaLine(bridge, self.model)
        self._add = QPushButton(self.tr("Tilføj til drill-menuen"))
        self.add_action = view_action(
            self.view, self.tr("&Tilføj kandidat"), "Ctrl+Right", self.add, "add"
        )
        self._set_up_view()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._refresh()

    def look_for(self, query: str) -> None:
        """Show the candidates that match, with the focus among them."""
        self.search.setText(query)
        self._on_search(query)
        if self.model.rowCount():
            self.go_to_first()
        else:
            self.search.setFocus()

    # entries of the menu that are dragged here are left out of it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        action = event.proposedAction()
        root = QModelIndex()
        if self.model.canDropMimeData(event.mimeData(), action, -1, -1, root):
            self._hint.show()
            self._hint.raise_()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.hide()
        action = event.proposedAction()
        self.model.dropMimeData(event.mimeData(), action, -1, -1, QModelIndex())
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setGeometry(self.rect())

    def chosen(self) -> tuple[str, ...]:
        """Return the pages that are selected, in their order."""
        rows = sorted(self.view.selectionModel().selectedIndexes(), key=lambda i: i.row())
        return tuple(self.model.page_id(index) for index in rows)

    def add(self) -> None:
        """Ask for the selected candidates to be placed."""
        if self.chosen():
            self.pages_chosen.emit(self.chosen())

    def go_to_first(self) -> None:
        """Give the candidates the focus, with one of them chosen."""
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus()

    # inside

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(self.tr("Kandidater"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setUniformItemSizes(True)
        dress_view(view)
        view.setItemDelegate(CandidateDelegate(view))
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def _lay_out(self) -> None:
        look = theme.current()
        self._hint = QLabel(self.tr("Slip for at udelade af drill-menuen"), self)
        self._hint.setProperty("role", "drop")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._order.setAccessibleName(self.tr("Sorter kandidater"))
        for key, text in (
            ("name", self.tr("Navn")),
            ("administration", self.tr("Forvaltning")),
            ("findings", self.tr("Problemer")),
            ("usage", self.tr("Brug")),
        ):
            self._order.addItem(text, key)
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self._order)
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(look.px(140))
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        column.addWidget(self.criteria)
        column.addWidget(self._add)

    def _connect(self) -> None:
        self.search.search_changed.connect(self._on_search)
        self.search.went_down.connect(self.go_to_first)
        self._order.activated.connect(lambda _row: self.model.set_order(self._order.currentData()))
        self._add.clicked.connect(self.add)
        self.empty.action_requested.connect(self.search.clear)
        self.view.activated.connect(lambda _index: self.add())
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.selectionModel().selectionChanged.connect(self._refresh)
        self._bridge.state_changed.connect(self._refresh)

    def _on_search(self, query: str) -> None:
        self.model.set_query(query.strip())
        self._refresh()

    def _on_current_changed(self, now: QModelIndex, _was: QModelIndex) -> None:
        # A row that goes away makes another the current one; that is no choice of a person.
        self.criteria.show_page(self.model.page_id(now))
        if now.isValid() and self.view.hasFocus():
            self.page_selected.emit(self.model.page_id(now))

    def _refresh(self, *_event: object) -> None:
        shown, total = self.model.rowCount(), self.model.total
        query = self.search.text().strip()
        if query:
            text = self.tr("Kandidater ({shown} af {total})").format(shown=shown, total=total)
        else:
            text = self.tr("Kandidater ({count})").format(count=total)
        self.heading.setText(text)
        can_add = bool(self.chosen()) and not self._bridge.is_read_only
        self._add.setEnabled(can_add)
        self.add_action.setEnabled(can_add)
        self._stack.setCurrentIndex(0 if shown else 1)
        if shown:
            return
        if query:
            self.empty.set_sentence(self.tr("Ingen resultater for »{query}«").format(query=query))
            self.empty.set_action(self.tr("Ryd søgning"))
        else:
            empty_list = self.tr("Kontaktlisten er tom, så der er ingen kandidater.")
            all_placed = self.tr("Alle indgange på kontaktlisten er i drill-menuen.")
            listed = self._bridge.state.count(ListEntry)
            self.empty.set_sentence(all_placed if listed else empty_list)
            self.empty.set_action(None)

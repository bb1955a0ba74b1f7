"""The drill menu: its places, the entries left out, the candidates, and the entry's own texts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId, PageId
from kkworkbench.workspace.commands.drill import (
    MoveDrillEntries,
    PlaceInDrill,
    SwapInDrill,
    TakeOutOfDrill,
)
from ui import theme
from ui.bridge import Bridge
from ui.delegates.drill_card import DrillCardDelegate
from ui.dialogs.swap import SwapDialog
from ui.icons import icon
from ui.models.candidates import CandidatesModel
from ui.models.drill_list import DrillListModel
from ui.pages.drill_parts import Coverage, EntryForm
from ui.widgets import NoWheelComboBox, NoWheelSpinBox, SearchField, dress_view, label


class DrillPage(QWidget):
    """Arrange the primary entries.

    Signals:
        page_selected(str): the page of the entry that is chosen.
        page_requested(str): a page to edit.
        refused(str): why something cannot be done here.
    """

    page_selected = Signal(str)
    page_requested = Signal(str)
    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = DrillListModel(bridge, parent=self)
        self.left_out_model = DrillListModel(bridge, placed=False, parent=self)
        self.candidates_model = CandidatesModel(bridge, self)
        self.view = QListView()
        self.left_out = QListView()
        self.candidates = QListView()
        self.search = SearchField(self.tr("Søg i kandidater"))
        self.form = EntryForm(bridge)
        self.coverage = Coverage(bridge)
        self._number = NoWheelSpinBox()
        self._make_actions()
        self._set_up_views()
        self._lay_out()
        self._connect()
        self._refresh()

    # what a person does

    def add_pages(self, pages: Iterable[str], position: int | None = None) -> None:
        """Place pages in the menu; when it is full, ask which entry each replaces."""
        for page_id in tuple(pages):
            if self.model.filled >= self.model.size:
                if not self.swap(page_id):
                    return
                continue
            at = self.model.filled if position is None else position
            done = self._bridge.run(PlaceInDrill(self._new_id(), PageId(page_id), at))
            if done and position is not None:
                position += 1

    def swap(self, page_id: str, out_id: str = "") -> bool:
        """Ask which entry gives its place to a page, and swap them."""
        dialog = SwapDialog(self._bridge, page_id, out_id, self)
        if dialog.exec() != SwapDialog.DialogCode.Accepted:
            return False
        out = dialog.out_id()
        if out is None:
            return False
        return self._bridge.run(SwapInDrill(out, self._new_id(), PageId(page_id)))

    def chosen(self) -> tuple[DrillEntryId, ...]:
        """Return the entries that are selected, in their order."""
        rows = sorted(self.view.selectionModel().selectedIndexes(), key=lambda i: i.row())
        return tuple(entry for entry in map(self.model.entry_id, rows) if entry)

    def move(self, by: int) -> None:
        """Move the selected entries one place up (-1) or down (+1)."""
        entries = self.chosen()
        if not entries or self.model.locked:
            return
        rows = [self.model.index_of(entry).row() for entry in entries]
        at = min(rows) - 1 if by < 0 else max(rows) + 2
        if 0 <= at <= self.model.filled:
            self._bridge.run(MoveDrillEntries(entries, at))

    def move_to_number(self) -> None:
        """Move the selected entries to the place whose number stands in the field."""
        entries = self.chosen()
        if not entries or self.model.locked:
            return
        wanted = self._number.value() - 1
        row = self.model.index_of(entries[0]).row()
        at = wanted if wanted <= row else wanted + len(entries)
        self._bridge.run(MoveDrillEntries(entries, min(at, self.model.filled)))
        self.view.setFocus()

    def take_out(self) -> None:
        """Leave the selected entries out; they keep their texts."""
        entries = self.chosen()
        if entries:
            self._bridge.run(TakeOutOfDrill(entries))

    def put_back(self) -> None:
        """Give the chosen entry that was left out a place again."""
        entry_id = self.left_out_model.entry_id(self.left_out.currentIndex())
        entry = self._bridge.state.get(DrillEntry, entry_id)
        if entry is not None:
            self.add_pages((entry.target,))

    def add_candidate(self) -> None:
        """Place the selected candidates."""
        rows = self.candidates.selectionModel().selectedIndexes()
        self.add_pages([self.candidates_model.page_id(index) for index in rows])

    @property
    def menu_actions(self) -> tuple[QAction | None, ...]:
        """The actions of the menu Drill-menu, None for a separator."""
        return (
            self.up_action,
            self.down_action,
            self.number_action,
            self.rename_action,
            None,
            self.add_action,
            self.out_action,
            None,
            self.lock_action,
        )

    # inside

    def _make_actions(self) -> None:
        def action(text: str, name: str, keys: object, slot: object) -> QAction:
            made = QAction(text, self)
            if name:
                made.setIcon(icon(name, theme.current()))
            if keys is not None:
                made.setShortcut(QKeySequence(keys))  # type: ignore[call-overload]
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.triggered.connect(slot)
            self.addAction(made)
            return made

        self.up_action = action(self.tr("Flyt o&p"), "move-up", "Alt+Up", lambda: self.move(-1))
        self.down_action = action(
            self.tr("Flyt n&ed"), "move-down", "Alt+Down", lambda: self.move(1)
        )
        self.number_action = action(
            self.tr("&Flyt til plads…"), "move-to", "Ctrl+M", self._focus_number
        )
        self.rename_action = action(self.tr("&Omdøb"), "edit", "F2", self._rename)
        self.add_action = action(
            self.tr("&Tilføj kandidat"), "add", "Ctrl+Right", self.add_candidate
        )
        self.out_action = action(self.tr("&Udelad"), "delete", "Del", self.take_out)
        self.lock_action = action(self.tr("&Lås rækkefølge"), "lock", None, lambda: None)
        self.lock_action.setCheckable(True)
        self.lock_action.toggled.connect(self._on_locked)

    def _set_up_views(self) -> None:
        for view, model, name in (
            (self.view, self.model, self.tr("Drill-menu")),
            (self.left_out, self.left_out_model, self.tr("Udeladt")),
            (self.candidates, self.candidates_model, self.tr("Kandidater")),
        ):
            view.setModel(model)
            view.setAccessibleName(name)
            view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            view.setDragEnabled(True)
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.setUniformItemSizes(True)
        for view in (self.view, self.left_out):
            view.setItemDelegate(DrillCardDelegate(view))
            view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
            view.setDropIndicatorShown(True)
            view.setDefaultDropAction(Qt.DropAction.MoveAction)
        dress_view(self.candidates)
        self.candidates.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def _lay_out(self) -> None:
        look = theme.current()
        self._heading = label("", "section")
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        head.addWidget(self._heading, 1)
        self._number.setRange(1, max(1, self.model.size))
        self._number.setAccessibleName(self.tr("Flyt til plads"))
        self._number.setPrefix(self.tr("plads "))
        head.addWidget(self._number)
        for action in (self.up_action, self.down_action, self.lock_action):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text().replace("&", ""))
            head.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self._left_out_name = label(self.tr("Udeladt"), "section")
        self._left_out_name.setContentsMargins(look.px(12), look.px(8), 0, look.px(4))
        column.addWidget(self._left_out_name)
        self.left_out.setMaximumHeight(look.px(120))
        column.addWidget(self.left_out)
        column.addWidget(self.coverage)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._candidates_side())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _candidates_side(self) -> QWidget:
        look = theme.current()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(self.form)
        self._candidates_name = label("", "section")
        column.addWidget(self._candidates_name)
        self._order = NoWheelComboBox()
        self._order.setAccessibleName(self.tr("Sorter kandidater"))
        for key, text in (
            ("name", self.tr("Navn")),
            ("administration", self.tr("Forvaltning")),
            ("findings", self.tr("Problemer")),
        ):
            self._order.addItem(text, key)
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self._order)
        column.addLayout(row)
        column.addWidget(self.candidates, 1)
        add = QPushButton(self.tr("Tilføj til drill-menuen"))
        add.clicked.connect(self.add_candidate)
        column.addWidget(add)
        return side

    def _connect(self) -> None:
        self.search.search_changed.connect(self.candidates_model.set_query)
        self._order.activated.connect(
            lambda _row: self.candidates_model.set_order(self._order.currentData())
        )
        self._number.lineEdit().returnPressed.connect(self.move_to_number)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.doubleClicked.connect(self._on_opened)
        self.left_out.activated.connect(lambda _index: self.put_back())
        self.candidates.activated.connect(lambda _index: self.add_candidate())
        self.candidates.clicked.connect(
            lambda index: self.page_selected.emit(self.candidates_model.page_id(index))
        )
        # A dialog inside the drop would keep the mouse held until it is answered.
        later = Qt.ConnectionType.QueuedConnection
        for model in (self.model, self.left_out_model):
            model.pages_dropped.connect(self.add_pages, later)
        self.model.page_dropped_on.connect(self._on_dropped_on, later)
        self._bridge.state_changed.connect(self._refresh)

    def _on_dropped_on(self, page_id: str, entry_id: str) -> None:
        if self.model.filled < self.model.size:
            self.add_pages((page_id,), self.model.index_of(entry_id).row())
        else:
            self.swap(page_id, entry_id)

    def _on_current_changed(self, now: QModelIndex, _was: QModelIndex) -> None:
        entry_id = self.model.entry_id(now)
        self.form.show_entry(entry_id or "")
        entry = self._bridge.state.get(DrillEntry, entry_id)
        if entry is not None:
            self._number.setValue(now.row() + 1)
            self.page_selected.emit(entry.target)

    def _on_opened(self, index: QModelIndex) -> None:
        entry = self._bridge.state.get(DrillEntry, self.model.entry_id(index))
        if entry is not None:
            self.page_requested.emit(entry.target)

    def _on_locked(self, locked: bool) -> None:
        self.model.locked = locked

    def _rename(self) -> None:
        if self.view.currentIndex().isValid():
            self.view.edit(self.view.currentIndex())

    def _focus_number(self) -> None:
        self._number.setFocus()
        self._number.selectAll()

    def _refresh(self, _event: object = None) -> None:
        filled, size = self.model.filled, self.model.size
        heading = self.tr("Drill-menu · {filled} af {size} pladser")
        self._heading.setText(heading.format(filled=filled, size=size))
        self._number.setMaximum(max(1, size))
        count = self.left_out_model.rowCount()
        self._left_out_name.setVisible(count > 0)
        self.left_out.setVisible(count > 0)
        candidates = self.candidates_model.rowCount()
        self._candidates_name.setText(self.tr("Kandidater ({count})").format(count=candidates))
        for action in (self.up_action, self.down_action, self.out_action, self.add_action):
            action.setEnabled(not self._bridge.is_read_only)

    def _new_id(self) -> DrillEntryId:
        return DrillEntryId(str(uuid4()))

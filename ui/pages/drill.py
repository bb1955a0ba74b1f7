"""The drill menu: its places, the entries left out, the candidates, and the entry's own texts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId, PageId, SettingId
from kkworkbench.model.page import DRILL_KINDS, Page
from kkworkbench.state.indexes import DRILL_BY_TARGET
from kkworkbench.workspace.commands.drill import (
    LOCKED,
    MoveDrillEntries,
    PlacePagesInDrill,
    SwapInDrill,
    TakeOutOfDrill,
)
from kkworkbench.workspace.commands.settings import SetSetting
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.swap import SwapDialog
from ui.icons import icon
from ui.models.drill_list import DrillListModel
from ui.pages.drill_board import BoardView
from ui.pages.drill_candidates import CandidatesPane
from ui.pages.drill_coverage import CoverageStrip
from ui.pages.drill_parts import EntrySide, LeftOut
from ui.pages.view_actions import view_action
from ui.widgets import EmptyState, NoWheelSpinBox, label


class DrillPage(QWidget):
    """Arrange the primary entries.

    Signals:
        page_selected(str): the page of the entry that is chosen.
        page_requested(str): a page to edit.
        refused(str): why something cannot be done here.
        told(str): what was selected.
    """

    page_selected = Signal(str)
    page_requested = Signal(str)
    refused = Signal(str)
    told = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self.splitter)
        self._scroll = QScrollArea(self.splitter)
        self._side = QWidget(self._scroll)
        self._scroll.setWidget(self._side)
        self.model = DrillListModel(bridge, parent=self)
        self.view = BoardView(self.model, self.tr("Drill-menu"))
        self.aside = LeftOut(bridge)
        self.left_out = self.aside.view
        self.side = CandidatesPane(bridge, self._side)
        self.candidates_model = self.side.model
        self.candidates = self.side.view
        self.search = self.side.search
        self.entry = EntrySide(bridge, self._side)
        self.form = self.entry.form
        self.coverage = CoverageStrip(bridge, self._left)
        self.empty = EmptyState(self.tr("Drill-menuen er tom."))
        self._number = NoWheelSpinBox()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._refresh()

    # what a person does

    def add_pages(self, pages: Iterable[str], position: int | None = None) -> None:
        """Place pages in the menu; when it is full, ask which entry each replaces.

        Those that are in the menu already move to `position`; without one that is refused.
        """
        wanted = [PageId(page) for page in dict.fromkeys(pages) if self._may_stand(page)]
        standing = [page for page in wanted if self._placed_entry(page) is not None]
        if standing and (position is None or self.model.locked):
            self._refuse_standing(standing[0])
            wanted = [page for page in wanted if page not in standing]
            standing = []
        room = max(0, self.model.size - self.model.filled)
        new = [page for page in wanted if page not in standing]
        placed = [page for page in wanted if page in standing or page in new[:room]]
        if placed:
            at = self.model.filled if position is None else position
            entries = tuple((self._new_id(), page) for page in placed)
            self._bridge.run(PlacePagesInDrill(entries, at))
        for page in new[room:]:
            if not self.swap(page):
                return

    def swap(self, page_id: str, out_id: str = "") -> bool:
        """Ask which entry gives its place to a page, and swap them."""
        dialog = SwapDialog(self._bridge, page_id, out_id, self)
        try:
            if dialog.exec() != SwapDialog.DialogCode.Accepted:
                return False
            out = dialog.out_id()
        finally:
            dialog.deleteLater()
        if out is None:
            return False
        return self._bridge.run(SwapInDrill(out, self._new_id(), PageId(page_id)))

    def put_onto(self, page_id: str, entry_id: str) -> None:
        """Give a page the place of an entry: before it where there is room, else in its stead."""
        row = self.model.index_of(entry_id).row()
        standing = self._placed_entry(page_id)
        if standing is not None:
            below = self.model.index_of(standing).row() < row
            self.add_pages((page_id,), row + below)
        elif self.model.filled < self.model.size:
            self.add_pages((page_id,), row)
        elif self._may_stand(page_id):
            entry = DrillEntryId(entry_id)
            self._bridge.run(SwapInDrill(entry, self._new_id(), PageId(page_id)))

    def chosen(self) -> tuple[DrillEntryId, ...]:
        """Return the entries that are selected, in their order."""
        return self.view.chosen()

    def move_by(self, by: int) -> None:
        """Move the selected entries so many places up (less than 0) or down."""
        entries = self.chosen()
        if not entries or self.model.locked:
            return
        rows = [self.model.index_of(entry).row() for entry in entries]
        at = min(rows) + by if by < 0 else max(rows) + 1 + by
        if 0 <= at <= self.model.filled:
            self._bridge.run(MoveDrillEntries(entries, at))
        else:
            self.refused.emit(self.view.edge_in_words(by))

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

    def select(self, entries: Iterable[str], sentence: str = "") -> None:
        """Select entries of the menu, and say what they are."""
        found = [self.model.index_of(entry) for entry in entries]
        chosen = self.view.selectionModel()
        chosen.clearSelection()
        if found:
            # The current entry is set without a selection of its own.
            chosen.setCurrentIndex(found[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        for index in found:
            chosen.select(index, QItemSelectionModel.SelectionFlag.Select)
        if sentence:
            self.told.emit(sentence)

    @property
    def menu_actions(self) -> tuple[QAction | None, ...]:
        """The actions of the menu Drill-menu, None for a separator."""
        return (
            *self._moves,
            self.rename_action,
            self.questions_action,
            None,
            self.side.add_action,
            self.out_action,
            self.aside.back_action,
            None,
            self.lock_action,
        )

    # inside

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.model.filled and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0))
        if self.focusWidget() is None:
            # Else the first stop of Tab gets it, which is the number above the board.
            self.view.setFocus()

    def _make_actions(self) -> None:
        view = self.view
        self.up_action = view_action(
            view, self.tr("Flyt o&p"), "Alt+Up", lambda: self.move_by(-self.view.across), "move-up"
        )
        self.down_action = view_action(
            view,
            self.tr("Flyt n&ed"),
            "Alt+Down",
            lambda: self.move_by(self.view.across),
            "move-down",
        )
        left, right = self.tr("Flyt til ve&nstre"), self.tr("Flyt til &højre")
        self.left_action = view_action(view, left, "Alt+Left", lambda: self.move_by(-1))
        self.right_action = view_action(view, right, "Alt+Right", lambda: self.move_by(1))
        self.number_action = view_action(
            view, self.tr("&Flyt til plads…"), "Ctrl+M", self._focus_number, "move-to"
        )
        self.rename_action = view_action(view, self.tr("&Omdøb"), "F2", self._rename, "edit")
        self.out_action = view_action(view, self.tr("&Udelad"), "Del", self.take_out, "delete")
        self.lock_action = QAction(icon("lock", theme.current()), self.tr("&Lås rækkefølge"), self)
        self.lock_action.setCheckable(True)
        self.lock_action.triggered.connect(self._lock)
        cards = self.tr("&Drill-menuen som kort")
        self.cards_action = QAction(icon("drill", theme.current()), cards, self)
        self.cards_action.setCheckable(True)
        self.cards_action.toggled.connect(self.view.show_cards)
        self.cards_action.setChecked(True)
        self.questions_action = QAction(self.tr("Spø&rgsmål om indgangen"), self)
        self.questions_action.setShortcut("Ctrl+Shift+Q")
        self.questions_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.questions_action)
        self.questions_action.triggered.connect(self.entry.ask)

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
        for action in (self.up_action, self.down_action, self.cards_action, self.lock_action):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text().replace("&", ""))
            head.addWidget(button)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.aside)
        column.addWidget(self.coverage)
        self._lay_out_right_side()
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._scroll)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _lay_out_right_side(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(self.entry)
        column.addWidget(self.side, 1)
        # On a low screen the two do not fit above each other.
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(self._side.minimumSizeHint().width())

    def _connect(self) -> None:
        self._number.lineEdit().returnPressed.connect(self.move_to_number)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        # A click on the current entry leads back from a candidate to it.
        self.view.clicked.connect(lambda index: self._on_current_changed(index, index))
        self.view.selectionModel().selectionChanged.connect(self._refresh_actions)
        self.view.activated.connect(self._on_opened)
        self.aside.pages_chosen.connect(self.add_pages)
        self.empty.action_requested.connect(self._on_empty_action)
        self.side.pages_chosen.connect(self.add_pages)
        self.side.page_selected.connect(self._on_candidate)
        self.coverage.entries_wanted.connect(self.select)
        self.coverage.administration_wanted.connect(self.side.look_for)
        # A drop may ask something; the drag would be held open until it is answered.
        later = Qt.ConnectionType.QueuedConnection
        self.model.pages_dropped.connect(self.add_pages, later)
        self.model.page_dropped_on.connect(self.put_onto, later)
        self._bridge.state_changed.connect(self._refresh)

    def _on_current_changed(self, now: QModelIndex, _was: QModelIndex) -> None:
        entry_id = self.model.entry_id(now)
        self.form.show_entry(entry_id or "")
        entry = self._bridge.state.get(DrillEntry, entry_id)
        if entry is not None:
            self._number.setValue(now.row() + 1)
            self.entry.questions.show_page(entry.target)
            self.page_selected.emit(entry.target)

    def _on_candidate(self, page_id: str) -> None:
        self.entry.questions.show_page(page_id)
        self.page_selected.emit(page_id)

    def _on_opened(self, index: QModelIndex) -> None:
        entry = self._bridge.state.get(DrillEntry, self.model.entry_id(index))
        if entry is not None:
            self.page_requested.emit(entry.target)

    def _lock(self, locked: bool) -> None:
        self._bridge.run(SetSetting(SettingId(LOCKED), True if locked else None))

    def _on_empty_action(self) -> None:
        if self.aside.model.rowCount():
            self.left_out.setCurrentIndex(self.aside.model.index(0))
            self.left_out.setFocus()
        else:
            self.side.go_to_first()

    def _rename(self) -> None:
        index = self.view.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.view.edit(index)
        else:
            self.refused.emit(self.tr("Vælg en indgang i drill-menuen for at omdøbe den."))

    def _focus_number(self) -> None:
        self._number.setValue(self.view.currentIndex().row() + 1)
        self._number.setFocus()
        self._number.selectAll()

    def _refresh(self, _event: object = None) -> None:
        filled, size = self.model.filled, self.model.size
        heading = self.tr("Drill-menu · {filled} af {size} pladser")
        self._heading.setText(heading.format(filled=filled, size=size))
        self._number.setMaximum(max(1, size))
        self.empty.setVisible(not filled)
        if self.aside.model.rowCount():
            self.empty.set_action(self.tr("Vælg blandt udeladte"))
        else:
            candidates = self.tr("Vælg blandt kandidater")
            self.empty.set_action(candidates if self.candidates_model.total else None)
        self._refresh_actions()

    def _refresh_actions(self, *_selection: object) -> None:
        writable = not self._bridge.is_read_only
        self.lock_action.setEnabled(writable)
        self.lock_action.setChecked(self.model.locked)
        chosen = writable and bool(self.chosen())
        for action in self._moves:
            action.setEnabled(chosen and not self.model.locked)
        self.rename_action.setEnabled(writable)
        self.out_action.setEnabled(chosen)

    @property
    def _moves(self) -> tuple[QAction, ...]:
        steps = (self.up_action, self.down_action, self.left_action, self.right_action)
        return (*steps, self.number_action)

    def _may_stand(self, page_id: str) -> bool:
        """Say whether the menu can hold a page; tell why it cannot."""
        page = self._bridge.state.get(Page, page_id)
        if page is not None and page.kind not in DRILL_KINDS:
            self.refused.emit(self._bridge.text("refused.not_for_drill", title=page.title))
        return page is not None and page.kind in DRILL_KINDS

    def _placed_entry(self, page_id: str) -> DrillEntryId | None:
        state = self._bridge.state
        entries = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL_BY_TARGET, page_id))
        return next((e.id for e in entries if e is not None and e.placed), None)

    def _refuse_standing(self, page_id: PageId) -> None:
        """Say why a page that is in the menu stays where it is."""
        page = self._bridge.state.get(Page, page_id)
        title = page.title if page is not None else ""
        if self.model.locked:
            self.refused.emit(self.tr("Rækkefølgen er låst."))
        else:
            self.refused.emit(self._bridge.text("refused.already_in_drill", title=title))

    def _new_id(self) -> DrillEntryId:
        return DrillEntryId(str(uuid4()))

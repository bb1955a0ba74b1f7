"""The history: who did what and when, what it changed, and how to take any step back."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.finding import Severity
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.setting import Setting
from kkworkbench.state.changes import Change
from kkworkbench.workspace.ports import LogHeader
from ui import theme
from ui.bridge import Bridge
from ui.models.history import Column, HistoryModel
from ui.panels.history_filter import HistoryFilter
from ui.panels.values import named, worded
from ui.points import Point, after_step, now
from ui.widgets import ColumnShares, EmptyState


class HistoryPanel(QWidget):
    """The log at the left; at the right what the chosen step changed, before and after.

    Signals:
        compare_requested(Point, Point): from which point to which to show the difference.
        look_requested(Point): which point to show in the window.
    """

    compare_requested = Signal(object, object)
    look_requested = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = HistoryModel(bridge, self)
        self.table = QTableView()
        self.details = QTreeWidget()
        self.revert_button = QPushButton(self.tr("&Fortryd trinnet"))
        self.look_button = QPushButton(self.tr("S&e dengang"))
        self.back_button = QPushButton(self.tr("&Gå tilbage…"))
        self.filter = HistoryFilter(bridge)
        self._set_up()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._show_step)
        self.revert_button.clicked.connect(self.revert)
        self.look_button.clicked.connect(self._ask_to_look)
        self.back_button.clicked.connect(lambda: self._ask_difference(back=True))
        self.filter.changed.connect(self.model.show)
        self.model.rowsInserted.connect(self._refresh)
        self.model.modelReset.connect(self._refresh)
        self._refresh()

    def revert(self) -> None:
        """Take the chosen step back, as a step of its own."""
        index = self.table.currentIndex()
        if index.isValid():
            header = self.model.header(index.row())
            self._bridge.revert((header.step,), header.label)

    def menu(self) -> QMenu:
        """Return what the chosen step can be looked at by: only its like, or what stood then."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.table.currentIndex()
        if not index.isValid():
            return menu
        header, asked = self.model.header(index.row()), self.filter
        about = self.model.index(index.row(), Column.ABOUT).data()
        key = KINDS_BY_NAME[header.first_kind], header.first_id
        day = header.at.astimezone().date()
        menu.addAction(self.look_button.toolTip(), self.look_button.click)
        menu.addAction(self.tr("Sammenlign med nu…"), lambda: self._ask_difference(back=False))
        menu.addSeparator()
        if about:
            only = self.tr("Kun om »{name}«").format(name=about)
            menu.addAction(only.replace("&", "&&"), lambda: asked.only(key))
        who = self.tr("Kun {who}").format(who=header.author)
        menu.addAction(who.replace("&", "&&"), lambda: asked.only_by(header.author))
        when = self.tr("Kun {day}").format(day=f"{day:%d.%m.%Y}")
        menu.addAction(when, lambda: asked.only_day(day))
        menu.addAction(self.tr("Vis alle trin"), asked.ask_for_all)
        return menu

    def _ask_difference(self, *, back: bool) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            header = self.model.header(index.row())
            then = self._point(header)
            current = now(self._bridge, header.branch)
            self.compare_requested.emit(*((current, then) if back else (then, current)))

    def _ask_to_look(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.look_requested.emit(self._point(self.model.header(index.row())))

    def _point(self, header: LogHeader) -> Point:
        return after_step(self._bridge, header.step, header.at, header.branch)

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Historik"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.current().px(26))
        table.horizontalHeader().setHighlightSections(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        shares = {Column.WHEN: 23, Column.WHO: 12, Column.WHAT: 28, Column.ABOUT: 32}
        ColumnShares(table, shares)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda at: self.menu().exec(table.viewport().mapToGlobal(at))
        )
        self.details.setHeaderLabels([self.tr("Felt"), self.tr("Før"), self.tr("Efter")])
        self.details.setAccessibleName(self.tr("Hvad trinnet ændrede"))
        ColumnShares(self.details, {0: 36, 1: 32, 2: 32})

    def _lay_out(self) -> None:
        look = theme.current()
        empty = EmptyState(self.tr("Ingen ændringer endnu. Alt, du retter, står her."), None)
        self._stack = QStackedWidget(self)
        splitter = QSplitter(Qt.Orientation.Horizontal, self._stack)
        right = QWidget(splitter)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
        row.addStretch(1)
        for button, tip in (
            (self.look_button, self.tr("Vis alt i vinduet, som det var efter trinnet")),
            (self.back_button, self.tr("Gå tilbage hertil, som et nyt trin")),
            (self.revert_button, self.tr("Tag dette trin tilbage, som et nyt trin")),
        ):
            button.setToolTip(tip)
            row.addWidget(button)
        column.addWidget(self.details, 1)
        column.addLayout(row)
        left = QWidget()
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.filter)
        lines.addWidget(self.table, 1)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        self._stack.addWidget(splitter)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _refresh(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() or self.filter.is_used else 1)
        chosen = self.table.currentIndex().isValid()
        self.look_button.setEnabled(chosen)
        self.back_button.setEnabled(chosen and not self._bridge.is_read_only)
        self.revert_button.setEnabled(chosen and not self._bridge.is_read_only)

    def _show_step(self, index: QModelIndex) -> None:
        self.details.clear()
        self._refresh()
        if not index.isValid():
            return
        step = self.model.header(index.row()).step
        (change_set,) = self._bridge.workspace.store.change_sets((step,))
        for change in change_set.changes[:200]:
            item = self._change_item(change)
            self.details.addTopLevelItem(item)
            item.setFirstColumnSpanned(item.childCount() > 0)
        self.details.expandAll()

    def _change_item(self, change: Change) -> QTreeWidgetItem:
        record = change.after or change.before
        name = named(self._bridge, record) if record is not None else ""
        if change.before is None:
            return QTreeWidgetItem([name, "", self.tr("oprettet")])
        if change.after is None:
            return QTreeWidgetItem([name, "", self.tr("slettet")])
        item = QTreeWidgetItem([name, "", ""])
        for field in change.changed_fields():
            before, after = (
                self._worded(record, field) for record in (change.before, change.after)
            )
            label = self._bridge.text(f"record_field.{field}")
            child = QTreeWidgetItem([label, before, after])
            for column, text in enumerate((label, before, after)):
                child.setToolTip(column, text)
            item.addChild(child)
        return item

    def _worded(self, record: Record, field: str) -> str:
        value = getattr(record, field)
        if isinstance(record, Setting) and value in set(Severity):
            value = Severity(value)
        return worded(self._bridge, value)

"""The problems: every finding, to sort, filter, walk through and mend."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.settings import EndWaiver
from ui import theme
from ui.bridge import Bridge
from ui.delegates.problems import ProblemsDelegate
from ui.editor.answers import fix_or_ask
from ui.editor.messages import result_key
from ui.editor.waive import ask_changes, ask_waiver
from ui.icons import icon
from ui.models.problems import Column, Problem, ProblemsModel
from ui.panels.problem_menu import problem_menu
from ui.panels.problems_filter import ProblemsFilter
from ui.widgets import ColumnShares, EmptyState, NoWheelComboBox, SearchField

ROOM: Final = 124
"""Average characters of width from which the counts have their words beside them."""
SHARES: Final = {
    Column.SUBJECT: 30,
    Column.MESSAGE: 46,
    Column.PRINCIPLE: 30,
    Column.ADMINISTRATION: 11,
    Column.FIX: 20,
}
"""Of the width."""


class ProblemsPanel(QWidget):
    """List the findings and let the editor go to one, or mend it here.

    Signals:
        finding_activated(str, str, str): kind and id of the subject, field name.
        principle_requested(str): code of a rule to explain.
    """

    finding_activated = Signal(str, str, str)
    principle_requested = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = ProblemsModel(bridge, self)
        self.filter = ProblemsFilter(self.model, self)
        self.table = QTableView()
        self.search = SearchField(self.tr("Søg i problemer"))
        self._empty = EmptyState("", self.tr("Vis alle"))
        self._counts: dict[Severity, QToolButton] = {}
        self.waived = QToolButton()
        self._is_narrow = False
        self._went_to: Problem | None = None
        self._administrations = NoWheelComboBox()
        self._groups = NoWheelComboBox()
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._refresh()

    def next_problem(self) -> None:
        """Go to the finding below, from the last to the first."""
        self._walk(1)

    def previous_problem(self) -> None:
        """Go to the finding above, from the first to the last."""
        self._walk(-1)

    def current(self) -> Problem | None:
        """Return the finding that the keyboard is on."""
        index = self.filter.mapToSource(self.table.currentIndex())
        return self.model.problem(index.row()) if index.isValid() else None

    def go_to(self, problem: Problem) -> None:
        """Ask for the place that a finding is about."""
        self._went_to = problem
        finding = problem.result.finding
        undecided = dict(finding.params).get("contacts", "").split()
        if undecided:  # A holiday is told once, on the site, and decided on each contact.
            self.finding_activated.emit("contact", undecided[0], "visiting_hours")
        else:
            self.finding_activated.emit(finding.kind, finding.subject, finding.field)

    def fix_current(self) -> bool:
        """Apply the fix of the current finding; what it wants is asked for.

        Returns whether it has one.
        """
        problem = self.current()
        if problem is None or not problem.has_fix:
            return False
        fix_or_ask(self._bridge, problem.result.finding, self)
        return True

    def waive_current(self) -> None:
        """Ask for a dispensation for the current finding, or to edit the one that it has."""
        problem = self.current()
        if problem is None:
            return
        waiver = problem.result.waiver
        command: Command | None
        if waiver is None:
            command = ask_waiver(self._bridge, problem.result, self)
        else:
            said = f"{problem.subject}: {problem.words.message}"
            command = ask_changes(self._bridge, waiver, said, self)
        if command is not None:
            self._bridge.run(command)

    def end_waiver_of_current(self) -> None:
        """Take the dispensation of the current finding back."""
        problem = self.current()
        if problem is not None and problem.result.waiver is not None:
            self._bridge.run(EndWaiver(problem.result.waiver.id))

    def show_all(self) -> None:
        """Take all filters away."""
        self.search.clear()
        self._administrations.setCurrentIndex(0)
        for button in self._counts.values():
            button.setChecked(True)
        self._on_filter_changed()

    def show_rule(self, code: str) -> None:
        """Show the findings of one rule, whatever was chosen before."""
        self.show_all()
        self.search.setText(code)
        self._on_filter_changed()

    # inside

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.filter)
        table.setItemDelegate(ProblemsDelegate(table))
        table.setAccessibleName(self.tr("Problemer"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.current().px(28))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        ColumnShares(table, SHARES)
        table.sortByColumn(Column.SUBJECT, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        look = theme.current()
        bar = QHBoxLayout()
        bar.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(4))
        bar.setSpacing(look.px(6))
        for severity in Severity:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setIcon(icon(severity.value, look))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.toggled.connect(self._on_filter_changed)
            self._counts[severity] = button
            bar.addWidget(button)
        self.waived.setCheckable(True)
        self.waived.setToolTip(self.tr("Vis dispensationer"))
        self.waived.toggled.connect(self._on_filter_changed)
        bar.addWidget(self.waived)
        self._administrations.setAccessibleName(self.tr("Forvaltning"))
        self._groups.setAccessibleName(self.tr("Grupper"))
        for key, text in (
            ("", self.tr("Ingen grupper")),
            ("subject", self.tr("Grupper: indgang")),
            ("rule", self.tr("Grupper: regel")),
            ("administration", self.tr("Grupper: forvaltning")),
        ):
            self._groups.addItem(text, key)
        bar.addWidget(self._administrations)
        bar.addWidget(self._groups)
        bar.addWidget(self.search, 1)
        unit = self.fontMetrics().averageCharWidth()
        self.search.setMinimumWidth(unit * 12)
        for combo in (self._administrations, self._groups):
            combo.setSizeAdjustPolicy(
                NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(10)
            bar.setStretchFactor(combo, 0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.search_changed.connect(self._on_filter_changed)
        self._administrations.currentIndexChanged.connect(self._on_filter_changed)
        self._groups.currentIndexChanged.connect(self._on_filter_changed)
        self._empty.action_requested.connect(self.show_all)
        self.table.clicked.connect(self._on_clicked)
        self.table.activated.connect(self._on_activated)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._bridge.findings_changed.connect(self._refresh)
        self._bridge.checking_changed.connect(self._refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the counts stand alone where the words have no room."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * ROOM
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._refresh()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the counts alone need: the words come when there is room."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 72), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fix_current()
            return
        super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        rows = self.filter.rowCount()
        if not rows:
            return
        row = self.table.currentIndex().row()
        if by > 0 and row >= 0 and self._is_mended():
            by = 0  # The row below has come up to here.
        row = (row + by) % rows if row >= 0 else (0 if by > 0 else rows - 1)
        self.table.setCurrentIndex(self.filter.index(row, 0))
        problem = self.current()
        if problem is not None:
            self.go_to(problem)

    def _is_mended(self) -> bool:
        """Say whether the finding that one went to last is gone."""
        if self._went_to is None:
            return False
        key = result_key(self._went_to.result)
        subject = self._went_to.result.finding.subject
        return key not in map(result_key, self._bridge.results_of(subject))

    def _show_menu(self, at: QPoint) -> None:
        problem = self.current()
        if problem is not None:
            menu = problem_menu(self, problem, is_read_only=self._bridge.is_read_only)
            menu.exec(self.table.viewport().mapToGlobal(at))
            menu.deleteLater()

    def _on_clicked(self, index: QModelIndex) -> None:
        problem = self.current()
        if problem is None:
            return
        if index.column() == Column.FIX and problem.has_fix:
            self.fix_current()
        elif index.column() == Column.PRINCIPLE:
            self.principle_requested.emit(problem.result.finding.code)
        else:
            self.go_to(problem)

    def _on_activated(self, index: QModelIndex) -> None:
        problem = self.current()
        if problem is not None and index.column() not in (Column.FIX, Column.PRINCIPLE):
            self.go_to(problem)

    def _on_filter_changed(self, _value: object = None) -> None:
        chosen = frozenset(s for s, button in self._counts.items() if button.isChecked())
        self.filter.severities = chosen
        self.filter.administration = self._administrations.currentData() or ""
        self.filter.group = self._groups.currentData() or ""
        self.filter.waived = self.waived.isChecked()
        self.filter.query = self.search.text().strip()
        self.filter.invalidate()
        self._show_empty()

    def _refresh(self, _changed: object = None) -> None:
        counts = self._bridge.counts()
        for severity, button in self._counts.items():
            text = self._bridge.text(f"count.{severity.value}", n=counts[severity])
            button.setText(str(counts[severity]) if self._is_narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(text)
        waived = self.tr("%n dispensationer", "", self._bridge.results.waived())
        self.waived.setText(waived)
        self.waived.setAccessibleName(f"{self.tr('Vis dispensationer')}: {waived}")
        self._fill_administrations()
        self._show_empty()

    def _fill_administrations(self) -> None:
        codes = {self.model.problem(row).administration for row in range(self.model.rowCount())}
        wanted = ["", *sorted(codes - {""}, key=sort_key)]
        combo = self._administrations
        if [combo.itemData(n) for n in range(combo.count())] == wanted:
            return
        chosen = combo.currentData() or ""
        combo.blockSignals(True)
        combo.clear()
        for code in wanted:
            combo.addItem(code or self.tr("Alle forvaltninger"), code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def _show_empty(self) -> None:
        if self.filter.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        if sum(self._bridge.counts().values()):
            self._empty.set_sentence(self.tr("Ingen problemer passer til det valgte."))
            self._empty.set_action(self.tr("Vis alle"))
        elif self._bridge.is_checking:
            self._empty.set_sentence(self.tr("Kontrollerer…"))
            self._empty.set_action(None)
        else:
            state = self._bridge.state
            entries = state.count(ListEntry) or state.count(Page)
            at = f"{datetime.now():%H.%M}"
            sentence = self.tr("Ingen problemer. %n indgange kontrolleret", "", entries)
            self._empty.set_sentence(f"{sentence} {at}.")
            self._empty.set_action(None)
        self._stack.setCurrentWidget(self._empty)

"""What blocks a batch: mended, waived with a reason, or left out, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.exclusion import Key
from kkworkbench.model.finding import Severity
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import subject_title
from kkworkbench.text.danish import sort_key
from ui.bridge import Bridge
from ui.editor.waive import ask_waiver
from ui.widgets import ColumnShares, EmptyState, dress_view, label

OMIT, SUBJECT, MESSAGE, PRINCIPLE = range(4)
SHARES: Final = {OMIT: 10, SUBJECT: 28, MESSAGE: 40, PRINCIPLE: 22}
"""Of the width."""
RESULT: Final = Qt.ItemDataRole.UserRole
_TICK: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class Gate(QWidget):
    """The errors that block, each on its record.

    Signals:
        omitted_changed(): another choice of what is left out.
        finding_activated(str, str, str): kind and id of the subject, field name.
    """

    omitted_changed = Signal()
    finding_activated = Signal(str, str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._omitted: set[Key] = set()
        self.count = label("", "section")
        self.errors = QTreeWidget()
        self.errors.setRootIsDecorated(False)
        self.errors.setUniformRowHeights(True)
        self.errors.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.errors.setAccessibleName(self.tr("Fejl, der spærrer"))
        self.errors.setHeaderLabels(
            [self.tr("Udelad"), self.tr("Indgang"), self.tr("Fejl"), self.tr("Princip")]
        )
        dress_view(self.errors)
        ColumnShares(self.errors, SHARES)
        self.empty = EmptyState(self.tr("Ingen fejl spærrer for pakken."), "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.errors)
        self._stack.addWidget(self.empty)
        self.leave_out = QCheckBox(self.tr("Udelad &det, der har fejl, og skriv resten"))
        self.fix_button = QPushButton(self.tr("&Ret"))
        self.go_button = QPushButton(self.tr("&Gå til fejlen"))
        self.waive_button = QPushButton(self.tr("Dis&pensation…"))
        self.omit_button = QPushButton(self.tr("Udelad &fra pakken"))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button, slot in (
            (self.fix_button, self.fix),
            (self.waive_button, self.waive),
            (self.omit_button, self.omit),
            (self.go_button, self.go_to),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._buttons)
        layout.addWidget(self.leave_out)
        self.errors.itemActivated.connect(lambda _item: self.go_to())
        self.errors.currentItemChanged.connect(lambda *_items: self._show_can())
        self.errors.itemChanged.connect(self._on_ticked)
        self.leave_out.toggled.connect(self._on_leave_out)

    @property
    def omitted(self) -> frozenset[Key]:
        """The records that are left out, of those that block."""
        return frozenset(key for key in map(_key, self.results()) if key in self._omitted)

    @property
    def standing(self) -> int:
        """How many errors still block."""
        return sum(_key(result) not in self._omitted for result in self.results())

    def results(self) -> list[Result]:
        """Return the errors in the order in which they stand."""
        return [item.data(OMIT, RESULT) for item in self._items()]

    def show_errors(self, errors: Iterable[Result]) -> None:
        """List errors; what was left out stays so, and the place is kept."""
        state, before = self._bridge.state, self._current()
        rows = sorted(
            ((subject_title(result.finding, state), result) for result in errors),
            key=lambda row: (sort_key(row[0]), row[1].finding.code, row[1].finding.field),
        )
        if self.leave_out.isChecked():
            self._omitted.update(_key(result) for _title, result in rows)
        with QSignalBlocker(self.errors):
            self.errors.clear()
            for title, result in rows:
                words = self._bridge.describe(result)
                item = QTreeWidgetItem(["", title, words.message, words.principle])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(OMIT, _TICK[_key(result) in self._omitted])
                item.setData(OMIT, RESULT, result)
                item.setData(
                    OMIT,
                    Qt.ItemDataRole.AccessibleTextRole,
                    self.tr("Udelad »{name}«").format(name=title),
                )
                item.setToolTip(SUBJECT, title)
                item.setToolTip(MESSAGE, f"{words.message}\n{words.explanation}")
                self.errors.addTopLevelItem(item)
            self._select(before)
        self._stack.setCurrentWidget(self.errors if rows else self.empty)
        self._refresh()

    def fix(self) -> None:
        """Do the current error's fix where nothing is lost by it, else go to its field."""
        result = self._current()
        if result is None:
            return
        if self._is_safe(result):
            self._bridge.fix((result.finding,))
        else:
            self.go_to()

    def waive(self) -> None:
        """Ask for a dispensation from the current error."""
        result = self._current()
        asked = ask_waiver(self._bridge, result, self) if result is not None else None
        if asked is not None:
            self._bridge.run(asked)

    def omit(self) -> None:
        """Leave the selected records out, or take them back in."""
        keys = {_key(item.data(OMIT, RESULT)) for item in self.errors.selectedItems()}
        if keys:
            self._set_omitted(keys, not keys <= self._omitted)

    def go_to(self) -> None:
        """Ask for the field of the current error."""
        result = self._current()
        if result is not None:
            finding = result.finding
            self.finding_activated.emit(finding.kind, finding.subject, finding.field)

    def _on_ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == OMIT:
            is_out = item.checkState(OMIT) is Qt.CheckState.Checked
            self._set_omitted({_key(item.data(OMIT, RESULT))}, is_out)

    def _on_leave_out(self, is_on: bool) -> None:
        self._set_omitted({_key(result) for result in self.results()}, is_on)

    def _set_omitted(self, keys: set[Key], is_out: bool) -> None:
        self._omitted = self._omitted | keys if is_out else self._omitted - keys
        with QSignalBlocker(self.errors):
            for item in self._items():
                item.setCheckState(OMIT, _TICK[_key(item.data(OMIT, RESULT)) in self._omitted])
        if self.results():
            with QSignalBlocker(self.leave_out):
                self.leave_out.setChecked(not self.standing)
        self._refresh()
        self.omitted_changed.emit()

    def _refresh(self) -> None:
        count, out = self.standing, len(self.omitted)
        said = [self.tr("%n fejl spærrer for pakken", "", count)]
        if out:
            said.append(self.tr("%n poster udelades", "", out))
        warnings = self._bridge.counts()[Severity.WARNING]
        said.append(self.tr("%n advarsler", "", warnings))
        self.count.setText(" · ".join(said))
        self._buttons.setVisible(bool(self.results()))
        self.leave_out.setVisible(bool(self.results()) or self.leave_out.isChecked())
        self._show_can()

    def _show_can(self) -> None:
        result = self._current()
        may = result is not None and not self._bridge.is_read_only
        is_safe = result is not None and self._is_safe(result)
        for button in (self.go_button, self.omit_button):
            button.setEnabled(result is not None)
        self.fix_button.setEnabled(result is not None and (may or not is_safe))
        self.waive_button.setEnabled(may)
        is_out = result is not None and _key(result) in self._omitted
        self.omit_button.setText(
            self.tr("Tag &med igen") if is_out else self.tr("Udelad &fra pakken")
        )
        label_ = self._bridge.describe(result).fix_label if result is not None and is_safe else ""
        self.fix_button.setToolTip(label_ or self.tr("Går til feltet"))

    def _is_safe(self, result: Result) -> bool:
        rule = rule_of(result.finding.code)
        return bool(rule is not None and rule.safe and result.finding.fix)

    def _current(self) -> Result | None:
        item = self.errors.currentItem()
        return item.data(OMIT, RESULT) if item is not None else None

    def _select(self, wanted: Result | None) -> None:
        items = self._items()
        same = [i for i in items if wanted is not None and i.data(OMIT, RESULT) == wanted]
        if items:
            self.errors.setCurrentItem((same or items)[0])

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.errors.topLevelItem(n) for n in range(self.errors.topLevelItemCount()))
        return [item for item in found if item is not None]


def _key(result: Result) -> Key:
    return result.finding.kind, result.finding.subject

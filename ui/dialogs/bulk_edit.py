"""Edit many entries together: what each has now and would have, ticked one by one, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.rules.results import Result
from kkworkbench.workspace.bulk_edits import SEVERAL, BulkField, How, PlannedEdit, planned
from kkworkbench.workspace.commands.bulk import FieldEdit, SetFields
from kkworkbench.workspace.search import ListRow
from ui.bridge import Bridge
from ui.dialogs.bulk_values import BulkValue, field_names, worded
from ui.widgets import (
    ColumnShares,
    EmptyState,
    NoWheelComboBox,
    WrapLabel,
    dress_view,
    set_severity,
    size_dialog,
)

EDIT: Final = Qt.ItemDataRole.UserRole
NAME, BEFORE, AFTER, EFFECT = range(4)
PAUSE_MS: Final = 200
MOST_JUDGED: Final = 300
"""Rows up to which it is worked out what the edit breaks and mends."""


class BulkEditDialog(QDialog):
    """Choose a field and a value; each row tells old and new, and nothing is ticked at first."""

    def __init__(
        self, bridge: Bridge, rows: Sequence[ListRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows = tuple(rows)
        self._ticked: set[str] = set()
        self.setWindowTitle(self.tr("Rediger %n indgange samlet", "", len(self._rows)))
        self.field = NoWheelComboBox()
        for field, name in field_names().items():
            self.field.addItem(name, field)
        self.how = NoWheelComboBox()
        for how, name in (
            (How.ADD, self.tr("Føj til")),
            (How.REMOVE, self.tr("Fjern")),
            (How.SET, self.tr("Sæt i stedet")),
        ):
            self.how.addItem(name, how)
        self.value = BulkValue(bridge)
        self.refusal = WrapLabel()
        set_severity(self.refusal, "error")
        self.all = QCheckBox(self.tr("Vælg &alle, der ændres"))
        self._make_table()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self.show_plan)
        self.field.currentIndexChanged.connect(self._on_field_chosen)
        self.how.currentIndexChanged.connect(lambda _row: self.show_plan())
        self.value.changed.connect(self._later.start)
        self.tree.itemChanged.connect(self._on_ticked)
        self.all.clicked.connect(self._tick_all)
        bridge.settle()
        self._on_field_chosen()

    def ticked(self) -> tuple[FieldEdit, ...]:
        """Return the edits of the rows that are ticked."""
        return tuple(
            item.data(NAME, EDIT).edit
            for item in self._items()
            if item.checkState(NAME) is Qt.CheckState.Checked
        )

    def accept(self) -> None:
        if self._later.isActive():
            self.show_plan()
            return
        edits = self.ticked()
        if edits and self._bridge.run(SetFields(edits)):
            super().accept()

    def show_plan(self) -> None:
        """List what the rows have now, and what they would have."""
        self._later.stop()
        field = self._field()
        found: list[PlannedEdit] = []
        refusal = self.value.refusal(field)
        if not refusal:
            how = How(self.how.currentData()) if field in SEVERAL else How.SET
            value = self.value.value(field)
            found = list(planned(self._bridge.state, self._rows, field, how, value, _new_id))
            found = [each for each in found if each.edit is not None]
        effects = self._effects(found)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for each in found:
                self._add(each, field, effects.get(each.row.key, ""))
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_count()

    def _make_table(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Hvad der ændres"))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels(
            [self.tr("Navn"), self.tr("Før"), self.tr("Efter"), self.tr("Følge")]
        )
        dress_view(self.tree)
        ColumnShares(self.tree, {NAME: 30, BEFORE: 24, AFTER: 24, EFFECT: 22})

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Felt"), self.field)
        form.addRow(self.tr("&Hvordan"), self.how)
        form.addRow(self.tr("&Værdi"), self.value)
        self._form = form
        empty = EmptyState(self.tr("Ingen af indgangene ændres."), "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(empty)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.ok = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addWidget(self.all)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 120, 76)

    def _field(self) -> BulkField:
        return BulkField(self.field.currentData())

    def _on_field_chosen(self, _row: int = 0) -> None:
        field = self._field()
        self._form.setRowVisible(self.how, field in SEVERAL)
        self.value.show_field(field)
        self._ticked.clear()
        self.show_plan()

    def _add(self, each: PlannedEdit, field: BulkField, effect: str) -> None:
        state = self._bridge.state
        texts = [each.row.name, worded(state, each.before), worded(state, each.after), effect]
        item = QTreeWidgetItem(self.tree, texts)
        flags = Qt.ItemFlag
        item.setFlags(flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable)
        item.setData(NAME, EDIT, each)
        is_ticked = each.row.key in self._ticked
        item.setCheckState(NAME, _check(is_ticked))
        for column, text in enumerate(texts):
            item.setToolTip(column, text)

    def _effects(self, found: Sequence[PlannedEdit]) -> dict[str, str]:
        """Say for each row which rules it would break and mend, all edits taken together."""
        edits = tuple(each.edit for each in found if each.edit is not None)
        if not edits or len(found) > MOST_JUDGED:
            return {}
        state, changes = self._bridge.workspace.preview(SetFields(edits))
        subjects = {each.row.key: {each.row.key, each.row.page, each.row.contact} - {""}
                    for each in found}  # fmt: skip
        after = self._bridge.preview(state, changes, frozenset().union(*subjects.values()))
        said = {}
        for key, ids in subjects.items():
            old = {code for id_ in ids for code in _broken(self._bridge.results_of(id_))}
            now = {code for id_ in ids for code in _broken(after.get(id_, ()))}
            said[key] = "; ".join(
                text.format(rules=", ".join(self._bridge.text(f"rule.{c}.name") for c in codes))
                for text, codes in (
                    (self.tr("bryder {rules}"), sorted(now - old)),
                    (self.tr("løser {rules}"), sorted(old - now)),
                )
                if codes
            )
        return said

    def _items(self) -> list[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _on_ticked(self, item: QTreeWidgetItem) -> None:
        key = item.data(NAME, EDIT).row.key
        if item.checkState(NAME) is Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self._show_count()

    def _tick_all(self, on: bool) -> None:
        for item in self._items():
            item.setCheckState(NAME, _check(on))

    def _show_count(self) -> None:
        count, most = len(self.ticked()), self.tree.topLevelItemCount()
        self.ok.setText(self.tr("&Ret %n indgange", "", count))
        self.ok.setEnabled(count > 0 and not self._bridge.is_read_only)
        self.all.setEnabled(most > 0)
        self.all.setChecked(0 < most == count)


def _broken(results: Sequence[Result]) -> set[str]:
    return {result.finding.code for result in results if result.waiver is None}


def _check(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _new_id() -> str:
    return str(uuid4())

"""What an import would change, by kind; ticks and choices decide what is applied."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.workspace.plan import FieldChange, Plan, PlanKind, PlannedChange
from ui.bridge import Bridge
from ui.widgets import ColumnShares, dress_view

ROLE = Qt.ItemDataRole.UserRole
SHOWN = (PlanKind.CONFLICT, PlanKind.NEW, PlanKind.CHANGED, PlanKind.GONE)
UNIT, HERE, WAS, NOW, CHOICE = range(5)
SHARES = {UNIT: 30, HERE: 22, WAS: 22, NOW: 22, CHOICE: 12}
"""Of the width."""


class ChangesTree(QTreeWidget):
    """Units under their kind, fields under their unit.

    A field in conflict stays as it is here unless KK Org's word is taken: A takes, B keeps. A unit
    in conflict is applied once one of its fields was decided, or when it is ticked.

    Signals:
        decided(): ticks or choices changed.
    """

    decided = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._units: dict[str, tuple[PlannedChange, QTreeWidgetItem]] = {}
        self._groups: dict[PlanKind, QTreeWidgetItem] = {}
        self._taken: set[tuple[str, str]] = set()
        self.setAccessibleName(self.tr("Planlagte ændringer"))
        self.setHeaderLabels(
            [
                self.tr("Enhed"),
                self.tr("Her"),
                self.tr("KK Org sidst"),
                self.tr("KK Org nu"),
                self.tr("Valg"),
            ]
        )
        dress_view(self)
        ColumnShares(self, SHARES)
        # One group's tick changes thousands of rows: it is told once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.decided)
        self.itemChanged.connect(self._on_changed)

    def show_plan(self, plan: Plan | None, *, is_excerpt: bool = False) -> None:
        """Fill the tree; of an excerpt, the units that it lacks are not ticked."""
        self.blockSignals(True)
        self.clear()
        self._units, self._groups, self._taken = {}, {}, set()
        for kind in SHOWN:
            changes = [] if plan is None else [c for c in plan.changes if c.kind is kind]
            if not changes:
                continue
            name = self._bridge.text(f"plan.{kind.value}")
            group = QTreeWidgetItem([f"{name[:1].upper()}{name[1:]} ({len(changes)})"])
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            off = kind is PlanKind.CONFLICT or (kind is PlanKind.GONE and is_excerpt)
            for change in changes:
                group.addChild(self._unit_item(change, ticked=not off))
            self._groups[kind] = group
            self.addTopLevelItem(group)
            group.setExpanded(kind is not PlanKind.GONE)
            for row in range(group.childCount() if kind is PlanKind.CONFLICT else 0):
                group.child(row).setExpanded(True)
        if self.topLevelItemCount():
            first = self.topLevelItem(0)
            self.setCurrentItem(first.child(0) if first is not None else None)
        self.blockSignals(False)
        self.decided.emit()

    def group(self, kind: PlanKind) -> QTreeWidgetItem | None:
        """Return the row above all changes of a kind."""
        return self._groups.get(kind)

    def unit(self, key: str) -> QTreeWidgetItem:
        """Return the row of a unit."""
        return self._units[key][1]

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return what is ticked, conflicts as they were decided."""
        return tuple(
            change.taking(
                change.usual_fields() | {f for key, f in self._taken if key == change.key}
            )
            for change, item in self._units.values()
            if item.checkState(UNIT) is Qt.CheckState.Checked
        )

    def can_decide(self) -> bool:
        """Whether the current row is a conflict, or holds some."""
        return bool(self._conflicts(self.currentItem()))

    def decide(self, *, take: bool) -> None:
        """Take KK Org's word, or keep what is here, for the current row and what is under it."""
        found = self._conflicts(self.currentItem())
        for item in found:
            key = (item.parent().data(UNIT, ROLE), item.data(UNIT, ROLE))
            self._taken.add(key) if take else self._taken.discard(key)
            item.parent().setCheckState(UNIT, Qt.CheckState.Checked)
        self._word_choices()
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().casefold() in ("a", "b") and self.can_decide():
            self.decide(take=event.text().casefold() == "a")
            return
        super().keyPressEvent(event)

    # inside

    def _unit_item(self, change: PlannedChange, *, ticked: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([change.title])
        item.setData(UNIT, ROLE, change.key)
        item.setToolTip(UNIT, change.title)
        item.setCheckState(UNIT, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        for field in change.fields:
            item.addChild(self._field_item(field))
        self._units[change.key] = (change, item)
        return item

    def _field_item(self, field: FieldChange) -> QTreeWidgetItem:
        label = self._bridge.text(f"field.{field.field}")
        choice = self.tr("Ikke afgjort") if field.is_conflict else ""
        item = QTreeWidgetItem([label, field.here, field.was, field.wanted, choice])
        for column, text in ((HERE, field.here), (WAS, field.was), (NOW, field.wanted)):
            item.setToolTip(column, text)
        if field.is_conflict:
            item.setData(UNIT, ROLE, field.field)
        return item

    def _conflicts(self, item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
        """Return the rows of fields in conflict at and under a row."""
        if item is None:
            return []
        if item.parent() is not None and item.parent().parent() is not None:
            return [item] if item.data(UNIT, ROLE) else []
        under = [item.child(row) for row in range(item.childCount())]
        return [found for each in under for found in self._conflicts(each)]

    def _on_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == UNIT:
            self._word_choices()
            self._soon.start()

    def _word_choices(self) -> None:
        """Say for each field in conflict what will be done."""
        self.blockSignals(True)
        for item in self._conflicts(self._groups.get(PlanKind.CONFLICT)):
            unit = item.parent()
            if unit.checkState(UNIT) is not Qt.CheckState.Checked:
                words = self.tr("Ikke afgjort")
            elif (unit.data(UNIT, ROLE), item.data(UNIT, ROLE)) in self._taken:
                words = self.tr("Tag KK Org")
            else:
                words = self.tr("Behold")
            item.setText(CHOICE, words)
        self.blockSignals(False)
        self.viewport().update()

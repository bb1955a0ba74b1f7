"""What an import would change, as a tree; ticks decide what is applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.terms import Term
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.plan import FieldChange, Plan, PlanKind, PlannedChange
from ui.bridge import Bridge
from ui.importing.decisions import Decisions
from ui.importing.wording import name_of, one_line, title_of, told_of, values_of
from ui.widgets import ColumnShares, dress_view

KEY: Final = Qt.ItemDataRole.UserRole
"""On a unit: the key of its change; on a field: the field."""
SHOWN: Final = (
    *(PlanKind.CONFLICT, PlanKind.NEW, PlanKind.CHANGED),
    *(PlanKind.OFFERED, PlanKind.GONE),
)
UNIT, HERE, WAS, NOW, CHOICE = range(5)
SHARES: Final = {UNIT: 30, HERE: 22, WAS: 20, NOW: 22, CHOICE: 14}
"""Of the width."""
FEW: Final = 12
"""Changes of a group up to which their fields are shown at once."""
LONGEST: Final = 20_000
"""Characters of a row that are shown in full."""
TAKE, KEEP, NEXT, PREVIOUS = "a", "b", "j", "k"
YES, NO, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class PlanTree(QTreeWidget):
    """Changes under what they are grouped by, fields under their change.

    A field that is ticked takes the source's word, one that is not stays as it is here. Fields in
    conflict start without a tick, and so does a change that has one. A takes, B keeps, J and K go
    to the next and the previous change.

    Signals:
        decided(): ticks were changed.
    """

    decided = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decisions = Decisions()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._by_administration = False
        self._source = ""
        self.setAccessibleName(self.tr("Planlagte ændringer"))
        self.setUniformRowHeights(True)
        dress_view(self)
        self._name_columns()
        self._shares = ColumnShares(self, SHARES)
        # One group's tick changes thousands of rows: it is told once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.decided)
        self.itemChanged.connect(self._on_changed)
        self.itemExpanded.connect(self._fill_fields)

    def show_plan(self, plan: Plan | None, *, is_excerpt: bool = False, source: str = "") -> None:
        """Fill the tree; of an excerpt, what it lacks is not ticked."""
        changes = [] if plan is None else [c for c in plan.changes if c.kind in SHOWN]
        self._source = source
        self._decisions = Decisions(changes, is_excerpt=is_excerpt)
        self._name_columns()
        fields = (each for change in changes for each in change.fields)
        says_more = any(each.was and (source or each.was != each.here) for each in fields)
        self.setColumnHidden(WAS, not says_more)
        self._shares.share()
        self._build()

    def group_by_administration(self, is_on: bool) -> None:
        """Group by the administration that has the contact, or by what would happen to it."""
        self._by_administration = is_on
        self._build()

    def group(self, kind: PlanKind) -> QTreeWidgetItem | None:
        """Return the row above all changes of a kind."""
        return next((row for row in self._groups() if row.data(UNIT, KEY) == kind.value), None)

    def unit(self, key: str) -> QTreeWidgetItem:
        """Return the row of a change, with its fields."""
        item = self._items[key]
        self._fill_fields(item)
        return item

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return what is ticked, with the fields that are taken, and what it needs."""
        return self._decisions.chosen()

    def count(self) -> int:
        """Count the changes that are ticked."""
        return self._decisions.count()

    def take_untouched(self) -> None:
        """Tick all that is no conflict, and leave every field that was changed here."""
        self._decisions.take_untouched()
        self._show_ticks()
        self._soon.start()

    def in_full(self) -> str:
        """Return all that the current row says, also what has no room in its cells."""
        item = self.currentItem()
        key = self._key(item) if item is not None else ""
        if item is None or not key:
            return item.text(UNIT) if item is not None else ""
        change = self._decisions.changes[key]
        if item is self._items[key]:
            lines = [title_of(self._bridge, change)]
            for field in change.fields:
                here, _was, wanted = (one_line(v) for v in values_of(self._bridge, field))
                told = f"{here} → {wanted}" if here else wanted
                lines.append(f"{name_of(self._bridge, field)}: {told}")
        else:
            field = next(each for each in change.fields if each.field == item.data(UNIT, KEY))
            values = zip((HERE, WAS, NOW), values_of(self._bridge, field), strict=True)
            lines = [
                f"{self.headerItem().text(column)}: {value}" for column, value in values if value
            ]
        return "\n".join(lines)[:LONGEST]

    def can_decide(self) -> bool:
        """Whether the current row is a change or a field of one."""
        item = self.currentItem()
        key = self._key(item) if item is not None else ""
        return key != "" and not self._decisions.is_inert(key)

    def decide(self, *, take: bool) -> None:
        """Take the source's word, or keep what is here, for the current row."""
        item = self.currentItem()
        if item is None or not self.can_decide():
            return
        key = self._key(item)
        field = item.data(UNIT, KEY) if item is not self._items[key] else None
        self._decisions.decide(key, field, take=take)
        self._show_tick(key)
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().casefold()
        if key in (TAKE, KEEP) and self.can_decide():
            self.decide(take=key == TAKE)
        elif key in (NEXT, PREVIOUS):
            self._step(1 if key == NEXT else -1)
        else:
            super().keyPressEvent(event)

    # inside

    def _name_columns(self) -> None:
        self.setHeaderLabels(
            [
                self.tr("Hvad ændres"),
                self.tr("Her"),
                self.tr("{source} sidst").format(source=self._source)
                if self._source
                else self.tr("Sidst"),
                self.tr("{source} nu").format(source=self._source)
                if self._source
                else self.tr("I filen"),
                self.tr("Valg"),
            ]
        )

    def _build(self) -> None:
        """Make the rows anew; fields are made when a change is unfolded."""
        current = self.currentItem()
        held = self._key(current) if current is not None else ""
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for data, title, changes in self._grouped():
            row = QTreeWidgetItem([f"{title} ({len(changes)})"])
            row.setData(UNIT, KEY, data)
            if data == PlanKind.GONE.value:
                row.setText(UNIT, f"{row.text(UNIT)} – {self._fate(changes)}")
            row.addChildren([self._item(change) for change in changes])
            self.addTopLevelItem(row)
            row.setExpanded(data != PlanKind.GONE.value)
            row.setFirstColumnSpanned(True)
            for change in changes:
                self._items[change.key].setFirstColumnSpanned(not self._by_administration)
                if change.kind is PlanKind.CONFLICT or (
                    change.kind is PlanKind.CHANGED and len(changes) <= FEW
                ):
                    self._items[change.key].setExpanded(True)
                    self._fill_fields(self._items[change.key])
        first = next(iter(self._items.values()), None)
        self.setCurrentItem(self._items.get(held) or first)
        self.blockSignals(False)
        self._show_ticks()
        self.decided.emit()

    def _grouped(self) -> Iterator[tuple[str, str, list[PlannedChange]]]:
        if self._by_administration:
            groups: dict[str, list[PlannedChange]] = {}
            for change in self._decisions.changes.values():
                groups.setdefault(self._administration(change), []).append(change)
            for name in sorted(groups, key=lambda name: (not name, sort_key(name))):
                yield name, name or self.tr("Uden forvaltning"), groups[name]
            return
        for kind in SHOWN:
            changes = [change for change in self._decisions.changes.values() if change.kind is kind]
            if changes:
                name = self._bridge.text(f"plan.{kind.value}")
                yield kind.value, f"{name[:1].upper()}{name[1:]}", changes

    def _administration(self, change: PlannedChange) -> str:
        known = self._bridge.state.get(Contact, change.contact_id)
        planned = next((each for each in change.records if isinstance(each, Contact)), None)
        contact = known or planned
        term = self._bridge.state.get(Term, contact.administration) if contact else None
        return term.name if term is not None else ""

    def _item(self, change: PlannedChange) -> QTreeWidgetItem:
        told = told_of(self._bridge, change)
        # Among columns there is room for the name alone.
        item = QTreeWidgetItem(
            [title_of(self._bridge, change) if self._by_administration else told]
        )
        item.setData(UNIT, KEY, change.key)
        item.setToolTip(UNIT, told)
        if change.fields:
            policy = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
            item.setChildIndicatorPolicy(policy)
        self._items[change.key] = item
        return item

    def _fill_fields(self, item: QTreeWidgetItem) -> None:
        key = item.data(UNIT, KEY)
        change = self._decisions.changes.get(key)
        if change is None or self._items.get(key) is not item or item.childCount():
            return
        self.blockSignals(True)
        item.addChildren([self._field_item(field) for field in change.fields])
        for field in self._children(item):
            self._show_field(field, change)
        self.blockSignals(False)

    def _field_item(self, field: FieldChange) -> QTreeWidgetItem:
        label, values = name_of(self._bridge, field), values_of(self._bridge, field)
        item = QTreeWidgetItem([label, *(one_line(value) for value in values)])
        item.setData(UNIT, KEY, field.field)
        return item

    def _groups(self) -> Iterator[QTreeWidgetItem]:
        rows = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return (row for row in rows if row is not None)

    def _children(self, item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
        return (item.child(n) for n in range(item.childCount()))

    def _key(self, item: QTreeWidgetItem) -> str:
        """Return the key of the change that a row is, or is a field of; "" for a group."""
        above = item.parent()
        if above is None:
            return ""
        return str((item if above.parent() is None else above).data(UNIT, KEY))

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """Follow a tick by mouse or Space."""
        if column != UNIT:
            return
        key, is_on = self._key(item), item.checkState(UNIT) is not NO
        if not key:
            for below in self._keys_of(item):
                self._decisions.tick(below, is_on=is_on)
            self._show_ticks()
        else:
            if item is self._items[key]:
                self._decisions.tick(key, is_on=is_on)
            else:
                self._decisions.tick_field(key, item.data(UNIT, KEY), is_on=is_on)
            self._show_tick(key)
        self._soon.start()

    def _show_ticks(self) -> None:
        self.blockSignals(True)
        for row in self._groups():
            for item in self._children(row):
                self._show_unit(item)
            self._show_group(row)
        self.blockSignals(False)
        self.viewport().update()

    def _show_tick(self, key: str) -> None:
        """Show one change and the group above it."""
        self.blockSignals(True)
        self._show_unit(self._items[key])
        self._show_group(self._items[key].parent())
        self.blockSignals(False)
        self.viewport().update()

    def _show_group(self, row: QTreeWidgetItem) -> None:
        known = self._decisions
        on = [known.is_on(key) for key in self._keys_of(row) if not known.is_inert(key)]
        if on:
            _tick(row, YES if all(on) else PARTLY if any(on) else NO)

    def _show_unit(self, item: QTreeWidgetItem) -> None:
        key = item.data(UNIT, KEY)
        known = self._decisions
        change = known.changes[key]
        if self._by_administration:
            item.setText(CHOICE, self._kind(change.kind))
        if known.is_inert(key):
            return
        _tick(item, NO if not known.is_on(key) else YES if known.is_whole(key) else PARTLY)
        for field in self._children(item):
            self._show_field(field, change)

    def _kind(self, kind: PlanKind) -> str:
        match kind:
            case PlanKind.NEW:
                return self.tr("Ny")
            case PlanKind.CONFLICT:
                return self.tr("Konflikt")
            case PlanKind.OFFERED:
                return self.tr("Tilbudt")
            case PlanKind.GONE:
                return self.tr("Mangler")
        return self.tr("Ændret")

    def _fate(self, gone: list[PlannedChange]) -> str:
        """Say what becomes of what the file lacks: nothing is deleted by an import."""
        if all(self._decisions.is_inert(change.key) for change in gone):
            return self.tr("bliver stående her")
        return self.tr("mærkes, men slettes ikke")

    def _show_field(self, item: QTreeWidgetItem, change: PlannedChange) -> None:
        field = item.data(UNIT, KEY)
        is_taken = self._decisions.takes(change.key, field)
        is_conflict = any(each.field == field and each.is_conflict for each in change.fields)
        is_on = self._decisions.is_on(change.key)
        _tick(item, YES if is_on and is_taken else NO)
        if not is_on:
            words = self.tr("Ikke afgjort") if is_conflict else ""
        else:
            words = self.tr("Tages") if is_taken else self.tr("Beholdes")
        item.setText(CHOICE, words)

    def _step(self, by: int) -> None:
        """Go to the next or previous change, whatever is folded."""
        item = self.currentItem()
        keys = [key for row in self._groups() for key in self._keys_of(row)]
        here = self._key(item) if item is not None else ""
        if keys:
            at = keys.index(here) + by if here in keys else 0
            self.setCurrentItem(self._items[keys[max(0, min(at, len(keys) - 1))]])

    def _keys_of(self, row: QTreeWidgetItem) -> Iterable[str]:
        return [child.data(UNIT, KEY) for child in self._children(row)]


def _tick(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    """Show a tick; a row that has the right one is let alone, as thousands may be told."""
    if item.data(UNIT, Qt.ItemDataRole.CheckStateRole) is None or item.checkState(UNIT) != state:
        item.setCheckState(UNIT, state)

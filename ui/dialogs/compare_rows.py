"""The rows of a comparison: a record each, its fields below, what both have changed marked."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.merge.difference import PLACE
from kkworkbench.merge.joining import WHOLE, Key
from kkworkbench.merge.telling import FieldTold, Told
from kkworkbench.merge.values import Values
from kkworkbench.merge.word_runs import Run
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Conflict
from kkworkbench.state.state import State
from ui import theme
from ui.bridge import Bridge
from ui.widgets import ColumnShares

KEY: Final = Qt.ItemDataRole.UserRole
FIELDS_OF: Final = Qt.ItemDataRole.UserRole + 1
TOLD: Final = Qt.ItemDataRole.UserRole + 2
MOST_ROWS: Final = 1000
FEW: Final = 40
"""Rows up to which their fields are shown at once."""
CLASH: Final = Qt.ItemDataRole.UserRole + 3
WARNING: Final = "⚠"


class CompareRows(QTreeWidget):
    """A row for each record that differs; with `tickable`, ticks say what is taken."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tickable = False
        self.setAccessibleName(self.tr("Forskelle"))
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        ColumnShares(self, {0: 46, 1: 27, 2: 27})

    def show_rows(
        self,
        told: Collection[Told],
        titles: tuple[str, str],
        *,
        tickable: bool = False,
        conflicts: Iterable[Conflict] = (),
        sides: tuple[State, State] | None = None,
    ) -> None:
        """Show differences under the titles of both sides, all ticked; conflicts are not."""
        self._tickable = tickable
        self.clear()
        self.setHeaderLabels([self.tr("Forskel"), *titles])
        items: dict[Key, QTreeWidgetItem] = {}
        for each in list(told)[:MOST_ROWS]:
            change = each.difference.change
            items[change.kind, change.id] = self._record_item(each)
        for conflict in conflicts:
            if sides is not None:
                self._add_conflict(items, conflict, sides)
        self.insertTopLevelItems(0, list(items.values()))
        for item in items.values():
            item.setFirstColumnSpanned(True)
            item.setExpanded(len(items) <= FEW)
        if self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(0))

    def words(self) -> str:
        """Return the difference of the current record to read, with what both have changed."""
        item = self.currentItem()
        if item is None:
            return ""
        item = item.parent() or item
        told, children = item.data(0, TOLD), map(item.child, range(item.childCount()))
        clashes = [field for child in children if (field := child.data(0, CLASH)) is not None]
        if isinstance(told, Told):
            return as_html(told.sentences, (*told.fields, *clashes), told.sign)
        return as_html((item.text(0),), clashes)

    def taken(self) -> frozenset[Key]:
        """Return the records of which something is ticked."""
        return frozenset(
            item.data(0, KEY)
            for item in self._records()
            if item.checkState(0) != Qt.CheckState.Unchecked
        )

    def settled(self) -> frozenset[Conflict]:
        """Return the conflicts that are ticked."""
        return frozenset(self._fields(Qt.CheckState.Checked, conflicts=True))

    def without(self) -> frozenset[Conflict]:
        """Return the fields of ticked records that are not ticked."""
        return frozenset(self._fields(Qt.CheckState.Unchecked, conflicts=False))

    def tick_all(self, ticked: bool) -> None:
        """Tick every row, or none; what both have changed is left as it is."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._records():
            if not item.childCount():
                item.setCheckState(0, state)
            for number in range(item.childCount()):
                child = item.child(number)
                if not child.data(0, TOLD):
                    child.setCheckState(0, state)

    # inside

    def _records(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None:
                yield item

    def _fields(self, state: Qt.CheckState, *, conflicts: bool) -> Iterator[Conflict]:
        for item in self._records():
            for number in range(item.childCount()):
                child = item.child(number)
                if (child.data(0, TOLD) == WARNING) == conflicts and child.checkState(0) == state:
                    kind, id_ = item.data(0, KEY)
                    yield from (Conflict(kind, id_, name) for name in child.data(0, FIELDS_OF))

    def _record_item(self, each: Told) -> QTreeWidgetItem:
        difference = each.difference
        change = difference.change
        item = QTreeWidgetItem(["\n".join(f"{each.sign} {text}" for text in each.sentences)])
        item.setData(0, KEY, (change.kind, change.id))
        item.setData(0, TOLD, each)
        item.setToolTip(0, item.text(0))
        self._let_tick(item, Qt.CheckState.Checked)
        if difference.was_at is not None:
            places = PLACE[change.kind] & set(change.changed_fields())
            words = self.tr("Plads")
            self._field_item(item, FieldTold(words, "", ""), tuple(places))
        shown = zip(difference.fields, each.fields, strict=False)
        for name, field in shown:
            self._field_item(item, field, (name,))
        if item.childCount() and self._tickable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        return item

    def _field_item(
        self, item: QTreeWidgetItem, field: FieldTold, names: tuple[str, ...]
    ) -> QTreeWidgetItem:
        child = QTreeWidgetItem([field.name, _short(field.was), _short(field.now)])
        child.setData(0, FIELDS_OF, names)
        for column, text in enumerate((field.name, field.was, field.now)):
            child.setToolTip(column, text)
        self._let_tick(child, Qt.CheckState.Checked)
        item.addChild(child)
        return child

    def _add_conflict(
        self,
        items: dict[Key, QTreeWidgetItem],
        conflict: Conflict,
        sides: tuple[State, State],
    ) -> None:
        kind, id_ = conflict.kind, conflict.id
        ours, theirs = (side.get(kind, id_) for side in sides)
        values = Values(self._bridge.messages, sides)
        record = ours or theirs
        title = values.named(record) if record is not None else ""
        item = items.get((kind, id_))
        if item is None:
            said = self.tr("{sign} Begge har ændret »{title}«")
            item = QTreeWidgetItem([said.format(sign=WARNING, title=title)])
            item.setData(0, KEY, (kind, id_))
            if self._tickable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            items[kind, id_] = item
        names = (conflict.field,)
        if conflict.field == WHOLE:
            name = self.tr("Kan ikke være her begge steder, eller er væk det ene sted")
            was, is_now = (self._stands(side) for side in (ours, theirs))
        else:
            name = self._bridge.text(f"record_field.{conflict.field}")
            was, is_now = (
                values.worded(getattr(side, conflict.field)) if side is not None else ""
                for side in (ours, theirs)
            )
        clash = FieldTold(f"{WARNING} {name}", was, is_now)
        child = self._field_item(item, clash, names)
        child.setData(0, TOLD, WARNING)
        child.setData(0, CLASH, clash)
        if self._tickable:
            child.setCheckState(0, Qt.CheckState.Unchecked)

    def _stands(self, record: Record | None) -> str:
        return self.tr("findes") if record is not None else self.tr("findes ikke")

    def _let_tick(self, item: QTreeWidgetItem, state: Qt.CheckState) -> None:
        if self._tickable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, state)


def as_html(sentences: Iterable[str], fields: Iterable[FieldTold], sign: str = "") -> str:
    """Return a difference to read, words that went struck out and new ones marked."""
    look = theme.current()
    new = f"color:{look.tokens.ok};font-weight:600"
    gone = f"color:{look.tokens.error};text-decoration:line-through"
    styles = {Run.NEW: new, Run.GONE: gone}
    parts = [f"<p><b>{html.escape(f'{sign} {text}'.strip())}</b></p>" for text in sentences]
    for field in fields:
        words = "".join(
            f'<span style="{styles.get(piece.run, "")}">{_lines(piece.text)}</span>'
            for piece in field.pieces
        )
        parts.append(f"<p>{html.escape(field.name)}:<br>{words}</p>")
    return "".join(parts)


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else f"{flat[:160]}…"

"""The filters of the contact list, with how many each value would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from kkworkbench.workspace.search import LACKS, STATUS
from ui import theme
from ui.models.contact_status import DOUBLE, ERROR, STALE, WARNING
from ui.widgets import dress_view

VALUE: Final = Qt.ItemDataRole.UserRole
MORE: Final = "more"
"""Stands where a value does, on the row that shows or hides the rare ones."""
MOST: Final = 12
"""Values of a group that are shown at first."""
GAP_VALUE: Final = ""


class FacetTree(QTreeWidget):
    """Administration, category, district, status and what is missing: check boxes with counts.

    Signals:
        filters_changed(dict): the chosen values by group.
    """

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setHeaderLabels([self.tr("Filtre")])
        self.setAccessibleName(self.tr("Filtre"))
        dress_view(self)
        self.setIndentation(theme.current().px(14))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._counts: Mapping[str, Counter[str]] = {}
        self._shown_state = State.of(())
        self._whole: set[str] = set()
        self._fixed: dict[str, dict[str, str]] = {
            STATUS: {
                ERROR: self.tr("Med fejl"),
                WARNING: self.tr("Med advarsler"),
                STALE: self.tr("Forældet"),
                DOUBLE: self.tr("Mulig dublet"),
            },
            LACKS: {
                "phone": self.tr("Telefon"),
                "written": self.tr("Skriftlig kanal"),
                "address": self.tr("Adresse"),
                "hours": self.tr("Åbningstider"),
            },
        }
        for group, name in (
            (Vocabulary.ADMINISTRATION, self.tr("Forvaltning")),
            (Vocabulary.CATEGORY, self.tr("Kategori")),
            (Vocabulary.DISTRICT, self.tr("Bydel")),
            (STATUS, self.tr("Status")),
            (LACKS, self.tr("Mangler")),
        ):
            item = QTreeWidgetItem([name])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.font()
            font.setBold(True)
            item.setFont(0, font)
            self._groups[group] = item
            self.addTopLevelItem(item)
            item.setExpanded(True)
        self.itemChanged.connect(self._on_changed)
        self.itemClicked.connect(self._show_more)

    def chosen(self) -> dict[str, frozenset[str]]:
        """Return the chosen values by group."""
        return {
            group: frozenset(
                str(item.data(0, VALUE))
                for item in _children(top)
                if item.checkState(0) is Qt.CheckState.Checked
            )
            for group, top in self._groups.items()
        }

    def choose(self, group: str, values: Collection[str]) -> None:
        """Choose values of one group alone, as when a figure leads here."""
        with QSignalBlocker(self):
            for each, top in self._groups.items():
                for item in _values(top):
                    wanted = each == group and item.data(0, VALUE) in values
                    item.setCheckState(0, _state(wanted))
        self.filters_changed.emit(self.chosen())

    def clear_choice(self) -> None:
        """Choose nothing, which leaves everything."""
        self.choose("", ())

    def show_counts(self, state: State, counts: Mapping[str, Counter[str]]) -> None:
        """Show each value with its count; a chosen one is shown even at nought."""
        self._shown_state, self._counts = state, counts
        chosen = self.chosen()
        with QSignalBlocker(self):
            for group, top in self._groups.items():
                self._fill(top, group, self._names(state, group), chosen[group])

    def _names(self, state: State, group: str) -> dict[str, tuple[str, str]]:
        """Return the values of a group in their order, each with its short and its full name."""
        if group in self._fixed:
            return {value: (name, name) for value, name in self._fixed[group].items()}
        names: dict[str, tuple[str, str]] = {}
        for term_id in state.bucket(TERMS, group):
            term = state.get(Term, term_id)
            if term is not None:
                short = term.code if group == Vocabulary.ADMINISTRATION else term.name
                names[term_id] = short, term.name
        gap = self.tr("(mangler)")
        return {**names, GAP_VALUE: (gap, self.tr("Indgange, der ikke har nogen"))}

    def _fill(
        self,
        top: QTreeWidgetItem,
        group: str,
        names: Mapping[str, tuple[str, str]],
        chosen: frozenset[str],
    ) -> None:
        counts = self._counts[group]
        shown = self._shown(group, names, chosen)
        known = {str(item.data(0, VALUE)): item for item in _children(top)}
        for at, (value, (short, full)) in enumerate(names.items()):
            item = known.pop(value, None) or _new_child(top, at, value)
            item.setText(0, f"{short} ({counts[value]})")
            item.setToolTip(0, full)
            item.setHidden(value not in shown)
        self._fill_more(top, group, names, known.pop(MORE, None))
        for gone in known.values():
            top.removeChild(gone)

    def _shown(
        self, group: str, names: Collection[str], chosen: frozenset[str]
    ) -> frozenset[str] | set[str]:
        """Return what is shown: the values with the most rows, the gap, and what is chosen."""
        counts = self._counts[group]
        found = [value for value in names if counts[value]]
        if group not in self._whole:
            real = sorted(filter(None, found), key=lambda value: -counts[value])
            found = [value for value in found if not value] + real[:MOST]
        return chosen | set(found)

    def _fill_more(
        self,
        top: QTreeWidgetItem,
        group: str,
        names: Collection[str],
        item: QTreeWidgetItem | None,
    ) -> None:
        found = sum(1 for value in names if value and self._counts[group][value])
        if item is None:
            item = QTreeWidgetItem()
            item.setData(0, VALUE, MORE)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setForeground(0, theme.current().color("accent"))
            top.addChild(item)
        whole = group in self._whole
        item.setText(0, self.tr("Vis færre") if whole else self.tr("Vis alle {n}").format(n=found))
        item.setHidden(found <= MOST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        item = self.currentItem()
        if event.key() in keys and item is not None and item.data(0, VALUE) == MORE:
            self._show_more(item)
            return
        super().keyPressEvent(event)

    def _show_more(self, item: QTreeWidgetItem) -> None:
        if item.data(0, VALUE) == MORE:
            self._whole ^= {group for group, top in self._groups.items() if top is item.parent()}
            self.show_counts(self._shown_state, self._counts)

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        if item.data(0, VALUE) != MORE:
            self.filters_changed.emit(self.chosen())


def _children(top: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for n in range(top.childCount()):
        child = top.child(n)
        if child is not None:
            yield child


def _values(top: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    return (item for item in _children(top) if item.data(0, VALUE) != MORE)


def _new_child(top: QTreeWidgetItem, at: int, value: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, VALUE, value)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    top.insertChild(at, item)
    return item


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked

"""The three filters of the contact list, with how many each would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from ui import theme
from ui.widgets import dress_view

TERM = Qt.ItemDataRole.UserRole


class FacetTree(QTreeWidget):
    """Forvaltning, Kategori, Bydel: check boxes with counts.

    Signals:
        filters_changed(dict): the chosen term ids by vocabulary.
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
        self._groups: dict[Vocabulary, QTreeWidgetItem] = {}
        for vocabulary, name in (
            (Vocabulary.ADMINISTRATION, self.tr("Forvaltning")),
            (Vocabulary.CATEGORY, self.tr("Kategori")),
            (Vocabulary.DISTRICT, self.tr("Bydel")),
        ):
            item = QTreeWidgetItem([name])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.font()
            font.setBold(True)
            item.setFont(0, font)
            self._groups[vocabulary] = item
            self.addTopLevelItem(item)
        self.itemChanged.connect(self._on_changed)

    def chosen(self) -> dict[Vocabulary, frozenset[str]]:
        """Return the chosen term ids by vocabulary."""
        return {
            vocabulary: frozenset(
                str(item.data(0, TERM))
                for item in _children(group)
                if item.checkState(0) is Qt.CheckState.Checked
            )
            for vocabulary, group in self._groups.items()
        }

    def clear_choice(self) -> None:
        """Choose nothing, which leaves everything."""
        with QSignalBlocker(self):
            for group in self._groups.values():
                for item in _children(group):
                    item.setCheckState(0, Qt.CheckState.Unchecked)
        self.filters_changed.emit(self.chosen())

    def show_counts(self, state: State, counts: Mapping[Vocabulary, Counter[str]]) -> None:
        """Show each term with its count; a chosen one is shown even at nought."""
        chosen = self.chosen()
        with QSignalBlocker(self):
            for vocabulary, group in self._groups.items():
                self._fill(state, vocabulary, group, counts[vocabulary], chosen[vocabulary])
        for group in self._groups.values():
            if group.data(0, TERM) is None:
                group.setExpanded(True)
                group.setData(0, TERM, "")

    def _fill(
        self,
        state: State,
        vocabulary: Vocabulary,
        group: QTreeWidgetItem,
        counts: Counter[str],
        chosen: frozenset[str],
    ) -> None:
        known = {str(item.data(0, TERM)): item for item in _children(group)}
        for at, term_id in enumerate(state.bucket(TERMS, vocabulary)):
            term = state.get(Term, term_id)
            if term is None:
                continue
            item = known.pop(term_id, None) or _new_child(group, at, term_id)
            name = term.code if vocabulary is Vocabulary.ADMINISTRATION else term.name
            item.setText(0, f"{name} ({counts[term_id]})")
            item.setToolTip(0, term.name)
            item.setHidden(not counts[term_id] and term_id not in chosen)
        for gone in known.values():
            group.removeChild(gone)

    def _on_changed(self, _item: QTreeWidgetItem) -> None:
        self.filters_changed.emit(self.chosen())


def _children(group: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for n in range(group.childCount()):
        child = group.child(n)
        if child is not None:
            yield child


def _new_child(group: QTreeWidgetItem, at: int, term_id: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, TERM, term_id)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    group.insertChild(at, item)
    return item

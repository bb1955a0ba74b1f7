"""What differs, record by record: between two batches, or between a batch and a site."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kkworkbench.exports.drupal.history_words import Group, field_in_words, value_in_words
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import Why
from kkworkbench.exports.drupal.verify_compare import Difference
from ui.bridge import Bridge
from ui.widgets import ColumnShares, EmptyState, dress_view

SIGNS: Final = {Why.NEW: "+", Why.CHANGED: "~", Why.RETIRED: "−"}
SHARES: Final = dict(enumerate((40, 30, 30)))
"""Of the width."""
MOST: Final = 2000
"""Records that are shown; the saved table has them all."""
FEW: Final = 200
"""Records up to which all are unfolded."""


class DifferenceView(QWidget):
    """A tree of records with their fields; a sentence where there is none."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._profile = shipped()
        self._table: list[Sequence[str]] = []
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Forskelle"))
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([self.tr("Hvad"), self.tr("Før"), self.tr("Nu")])
        dress_view(self.tree)
        ColumnShares(self.tree, SHARES)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    @property
    def is_empty(self) -> bool:
        """Whether a sentence stands instead of differences."""
        return self._stack.currentWidget() is self.empty

    def say(self, sentence: str) -> None:
        """Show a sentence and nothing else."""
        self.tree.clear()
        self._table = []
        self.empty.set_sentence(sentence)
        self._stack.setCurrentWidget(self.empty)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show what differs between two states of a batch."""
        self._clear(self.tr("Før"), self.tr("Nu"))
        heading = [self.tr("Tegn"), self.tr("Del"), self.tr("Hvad"), self.tr("Felt")]
        self._table = [(*heading, self.tr("Før"), self.tr("Nu"))]
        items = []
        for group in groups:
            sign, part = SIGNS[group.what], self._bridge.text(f"batches.part.{group.part}")
            item = _item((f"{sign} {group.title} · {part}", "", ""))
            for row in group.rows:
                item.addChild(_item((row.field, row.was, row.now)))
                self._table.append((sign, part, group.title, row.field, row.was, row.now))
            if not group.rows:
                self._table.append((sign, part, group.title, "", "", ""))
            items.append(item)
        self._show(items)

    def show_site(
        self,
        differences: Iterable[Difference],
        said: Sequence[str] = (),
        awaits: Iterable[Difference] = (),
    ) -> None:
        """Show what a site holds in another way than a batch says, and what it says itself.

        `awaits` are differences that an editor's draft explains.
        """
        self._clear(self.tr("Skulle være"), self.tr("Er på webstedet"))
        heading = [self.tr("Del"), self.tr("Hvad"), self.tr("Udgave"), self.tr("Felt")]
        self._table = [(*heading, self.tr("Skulle være"), self.tr("Er på webstedet"))]
        items: dict[tuple[str, str], QTreeWidgetItem] = {}
        messages = self._bridge.messages
        waiting = list(awaits)
        held = {(each.part, each.id) for each in waiting}
        for each in (*differences, *waiting):
            part = self._bridge.text(f"batches.part.{each.part}")
            key = (each.part, each.id)
            if key not in items:
                said_of_it = self.tr("venter på redaktørens kladde") if key in held else ""
                items[key] = _item((f"{each.title} · {part}", "", said_of_it))
            field = field_in_words(each.field, self._profile, messages) if each.field else ""
            place = " ".join(filter(None, (self._revision(each.revision), field)))
            wanted = value_in_words(each.field, each.wanted, messages)
            found = value_in_words(each.field, each.found, messages)
            if not place:
                place, found = self.tr("Findes ikke på webstedet"), "–"
            items[key].addChild(_item((place, wanted, found)))
            self._table.append((part, each.title, each.revision, each.field, wanted, found))
        notes = [_item((self.tr("Webstedet siger"), "", each)) for each in said]
        self._table += [("", self.tr("Webstedet siger"), "", "", "", each) for each in said]
        self._show([*items.values(), *notes])

    def save(self, path: Path) -> None:
        """Write the differences as a table.

        Raises:
            OSError: the file cannot be written.
        """
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(map(_harmless, self._table))

    def _revision(self, name: str) -> str:
        names = {"default": self.tr("Udgivet:"), "latest": self.tr("Kladde:")}
        return names.get(name, name)

    def _clear(self, before: str, now: str) -> None:
        self.tree.clear()
        self.tree.setHeaderLabels([self.tr("Hvad"), before, now])

    def _show(self, items: Sequence[QTreeWidgetItem]) -> None:
        more = len(items) - MOST
        self.tree.addTopLevelItems(list(items[:MOST]))
        if more > 0:
            self.tree.addTopLevelItem(_item((self._bridge.text("batches.more", n=more), "", "")))
        if len(items) <= FEW:
            self.tree.expandAll()
        if items:
            self.tree.setCurrentItem(items[0])
        self._stack.setCurrentWidget(self.tree)


def _item(texts: Sequence[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([" ".join(text.split()) for text in texts])
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    return item


def _harmless(row: Sequence[str]) -> list[str]:
    """Keep a spreadsheet from reading a text as a formula."""
    return [f"'{text}" if text[:1] in {"=", "+", "@"} and text != "+" else text for text in row]

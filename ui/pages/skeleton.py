"""What is painted before a workspace is loaded: the first levels of its tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


class Known(Protocol):
    """What is known of a page so early."""

    @property
    def id(self) -> str: ...

    @property
    def parent(self) -> str | None: ...

    @property
    def title(self) -> str: ...


def skeleton_tree(title: str, pages: Iterable[Known]) -> QTreeWidget:
    """Make a tree of pages, parents before children."""
    tree = QTreeWidget()
    tree.setHeaderLabels([title])
    tree.setAccessibleName(QCoreApplication.translate("Skeleton", "Kontakthierarki"))
    items: dict[str, QTreeWidgetItem] = {}
    for page in pages:
        item = items[page.id] = QTreeWidgetItem([page.title])
        above = items.get(page.parent or "")
        if above is None:
            tree.addTopLevelItem(item)
        else:
            above.addChild(item)
    tree.expandAll()
    return tree

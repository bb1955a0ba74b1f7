"""A tree opens with what can be looked through, and moves a page without measuring the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from kkworkbench.messages import Messages
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.shipped_terms import terms
from kkworkbench.state.order import keys_between
from kkworkbench.workspace.commands.pages import MovePages
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui import theme
from ui.bridge import Bridge
from ui.models.page_cells import Column
from ui.models.page_tree import PageTreeModel
from ui.pages.tree_pane import TreePane
from ui.pages.tree_view import FIRST_ROWS

Make = Callable[[int], TreePane]


def pages(below: int) -> Iterator[Page]:
    """Yield ten sections with so many pages below each, and one page below the first of these."""
    for at, order in enumerate(keys_between(None, None, 10)):
        yield Page(PageId(f"s{at}"), None, order, title=f"Sektion {at}")
        for n, key in enumerate(keys_between(None, None, below)):
            yield Page(PageId(f"s{at}-{n}"), PageId(f"s{at}"), key, title=f"Side {n}")
    yield Page(PageId("deep"), PageId("s0-0"), "a0", title="Dybt nede")


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Make]:
    made: list[tuple[TreePane, Bridge]] = []

    def pane(below: int) -> TreePane:
        bridge = Bridge(Workspace(MemoryStore((*terms(), *pages(below))), "test"), Messages("da"))
        tree = TreePane(bridge)
        tree.resize(900, 700)
        tree.restore_view({})
        tree.show()
        QApplication.processEvents()
        made.append((tree, bridge))
        return tree

    yield pane
    for tree, bridge in made:
        bridge.close()
        tree.close()
        tree.deleteLater()
        bridge.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_two_levels_are_open_at_first(make: Make) -> None:
    assert {"s0", "s9", "s0-0"} <= set(make(5).view.expanded_pages())


def test_a_level_that_fills_many_screens_stays_closed(make: Make) -> None:
    assert make(FIRST_ROWS // 10).view.expanded_pages() == ()


def test_a_move_asks_for_no_row_that_is_not_on_the_screen(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    data = PageTreeModel.data

    def spying(model: PageTreeModel, index: QModelIndex, role: int = 0) -> object:
        asked.add(str(model.id_of(index)))
        return data(model, index, role)

    monkeypatch.setattr(PageTreeModel, "data", spying)  # first: Qt remembers what it calls
    tree = make(30)
    asked.clear()
    assert tree.view.isExpanded(tree.model.index_of("s9"))
    assert tree._bridge.run(MovePages((PageId("s0-3"),), PageId("s0"), 0))
    tree.view.viewport().repaint()
    QApplication.processEvents()
    assert "s0-3" in asked
    assert not {id_ for id_ in asked if id_.startswith("s9-")}


def test_the_narrow_columns_hold_the_most_they_show(make: Make) -> None:
    view = make(5).view
    count = QFontMetrics(theme.current().font(theme.TextRole.SECONDARY)).horizontalAdvance("999")
    widest = max(view.fontMetrics().horizontalAdvance(term.code) for term in terms()[:8])
    assert view.columnWidth(Column.PROBLEMS) > count + theme.current().px(15)
    assert view.columnWidth(Column.ADMINISTRATION) > widest
    assert not view.isColumnHidden(Column.ADMINISTRATION)


def test_a_broad_filter_opens_a_few_screens_and_leaves_out_the_rest(make: Make) -> None:
    tree = make(FIRST_ROWS)
    tree._on_search("side")
    opened = [n for n in range(10) if tree.view.isExpanded(tree.model.index_of(f"s{n}"))]
    assert 0 < len(opened) < 10
    tree._on_search("side 7")
    assert list(tree.model.rows_under("s9")) == [
        f"s9-{n}" for n in range(FIRST_ROWS) if str(n).startswith("7")
    ]
    tree._on_search("")
    assert len(tree.model.rows_under("s9")) == FIRST_ROWS

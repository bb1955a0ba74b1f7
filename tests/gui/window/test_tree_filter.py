"""A filter shows what it keeps and no more, through edits, and gives back where one stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from kkworkbench.messages import Messages
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.order import keys_between
from kkworkbench.workspace.commands.pages import AddPage, DeletePages, EditPage, MovePages
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.gui.stage import heard
from ui import theme
from ui.bridge import Bridge
from ui.models.mime import PAGES, mime_of
from ui.models.page_filter import Kept, kept_pages
from ui.models.page_tree import PageTreeModel
from ui.pages.tree_pane import TreePane

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
WORDS = ("pas", "bolig", "skat")
SECTIONS, BELOW = 3, 4
QUERIES = st.sampled_from(("", *WORDS, "pas 1", "side"))


def pages() -> Iterator[Page]:
    """Yield sections, each with a page of every word and pages under the first."""
    for at, order in enumerate(keys_between(None, None, SECTIONS)):
        yield Page(PageId(f"s{at}"), None, order, title=f"Sektion {at}")
        for n, key in enumerate(keys_between(None, None, BELOW)):
            title = f"{WORDS[n % len(WORDS)]} {n}"
            yield Page(PageId(f"s{at}-{n}"), PageId(f"s{at}"), key, title=title)
        for n, key in enumerate(keys_between(None, None, BELOW)):
            title = f"side {WORDS[(n + at) % len(WORDS)]}"
            yield Page(PageId(f"s{at}-0-{n}"), PageId(f"s{at}-0"), key, title=title)


IDS = tuple(page.id for page in pages())


@pytest.fixture
def tree(qapp: QApplication) -> Iterator[TreePane]:
    bridge = Bridge(Workspace(MemoryStore(tuple(pages())), "test"), Messages("da"))
    pane = TreePane(bridge)
    pane.resize(500, 300)
    pane.restore_view({})
    pane.show()
    QApplication.processEvents()
    yield pane
    bridge.close()
    bridge.deleteLater()
    pane.close()
    pane.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def rows(model: PageTreeModel, parent: str | None = None) -> Iterator[str]:
    """Yield what the model tells a view, from the top down."""
    index = model.index_of(parent)
    for row in range(model.rowCount(index)):
        child = model.index(row, 0, index)
        id_ = model.id_of(child)
        assert model.index_of(id_) == child
        assert child.parent() == index
        assert model.hasChildren(child) == bool(model.rowCount(child))
        yield str(id_)
        yield from rows(model, id_)


def wanted(tree: TreePane, query: str, parent: str | None = None) -> Iterator[str]:
    """Yield what matches, what is above it, and what one stands on, from the top down."""
    state = tree._bridge.state
    on = [*tree.view.selected_pages()]
    current = tree.model.id_of(tree.view.currentIndex())
    on += [current] if current is not None else []
    kept = kept_pages(tree._bridge, query).also(state, on) if query else None
    for child in state.bucket(CHILDREN, parent):
        if kept is None or kept.shows(child):
            yield child
            yield from wanted(tree, query, child)


def op(draw: Callable[[Any], Any], number: int) -> Any:
    page, other = PageId(draw(st.sampled_from(IDS))), PageId(draw(st.sampled_from(IDS)))
    at = draw(st.integers(0, BELOW))
    return (
        lambda: EditPage(page, "title", f"{draw(st.sampled_from(WORDS))} {at}"),
        lambda: MovePages((page,), other, at),
        lambda: DeletePages((page, other)),
        lambda: AddPage(PageId(f"new{number}"), page, draw(st.sampled_from(WORDS)), position=0),
    )[draw(st.integers(0, 3))]()


def start_again(tree: TreePane) -> None:
    tree._on_search("")
    while tree._bridge.undo() is not None:
        pass


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_filter_shows_what_matches_after_any_edits(tree: TreePane, data: st.DataObject) -> None:
    start_again(tree)  # where an example failed
    tester = QAbstractItemModelTester(tree.model, STRICT)
    reset = heard(tree.model.modelReset)
    query = ""
    for number in range(data.draw(st.integers(1, 6))):
        match data.draw(st.integers(0, 5)):
            case 0 | 1:
                query = data.draw(QUERIES)
                tree._on_search(query)
            case 2:
                tree.view.setCurrentIndex(tree.model.index_of(data.draw(st.sampled_from(IDS))))
            case 3:
                tree._bridge.undo()
            case _:
                tree._bridge.run(op(data.draw, number))
        assert list(rows(tree.model)) == list(wanted(tree, query))
    start_again(tree)
    assert list(rows(tree.model)) == list(wanted(tree, ""))
    assert reset == []
    del tester


def told(tree: TreePane) -> list[str]:
    """Return a list that fills with what the model tells its views of rows."""
    names: list[str] = []
    for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "layoutChanged", "modelReset"):
        getattr(tree.model, name).connect(lambda *_args, name=name: names.append(name))
    return names


def test_an_edit_under_a_filter_moves_only_its_rows(tree: TreePane) -> None:
    tree._on_search("bolig")
    names = told(tree)
    tree._bridge.run(EditPage(PageId("s1-2"), "title", "bolig og lån"))
    assert names == ["rowsInserted"]
    tree._bridge.undo()
    assert names == ["rowsInserted", "rowsRemoved"]
    tree._bridge.run(MovePages((PageId("s1-1"),), PageId("s0"), 0))
    assert names[2:] == ["rowsMoved"]


def test_rows_that_nobody_asked_for_are_right_after_an_edit(tree: TreePane) -> None:
    model = PageTreeModel(tree._bridge)
    model.show_only(Kept({"s1-1"}, {"s1"}))
    model.keep(Kept({"s1-1", "s1-2"}, {"s1"}))
    assert list(model.rows_under("s1")) == ["s1-1", "s1-2"]


def test_what_is_shown_again_has_the_rows_that_it_has_now(tree: TreePane) -> None:
    model = PageTreeModel(tree._bridge)
    model.show_only(Kept({"s0-0-0"}, {"s0", "s0-0"}))
    assert list(rows(model)) == ["s0", "s0-0", "s0-0-0"]
    model.keep(Kept({"s1-1"}, {"s1"}))
    model.keep(Kept({"s0-0-1"}, {"s0", "s0-0"}))
    assert list(rows(model)) == ["s0", "s0-0", "s0-0-1"]


def test_where_one_stood_is_given_back_when_the_filter_is_cleared(tree: TreePane) -> None:
    tree.view.expand_pages(IDS)
    tree.view.select_pages(("s2-0-0", "s2-0-1", "s2-0-2"))
    tree.view.verticalScrollBar().setValue(5)
    tree.view.setExpanded(tree.model.index_of("s0-0"), False)
    top = tree.model.id_of(tree.view.indexAt(tree.view.rect().topLeft()))
    stood = tree.view.current_page, tree.view.selected_pages(), set(tree.view.expanded_pages())
    assert top not in (None, "s0")
    selected = heard(tree.page_selected)
    for query in ("bolig", "bolig 1", "skat"):
        tree._on_search(query)
        assert tree.view.current_page == stood[0]
    assert tree.view.selected_pages() == ("s2-0-0",)  # it is about skat; the others wait
    tree._on_search("")
    now = tree.view.current_page, tree.view.selected_pages(), set(tree.view.expanded_pages())
    assert now == stood
    assert tree.model.id_of(tree.view.indexAt(tree.view.rect().topLeft())) == top
    assert tree.model.id_of(tree.view.currentIndex()) == stood[0]
    assert selected == []


def test_what_is_chosen_under_a_filter_stays_chosen_without_it(tree: TreePane) -> None:
    tree.view.select_page("s0-1")
    tree._on_search("skat")
    tree.view.select_page("s2-2")
    tree._on_search("pas")
    assert tree.view.current_page == "s2-2"
    tree._on_search("")
    assert tree.view.selected_pages() == ("s2-2",)
    assert tree.view.visualRect(tree.view.currentIndex()).intersects(tree.view.viewport().rect())


def test_a_page_that_is_edited_until_it_no_longer_matches_stays_in_sight(tree: TreePane) -> None:
    tree._on_search("bolig")
    tree.view.select_page("s1-1")
    selected = heard(tree.page_selected)
    tree._bridge.run(EditPage(PageId("s1-1"), "title", "noget andet"))
    assert tree.model.id_of(tree.view.currentIndex()) == "s1-1"
    assert selected == []
    tree._on_search("skat")
    assert not tree.view.currentIndex().isValid()


def test_an_edit_of_a_page_that_is_left_out_does_not_bring_it_back(tree: TreePane) -> None:
    tree.view.select_page("s1-1")
    tree._on_search("skat")
    tree._bridge.run(EditPage(PageId("s1-1"), "title", "bolig til leje"))
    assert not tree.model.index_of("s1-1").isValid()
    assert tree.view.current_page == "s1-1"
    assert not tree.delete_action.isEnabled()


@pytest.mark.parametrize(("row", "place"), [(0, 1), (1, 2), (-1, 4)])
def test_a_drop_under_a_filter_goes_beside_what_is_shown(
    tree: TreePane, row: int, place: int
) -> None:
    tree._on_search("bolig")
    assert list(tree.model.rows_under("s1")) == ["s1-0", "s1-1"]
    tree._on_search("bolig 1")
    assert list(tree.model.rows_under("s1")) == ["s1-1"]
    data = mime_of(PAGES, ["s2"])
    under = tree.model.index_of("s1")
    tree.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, under)
    assert tree._bridge.state.bucket(CHILDREN, "s1").index("s2") == place


def test_a_page_is_moved_past_what_is_shown_by_the_keyboard(tree: TreePane) -> None:
    tree._bridge.run(EditPage(PageId("s1-3"), "title", "bolig 3"))
    tree.search.setText("bolig")
    QTest.keyClick(tree.search, Qt.Key.Key_Return)
    tree.view.select_page("s1-3")
    tree.move(-1)
    children = tree._bridge.state.bucket(CHILDREN, "s1")
    assert children.index("s1-3") < children.index("s1-1")
    tree.move(1)
    children = tree._bridge.state.bucket(CHILDREN, "s1")
    assert children.index("s1-3") > children.index("s1-1")
    tree.select_page("s1-2")
    assert not tree.view.is_filtered
    assert tree.view.current_page == "s1-2"


def test_the_tint_lies_behind_the_letters_that_match(tree: TreePane) -> None:
    view = tree.view
    name = tree.model.index_of(PageId("s0-0"))
    row = view.visualRect(name)

    def columns(is_wanted: Callable[[QColor], bool]) -> list[int]:
        picture = view.viewport().grab(row).toImage()
        return [
            x
            for x in range(picture.width())
            if any(is_wanted(picture.pixelColor(x, y)) for y in range(picture.height()))
        ]

    name_as_painted = columns(lambda colour: colour.lightness() < 100)
    tree.search.setText("pas")
    view.setCurrentIndex(QModelIndex())
    view.itemDelegate().set_query("pas")  # type: ignore[attr-defined]
    row = view.visualRect(tree.model.index_of(PageId("s0-0")))
    tinted = columns(lambda colour: colour == theme.current().color("match"))
    assert abs(tinted[0] - name_as_painted[0]) <= 2
    assert tinted[-1] < name_as_painted[-1]  # the figure behind the word is not tinted

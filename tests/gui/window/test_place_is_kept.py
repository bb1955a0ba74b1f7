"""Where one stands is kept: through edits, undo, what others wrote, and a switch of language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.drill import EditDrillEntry, MoveDrillEntries
from kkworkbench.workspace.commands.pages import AddPage, DeletePages, EditPage, MovePages
from ui import i18n
from ui.app import Application
from ui.desk import Desk

Act = Callable[[Desk], None]


def other_page(desk: Desk) -> Page:
    """A page that is neither current nor above or below what is."""
    current = desk.hierarchy.tree.view.current_page
    return next(
        page
        for page in desk.bridge.state.all(Page)
        if page.id != current and page.parent and not desk.bridge.state.bucket(CHILDREN, page.id)
    )


def edit(desk: Desk) -> None:
    desk.bridge.run(EditPage(other_page(desk).id, "title", "Et andet navn"))
    contact = max(desk.bridge.state.all(Contact), key=lambda contact: contact.name)
    desk.bridge.run(EditContact(contact.id, "name", f"{contact.name} ny"))
    entry = desk.bridge.state.at(DRILL, True, 0)
    desk.bridge.run(EditDrillEntry(entry, "help_text", "En anden hjælp"))


def move(desk: Desk) -> None:
    page = other_page(desk)
    desk.bridge.run(MovePages((page.id,), page.parent, 0))
    last = desk.bridge.state.bucket_size(DRILL, True) - 1
    desk.bridge.run(MoveDrillEntries((desk.bridge.state.at(DRILL, True, last),), 0))  # type: ignore[arg-type]


def add_and_delete(desk: Desk) -> None:
    page = other_page(desk)
    desk.bridge.run(AddPage("ny", page.parent, "Ny side", page.kind, 0))  # type: ignore[arg-type]
    desk.bridge.run(DeletePages((page.id,)))


def edit_and_undo(desk: Desk) -> None:
    edit(desk)
    while desk.bridge.undo() is not None:
        pass


def take_in(desk: Desk) -> None:
    """Follow what someone else wrote, as a sync does."""
    page = other_page(desk)
    contact = next(iter(desk.bridge.state.all(Contact)))
    changes = (
        Change(Page, page.id, page, replace(page, title="Fra en anden")),
        Change(Contact, contact.id, contact, replace(contact, name="Fra KK Org")),
    )
    desk.bridge.workspace.follow(ChangeSet("command.apply_plan", changes))


ACTS: tuple[Act, ...] = (edit, move, add_and_delete, edit_and_undo, take_in)


def settled(application: Application) -> Desk:
    desk = application.desk
    assert desk is not None
    desk.bridge.settle()
    QApplication.processEvents()
    return desk


def place_of(view: QAbstractItemView, name: Callable[[Any], object]) -> tuple[object, ...]:
    """Return what is current, what is selected, and whether the current one is in sight."""
    selection = view.selectionModel()
    current = view.currentIndex()
    rows = sorted(str(name(index)) for index in selection.selectedRows())
    in_sight = view.viewport().rect().intersects(view.visualRect(current))
    return name(current), rows, in_sight, view.hasFocus()


@pytest.fixture(scope="module")
def window(opened_once: Application) -> Iterator[Application]:
    opened_once.window.resize(QSize(1200, 620))
    yield opened_once
    i18n.install(QApplication.instance(), "da")


@pytest.fixture
def active(window: Application, qtbot: Any) -> Iterator[Application]:
    window.window.show_page("hierarchy")
    window.window.activateWindow()
    qtbot.waitUntil(window.window.isActiveWindow)
    desk = settled(window)
    start = desk.bridge.state
    yield window
    bridge = settled(window).bridge
    while bridge.undo() is not None:
        pass
    bridge.workspace.follow(ChangeSet("command.apply_plan", bridge.state.changes_to(start)))


@pytest.mark.parametrize("act", ACTS)
def test_the_tree_keeps_its_place(active: Application, act: Act) -> None:
    desk = settled(active)
    view = desk.hierarchy.tree.view
    state = desk.bridge.state
    deep = [p for p in state.all(Page) if p.parent and state.bucket_size(CHILDREN, p.parent) > 3]
    target = max(deep, key=lambda page: page.title)
    desk.show_page(target.id)
    closed = next(
        p
        for p in view.expanded_pages()
        if p != target.parent
        and state.get(Page, p).parent is not None
        and p not in line_of(desk, target.id)
    )
    view.setExpanded(desk.hierarchy.tree.model.index_of(closed), False)
    view.setFocus()
    QApplication.processEvents()
    place, opened = place_of(view, desk.hierarchy.tree.model.id_of), set(view.expanded_pages())
    assert place[0] == target.id
    act(desk)
    settled(active)
    assert place_of(view, desk.hierarchy.tree.model.id_of) == place
    assert set(view.expanded_pages()) == opened


def line_of(desk: Desk, page_id: str) -> set[str]:
    line = set()
    page = desk.bridge.state.get(Page, page_id)
    while page is not None:
        line.add(page.id)
        page = desk.bridge.state.get(Page, page.parent)
    return line


@pytest.mark.parametrize("act", ACTS)
def test_the_contact_list_keeps_its_place(active: Application, act: Act) -> None:
    desk = settled(active)
    page = desk.contact_list
    active.window.show_page("list")
    table = page.table
    table.setFocus()
    table.selectRow(page.filter.rowCount() // 2)
    table.scrollTo(table.currentIndex())
    QApplication.processEvents()

    def key(index: Any) -> str:
        return page.model.row_at(page.filter.mapToSource(index)).key

    place = place_of(table, key)
    assert place[1]
    act(desk)
    settled(active)
    assert place_of(table, key) == place


@pytest.mark.parametrize("act", ACTS)
def test_the_drill_board_keeps_its_place(active: Application, act: Act) -> None:
    desk = settled(active)
    active.window.show_page("drill")
    view, model = desk.drill.view, desk.drill.model
    view.setFocus()
    last = desk.bridge.state.bucket_size(DRILL, True) - 2
    view.setCurrentIndex(model.index_of(desk.bridge.state.at(DRILL, True, last)))
    QApplication.processEvents()
    place = view.currentIndex().row(), model.entry_id(view.currentIndex()), view.hasFocus()
    scrolled = view.verticalScrollBar().value()
    assert place[1] is not None
    assert scrolled > 0
    act(desk)
    settled(active)
    assert model.entry_id(view.currentIndex()) == place[1]
    assert view.hasFocus() == place[2]
    assert [model.entry_id(index) for index in view.selectedIndexes()] == [place[1]]
    assert desk.bridge.state.get(DrillEntry, place[1]) is not None
    assert view.verticalScrollBar().value() == scrolled


@pytest.mark.parametrize("act", ACTS)
def test_the_problems_keep_their_place(active: Application, act: Act) -> None:
    desk = settled(active)
    panel = desk.problems
    view = panel.table
    view.setFocus()
    view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, 0))
    QApplication.processEvents()
    problem = panel.current()
    assert problem is not None
    finding = problem.result.finding
    act(desk)
    settled(active)
    now = panel.current()
    assert now is not None
    assert now.result.finding == finding
    assert view.hasFocus()


def test_a_switch_of_language_keeps_page_screen_and_what_is_open(active: Application) -> None:
    desk = settled(active)
    tree = desk.hierarchy.tree
    target = next(p for p in desk.bridge.state.all(Page) if p.parent is not None)
    desk.show_page(target.id)
    opened = set(tree.view.expanded_pages())
    active.set_language("en")
    again = settled(active)
    assert active.window.current_page == "hierarchy"
    assert again.hierarchy.tree.view.current_page == target.id
    assert set(again.hierarchy.tree.view.expanded_pages()) == opened
    assert again.editor.editing.shown.page == target.id

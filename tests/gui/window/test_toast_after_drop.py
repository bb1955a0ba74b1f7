"""Every drop and its twin on the keyboard are told with a way back, and the way leads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import CHILDREN, DRILL, LIST_BY_PAGE
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.contacts import AddPhone, AddWrittenChannel
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from kkworkbench.workspace.commands.pages import EditPage
from ui.app import Application
from ui.importing.guide import ImportGuide
from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.pages.contact_list import OTHERS

MOVE, ROOT = Qt.DropAction.MoveAction, QModelIndex()
MOVED, IN_MENU = "Flyttede sider: »", "Flyttede i drill-menuen: »"
ADDED, SWAPPED, OUT = (
    "Føjede til drill-menuen: »",
    "Byttede en plads i drill-menuen: »",
    "Tog ud af drill-menuen: »",
)
LISTED, CHANNEL = "Føjede til kontaktlisten: »", "Flyttede en kanal: »"


class Hands:
    """What a person does by mouse and by key, on the parts that the window has."""

    def __init__(self, opened: Application) -> None:
        self.desk = opened.desk
        self.bridge = self.desk.bridge
        self.tree = self.desk.hierarchy.tree
        self.board = self.desk.drill
        self.list = self.desk.contact_list
        self.menu = list(self.bridge.state.bucket(DRILL, True))
        self.listed = next(
            page
            for page in (self.list.model.row_at(self.list.model.index(n, 0)).page for n in range(9))
            if page and self.board.model.index_of(page).row() < 0
        )
        branch = next(
            page.id
            for page in self.bridge.state.all(Page)
            if self.bridge.state.bucket_size(CHILDREN, page.id) > 2
        )
        self.children = list(self.bridge.state.bucket(CHILDREN, branch))
        self.branch = branch

    # what stands ready before a row

    def room_in_menu(self) -> None:
        self.bridge.run(TakeOutOfDrill((self.menu[3],)))

    def room_on_list(self) -> None:
        entries = self.bridge.state.bucket(LIST_BY_PAGE, self.listed)
        self.bridge.run(RemoveFromList(tuple(entries)))

    def two_channels(self) -> None:
        """Show a contact with two numbers and two written channels."""
        self.desk.show_page(self.contact_page().id)
        contact = self.desk.editor.editing.shown.contact
        self.bridge.run(AddPhone(contact, "one"))
        self.bridge.run(AddPhone(contact, "more"))
        self.bridge.run(AddWrittenChannel(contact, "mail"))
        self.bridge.run(AddWrittenChannel(contact, "form"))

    def contact_page(self) -> Page:
        kinds = (page for page in self.bridge.state.all(Page) if page.kind is PageKind.CONTACT)
        return next(kinds)

    # trees and lists

    def drop_in_tree(self) -> None:
        data, parent = mime_of(PAGES, self.children[:1]), self.tree.model.index_of(self.branch)
        self.tree.model.dropMimeData(data, MOVE, 2, 0, parent)

    def choose_in_tree(self, page_id: str) -> None:
        self.desk.show_page(page_id)

    def key_in_tree(self) -> None:
        self.choose_in_tree(self.children[0])
        self.tree.move(1)

    def paste_in_tree(self) -> None:
        self.choose_in_tree(self.children[0])
        self.tree.cut()
        self.choose_in_tree(self.children[1])
        self.tree.paste()

    def delete_in_tree(self) -> None:
        self.choose_in_tree(self.children[0])
        self.tree.delete()

    # the board

    def drop_on_board(self, pages: list[str], row: int = 0) -> None:
        self.board.model.dropMimeData(mime_of(PAGES, pages), MOVE, row, 0, ROOT)
        QApplication.processEvents()

    def drop_tree_on_board(self) -> None:
        data = self.tree.model.mimeData([self.tree.model.index_of(self.listed)])
        self.board.model.dropMimeData(data, MOVE, 0, 0, ROOT)
        QApplication.processEvents()

    def key_tree_to_board(self) -> None:
        self.tree.drill_requested.emit((self.listed,))

    def drop_list_on_board(self) -> None:
        row = next(
            index
            for n in range(self.list.model.rowCount())
            if self.list.model.row_at(index := self.list.model.index(n, 0)).page == self.listed
        )
        self.board.model.dropMimeData(self.list.model.mimeData([row]), MOVE, 0, 0, ROOT)
        QApplication.processEvents()

    def candidate(self) -> QModelIndex:
        return self.board.candidates_model.index(0)

    def drop_candidate(self) -> None:
        data = self.board.candidates_model.mimeData([self.candidate()])
        self.board.model.dropMimeData(data, MOVE, 2, 0, ROOT)
        QApplication.processEvents()

    def drop_candidate_on_card(self) -> None:
        data = self.board.candidates_model.mimeData([self.candidate()])
        self.board.model.dropMimeData(data, MOVE, -1, -1, self.board.model.index(4))
        QApplication.processEvents()

    def key_candidate(self) -> None:
        self.board.candidates.setCurrentIndex(self.candidate())
        self.board.side.add_action.trigger()

    def drop_in_menu(self) -> None:
        data = self.board.model.mimeData([self.board.model.index(0)])
        self.board.model.dropMimeData(data, MOVE, 5, 0, ROOT)

    def choose_on_board(self) -> None:
        self.board.select((self.menu[0],))

    def key_in_menu(self) -> None:
        self.choose_on_board()
        self.board.right_action.trigger()

    def number_in_menu(self) -> None:
        self.choose_on_board()
        self.board._number.setValue(6)
        self.board.move_to_number()

    def drop_out(self) -> None:
        data = mime_of(DRILL_ENTRIES, self.menu[:1])
        self.board.candidates_model.dropMimeData(data, MOVE, -1, -1, ROOT)

    def drop_aside(self) -> None:
        data = mime_of(DRILL_ENTRIES, self.menu[:1])
        self.board.aside.model.dropMimeData(data, MOVE, 0, 0, ROOT)

    def key_out(self) -> None:
        self.choose_on_board()
        self.board.out_action.trigger()

    def drop_back(self) -> None:
        data = mime_of(DRILL_ENTRIES, self.menu[3:4])
        self.board.model.dropMimeData(data, MOVE, 1, 0, ROOT)
        QApplication.processEvents()

    def key_back(self) -> None:
        self.board.left_out.setCurrentIndex(self.board.aside.model.index(0))
        self.board.aside.put_back()

    # the list

    def drop_on_list(self) -> None:
        data = mime_of(PAGES, [self.listed])
        self.list.model.dropMimeData(data, MOVE, -1, -1, ROOT)

    def key_on_list(self) -> None:
        self.list.scope.set_value(OTHERS)
        self.list.scope.chosen.emit(OTHERS)
        self.list.table.selectAll()
        self.list.add_to_list()

    def key_off_list(self) -> None:
        self.list.table.selectRow(0)
        self.list.remove()

    # the editor

    def drag_phone(self) -> None:
        card = self.desk.editor.phones_card
        first = next(iter(card.part_ids()))
        card.drop_at(first, 100_000)

    def key_phone(self) -> None:
        card = self.desk.editor.phones_card
        first = next(iter(card.part_ids()))
        card._move(first, 1)

    def drag_written(self) -> None:
        card = self.desk.editor.written_card
        card.drop_at(next(iter(card.part_ids())), 100_000)


ROWS: tuple[tuple[str, str, str], ...] = (
    ("", "drop_in_tree", MOVED),
    ("", "key_in_tree", MOVED),
    ("", "paste_in_tree", MOVED),
    ("", "delete_in_tree", "Slettede sider: »"),
    ("room_in_menu", "drop_tree_on_board", ADDED),
    ("room_in_menu", "key_tree_to_board", ADDED),
    ("room_in_menu", "drop_list_on_board", ADDED),
    ("room_in_menu", "drop_candidate", ADDED),
    ("room_in_menu", "key_candidate", ADDED),
    ("room_in_menu", "drop_back", ADDED),
    ("room_in_menu", "key_back", ADDED),
    ("", "drop_candidate_on_card", SWAPPED),
    ("", "drop_in_menu", IN_MENU),
    ("", "key_in_menu", IN_MENU),
    ("", "number_in_menu", IN_MENU),
    ("", "drop_out", OUT),
    ("", "drop_aside", OUT),
    ("", "key_out", OUT),
    ("room_on_list", "drop_on_list", LISTED),
    ("room_on_list", "key_on_list", LISTED),
    ("", "key_off_list", "Fjernede fra kontaktlisten: »"),
    ("two_channels", "drag_phone", CHANNEL),
    ("two_channels", "key_phone", CHANNEL),
    ("two_channels", "drag_written", CHANNEL),
)
"""What stands ready first, what is done, and how the notice begins."""


def press(opened: Application) -> None:
    opened.desk.toast.findChild(QPushButton).click()


@pytest.mark.parametrize(("ready", "act", "told"), ROWS, ids=[act for _, act, _ in ROWS])
def test_what_is_dropped_is_told_and_the_notice_leads_back(
    opened_once: Application, ready: str, act: str, told: str
) -> None:
    hands, toast = Hands(opened_once), opened_once.desk.toast
    bridge, first = hands.bridge, hands.bridge.state
    try:
        if ready:
            getattr(hands, ready)()
        toast.close_now()
        before = bridge.state
        getattr(hands, act)()
        assert bridge.state != before
        assert toast.isVisible()
        assert toast.text().startswith(told)
        assert toast.text().endswith("«")
        press(opened_once)
        assert bridge.state == before
        assert not toast.isVisible()
    finally:
        while bridge.state != first and bridge.undo():
            pass
        hands.list.scope.set_value("listed")
        hands.list.scope.chosen.emit("listed")


def test_a_file_that_is_dropped_and_applied_is_told_with_a_way_back(
    opened_once: Application, qtbot: Any, tmp_path: Path
) -> None:
    bridge, toast = opened_once.desk.bridge, opened_once.desk.toast
    before = bridge.state
    contact = next(each for each in before.all(Contact) if each.name)
    table = tmp_path / "rettelser.csv"
    table.write_text(f"id;name\n{contact.id};Et andet navn\n", encoding="utf-8")
    guide = ImportGuide(bridge, opened_once.window, paths=(table,), source="table")
    guide.make_plan()
    qtbot.waitUntil(lambda: guide.is_ready)
    guide.accept()
    guide.deleteLater()
    assert toast.isVisible()
    assert toast.text() == "Anvendte en import: »Et andet navn«"
    press(opened_once)
    assert bridge.state.get(Contact, contact.id) == contact


def test_the_notice_takes_back_what_it_tells_whatever_came_after_it(
    opened_once: Application,
) -> None:
    hands = Hands(opened_once)
    bridge, first = hands.bridge, hands.bridge.state
    hands.drop_in_tree()
    page = PageId(hands.children[2])
    bridge.run(EditPage(page, "title", "Rettet siden"))
    press(opened_once)
    assert list(bridge.state.bucket(CHILDREN, hands.branch)) == hands.children
    assert bridge.state.get(Page, page).title == "Rettet siden"
    bridge.undo()
    bridge.undo()
    bridge.undo()
    assert bridge.state == first


def test_the_notice_goes_when_its_step_is_taken_back_by_key(opened_once: Application) -> None:
    hands, toast = Hands(opened_once), opened_once.desk.toast
    hands.drop_in_menu()
    assert toast.isVisible()
    opened_once.desk.undo()
    assert not toast.isVisible()

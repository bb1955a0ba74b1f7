"""The drill menu's board: keys, drops, what is left out, and the candidates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QListView, QWidget

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.drill import RemoveDrillEntries, TakeOutOfDrill
from tests.gui.stage import heard
from tests.gui.window.board import above, board_in_front, menu, upon
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.dialogs.swap import SwapDialog
from ui.models.candidates import CODE, WORST
from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.pages.drill import DrillPage


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def board(opened: Application, qtbot: Any) -> DrillPage:
    return board_in_front(opened, qtbot)


def targets(board: DrillPage) -> list[str]:
    found = (board._bridge.state.get(DrillEntry, id_) for id_ in menu(board))
    return [entry.target for entry in found if entry is not None]


def candidates(board: DrillPage) -> list[str]:
    model = board.candidates_model
    return [model.page_id(model.index(row)) for row in range(model.rowCount())]


def drop(view: QListView, data: QMimeData, at: QPoint, action: Qt.DropAction) -> QDropEvent:
    """Let the view handle a drop as Qt delivers it."""
    event = QDropEvent(
        QPointF(at), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.dropEvent(event)
    return event


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[SwapDialog]]:
    """Let the swap dialog choose a row at once, and list the dialogs that were shown."""

    def choose(row: int) -> list[SwapDialog]:
        asked: list[SwapDialog] = []

        def exec_(dialog: SwapDialog) -> int:
            asked.append(dialog)
            if row >= 0:
                dialog.list.setCurrentRow(row)
            return int(SwapDialog.DialogCode.Accepted)

        monkeypatch.setattr(SwapDialog, "exec", exec_)
        return asked

    return choose


# keys


@pytest.mark.parametrize("other", ["candidates", "left_out", "search"])
def test_the_menus_keys_do_nothing_where_another_pane_has_the_focus(
    board: DrillPage, qtbot: Any, other: str
) -> None:
    board._bridge.run(TakeOutOfDrill((menu(board)[0],)))
    before = menu(board)
    board.view.setCurrentIndex(board.model.index(3))
    widget: QWidget = getattr(board, other)
    widget.setFocus()
    assert QApplication.focusWidget() is widget
    for key, held in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(widget, key, held)
    assert menu(board) == before
    assert not board.view.isPersistentEditorOpen(board.view.currentIndex())
    assert board.view.state() is not QListView.State.EditingState


@pytest.mark.parametrize(("cards", "key"), [(False, Qt.Key.Key_Up), (True, Qt.Key.Key_Left)])
def test_the_menus_keys_act_where_the_menu_has_the_focus(
    board: DrillPage, qtbot: Any, cards: bool, key: Qt.Key
) -> None:
    board.cards_action.setChecked(cards)
    first, second, third, *rest = menu(board)
    board.view.setCurrentIndex(board.model.index(1))
    board.view.setFocus()
    qtbot.keyClick(board.view, key, Qt.KeyboardModifier.AltModifier)
    assert menu(board) == [second, first, third, *rest]
    qtbot.keyClick(board.view, Qt.Key.Key_Delete)
    assert menu(board) == [first, third, *rest]


def test_del_in_an_open_editor_takes_a_letter_and_no_entry(board: DrillPage, qtbot: Any) -> None:
    before = menu(board)
    board.view.setCurrentIndex(board.model.index(1))
    board.view.setFocus()
    qtbot.keyClick(board.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert board.view.isAncestorOf(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert menu(board) == before


def test_f2_on_a_free_place_is_refused_with_a_sentence(board: DrillPage, qtbot: Any) -> None:
    board._bridge.run(TakeOutOfDrill((menu(board)[0],)))
    told = heard(board.refused)
    board.view.setCurrentIndex(board.model.index(11))
    board.view.setFocus()
    qtbot.keyClick(board.view, Qt.Key.Key_F2)
    assert told == ["Vælg en indgang i drill-menuen for at omdøbe den."]


def test_enter_opens_the_page_of_an_entry(board: DrillPage, qtbot: Any) -> None:
    asked = heard(board.page_requested)
    target = targets(board)[2]
    board.view.setCurrentIndex(board.model.index(2))
    board.view.setFocus()
    qtbot.keyClick(board.view, Qt.Key.Key_Return)
    assert asked == [target]


@pytest.mark.parametrize("way", ["enter", "button", "menu"])
def test_an_entry_left_out_is_put_back(board: DrillPage, qtbot: Any, way: str) -> None:
    last = menu(board)[-1]
    assert not board.aside.isVisible()
    board._bridge.run(TakeOutOfDrill((last,)))
    assert board.aside.isVisible()
    assert not board.aside.back.isEnabled()
    assert not board.aside.back_action.isEnabled()
    board.left_out.setCurrentIndex(board.aside.model.index(0))
    board.left_out.setFocus()
    if way == "enter":
        qtbot.keyClick(board.left_out, Qt.Key.Key_Return)
    elif way == "button":
        qtbot.mouseClick(board.aside.back, Qt.MouseButton.LeftButton)
    else:
        board.aside.back_action.trigger()
    assert menu(board)[-1] == last
    assert not board.aside.isVisible()


# drops


def test_rows_dropped_beside_one_of_themselves_move_and_none_is_taken_away(
    board: DrillPage,
) -> None:
    first, second, third, fourth, *rest = menu(board)
    board.view.setFocus()
    data = board.model.mimeData([board.model.index(3), board.model.index(0)])
    event = drop(board.view, data, above(board.view, 1), Qt.DropAction.MoveAction)
    assert menu(board) == [first, fourth, second, third, *rest]
    # The view takes rows away after a move that was accepted.
    assert not event.isAccepted()
    assert board.model.rowCount() == 12
    assert not board.view.dragDropOverwriteMode()
    assert not board.model.removeRows(0, 1)


def test_several_pages_are_placed_in_their_order_as_one_step(board: DrillPage, qtbot: Any) -> None:
    board._bridge.run(TakeOutOfDrill(tuple(menu(board)[:3])))
    before = menu(board)
    pages = candidates(board)[:2]
    data = board.candidates_model.mimeData(
        [board.candidates_model.index(1), board.candidates_model.index(0)]
    )
    drop(board.view, data, above(board.view, 1), Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: len(menu(board)) == len(before) + 2)
    assert targets(board)[1:3] == pages
    board._bridge.undo()
    assert menu(board) == before


def test_a_page_that_is_in_the_menu_moves_there_and_nothing_is_asked(
    board: DrillPage, qtbot: Any, answer: Callable[[int], list[SwapDialog]]
) -> None:
    asked = answer(0)
    before = targets(board)
    for page, row, expected in (
        (before[0], 4, [*before[1:5], before[0], *before[5:]]),
        (before[0], 1, [before[1], before[0], *before[2:]]),
    ):
        drop(board.view, mime_of(PAGES, [page]), upon(board.view, row), Qt.DropAction.CopyAction)
        qtbot.waitUntil(lambda expected=expected: targets(board) == expected)
    assert asked == []


def test_a_page_that_is_in_the_menu_is_not_added_again(board: DrillPage) -> None:
    told = heard(board.refused)
    before = targets(board)
    board.add_pages((before[0],))
    assert "står allerede i drill-menuen" in told[0]
    assert targets(board) == before


def test_a_locked_order_holds_for_pages_too(board: DrillPage, qtbot: Any) -> None:
    told = heard(board.refused)
    before = targets(board)
    board.lock_action.trigger()
    data = mime_of(PAGES, [before[0]])
    drop(board.view, data, upon(board.view, 4), Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: told == ["Rækkefølgen er låst."])
    assert targets(board) == before
    assert not board.up_action.isEnabled()


@pytest.mark.parametrize("cards", [True, False])
@pytest.mark.parametrize("at", [upon, above])
def test_a_page_dropped_on_an_entry_of_a_full_menu_replaces_it_as_the_entry_said(
    board: DrillPage, qtbot: Any, at: Callable[[QListView, int], QPoint], cards: bool
) -> None:
    board.cards_action.setChecked(cards)
    page, before = candidates(board)[0], menu(board)
    assert board.model.replaces(mime_of(PAGES, [page]), board.model.index(4))
    drop(board.view, mime_of(PAGES, [page]), at(board.view, 4), Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: targets(board)[4] == page)
    assert board._bridge.state.bucket(DRILL, False) == (before[4],)
    assert [*menu(board)[:4], *menu(board)[5:]] == [*before[:4], *before[5:]]
    board._bridge.undo()
    assert menu(board) == before


def test_each_page_that_finds_the_menu_full_asks_for_its_own_place(
    board: DrillPage, qtbot: Any, answer: Callable[[int], list[SwapDialog]]
) -> None:
    asked = answer(11)
    board._bridge.run(TakeOutOfDrill((menu(board)[0],)))
    pages = candidates(board)[:3]
    drop(board.view, mime_of(PAGES, pages), above(board.view, 0), Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert targets(board)[0] == pages[0]
    assert targets(board)[11] == pages[2]
    assert len(menu(board)) == 12


def test_a_page_that_the_menu_cannot_hold_is_refused_before_anything_is_asked(
    board: DrillPage, qtbot: Any, answer: Callable[[int], list[SwapDialog]]
) -> None:
    asked, told = answer(0), heard(board.refused)
    state = board._bridge.state
    section = next(page for page in state.all(Page) if page.kind is PageKind.SECTION)
    before = targets(board)
    for at in (upon(board.view, 2), above(board.view, 2)):
        drop(board.view, mime_of(PAGES, [section.id]), at, Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "kan ikke stå i drill-menuen" in told[0]
    assert (asked, targets(board)) == ([], before)


def test_pages_dragged_from_the_contact_list_and_the_tree_are_placed(
    opened: Application, board: DrillPage, qtbot: Any
) -> None:
    board._bridge.run(TakeOutOfDrill(tuple(menu(board)[:2])))
    table, tree = opened.desk.contact_list.model, opened.desk.hierarchy.tree.model
    page = page_id(opened, "Valby Bibliotek", PageKind.CONTACT)
    row = next(n for n, each in enumerate(table.rows) if each.page == page)
    other = candidates(board)[0]
    for data, expected in (
        (table.mimeData([table.index(row, 0), table.index(row, 1)]), page),
        (tree.mimeData([tree.index_of(other)]), other),
    ):
        drop(board.view, data, above(board.view, 0), Qt.DropAction.CopyAction)
        qtbot.waitUntil(lambda expected=expected: targets(board)[0] == expected)
    assert len(menu(board)) == 12


def test_entries_are_left_out_by_dropping_them_there(board: DrillPage) -> None:
    first, second, third, *rest = menu(board)
    board._bridge.run(TakeOutOfDrill((first,)))
    data = mime_of(DRILL_ENTRIES, [second])
    drop(board.left_out, data, upon(board.left_out, 0), Qt.DropAction.MoveAction)
    assert menu(board) == [third, *rest]


# the candidates


def test_the_candidates_heading_tells_what_a_search_leaves(board: DrillPage, qtbot: Any) -> None:
    QAbstractItemModelTester(board.candidates_model, STRICT, board.candidates_model)
    total = len(candidates(board))
    assert board.side.heading.text() == f"Kandidater ({total})"
    board.search.setText("bibliotek")
    qtbot.waitUntil(lambda: len(candidates(board)) < total)
    shown = len(candidates(board))
    assert board.side.heading.text() == f"Kandidater ({shown} af {total})"
    assert shown > 0
    board.search.setText("findes ikke")
    qtbot.waitUntil(board.side.empty.isVisible)
    assert board.side.heading.text() == f"Kandidater (0 af {total})"
    assert board.side.empty.accessibleName() == "Ingen resultater for »findes ikke«"
    board.side.empty.action_requested.emit()
    assert len(candidates(board)) == total
    assert not board.side.empty.isVisible()


def test_candidates_sorted_by_findings_move_while_findings_change(
    board: DrillPage, qtbot: Any
) -> None:
    model = board.candidates_model
    QAbstractItemModelTester(model, STRICT, model)
    model.set_order("findings")
    order = {"error": 0, "warning": 1, "advice": 2, "ok": 3}
    signs = [model.index(row).data(WORST) for row in range(model.rowCount())]
    assert [order[sign] for sign in signs] == sorted(order[sign] for sign in signs)
    assert {signs[0], signs[-1]} == {"error", "ok"}
    clean = candidates(board)[-1]
    contact = contact_of_page(board._bridge.state, clean)
    assert contact is not None
    board._bridge.start_checking()  # what is edited now is checked in its turn, after the edit
    board._bridge.run(EditContact(contact.id, "written", ()))
    board._bridge.run(EditContact(contact.id, "phones", ()))
    assert model.index(candidates(board).index(clean)).data(WORST) == "ok"
    board._bridge.settle()
    qtbot.waitUntil(lambda: candidates(board).index(clean) <= signs.index("ok"))
    at = candidates(board).index(clean)
    sign = model.index(at).data(WORST)
    assert sign != "ok"
    spoken = model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)
    assert board._bridge.text(f"severity.{sign}") in spoken
    assert model.index(at).data(CODE)


def test_enter_adds_a_candidate_and_the_button_waits_for_one(board: DrillPage, qtbot: Any) -> None:
    board._bridge.run(TakeOutOfDrill((menu(board)[0],)))
    assert not board.side.add_action.isEnabled()
    page = candidates(board)[0]
    board.side.go_to_first()
    assert board.side.add_action.isEnabled()
    qtbot.keyClick(board.candidates, Qt.Key.Key_Return)
    assert targets(board)[-1] == page


# nothing there


def test_an_empty_menu_says_so_and_leads_to_what_could_be_in_it(board: DrillPage) -> None:
    assert not board.empty.isVisible()
    entries = tuple(menu(board))
    board._bridge.run(TakeOutOfDrill(tuple(entries)))
    assert board.empty.isVisible()
    assert board.empty.accessibleName() == "Drill-menuen er tom."
    board.empty.action_requested.emit()
    assert QApplication.focusWidget() is board.left_out
    assert board.aside.back_action.isEnabled()
    board._bridge.run(RemoveDrillEntries(entries))
    board.empty.action_requested.emit()
    assert QApplication.focusWidget() is board.candidates
    assert len(board.side.chosen()) == 1


def test_candidates_that_are_none_say_why(board: DrillPage) -> None:
    entries = tuple(entry.id for entry in board._bridge.state.all(ListEntry))
    board._bridge.run(RemoveFromList(entries))
    assert board.side.empty.isVisible()
    sentence = "Kontaktlisten er tom, så der er ingen kandidater."
    assert board.side.empty.accessibleName() == sentence


def test_the_entrys_texts_are_whole_in_the_lowest_window(board: DrillPage, qtbot: Any) -> None:
    board.window().resize(board.window().minimumSize())
    form = board.form
    qtbot.waitUntil(lambda: form.height() >= form.minimumSizeHint().height())
    assert board.candidates.height() >= 100

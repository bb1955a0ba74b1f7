"""The drill menu as it meets someone who opens it: where the keys go, and what they cannot do."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kkworkbench.model.drill import DrillEntry
from tests.gui.stage import heard
from tests.gui.window.board import board_in_front, choose, menu
from ui.app import Application
from ui.pages.drill import DrillPage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def board(opened: Application, qtbot: Any) -> DrillPage:
    return board_in_front(opened, qtbot)


def test_the_first_entry_is_chosen_and_the_keys_go_to_the_board(
    opened: Application, board: DrillPage, qtbot: Any
) -> None:
    first = menu(board)[0]
    assert board.chosen() == (first,)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is board.view)
    entry = opened.desk.bridge.state.get(DrillEntry, first)
    assert entry is not None
    assert board.entry.questions.subject()[1] == first


def test_a_choice_outlives_a_look_at_another_page(opened: Application, board: DrillPage) -> None:
    fifth = choose(board, 4)
    opened.window.show_page("list")
    opened.window.show_page("drill")
    assert board.chosen() == (fifth,)


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        (1, Qt.Key.Key_Up, "ingen række over"),
        (10, Qt.Key.Key_Down, "ingen række under"),
        (0, Qt.Key.Key_Left, "allerede først"),
        (11, Qt.Key.Key_Right, "allerede sidst"),
    ],
)
def test_a_card_that_can_go_no_further_says_why(
    opened: Application, board: DrillPage, qtbot: Any, row: int, key: Qt.Key, words: str
) -> None:
    before = menu(board)
    choose(board, row)
    board.view.setFocus()
    told = heard(board.refused)
    qtbot.keyClick(board.view, key, ALT)
    assert [words in sentence for sentence in told] == [True]
    assert menu(board) == before
    assert words in opened.window._sentence.text()


def test_a_step_to_the_side_is_in_the_menu(board: DrillPage) -> None:
    choose(board, 4)
    before = menu(board)
    action = next(a for a in board.menu_actions if a is not None and a.shortcut() == "Alt+Left")
    action.trigger()
    assert menu(board) == [*before[:3], before[4], before[3], *before[5:]]


def test_a_click_on_the_current_entry_leads_back_from_a_candidate_to_it(
    board: DrillPage, qtbot: Any
) -> None:
    entry = board._bridge.state.get(DrillEntry, menu(board)[0])
    assert entry is not None
    board.side.go_to_first()
    shown = heard(board.page_selected)
    at = board.view.visualRect(board.model.index(0)).center()
    qtbot.mouseClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown == [entry.target]


def test_the_number_to_move_to_begins_at_the_place_where_the_entry_stands_now(
    board: DrillPage,
) -> None:
    choose(board, 4)
    board.move_by(-1)
    board._focus_number()
    assert board._number.value() == 4

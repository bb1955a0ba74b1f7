"""The questions about the entries, what the menu covers, and what speaks for a candidate."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from kkworkbench.model.answer import MENU, OF_MENU, QUESTIONS, Verdict
from kkworkbench.state.indexes import LIST_BY_PAGE
from kkworkbench.workspace.answers import answer_of, standing
from kkworkbench.workspace.commands.answers import AnswerQuestion
from tests.gui.stage import heard
from tests.gui.window.board import board_in_front, candidate, choose, menu
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.models.drill_list import STANDING
from ui.pages.drill import DrillPage


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def board(opened: Application, qtbot: Any) -> DrillPage:
    return board_in_front(opened, qtbot)


# the questions


def test_keys_answer_one_question_after_the_other_and_the_card_is_settled(
    board: DrillPage, qtbot: Any
) -> None:
    entry = choose(board, 1)
    assert board.model.index(1).data(STANDING).open == len(QUESTIONS)
    board.view.setFocus()
    board.questions_action.trigger()
    questions = board.entry.questions
    assert QApplication.focusWidget() is questions.list
    for key in (Qt.Key.Key_J, Qt.Key.Key_T, Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_J, Qt.Key.Key_J):
        qtbot.keyClick(questions.list, key)
    found = standing(board._bridge.state, "drill_entry", entry)
    assert (found.yes, found.doubt, found.no, found.open) == (4, 1, 1, 0)
    assert questions.asked() == (MENU, MENU, OF_MENU)
    index = board.model.index(1)
    assert "1 i tvivl" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    questions.list.setCurrentRow(1)
    qtbot.keyClick(questions.list, Qt.Key.Key_J)
    assert index.data(STANDING).is_settled
    assert "Afklaret · 1 nej" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    board._bridge.undo()
    assert index.data(STANDING).doubt == 1


def test_a_button_answers_and_pressed_again_opens(board: DrillPage, qtbot: Any) -> None:
    entry = choose(board, 0)
    board.entry.ask()
    questions = board.entry.questions
    yes = questions.buttons[Verdict.YES]
    qtbot.mouseClick(yes, LEFT)
    answer = answer_of(board._bridge.state, "drill_entry", entry, "P37")
    assert answer.verdict is Verdict.YES
    assert answer.on == board._bridge.today()
    assert questions.byline.full_text().startswith(answer.by)
    assert yes.isChecked()
    qtbot.mouseClick(yes, LEFT)
    assert answer_of(board._bridge.state, "drill_entry", entry, "P37") is None
    assert not yes.isChecked()


def test_a_note_goes_to_the_question_that_it_was_typed_at(board: DrillPage, qtbot: Any) -> None:
    entry = choose(board, 0)
    board.entry.ask()
    questions = board.entry.questions
    questions.note.setFocus()
    qtbot.keyClicks(questions.note, "Spørg anne")
    questions.list.setCurrentRow(3)
    answer = answer_of(board._bridge.state, "drill_entry", entry, "P37")
    assert answer.note == "Spørg anne"
    assert questions.note.text() == ""
    assert "Spørg anne" in questions.list.item(0).text()
    qtbot.keyClicks(questions.note, "Brev")
    other = choose(board, 5)
    assert answer_of(board._bridge.state, "drill_entry", entry, "P40").note == "Brev"
    assert answer_of(board._bridge.state, "drill_entry", other, "P40") is None


def test_a_candidate_is_asked_about_as_an_entry_of_the_list(board: DrillPage, qtbot: Any) -> None:
    board.side.go_to_first()
    board.candidates.setCurrentIndex(board.candidates_model.index(2))
    page = candidate(board, 2)
    board.entry.ask()
    questions = board.entry.questions
    (listed,) = board._bridge.state.bucket(LIST_BY_PAGE, page)
    assert questions.subject() == ("list_entry", listed)
    assert not questions.place.isVisible()
    qtbot.keyClick(questions.list, Qt.Key.Key_J)
    answer = answer_of(board._bridge.state, "list_entry", listed, "P37")
    assert answer.verdict is Verdict.YES
    assert "5 ubesvarede" in board.side.criteria.words.text()
    # An entry of the menu that is on the list too is asked about in both places.
    choose(board, 1)
    assert questions.place.isVisible()
    assert questions.subject()[0] == "drill_entry" or questions.place.value() == "list_entry"


# coverage and criteria


def test_a_part_selects_those_that_have_it_and_then_those_that_lack_it(
    board: DrillPage, qtbot: Any
) -> None:
    told = heard(board.told)
    part = next(p for p in board.coverage.coverage.parts if p.key == "written")
    assert part.lacking
    button = board.coverage.parts["written"]
    assert button.text() == f"skriftlig {len(part.having)}/{part.size}"
    assert "målet er 9" in button.accessibleName()
    qtbot.mouseClick(button, LEFT)
    assert set(board.chosen()) == set(part.having)
    qtbot.mouseClick(button, LEFT)
    assert set(board.chosen()) == set(part.lacking)
    assert told == [
        "8 indgange med skriftlig kanal er valgt.",
        "1 indgang uden skriftlig kanal er valgt.",
    ]


def test_dots_name_the_administrations_and_lead_to_entries_or_to_candidates(
    board: DrillPage, qtbot: Any
) -> None:
    found = board.coverage.coverage
    assert [dot.is_full for dot in board.coverage.dots] == [
        bool(each.entries) for each in found.administrations
    ]
    for dot, each in zip(board.coverage.dots, found.administrations, strict=True):
        assert each.name in dot.accessibleName()
    full = next(n for n, each in enumerate(found.administrations) if each.entries)
    qtbot.mouseClick(board.coverage.dots[full], LEFT)
    assert set(board.chosen()) == set(found.administrations[full].entries)
    none = next(n for n, each in enumerate(found.administrations) if not each.entries)
    code = found.administrations[none].code
    qtbot.mouseClick(board.coverage.dots[none], LEFT)
    assert board.search.text() == code


def test_the_strip_counts_anew_when_an_entry_is_settled(board: DrillPage) -> None:
    entry = menu(board)[0]
    for question in QUESTIONS:
        board._bridge.run(AnswerQuestion("drill_entry", entry, question, Verdict.YES))
    assert board.coverage.parts["settled"].text() == "afklaret 1/12"


def test_the_criteria_of_the_current_candidate_stand_in_a_line(
    board: DrillPage, opened: Application
) -> None:
    QAbstractItemModelTester(
        board.candidates_model,
        QAbstractItemModelTester.FailureReportingMode.Fatal,
        board.candidates_model,
    )
    assert not board.side.criteria.isVisible()
    board.side.look_for("bibliotek valby")
    assert candidate(board) == page_id(opened, "Valby Bibliotek", "contact")
    words = board.side.criteria.words.text()
    for part in (
        "Valby Bibliotek",
        "KFF",
        "skriftlig, personlig",
        "brug ikke talt",
        "6 ubesvarede",
    ):
        assert part in words


def test_candidates_are_found_by_their_administration(board: DrillPage) -> None:
    board.side.look_for("kff")
    total = board.candidates_model.total
    assert 0 < board.candidates_model.rowCount() < total

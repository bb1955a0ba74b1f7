"""The board: cards or a column, what a drag would replace, questions, coverage and the lock."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.answer import MENU, OF_MENU, QUESTIONS, Verdict
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import DRILL_KINDS, Page
from kkworkbench.state.indexes import DRILL, LIST_BY_PAGE
from kkworkbench.workspace.answers import answer_of, standing
from kkworkbench.workspace.commands.answers import AnswerQuestion
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from tests.gui.stage import heard
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.models.drill_list import STANDING
from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.pages.drill import DrillPage

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def board(opened: Application, qtbot: Any) -> DrillPage:
    opened.window.show_page("drill")
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    return opened.desk.drill


def menu(board: DrillPage) -> list[str]:
    return list(board._bridge.state.bucket(DRILL, True))


def candidate(board: DrillPage, row: int = 0) -> str:
    return board.candidates_model.page_id(board.candidates_model.index(row))


def hover(widget: QWidget, data: QMimeData, at: QPoint) -> QDragMoveEvent:
    event = QDragMoveEvent(at, COPY, data, LEFT, NONE)
    widget.dragMoveEvent(event)
    return event


def choose(board: DrillPage, row: int) -> str:
    board.view.setCurrentIndex(board.model.index(row))
    return menu(board)[row]


# cards


def test_the_places_are_cards_side_by_side_and_the_switch_makes_them_a_column(
    board: DrillPage,
) -> None:
    board.window().resize(1600, 1000)
    QApplication.processEvents()
    view, model = board.view, board.model
    rects = [view.visualRect(model.index(row)) for row in range(12)]
    assert view.across == 3
    assert [rect.top() for rect in rects[:3]] == [rects[0].top()] * 3
    assert rects[3].left() == rects[0].left()
    assert rects[3].top() >= rects[0].bottom()
    assert view.horizontalScrollBar().maximum() == 0
    board.cards_action.trigger()
    rects = [view.visualRect(model.index(row)) for row in range(12)]
    assert not view.shows_cards
    assert len({rect.left() for rect in rects}) == 1
    assert len({rect.top() for rect in rects}) == 12


def test_the_switch_is_remembered(board: DrillPage, opened: Application) -> None:
    path = opened.path
    assert board.view.shows_cards
    board.cards_action.trigger()
    opened.close_workspace()
    assert opened.open(path)
    assert not opened.desk.drill.view.shows_cards
    assert not opened.desk.drill.cards_action.isChecked()


def test_alt_and_an_arrow_move_a_card_as_the_eye_sees_it(board: DrillPage, qtbot: Any) -> None:
    board.window().resize(1600, 1000)
    QApplication.processEvents()
    entry = choose(board, 4)
    board.view.setFocus()
    for key, place in (
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Right, 5),
        (Qt.Key.Key_Left, 4),
    ):
        qtbot.keyClick(board.view, key, Qt.KeyboardModifier.AltModifier)
        assert menu(board).index(entry) == place


def test_a_page_over_a_full_menu_says_what_it_would_replace_and_lets_go(board: DrillPage) -> None:
    view = board.view
    data = mime_of(PAGES, [candidate(board)])
    index = board.model.index(2)
    assert hover(view, data, view.visualRect(index).center()).isAccepted()
    assert view.under_drag == index
    assert not view.showDropIndicator()
    hover(view, data, view.visualRect(board.model.index(1)).topLeft() + QPoint(2, 2))
    assert view.under_drag == board.model.index(1)
    view.dragLeaveEvent(None)
    assert not view.under_drag.isValid()
    assert view.showDropIndicator()


def test_nothing_is_replaced_where_there_is_room_or_the_page_stands_there(
    board: DrillPage,
) -> None:
    state = board._bridge.state
    standing_page = state.get(DrillEntry, menu(board)[0]).target
    index = board.model.index(3)
    assert not board.model.replaces(mime_of(PAGES, [standing_page]), index)
    assert not board.model.replaces(mime_of(DRILL_ENTRIES, [menu(board)[0]]), index)
    two = mime_of(PAGES, [candidate(board), candidate(board, 1)])
    assert not board.model.replaces(two, index)
    one = mime_of(PAGES, [candidate(board)])
    assert board.model.replaces(one, index)
    board._bridge.run(TakeOutOfDrill((menu(board)[0],)))
    assert not board.model.replaces(one, index)


def test_an_entry_left_out_replaces_the_one_it_is_dropped_on(board: DrillPage, qtbot: Any) -> None:
    first, second, *_ = menu(board)
    board._bridge.run(TakeOutOfDrill((first,)))
    board.add_pages((candidate(board),))
    assert board.model.filled == 12
    data = mime_of(DRILL_ENTRIES, [first])
    at = board.view.visualRect(board.model.index_of(second)).center()
    board.view.dropEvent(QDropEvent(QPointF(at), COPY, data, LEFT, NONE))
    qtbot.waitUntil(lambda: menu(board)[0] == first)
    assert second not in menu(board)


def test_an_entry_dragged_onto_the_candidates_is_left_out(board: DrillPage) -> None:
    before = menu(board)
    data = mime_of(DRILL_ENTRIES, [before[2], before[4]])
    at = board.side.rect().center()
    enter = QDragEnterEvent(at, COPY, data, LEFT, NONE)
    board.side.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert board.side._hint.isVisible()
    board.side.dropEvent(QDropEvent(QPointF(at), COPY, data, LEFT, NONE))
    assert not board.side._hint.isVisible()
    assert menu(board) == [id_ for id_ in before if id_ not in (before[2], before[4])]
    board._bridge.undo()
    assert menu(board) == before
    pages = mime_of(PAGES, [candidate(board)])
    board.side.dragEnterEvent(QDragEnterEvent(at, COPY, pages, LEFT, NONE))
    assert not board.side._hint.isVisible()


# every drop


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_drop_on_board_list_and_tree_is_a_step_or_is_refused_in_words(
    board: DrillPage, opened: Application, qtbot: Any, data: st.DataObject
) -> None:
    bridge = board._bridge
    first = bridge.state
    pages = sorted(page.id for page in first.all(Page))
    tree = opened.desk.hierarchy.tree.model
    entries = st.sampled_from(sorted(first.ids(DrillEntry)))
    carried = data.draw(
        st.one_of(
            st.lists(entries, min_size=1, max_size=2, unique=True).map(
                lambda ids: mime_of(DRILL_ENTRIES, ids)
            ),
            st.sampled_from(pages).map(lambda id_: mime_of(PAGES, [id_])),
        )
    )
    model = data.draw(
        st.sampled_from([board.model, board.aside.model, board.candidates_model, tree])
    )
    row = data.draw(st.integers(-1, 13))
    onto = model.index(0, 0).parent()
    if model is tree:
        onto = tree.index_of(data.draw(st.sampled_from(pages)))
    elif row == -1 and model.rowCount():
        onto = model.index(data.draw(st.integers(0, model.rowCount() - 1)), 0)
    if data.draw(st.booleans()):
        board.lock_action.trigger()
    start = bridge.state
    told = heard(bridge.refused)
    board.refused.connect(told.append)
    tree_told = opened.desk.hierarchy.tree.refused
    tree_told.connect(told.append)
    asked: list[str] = []
    board.swap = lambda page, out_id="": asked.append(page)  # type: ignore[method-assign]
    try:
        if model.canDropMimeData(carried, COPY, row, 0, onto):
            assert model.dropMimeData(carried, COPY, row, 0, onto) is False
        QApplication.processEvents()
        after = bridge.state
        # The tree takes a sentence back with an empty one.
        said = [sentence for sentence in told if sentence]
        assert all(len(sentence) > 10 and "{" not in sentence for sentence in said)
        placed = [after.get(DrillEntry, id_) for id_ in after.bucket(DRILL, True)]
        targets = [entry.target for entry in placed]
        assert len(set(targets)) == len(targets) <= 12
        assert all(after.get(Page, target).kind in DRILL_KINDS for target in targets)
        assert set(after.ids(Page)) == set(first.ids(Page))
        assert set(after.ids(DrillEntry)) >= set(first.ids(DrillEntry))
        assert set(after.ids(ListEntry)) == set(first.ids(ListEntry))
        if after != start:
            assert not said
            bridge.undo()
        assert bridge.state == start
    finally:
        del board.swap
        board.refused.disconnect(told.append)
        tree_told.disconnect(told.append)
        while bridge.state != first:
            bridge.undo()


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
    assert "5 åbne" in board.side.criteria.words.text()
    # An entry of the menu that is on the list too is asked about in both places.
    choose(board, 0)
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
    for part in ("Valby Bibliotek", "KFF", "skriftlig, personlig", "brug ikke talt", "6 åbne"):
        assert part in words


def test_candidates_are_found_by_their_administration(board: DrillPage) -> None:
    board.side.look_for("kff")
    total = board.candidates_model.total
    assert 0 < board.candidates_model.rowCount() < total


# the lock


def test_a_lock_is_kept_undone_and_holds_drags_and_keys_with_a_sentence(
    board: DrillPage, qtbot: Any
) -> None:
    before = menu(board)
    told = heard(board._bridge.refused)
    board.lock_action.trigger()
    assert board.model.locked
    data = mime_of(DRILL_ENTRIES, [before[3]])
    board.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, board.model.index(-1))
    assert told == ["Rækkefølgen i drill-menuen er låst. Lås den op for at flytte."]
    assert menu(board) == before
    board.candidates_model.dropMimeData(
        data, Qt.DropAction.MoveAction, -1, -1, board.model.index(-1)
    )
    assert before[3] not in menu(board)
    board._bridge.undo()
    board._bridge.undo()
    assert not board.lock_action.isChecked()
    assert not board.model.locked

"""The board: cards or a column, what a drag would replace, and the lock."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import DRILL_KINDS, Page
from kkworkbench.state.indexes import CHILDREN, DRILL, LIST_BY_PAGE
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from tests.gui.stage import heard
from tests.gui.window.board import board_in_front, candidate, choose, menu
from ui.app import Application
from ui.bridge import Bridge
from ui.models.mime import DRILL_ENTRIES, PAGES, ids_in, mime_of
from ui.models.page_tree import PageTreeModel
from ui.pages.drill import DrillPage

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def board(opened: Application, qtbot: Any) -> DrillPage:
    return board_in_front(opened, qtbot)


def hover(widget: QWidget, data: QMimeData, at: QPoint) -> QDragMoveEvent:
    event = QDragMoveEvent(at, COPY, data, LEFT, NONE)
    widget.dragMoveEvent(event)
    return event


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


def stands(state: State, model: Any, pages: tuple[str, ...], row: int, onto: Any) -> bool:
    """Say whether pages stand already where they are dropped."""
    if isinstance(model, PageTreeModel):
        under, at = model.id_of(onto), model.place_of_row(model.id_of(onto), row)
        found = state.bucket(CHILDREN, under)
    else:
        found = [state.get(DrillEntry, id_).target for id_ in state.bucket(DRILL, True)]
        at = min(row if row >= 0 else onto.row(), len(found))
    return len(pages) == 1 and pages[0] in (*found[at : at + 1], *found[max(0, at - 1) : at])


def loosen(bridge: Bridge, pages: tuple[str, ...], *, off_list: bool, room: bool) -> None:
    """Take pages off the list, and entries out of the menu."""
    state = bridge.state
    listed = tuple(entry for page in pages for entry in state.bucket(LIST_BY_PAGE, page))
    if listed and off_list:
        bridge.run(RemoveFromList(listed))
    if room:
        bridge.run(TakeOutOfDrill(tuple(state.bucket(DRILL, True)[:2])))


def keeps_all(before: State, after: State) -> None:
    """Hold that nothing is lost, and that no page stands twice in the menu."""
    placed = [after.get(DrillEntry, id_) for id_ in after.bucket(DRILL, True)]
    targets = [entry.target for entry in placed]
    assert len(set(targets)) == len(targets) <= 12
    assert all(after.get(Page, target).kind in DRILL_KINDS for target in targets)
    assert set(after.ids(Page)) == set(before.ids(Page))
    assert set(after.ids(DrillEntry)) >= set(before.ids(DrillEntry))
    assert set(after.ids(ListEntry)) >= set(before.ids(ListEntry))


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
            st.lists(st.sampled_from(pages), min_size=1, max_size=3, unique=True).map(
                lambda ids: mime_of(PAGES, ids)
            ),
        )
    )
    the_list = opened.desk.contact_list
    takes_pages = (board.model, tree, the_list.model)
    model = data.draw(st.sampled_from([*takes_pages, board.aside.model, board.candidates_model]))
    row = data.draw(st.integers(-1, 13))
    onto = model.index(0, 0).parent()
    if model is tree:
        onto = tree.index_of(data.draw(st.sampled_from(pages)))
    elif row == -1 and model.rowCount():
        onto = model.index(data.draw(st.integers(0, model.rowCount() - 1)), 0)
    # All is drawn before anything is altered: an example may end at any draw.
    lock, off_list, room = data.draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    if lock:
        board.lock_action.trigger()
    loosen(bridge, ids_in(carried, PAGES), off_list=off_list, room=room)
    start = bridge.state
    told = heard(bridge.refused)
    others_told = (board.refused, opened.desk.hierarchy.tree.refused, the_list.refused)
    for signal in others_told:
        signal.connect(told.append)
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
        keeps_all(start, after)
        if after != start:
            assert not said or asked or len(ids_in(carried, PAGES)) > 1
            bridge.undo()
        elif model in takes_pages and ids_in(carried, PAGES):
            assert said or asked or stands(start, model, ids_in(carried, PAGES), row, onto), (
                "nothing is told"
            )
        assert bridge.state == start
    finally:
        del board.swap
        for signal in others_told:
            signal.disconnect(told.append)
        while bridge.state != first:
            assert bridge.undo() is not None


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

"""Dots keep to their budget, stay hidden until all are given, and are counted right."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.model.workshop import ON_PAPER
from kkworkbench.workshop.commands import (
    EditSession,
    EndSession,
    GiveDots,
    NextRound,
    RevealDots,
)
from kkworkbench.workshop.dots import (
    all_are_given,
    fits,
    given_by,
    is_shown,
    left_in_all,
    left_of,
    next_voter,
    ranked,
    tally,
)
from kkworkbench.workspace.errors import Refused
from tests.unit.workshop.under_way import PEOPLE, SESSION, START, menu, session_of, started


def test_dots_are_set_and_not_added_and_nought_takes_them_back() -> None:
    workspace = started()
    first, second, *_ = menu(workspace)
    workspace.execute(GiveDots(SESSION, first, 3, "AB"))
    workspace.execute(GiveDots(SESSION, first, 1, "AB"))
    workspace.execute(GiveDots(SESSION, second, 2, "AB"))
    session = session_of(workspace)
    assert tally(workspace.state, session) == {first: 1, second: 2}
    assert left_of(workspace.state, session, "AB") == 0
    workspace.execute(GiveDots(SESSION, second, 0, "AB"))
    assert tally(workspace.state, session) == {first: 1}
    assert ranked({"b": 1, "a": 1, "c": 4}) == [("c", 4), ("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("dots", "voter", "why"),
    [(4, "AB", "no_dots_left"), (10, ON_PAPER, "no_dots_left"), (1, "XY", "no_participant")],
)
def test_nobody_gives_more_than_they_have(dots: int, voter: str, why: str) -> None:
    workspace = started()
    with pytest.raises(Refused, match=why):
        workspace.execute(GiveDots(SESSION, menu(workspace)[0], dots, voter))


def test_who_is_counted_on_paper_gives_none_by_hand() -> None:
    workspace = started()
    first, second, *_ = menu(workspace)
    workspace.execute(GiveDots(SESSION, first, 7))
    session = session_of(workspace)
    assert left_of(workspace.state, session, "AB") == 0
    with pytest.raises(Refused, match="no_dots_left"):
        workspace.execute(GiveDots(SESSION, second, 1, "AB"))
    workspace.execute(GiveDots(SESSION, first, 6))
    assert left_of(workspace.state, session, "AB") == 3
    workspace.execute(GiveDots(SESSION, second, 3, "AB"))
    assert all_are_given(workspace.state, session)
    assert next_voter(workspace.state, session) == ON_PAPER


def test_dots_are_hidden_until_all_are_given_or_the_round_is_shown_or_over() -> None:
    workspace = started()
    first = menu(workspace)[0]
    for number, voter in enumerate(PEOPLE):
        assert not is_shown(workspace.state, session_of(workspace)), number
        assert next_voter(workspace.state, session_of(workspace)) == voter
        workspace.execute(GiveDots(SESSION, first, 3, voter))
    assert is_shown(workspace.state, session_of(workspace))
    workspace.execute(NextRound(SESSION))
    assert not is_shown(workspace.state, session_of(workspace))
    assert is_shown(workspace.state, session_of(workspace), 1)
    assert tally(workspace.state, session_of(workspace)) == {}
    assert tally(workspace.state, session_of(workspace), 1) == {first: 9}
    workspace.execute(RevealDots(SESSION))
    assert is_shown(workspace.state, session_of(workspace))
    workspace.execute(NextRound(SESSION))
    workspace.execute(EndSession(SESSION, START, 9))
    assert is_shown(workspace.state, session_of(workspace))
    with pytest.raises(Refused, match="session_ended"):
        workspace.execute(GiveDots(SESSION, first, 1, "AB"))


def test_no_participants_have_no_dots_and_nothing_to_show() -> None:
    workspace = started(())
    assert left_in_all(workspace.state, session_of(workspace)) == 0
    assert not all_are_given(workspace.state, session_of(workspace))
    with pytest.raises(Refused, match="no_dots_left"):
        workspace.execute(GiveDots(SESSION, menu(workspace)[0], 1))


_GIVEN = st.tuples(st.integers(0, 3), st.integers(0, 9), st.sampled_from((ON_PAPER, *PEOPLE)))


@given(st.lists(_GIVEN, max_size=12), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_whatever_is_tried_the_budget_holds_and_the_count_is_what_was_taken(
    tries: list[tuple[int, int, str]], per_head: int
) -> None:
    workspace = started(per_head=per_head)
    entries, taken = menu(workspace), Counter[tuple[str, str]]()
    for at, dots, voter in tries:
        session = session_of(workspace)
        before = left_of(workspace.state, session, voter)
        has = taken[entries[at], voter]
        try:
            workspace.execute(GiveDots(SESSION, entries[at], dots, voter))
        except Refused:
            assert dots > has + before
        else:
            assert dots <= has + before
            taken[entries[at], voter] = dots
    session = session_of(workspace)
    assert fits(workspace.state, session)
    assert sum(tally(workspace.state, session).values()) == taken.total()
    assert taken.total() + left_in_all(workspace.state, session) == len(PEOPLE) * per_head
    for voter, dots in given_by(workspace.state, session).items():
        assert dots == sum(n for (_entry, who), n in taken.items() if who == voter)


def test_a_round_is_shown_once_and_dots_that_are_too_many_can_be_taken_back() -> None:
    workspace = started()
    first = menu(workspace)[0]
    workspace.execute(RevealDots(SESSION))
    assert workspace.execute(RevealDots(SESSION)) is None
    workspace.execute(GiveDots(SESSION, first, 3, "AB"))
    workspace.execute(EditSession(SESSION, "dots_per_head", 1))
    workspace.execute(GiveDots(SESSION, first, 2, "AB"))
    with pytest.raises(Refused, match="no_dots_left"):
        workspace.execute(GiveDots(SESSION, first, 3, "AB"))
    assert tally(workspace.state, session_of(workspace)) == {first: 2}

"""Slips of the pen: told in one word as the distance tells them, and found in an index of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kkworkbench.workspace.finding_words import Postings, WordIndex, can_slip, is_slip

PIECES = st.text("abc", min_size=4, max_size=7)
SPELT = st.text("abcø", min_size=1, max_size=9)


def by_distance(piece: str, word: str) -> bool:
    return any(OSA.distance(piece, word[:end]) <= 1 for end in range(len(word) + 1))


@given(PIECES, SPELT)
def test_a_slip_is_a_distance_of_one_to_some_beginning(piece: str, word: str) -> None:
    assert is_slip(piece, word) == by_distance(piece, word)


@given(PIECES, st.sets(SPELT, max_size=30))
def test_an_index_finds_the_words_with_a_slip_and_no_others(piece: str, words: set[str]) -> None:
    found, index = Postings(), WordIndex()
    for place, word in enumerate(sorted(words)):
        found.add((word,), place)
    for _ in index.build(found):
        pass
    wanted = [place for place, word in enumerate(sorted(words)) if by_distance(piece, word)]
    assert sorted(index.places(index.slips(piece))) == wanted


def test_a_number_and_a_short_word_have_no_slips() -> None:
    assert not can_slip("331")
    assert not can_slip("side7")
    assert can_slip("side")

"""Slips of the pen: told in one word as the distance tells them, and found in an index of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kkworkbench.workspace.finding_words import Postings, WordIndex, can_slip, is_slip

PIECES = st.text("abc", min_size=4, max_size=7)


@st.composite
def spelt(draw: st.DrawFn, piece: str) -> str:
    """Give a piece with up to two slips in it, and what may follow."""
    word = piece
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(word)))
        other = draw(st.sampled_from("abcø"))
        left, right = word[:at], word[at:]
        word = draw(
            st.sampled_from(
                (
                    left + right[1:],
                    left + other + right,
                    left + other + right[1:],
                    left + right[1:2] + right[:1] + right[2:],
                )
            )
        )
    return word + draw(st.text("ab", max_size=2)) or "a"


def by_distance(piece: str, word: str) -> bool:
    return any(OSA.distance(piece, word[:end]) <= 1 for end in range(len(word) + 1))


@given(PIECES, st.data())
def test_a_slip_is_a_distance_of_one_to_some_beginning(piece: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(spelt(piece), min_size=6, max_size=12))
    assert [is_slip(piece, word) for word in words] == [by_distance(piece, w) for w in words]


@given(PIECES, st.data())
def test_an_index_finds_the_words_with_a_slip_and_no_others(
    piece: str, data: st.DataObject
) -> None:
    words = sorted(data.draw(st.sets(spelt(piece), min_size=6, max_size=12)))
    found, index = Postings(), WordIndex()
    for place, word in enumerate(words):
        found.add((word,), place)
    for _ in index.build(found):
        pass
    wanted = [place for place, word in enumerate(words) if by_distance(piece, word)]
    assert sorted(index.places(index.slips(piece))) == wanted


def test_a_number_and_a_short_word_have_no_slips() -> None:
    assert not can_slip("331")
    assert not can_slip("side7")
    assert can_slip("side")

"""What differs between two states, told in sentences, and texts word by word."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.merge.difference import COMPARED, What, difference
from kkworkbench.merge.telling import Telling, as_text
from kkworkbench.merge.word_runs import MOST_WORDS, Run, word_runs
from kkworkbench.messages import Messages
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.records import KINDS, OVERALL
from kkworkbench.state.changes import Change
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.drill import (
    EditDrillEntry,
    MoveDrillEntries,
    TakeOutOfDrill,
)
from kkworkbench.workspace.commands.pages import DeletePages, EditPage, MovePages
from kkworkbench.workspace.commands.settings import SetSetting
from tests.strategies import TEXTS, states, walks

START = State.of(demo.records())
ENTRIES = START.bucket(DRILL, True)


def after(*commands: Command) -> State:
    draft = Draft(START)
    for command in commands:
        command.apply(draft)
    return draft.state


def told(*commands: Command, language: str = "da") -> list[str]:
    everything = Telling(START, after(*commands), Messages(language)).all()
    return [f"{each.sign} {sentence}" for each in everything for sentence in each.sentences]


def page_of(entry: str) -> Page:
    found = START.get(DrillEntry, entry)
    assert found is not None
    page = START.get(Page, found.target)
    assert page is not None
    return page


@given(states(), states())
def test_the_changes_to_another_state_lead_there(one: State, other: State) -> None:
    changes = one.changes_to(other)
    assert one.apply(changes) == other
    assert all(change.before != change.after for change in changes)
    assert len({(change.kind, change.id) for change in changes}) == len(changes)


@given(walks())
def test_what_a_walk_did_not_touch_is_not_told(walk: tuple[State, list[Change]]) -> None:
    first, changes = walk
    last = first.apply(changes)
    touched = {(change.kind, change.id) for change in changes}
    found = difference(first, last)
    assert {(each.change.kind, each.change.id) for each in found} <= touched
    assert all(each.whats for each in found)
    for change in first.changes_to(last, COMPARED):
        if change.before is None or change.after is None:
            assert any(each.change == change for each in found)


def test_every_kind_of_content_is_compared_once() -> None:
    assert sorted(COMPARED, key=str) == sorted(set(KINDS) - set(OVERALL), key=str)


def test_a_move_is_told_with_both_places() -> None:
    moved = after(MoveDrillEntries((ENTRIES[4],), 1))
    (each,) = difference(START, moved)
    assert each.whats == (What.MOVED,)
    assert (each.was_at, each.now_at, each.rise) == (
        replace(each.was_at, number=5),
        replace(each.was_at, number=2),
        3,
    )
    title = page_of(ENTRIES[4]).title
    assert told(MoveDrillEntries((ENTRIES[4],), 1)) == [
        f"▲ Flyttet: »{title}« fra plads 5 i drill-menuen til plads 2 i drill-menuen"
    ]
    assert told(MoveDrillEntries((ENTRIES[1],), 5))[0].startswith("▼ ")
    out = told(TakeOutOfDrill((ENTRIES[0],)))
    assert out[0].startswith("➜ ")
    assert out[0].endswith("udeladt af drill-menuen")


def test_a_new_key_for_the_same_place_is_no_move() -> None:
    entry = START.get(DrillEntry, ENTRIES[-1])
    assert entry is not None
    same = START.apply(
        (Change(DrillEntry, entry.id, entry, replace(entry, order=f"{entry.order}V")),)
    )
    assert difference(START, same) == ()


def test_a_rename_a_text_and_a_page_that_is_gone_are_told() -> None:
    page = page_of(ENTRIES[0])
    lines = told(EditPage(page.id, "title", "Nyt"), EditPage(page.id, "summary", "Ring."))
    assert lines == [
        f"✎ Omdøbt: »{page.title}« → »Nyt«",
        "✎ Ændret: »Nyt« – Hjælpetekst",
    ]
    gone = told(DeletePages((page.id,)), language="en")
    assert f"✖ Gone: “{page.title}” (page)" in gone
    new = Telling(after(DeletePages((page.id,))), START, Messages("da")).all()
    assert f"Ny: »{page.title}« (side)" in [s for each in new for s in each.sentences]


def test_an_entry_that_gets_a_title_of_its_own_followed_its_page() -> None:
    lines = told(EditDrillEntry(ENTRIES[0], "title", "Eget navn"))
    assert lines == ["✎ Omdøbt: »følger siden« → »Eget navn«"]


def test_a_severity_is_told_in_words_and_a_tier_by_its_name() -> None:
    first, second = (SetSetting("severity.K202", value) for value in ("warning", "advice"))
    (each,) = Telling(after(first), after(first, second), Messages("da")).all()
    assert [(field.was, field.now) for field in each.fields] == [("Advarsel", "Anbefaling")]
    out = told(TakeOutOfDrill((ENTRIES[0],)))
    assert any("fra primær til sekundær" in line for line in out)


def test_a_page_that_changed_its_parent_is_told_by_both_titles() -> None:
    page = page_of(ENTRIES[0])
    other = next(p for p in START.all(Page) if p.parent is None and p.id != page.parent)
    draft = Draft(START)
    MovePages((page.id,), other.id, 0).apply(draft)
    (each,) = [
        e
        for e in Telling(START, draft.state, Messages("da")).all()
        if e.difference.change.id == page.id
    ]
    assert f"til plads 1 under »{other.title}«" in each.sentences[0]


def test_text_to_paste_marks_words() -> None:
    page = page_of(ENTRIES[0])
    edited = after(EditPage(page.id, "body", "<p>Ring til <b>os</b> nu.</p>"))
    again = Draft(edited)
    EditPage(page.id, "body", "<p>Skriv til os nu.</p>").apply(again)
    text = as_text(Telling(edited, again.state, Messages("da")).all())
    assert "Brødtekst: [-Ring-]{+Skriv+} til os nu." in text


@given(TEXTS, TEXTS)
def test_the_runs_of_two_texts_hold_both(was: str, now: str) -> None:
    check_runs(was, now)


SENTENCES = st.lists(st.sampled_from(["a", "b", "c", " ", "\n", "."]), max_size=12).map("".join)


@given(SENTENCES, SENTENCES)
def test_the_runs_of_two_sentences_hold_both(was: str, now: str) -> None:
    check_runs(was, now)


def check_runs(was: str, now: str) -> None:
    pieces = word_runs(was, now)
    assert joined(p.text for p in pieces if p.run is not Run.NEW) == was
    assert joined(p.text for p in pieces if p.run is not Run.GONE) == now
    assert all(piece.text for piece in pieces)


def joined(parts: Iterable[str]) -> str:
    return "".join(parts)


@pytest.mark.parametrize(
    ("was", "now", "runs"),
    [
        ("Ring til os", "Skriv til os", [("gone", "Ring"), ("new", "Skriv"), ("same", " til os")]),
        ("en to tre", "fem seks tre", [("gone", "en to"), ("new", "fem seks"), ("same", " tre")]),
        ("ens", "ens", [("same", "ens")]),
        ("a b", " c", [("gone", "a"), ("same", " "), ("gone", "b"), ("new", "c")]),
        (
            "en\nto",
            "fem\nseks",
            [("gone", "en"), ("new", "fem"), ("same", "\n"), ("gone", "to"), ("new", "seks")],
        ),
        ("", "ny", [("new", "ny")]),
    ],
)
def test_words_are_compared_and_not_letters(
    was: str, now: str, runs: list[tuple[str, str]]
) -> None:
    assert [(piece.run.value, piece.text) for piece in word_runs(was, now)] == runs


def test_texts_of_a_book_are_compared_by_paragraph() -> None:
    book = "".join(f"afsnit {number} her\n" for number in range(MOST_WORDS // 4))
    pieces = word_runs(book, book.replace("afsnit 7 her\n", "afsnit syv her\n"))
    assert [p.text for p in pieces if p.run is not Run.SAME] == [
        "afsnit 7 her\n",
        "afsnit syv her\n",
    ]

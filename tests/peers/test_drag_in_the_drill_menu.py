"""Entries and candidates dragged on the board with a real mouse, and what the file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kkworkbench.model.drill import DrillEntry
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_title
from kkworkbench.state.state import State
from tests.peers.person import Person, Point, wait_until


def titles(state: State, *, placed: bool = True) -> list[str]:
    found = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL, placed))
    return [entry_title(state, entry) for entry in found if entry is not None]


def menu(person: Person) -> list[str]:
    """Read the titles of the menu's entries from the file, in their order."""
    return person.read(titles)


def left_out(person: Person) -> list[str]:
    return person.read(lambda state: titles(state, placed=False))


@pytest.fixture
def person(person: Person) -> Person:
    """Someone who looks at the drill menu."""
    person.press("ctrl+2")
    wait_until(lambda: bool(person.rows("drill")), "the board is in front")
    return person


def on(person: Person, view: str, title: str) -> Point:
    x, y, _width, height = person.rows(view)[title]
    return x + 80, y + height // 2


def above(person: Person, title: str) -> Point:
    """Return the edge before a card."""
    x, y, _width, height = person.rows("drill")[title]
    return x + 2, y + height // 2


def candidate(person: Person) -> tuple[str, str]:
    """Return the first candidate: as its row reads, and the title of its page."""
    row = next(iter(person.rows("candidates")))
    return row, row.split("  ·  ")[0]


def test_an_entry_dragged_to_another_place_is_saved_there_and_one_undo_takes_it_back(
    person: Person, tmp_path: Path
) -> None:
    before = menu(person)
    first, second, third, fourth, *rest = before
    person.drag("drill", on(person, "drill", fourth), above(person, second))
    wait_until(lambda: menu(person) == [first, fourth, second, third, *rest], "it is saved there")
    person.see("picture", str(tmp_path / "after.png"))
    assert list(person.rows("drill"))[:4] == [first, fourth, second, third]
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "the entry is back")


def test_two_entries_that_are_selected_are_dragged_as_one(person: Person) -> None:
    before = menu(person)
    first, second, third, fourth, *rest = before
    person.click(on(person, "drill", second))
    person.click(on(person, "drill", fourth), holding="ctrl")
    wait_until(lambda: person.see("selected", "drill") == [second, fourth], "both are selected")
    person.drag("drill", on(person, "drill", second), above(person, first))
    wait_until(lambda: menu(person) == [second, fourth, first, third, *rest], "both are moved")
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "one undo takes both back")


def test_entries_dropped_beside_one_of_themselves_gather_there(person: Person) -> None:
    before = menu(person)
    first, second, third, fourth, *rest = before
    person.click(on(person, "drill", first))
    person.click(on(person, "drill", fourth), holding="ctrl")
    wait_until(lambda: person.see("selected", "drill") == [first, fourth], "both are selected")
    person.drag("drill", on(person, "drill", first), above(person, second))
    wait_until(lambda: menu(person) == [first, fourth, second, third, *rest], "both are there")
    assert list(person.rows("drill"))[:4] == [first, fourth, second, third]


def test_escape_while_dragging_an_entry_changes_nothing(person: Person) -> None:
    before = menu(person)
    person.lift("drill", on(person, "drill", before[3]))
    person.carry(above(person, before[1]))
    person.press("Escape")
    wait_until(lambda: not person.see("is_dragging", "drill"), "the entry is let go")
    person.do("mouseup", 1)
    assert menu(person) == before
    assert list(person.rows("drill"))[:4] == before[:4]


def test_a_candidate_dragged_onto_an_entry_of_a_full_menu_replaces_it(
    person: Person, tmp_path: Path
) -> None:
    before = menu(person)
    row, title = candidate(person)
    person.lift("candidates", on(person, "candidates", row))
    person.carry(on(person, "drill", before[3]), on(person, "drill", before[1]))
    wait_until(lambda: person.see("under_drag") == before[1], "the entry says what would happen")
    person.see("picture", str(tmp_path / "replace.png"))
    assert menu(person) == before
    person.let_go("candidates")
    after = [before[0], title, *before[2:]]
    wait_until(lambda: menu(person) == after, "the candidate has the place")
    assert left_out(person) == [before[1]]
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "one undo takes it back")
    assert left_out(person) == []


def test_escape_while_dragging_a_candidate_over_an_entry_replaces_nothing(person: Person) -> None:
    before = menu(person)
    row, _title = candidate(person)
    person.lift("candidates", on(person, "candidates", row))
    person.carry(on(person, "drill", before[1]))
    wait_until(lambda: person.see("under_drag") == before[1], "the entry says what would happen")
    person.press("Escape")
    wait_until(lambda: not person.see("is_dragging", "candidates"), "the row is let go")
    person.do("mouseup", 1)
    wait_until(lambda: person.see("under_drag") == "", "the entry says no more")
    assert menu(person) == before
    # The mouse is free again.
    person.drag("drill", on(person, "drill", before[3]), above(person, before[1]))
    moved = [before[0], before[3], *before[1:3], *before[4:]]
    wait_until(lambda: menu(person) == moved, "the next drag is done")


def test_an_entry_dragged_onto_the_candidates_is_left_out(person: Person) -> None:
    before = menu(person)
    row, _title = candidate(person)
    person.drag("drill", on(person, "drill", before[2]), on(person, "candidates", row))
    left = [*before[:2], *before[3:]]
    wait_until(lambda: menu(person) == left, "the entry is left out")
    assert left_out(person) == [before[2]]
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "one undo takes it back")


def test_an_entry_dragged_in_the_column_moves_as_among_the_cards(person: Person) -> None:
    before = menu(person)
    person.see("show_column")
    first, second, third, *rest = before
    x, y, _width, _height = person.rows("drill")[first]
    person.drag("drill", on(person, "drill", third), (x + 80, y + 1))
    wait_until(lambda: menu(person) == [third, first, second, *rest], "it is saved there")
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "the entry is back")


def test_a_candidate_dragged_to_a_menu_with_a_free_place_is_placed_where_it_fell(
    person: Person,
) -> None:
    before = menu(person)
    person.click(on(person, "drill", before[0]))
    person.press("Delete")
    wait_until(lambda: menu(person) == before[1:], "there is a free place")
    row, title = candidate(person)
    person.drag("candidates", on(person, "candidates", row), above(person, before[2]))
    wait_until(
        lambda: menu(person) == [before[1], title, *before[2:]], "the candidate is placed there"
    )
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before[1:], "one undo takes it back")

"""Pages dragged with a real mouse from one page of the window to another, past the rail."""

from __future__ import annotations

from pathlib import Path

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.state.lookups import entry_title
from kkworkbench.state.state import State
from tests.peers.person import Person, Point, wait_until
from tests.peers.test_drag_in_the_drill_menu import above, left_out, menu
from tests.peers.test_drag_in_the_drill_menu import on as over

LIBRARY = "Valby Bibliotek"
"""On the contact list, and not in the drill menu."""


def on(person: Person, view: str, title: str) -> Point:
    person.see("scroll_to", view, title)
    x, y, _width, height = person.rows(view)[title]
    return x + 40, y + height // 2


def listed(person: Person) -> list[str]:
    def titles(state: State) -> list[str]:
        return sorted(entry_title(state, entry) for entry in state.all(ListEntry))

    return person.read(titles)


def wait_at(person: Person, page: str) -> None:
    """Carry what is held to a button of the rail, until its page is in front."""
    x, y = person.see("rail", page)
    person.carry((x, y))
    wait_until(lambda: person.see("page") == page, "the page is in front")


def test_a_page_of_the_tree_replaces_an_entry_of_a_full_menu(
    person: Person, tmp_path: Path
) -> None:
    before = menu(person)
    person.lift("tree", on(person, "tree", LIBRARY))
    wait_at(person, "drill")
    person.carry(over(person, "drill", before[3]), over(person, "drill", before[1]))
    wait_until(lambda: person.see("under_drag") == before[1], "the entry says what would happen")
    person.see("picture", str(tmp_path / "held.png"))
    person.let_go("tree")
    after = [before[0], LIBRARY, *before[2:]]
    wait_until(lambda: menu(person) == after, "the page has the place")
    assert left_out(person) == [before[1]]
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before, "one undo takes it back")
    assert left_out(person) == []


def test_a_row_of_the_list_is_placed_where_it_is_dropped_in_a_menu_with_room(
    person: Person,
) -> None:
    before = menu(person)
    person.press("ctrl+2")
    wait_until(lambda: bool(person.rows("drill")), "the board is in front")
    person.click(over(person, "drill", before[0]))
    person.press("Delete")
    wait_until(lambda: menu(person) == before[1:], "there is a free place")
    person.press("ctrl+3")
    wait_until(lambda: bool(person.rows("list")), "the list is in front")
    person.lift("list", on(person, "list", LIBRARY))
    wait_at(person, "drill")
    person.carry(above(person, before[2]))
    person.let_go("list")
    wait_until(lambda: menu(person) == [before[1], LIBRARY, *before[2:]], "it is placed there")
    person.press("ctrl+z")
    wait_until(lambda: menu(person) == before[1:], "one undo takes it back")


def test_a_page_that_the_menu_cannot_hold_is_refused_with_the_reason(person: Person) -> None:
    before = menu(person)
    person.lift("tree", on(person, "tree", "Vielse"))
    wait_at(person, "drill")
    person.carry(over(person, "drill", before[2]), over(person, "drill", before[1]))
    person.let_go("tree")
    wait_until(lambda: person.said().startswith("»Vielse« kan ikke stå i drill-menuen"), "why not")
    assert menu(person) == before


def test_a_page_of_the_tree_comes_back_on_the_list_and_no_other_does(person: Person) -> None:
    before = listed(person)
    person.press("ctrl+3")
    wait_until(lambda: bool(person.rows("list")), "the list is in front")
    person.click(on(person, "list", LIBRARY))
    person.press("Delete")
    without = [title for title in before if title != LIBRARY]
    wait_until(lambda: listed(person) == without, "it is off the list")
    person.press("ctrl+1")
    wait_until(lambda: bool(person.rows("tree")), "the tree is in front")
    person.lift("tree", on(person, "tree", LIBRARY))
    wait_at(person, "list")
    first = next(iter(person.rows("list")))
    person.carry(over(person, "list", first))
    person.let_go("tree")
    wait_until(lambda: listed(person) == before, "it is on the list again")
    person.press("ctrl+z")
    wait_until(lambda: listed(person) == without, "one undo takes it back")
    person.press("ctrl+1")
    wait_until(lambda: bool(person.rows("tree")), "the tree is in front")
    person.lift("tree", on(person, "tree", "Vielse"))
    wait_at(person, "list")
    person.carry(over(person, "list", first))
    wait_until(lambda: person.said().startswith("»Vielse« kan ikke stå på"), "the reason is told")
    person.let_go("tree")
    assert listed(person) == without


def test_the_rail_that_is_only_passed_shows_no_page_and_takes_no_drop(person: Person) -> None:
    before = menu(person)
    person.lift("tree", on(person, "tree", LIBRARY))
    x, y = person.see("rail", "drill")
    person.carry((x, y), on(person, "tree", LIBRARY))
    person.carry((x, y))
    person.let_go("tree")
    person.press("Escape")
    assert person.see("page") == "hierarchy"
    assert menu(person) == before

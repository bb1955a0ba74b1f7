"""Pages dragged in the tree with a real mouse, and what the file holds afterwards."""

from __future__ import annotations

from pathlib import Path

from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.state import State
from tests.peers.person import Person, Point, wait_until

BEFORE = ["Pas", "Kørekort", "Flytning", "Vielse"]
UNTOUCHED = {"Ny i Danmark", "Klag over en sag"}
"""Pages below those in the demo, which no test drags."""


def inside(title: str, person: Person) -> list[str]:
    """Read the titles of the pages under a page from the file."""

    def titles(state: State) -> list[str]:
        parent = next(page.id for page in state.all(Page) if page.title == title)
        pages = (state.get(Page, id_) for id_ in state.bucket(CHILDREN, parent))
        return [p.title for p in pages if p is not None and p.title not in UNTOUCHED]

    return person.read(titles)


def on(person: Person, title: str) -> Point:
    x, y, _width, height = person.rows("tree")[title]
    return x + 40, y + height // 2


def under(person: Person, title: str) -> Point:
    """Return the line between a row and the next."""
    x, y, _width, height = person.rows("tree")[title]
    return x + 40, y + height - 1


def test_a_page_dragged_between_two_others_is_saved_there_and_one_undo_takes_it_back(
    person: Person, tmp_path: Path
) -> None:
    person.drag("tree", on(person, "Vielse"), under(person, "Pas"))
    after = ["Pas", "Vielse", "Kørekort", "Flytning"]
    wait_until(lambda: inside("Borgerservice", person) == after, "the page is saved where it fell")
    assert [title for title in person.rows("tree") if title in BEFORE] == after
    person.see("picture", str(tmp_path / "after.png"))
    person.press("ctrl+z")
    wait_until(lambda: inside("Borgerservice", person) == BEFORE, "the page is back")
    assert [title for title in person.rows("tree") if title in BEFORE] == BEFORE


def test_a_page_dropped_on_another_goes_inside_as_the_last(person: Person) -> None:
    person.drag("tree", on(person, "Pas"), on(person, "Bolig og byggeri"))
    after = ["Søg byggetilladelse", "Boligstøtte", "Pas"]
    wait_until(lambda: inside("Bolig og byggeri", person) == after, "the page is inside")
    assert inside("Borgerservice", person) == BEFORE[1:]
    person.press("ctrl+z")
    wait_until(lambda: inside("Borgerservice", person) == BEFORE, "the page is back")


def test_two_pages_that_do_not_stand_together_are_dragged_as_one(person: Person) -> None:
    person.click(on(person, "Pas"))
    person.click(on(person, "Flytning"), holding="ctrl")
    wait_until(lambda: person.see("selected", "tree") == ["Pas", "Flytning"], "both are selected")
    person.drag("tree", on(person, "Pas"), under(person, "Boligstøtte"))
    after = ["Søg byggetilladelse", "Boligstøtte", "Pas", "Flytning"]
    wait_until(lambda: inside("Bolig og byggeri", person) == after, "both are moved, in order")
    person.press("ctrl+z")
    wait_until(lambda: inside("Borgerservice", person) == BEFORE, "one undo takes both back")


def test_escape_while_dragging_changes_nothing(person: Person) -> None:
    person.lift("tree", on(person, "Vielse"))
    person.carry(under(person, "Pas"))
    person.press("Escape")
    wait_until(lambda: not person.see("is_dragging", "tree"), "the row is let go")
    person.do("mouseup", 1)
    assert inside("Borgerservice", person) == BEFORE
    # The program is not left holding the row: the next drag is one of its own.
    person.drag("tree", on(person, "Kørekort"), under(person, "Flytning"))
    after = ["Pas", "Flytning", "Kørekort", "Vielse"]
    wait_until(lambda: inside("Borgerservice", person) == after, "the next drag is done")


def test_a_drop_inside_itself_leaves_everything_and_the_status_bar_says_why(
    person: Person, tmp_path: Path
) -> None:
    person.lift("tree", on(person, "Borgerservice"))
    person.carry(under(person, "Kørekort"))
    wait_until(lambda: "Borgerservice" in person.said(), "the reason is told while dragging")
    person.see("picture", str(tmp_path / "refused.png"))
    person.let_go("tree")
    assert person.said().startswith("Kan ikke placeres her")
    assert inside("Borgerservice", person) == BEFORE
    assert inside("Borger", person)[0] == "Borgerservice"


def test_a_drop_that_makes_the_contact_hierarchy_too_deep_is_refused_with_the_reason(
    person: Person,
) -> None:
    person.click(on(person, "Borger"))
    person.press("Left")
    wait_until(lambda: "Kontakt" in person.rows("tree"), "the branch is closed")
    person.drag("tree", on(person, "Borger"), on(person, "Kontakt"))
    assert person.said() == "Kan ikke placeres her: kontakthierarkiet har højst 4 niveauer."
    assert inside("Kontakt", person)[0] == "Kontaktoversigt"
    assert "Borger" not in inside("Kontakt", person)
    # A place that is allowed takes the words away again.
    person.drag("tree", on(person, "Borger"), under(person, "Erhverv"))
    wait_until(lambda: person.said() == "", "nothing is refused any more")
    assert list(person.rows("tree"))[:2] == ["Erhverv", "Borger"]


def test_the_line_under_an_opened_page_is_the_first_place_inside_it(person: Person) -> None:
    person.lift("tree", on(person, "Beboerlicens til parkering"))
    person.carry(under(person, "Borgerservice"))
    person.let_go("tree")
    after = ["Beboerlicens til parkering", *BEFORE]
    wait_until(lambda: inside("Borgerservice", person) == after, "the page is the first inside")

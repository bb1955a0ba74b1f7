"""What a record is found by beside its title, and how a finder keeps to what was edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_spans
from kkworkbench.workspace.finding import Finder

LIBRARY = Contact(
    "c",
    "Læsesalen",
    "Biblioteket i Valby",
    address=Address(street="Annexstræde 2", postal_code="2500", town="Valby Øst"),
    phones=(Phone("t", "33 12 71 27"),),
    booking_url="https://kk.dk/tid",
)
ABOVE, BELOW = Page("above", None, "a0", title="Kultur"), Page("below", None, "a1", title="Fritid")
PAGE = Page("p", "above", "a0", title="Hovedbibliotek")
ENTRY = ListEntry("l", "p")
BUS = Page("bus", None, "a2", title="Bus 33 og linje 12")


def finder_of(*records: Record) -> Finder:
    finder = Finder(State.of(records))
    while finder.work():
        pass
    return finder


def edited(finder: Finder, before: Record, after: Record) -> None:
    state = finder._state
    change = Change(type(before), before.id, before, after)
    finder.follow(state.apply((change,)), (change,))


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("læsesal", ["c"]),  # what it is called where the title says something else
        ("oest", ["c"]),  # the town
        ("https", []),  # stands in every link
        ("33 12", ["c"]),  # one number where there is one, and no two numbers beside it
        ("33 linje", ["bus"]),
    ],
)
def test_a_record_is_found_by_what_tells_it_from_others(typed: str, ids: list[str]) -> None:
    finder = finder_of(LIBRARY, ABOVE, BELOW, PAGE, BUS)
    assert [hit.id for hit in finder.find(typed)] == ids


def test_the_two_letters_in_the_middle_may_be_swapped() -> None:
    finder = finder_of(Page("q", None, "a0", title="Bibliotek"))
    assert [hit.id for hit in finder.find("bibilotek")] == ["q"]


def test_an_entry_is_found_by_its_pages_new_title_and_no_more_by_the_old_one() -> None:
    finder = finder_of(ABOVE, PAGE, ENTRY)
    edited(finder, PAGE, replace(PAGE, title="Svømmehal"))
    assert {hit.id for hit in finder.find("svømmehal")} == {"p", "l"}
    assert finder.find("hovedbibliotek") == []


def test_the_filter_of_the_tree_follows_a_page_that_is_renamed_or_moved() -> None:
    finder = finder_of(ABOVE, BELOW, PAGE)
    assert finder.pages("bibliotek") == ({"p"}, {"above"})
    moved = replace(PAGE, parent="below")
    edited(finder, PAGE, moved)
    assert finder.pages("bibliotek") == ({"p"}, {"below"})
    edited(finder, moved, replace(moved, title="Svømmehal"))
    assert finder.pages("bibliotek") == (set(), set())


def test_a_number_is_marked_across_its_spaces() -> None:
    assert short_spans(["331271"], "Tlf. 33 12 71 27") == [(5, 13)]
    assert short_spans(["tlf"], "Tlf. 33 12 71 27") == [(0, 3)]

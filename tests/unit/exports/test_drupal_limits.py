"""What is longer than the site's fields hold is said before a batch is written, never just cut."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.shapes import office_hours
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State

PAGE = Page("p", title="Side")
OPEN = Hours((Span(1, 540, 720),))

PLACES: dict[str, tuple[int, Callable[[str], Record]]] = {
    "the name of a term": (255, lambda t: Term("t", Vocabulary.CATEGORY, name=t)),
    "a contact's title": (255, lambda t: Contact("c", name=t)),
    "a number": (256, lambda t: Contact("c", name="C", phones=(Phone("p", t),))),
    "a number's label": (255, lambda t: Contact("c", phones=(Phone("p", "1", label=t),))),
    "a street": (255, lambda t: Contact("c", address=Address(street=t))),
    "a town": (255, lambda t: Contact("c", address=Address(town=t))),
    "a link's text": (255, lambda t: Contact("c", written=(WrittenChannel("w", url="/a", text=t),))),
    "a link": (2048, lambda t: Contact("c", booking_url=t)),
    "a page's title": (255, lambda t: Page("q", title=t)),
    "a page's address": (255, lambda t: Page("q", path=t)),
    "a tag": (255, lambda t: Page("q", tags=(t,))),
    "an entry's title": (255, lambda t: DrillEntry("d", "p", title=t)),
    "an entry's help": (255, lambda t: DrillEntry("d", "p", help_text=t)),
    "a footer link": (255, lambda t: Site("s", footer_links=(Link("l", t, "/a"),))),
}  # fmt: skip


def told(record: Record, profile: str = "default") -> set[str]:
    found = carries(shipped(profile), State.of((PAGE, record)))
    return {each.what for each in found if each.id == record.id}


@pytest.mark.parametrize("place", PLACES)
def test_one_letter_too_many_is_told_and_none_is_cut(place: str) -> None:
    limit, make = PLACES[place]
    assert "too_long" not in told(make("æ" * limit))
    assert "too_long" in told(make("æ" * (limit + 1)))


@pytest.mark.parametrize("where", ["visiting_hours", "phones"])
def test_a_comment_on_the_hours_that_is_cut_is_told(where: str) -> None:
    def made(comment: str) -> Contact:
        hours = replace(OPEN, comment=comment)
        phone = Phone("p", "1", hours=hours)
        values: dict[str, Any] = {"visiting_hours": hours, "phones": (phone,)}
        return Contact("c", name="C", **{where: values[where]})

    assert "comment_end" not in told(made("x" * 255))
    assert "comment_end" in told(made("x" * 256))


@given(st.integers(200, 300), st.booleans(), st.sampled_from(["Efter aftale", "By appointment"]))
def test_whatever_is_cut_of_a_comment_was_told(length: int, asked: bool, words: str) -> None:
    hours = replace(OPEN if not asked else Hours(by_appointment=True), comment="x" * length)
    sent = office_hours(hours, words)[0]["comment"]
    is_cut = sent.count("x") < length
    assert not is_cut or "comment_end" in told(Contact("c", visiting_hours=hours))


def test_a_page_that_is_gone_has_no_entry_to_ask_of() -> None:
    assert told(DrillEntry("d", "gone", title=None)) == set()


def test_a_site_that_has_no_place_for_it_is_told_once_and_otherwise() -> None:
    contact = Contact("c", name="C", visiting_hours=replace(OPEN, comment="x" * 300))
    assert "comment_end" not in told(contact, "localgov_contact")
    assert "comment" in told(contact, "localgov_contact")
    assert told(Term("t", Vocabulary.CATEGORY, name="æ" * 300), "localgov_contact") == set()

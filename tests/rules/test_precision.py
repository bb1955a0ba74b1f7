"""What real registers and pages showed: findings that must be true, and fixes that lose nothing."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.channels import WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.rules.wording import describe
from tests.rules.trial import (
    CONTACT,
    KNOWN,
    SOURCE,
    TODAY,
    findings,
    mended,
    need,
    places,
    state_of,
)

UNIT = replace(CONTACT, id="c2", name="Myretuen", written=())
OWN = "https://kontakt.kk.dk/skriv-sikkert"


def contact_with_form(id_: str, url: str) -> Contact:
    return replace(CONTACT, id=id_, name=id_, written=(WrittenChannel("w", url=url, text="Skriv"),))


def told(code: str, *records: Record, language: str = "da") -> list[str]:
    """Return the sentences of a rule's findings."""
    messages, state = Messages(language), state_of(*records)
    return [describe(finding, state, messages).message for finding in findings(code, *records)]


# K103: the administration's form


def test_the_form_of_one_other_unit_is_not_the_administrations() -> None:
    state = mended("K103", UNIT)
    assert [channel.url for channel in need(state, Contact, "c2").written] == [OWN]


def test_a_form_that_several_units_show_is_the_administrations() -> None:
    shared = "https://kontakt.kk.dk/socialforvaltningen"
    others = [contact_with_form(f"o{at}", shared) for at in (1, 2)]
    state = mended("K103", UNIT, *others)
    assert [channel.url for channel in need(state, Contact, "c2").written] == [shared]


# K1003: a unit from the register was looked at when its data came


@pytest.mark.parametrize(
    ("seen", "variants"),
    [
        (TODAY, []),
        (date(2025, 11, 26), []),
        (date(2025, 11, 25), ["register"]),
        (None, ["never"]),
    ],
)
def test_a_unit_from_the_register_is_to_be_verified_a_year_after_it_came(
    seen: date | None, variants: list[str]
) -> None:
    unit = replace(KNOWN, verified_on=None)
    places_told = places("K1003", unit, replace(SOURCE, seen_on=seen))
    assert places_told == [("c", "verified_on", variant) for variant in variants]


def test_what_the_register_said_last_does_not_hide_that_a_contact_was_verified_long_ago() -> None:
    unit = replace(KNOWN, verified_on=date(2020, 1, 1))
    assert places("K1003", unit, replace(SOURCE, seen_on=date(2024, 1, 1))) == [
        ("c", "verified_on", "")
    ]


def test_a_unit_that_came_long_ago_is_told_with_the_day() -> None:
    unit, source = replace(KNOWN, verified_on=None), replace(SOURCE, seen_on=date(2024, 3, 1))
    assert told("K1003", unit, source) == [
        "Hentet fra KK Org 01.03.2024 og ikke kontrolleret siden: det er mindst 12 måneder siden"
    ]

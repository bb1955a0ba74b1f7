"""Make a workspace of a size: S is 2,000 contacts and 10,000 pages, L ten times that.

The same seed gives the same records. XS and M are for trials of the benchmarks themselves.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from random import Random

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Ability, Channel, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.ids import (
    BoxId,
    ContactId,
    DrillEntryId,
    ListEntryId,
    PageId,
    PartId,
    SiteId,
)
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.addresses import postal_codes
from kkworkbench.shipped_terms import main_site, terms
from kkworkbench.state.order import keys_between

SIZES = {"XS": (60, 300), "M": (600, 3_000), "S": (2_000, 10_000), "L": (20_000, 100_000)}
"""Contacts and pages."""

TENFOLD = {"XS": ("XS", "M"), "S": ("S", "L"), "L": ("S", "L")}
"""Where growth is measured: a size and one ten times as large."""

DRILL_ENTRIES = 12
TOP = 10
SITE = SiteId("site")
WEEKS = (
    Hours(tuple(Span(day, 540, 900) for day in range(1, 6))),
    Hours(tuple(Span(day, 600, 840 if day == 5 else 1020) for day in range(1, 6)), (6, 7)),
    Hours((Span(1, 540, 720), Span(1, 750, 900), Span(4, 600, 1080)), by_appointment=True),
)
SENTENCES = (
    "Du kan søge om hjælp hos kommunen, når du har brug for det.",
    "Vi svarer som regel inden for to uger.",
    "Medbring billedlegitimation, når du møder op.",
    "Formularen kræver, at du logger ind.",
    "Har du børn under atten år, gælder der andre regler.",
    "Du skal selv betale for materialer, men vejledningen er gratis.",
    "Ændrer din situation sig, skal du give os besked hurtigst muligt.",
    "Er du i tvivl, så læs først, hvad du selv kan gøre.",
)
"""None of them breaks a rule."""


def records(size: str, seed: int = 1) -> Iterator[Record]:
    """Yield terms, a site, pages with bodies of 1.5 kB in the median, contacts and what shows them.

    About one contact in twenty and one page in fifty breaks a rule.
    """
    yield from records_of(*SIZES[size], seed)


def records_of(contacts: int, pages: int, seed: int = 1) -> Iterator[Record]:
    """Yield the records of a workspace of another size; there are more pages than contacts."""
    chance = Random(seed)
    yield from terms()
    yield main_site(SITE, page_id(0))
    yield from _pages(pages, contacts, chance)
    yield from _contacts(contacts, chance)
    yield from _shown(pages, contacts)


def page_id(number: int) -> PageId:
    """Return the id of a page by its number; the last pages are the contacts' own."""
    return PageId(f"page{number}")


def contact_id(number: int) -> ContactId:
    """Return the id of a contact by its number; `breaks_pairs` says which numbers are ill."""
    return ContactId(f"contact{number}")


def breaks_pairs(number: int) -> bool:
    """Whether a contact's number is written against K202."""
    return number % 40 == 7


def sections(pages: int) -> int:
    """Count the pages that other pages stand under."""
    return max(TOP, min(1_000, pages // 10))


def _parent(number: int, branches: int) -> PageId | None:
    """Place pages in a tree: ten at the top, sections ten to each, the rest spread over these."""
    if number < TOP:
        return None
    if number < branches:
        return page_id(number // TOP - 1)
    first = branches // TOP
    return page_id(first + number % (branches - first))


def _pages(pages: int, contacts: int, chance: Random) -> Iterator[Page]:
    branches = sections(pages)
    owners = [term.id for term in _terms(Vocabulary.ADMINISTRATION)]
    for number, order in enumerate(keys_between(None, None, pages)):
        is_contact = number >= pages - contacts
        kind = PageKind.SECTION if number < branches else PageKind.SERVICE
        yield Page(
            page_id(number),
            _parent(number, branches),
            order,
            SITE,
            title=f"Kontakt til enhed {number}" if is_contact else f"Side om ydelse {number}",
            path=f"/side/{number}",
            search_words=(f"ydelse{number % 700}",),
            kind=PageKind.CONTACT if is_contact else kind,
            summary="Her kan du læse, hvordan du søger, og hvad du skal have parat.",
            body=_body(number, chance),
            tags=(CONTACT_TAG,) if is_contact else (),
            administration=owners[_contact_of(number, pages, contacts) % len(owners)],
            has_form=number % 3 == 0,
            needs_attendance=number % 17 == 0,
        )


def _contact_of(page: int, pages: int, contacts: int) -> int:
    """Return the number of the contact in a page's box."""
    first = pages - contacts
    return page - first if page >= first else page % contacts


def _body(number: int, chance: Random) -> str:
    paragraphs = [
        f"<p>{' '.join(chance.choices(SENTENCES, k=5))}</p>"
        for _ in range(max(2, round(chance.gauss(6, 1.5))))
    ]
    if number % 100 == 50:
        paragraphs.append(f"<p>Ring på 33 66 {number % 90 + 10} 00.</p>")
    if number % 200 == 51:
        paragraphs.append(f"<p>Skriv til enhed{number}@kk.dk.</p>")
    return "\n".join(paragraphs)


def _contacts(contacts: int, chance: Random) -> Iterator[Contact]:
    streets = _streets()
    owners = [term.id for term in _terms(Vocabulary.ADMINISTRATION)]
    categories = [term.id for term in _terms(Vocabulary.CATEGORY)]
    districts = [term.id for term in _terms(Vocabulary.DISTRICT)]
    for number in range(contacts):
        yield Contact(
            contact_id(number),
            name=f"Enhed {number}",
            org_id=str(10_000 + number),
            address=_address(number, streets, chance),
            phones=(Phone(PartId(f"phone{number}"), _phone(number), hours=_week(number)),),
            written=()
            if number % 80 == 33
            else (WrittenChannel(PartId(f"way{number}"), url="https://kontakt.kk.dk/enhed"),),
            visiting_hours=_week(number + 1),
            abilities=() if number % 30 == 11 else (Ability.REFER, Ability.TRANSFER),
            open_to_visits=number % 2 == 0,
            administration=owners[number % len(owners)],
            categories=(categories[number % len(categories)],),
            districts=(districts[number % len(districts)],),
            verified_on=date(2026, 9, 1),
        )


def _phone(number: int) -> str:
    digits = f"{33_100_000 + number * 37 % 899_999}"
    pairs = " ".join(digits[at : at + 2] for at in range(0, 8, 2))
    return pairs[:5] + pairs[5:].replace(" ", "") if breaks_pairs(number) else pairs


def _week(number: int) -> Hours:
    return WEEKS[number % len(WEEKS)]


@dataclass(frozen=True, slots=True)
class _Street:
    name: str
    number: int
    code: str


def _streets() -> dict[str, list[_Street]]:
    """Return the shipped streets by name, with the numbers whose postal code is known."""
    streets: dict[str, list[_Street]] = {}
    file = resources.files("resources").joinpath("places", "streets.csv")
    for row in csv.reader(file.read_text(encoding="utf-8").splitlines()[1:], delimiter=";"):
        name, _, number = row[0].rpartition(" ")
        streets.setdefault(name, []).append(_Street(name, int(number), row[1].split()[0]))
    return streets


def _address(number: int, streets: dict[str, list[_Street]], chance: Random) -> Address:
    """Return an address with the code of the nearest known number; some towns are wrong."""
    known = streets[chance.choice(sorted(streets))]
    house = chance.choice(known).number if number % 9 == 0 else chance.randint(1, 400)
    near = min(known, key=lambda street: abs(street.number - house))
    town = "Aarhus C" if number % 50 == 21 else postal_codes()[near.code][0]
    floor = f"{number % 5 + 1}. sal" if number % 3 else ""
    return Address(f"{near.name} {house}", floor, near.code, town)


def _shown(pages: int, contacts: int) -> Iterator[Record]:
    """Yield boxes on service and contact pages, the contact list and the drill menu."""
    first = pages - contacts
    for number in range(contacts):
        page, contact = page_id(first + number), contact_id(number)
        yield ContactBox(BoxId(f"box{number}"), page, contact, "a0")
        if number % 60 != 59:
            tier = Tier.PRIMARY if number < DRILL_ENTRIES else Tier.SECONDARY
            yield ListEntry(ListEntryId(f"list{number}"), page, tier)
    for number in range(sections(pages), first):
        if number % 70 == 69:
            continue
        channels = (Channel.PHONE, Channel.PHONE_HOURS, Channel.WRITTEN, Channel.ADDRESS)
        yield ContactBox(
            BoxId(f"sbox{number}"),
            page_id(number),
            contact_id(_contact_of(number, pages, contacts)),
            "a0",
            channels=channels[: 3 if number % 13 == 0 else 4],
        )
    for number, order in enumerate(keys_between(None, None, DRILL_ENTRIES)):
        yield DrillEntry(DrillEntryId(f"drill{number}"), page_id(first + number), order)


def _terms(vocabulary: Vocabulary) -> list[Term]:
    """Return the terms that hold today."""
    return [t for t in terms() if t.vocabulary is vocabulary and t.successor is None]

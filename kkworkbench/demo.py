"""The demo workspace: made from readable files, the same each time, with planted breaches."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Ability, Audience, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import (
    BoxId,
    ContactId,
    DrillEntryId,
    ListEntryId,
    PageId,
    PartId,
    SiteId,
    SourceRecordId,
)
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import find_term, fixed_id, main_site, terms
from kkworkbench.state.order import keys_between
from kkworkbench.text.addresses import location_key
from kkworkbench.text.danish import search_key
from kkworkbench.text.hours_reading import read_hours

SITE = SiteId(fixed_id("demo:site"))
KONTAKT = PageId(fixed_id("demo:page:kontakt"))
OVERVIEW = PageId(fixed_id("demo:page:kontaktoversigt"))
CHECKED = date(2026, 9, 1)


def records() -> tuple[Record, ...]:
    """Return the records of the demo: levels 1 to 4, 12 drill entries, 83 list entries.

    Ids, orders and texts are the same at each call.
    """
    site = _toml("site.toml")
    contacts = tuple(_contacts())
    return (
        *terms(),
        main_site(SITE, KONTAKT),
        *_levels(site),
        *(record for row in contacts for record in _contact_records(row)),
        *_contact_pages(site, contacts),
        *_drill(site),
        *_services(site),
    )


def _toml(name: str) -> dict[str, Any]:
    file = resources.files("resources").joinpath("demo", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _contacts() -> Iterator[dict[str, str]]:
    file = resources.files("resources").joinpath("demo", "contacts.csv")
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter=";")


def _page_id(key: str) -> PageId:
    return PageId(fixed_id(f"demo:page:{key}"))


def _contact_id(name: str) -> ContactId:
    return ContactId(fixed_id(f"demo:contact:{name}"))


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in search_key(text)).split())


def _levels(site: dict[str, Any]) -> Iterator[Page]:
    orders = keys_between(None, None, len(site["level1"]))
    for entry, order in zip(site["level1"], orders, strict=True):
        yield Page(
            _page_id(entry["key"]), None, order, SITE, entry["title"], f"/{entry['key']}",
            kind=PageKind.SECTION, summary=entry["summary"],
        )  # fmt: skip
    orders = keys_between(None, None, len(site["level2"]))
    for entry, order in zip(site["level2"], orders, strict=True):
        yield Page(
            _page_id(entry["key"]), _page_id(entry["parent"]), order, SITE, entry["title"],
            f"/{entry['parent']}/{entry['key']}", kind=PageKind.TOPIC, summary=entry["summary"],
        )  # fmt: skip


def _contact_records(row: dict[str, str]) -> Iterator[Record]:
    source = _source(row)
    if source is not None:
        yield source
    administration = find_term(terms(), Vocabulary.ADMINISTRATION, row["administration"])
    category = find_term(terms(), Vocabulary.CATEGORY, row["category"])
    district = find_term(terms(), Vocabulary.DISTRICT, row["district"])
    name = row["name"]
    phones: tuple[Phone, ...] = ()
    if row["phone"]:
        part = PartId(fixed_id(f"demo:phone:{name}"))
        phones = (Phone(part, row["phone"], hours=_hours(row["phone_hours"])),)
    written: tuple[WrittenChannel, ...] = ()
    if row["form"]:
        part = PartId(fixed_id(f"demo:form:{name}"))
        written = (WrittenChannel(part, url=row["form"], text="Skriv sikkert til os"),)
    address = Address(row["street"], row["floor"], row["postal_code"], row["town"], row["po_box"])
    visiting = _hours(row["visiting_hours"])
    yield Contact(
        _contact_id(name),
        name=name,
        org_id=row["kkorg"],
        source=source.id if source is not None else None,
        address=None if address.is_empty else address,
        phones=phones,
        written=written,
        booking_url=row["booking"],
        visiting_hours=visiting,
        abilities=(Ability.REFER, Ability.TRANSFER) if row["place"] else (),
        open_to_visits=visiting is not None and not visiting.always_open,
        administration=administration.id if administration else None,
        categories=(category.id,) if category else (),
        districts=(district.id,) if district else (),
        primary_audiences=(Audience.CITIZEN,),
        note=row["note"],
        verified_on=None if row["note"] else CHECKED,
    )


def _hours(text: str) -> Hours | None:
    return read_hours(text).hours if text else None


def _source(row: dict[str, str]) -> SourceRecord | None:
    """Return what KK Org said of a unit of the register, which the demo took over as it was."""
    if not row["kkorg"]:
        return None
    values = {
        "district": row["district"],
        "name": row["name"],
        "phone": row["phone"],
        "postal_code": row["postal_code"],
        "street": row["street"],
        "town": row["town"],
        "visiting_hours": row["visiting_hours"],
    }
    return SourceRecord(
        SourceRecordId(fixed_id(f"demo:source:{row['kkorg']}")),
        "kk_org",
        location_key(row["kkorg"], row["street"]),
        row["kkorg"],
        values=tuple(sorted(values.items())),
        seen_on=date(2026, 8, 27),
    )


def _contact_pages(site: dict[str, Any], rows: tuple[dict[str, str], ...]) -> Iterator[Record]:
    texts = {entry["contact"]: entry for entry in site["drill"] if "contact" in entry}
    yield Page(
        OVERVIEW, KONTAKT, "a0", SITE, "Kontaktoversigt", "/om-kommunen/kontakt/kontaktoversigt",
        kind=PageKind.OVERVIEW, summary=_overview_help(site),
    )  # fmt: skip
    orders = keys_between(None, None, len(rows))
    for row, order in zip(rows, orders, strict=True):
        name = row["name"]
        text = texts.get(name, {})
        administration = find_term(terms(), Vocabulary.ADMINISTRATION, row["administration"])
        page = Page(
            _page_id(f"kontakt:{name}"), OVERVIEW, order, SITE, name,
            f"/om-kommunen/kontakt/kontaktoversigt/{_slug(name)}",
            search_words=tuple(text.get("search", ())),
            kind=PageKind.CONTACT, summary=text.get("help", ""), tags=(CONTACT_TAG,),
            administration=administration.id if administration else None,
        )  # fmt: skip
        yield page
        yield ContactBox(BoxId(fixed_id(f"demo:box:{name}")), page.id, _contact_id(name), "a0")
        tier = Tier.PRIMARY if row["place"] else Tier.SECONDARY
        yield ListEntry(
            ListEntryId(fixed_id(f"demo:list:{name}")), page.id, tier,
            primary_audiences=(Audience.CITIZEN,),
        )  # fmt: skip


def _overview_help(site: dict[str, Any]) -> str:
    return next(str(entry["help"]) for entry in site["drill"] if entry.get("overview"))


def _drill(site: dict[str, Any]) -> Iterator[Record]:
    orders = keys_between(None, None, len(site["drill"]))
    links = keys_between("a0", None, len(site["drill"]))
    for entry, order, link in zip(site["drill"], orders, links, strict=True):
        if "contact" in entry:
            target = _page_id(f"kontakt:{entry['contact']}")
        elif entry.get("overview"):
            target = OVERVIEW
        else:
            target = _page_id(f"link:{entry['link']}")
            yield Page(
                target, KONTAKT, link, SITE, entry["link"],
                f"/om-kommunen/kontakt/{_slug(entry['link'])}",
                kind=PageKind.LINK, link_url=entry["url"], summary=entry["help"],
            )  # fmt: skip
        audience = Audience(entry.get("audience", Audience.CITIZEN))
        yield DrillEntry(
            DrillEntryId(fixed_id(f"demo:drill:{target}")), target, order,
            primary_audiences=(audience,),
        )  # fmt: skip


def _services(site: dict[str, Any]) -> Iterator[Record]:
    owners = {row["name"]: row["administration"] for row in _contacts()}
    orders = keys_between(None, None, len(site["service"]))
    for entry, order in zip(site["service"], orders, strict=True):
        first = entry["contacts"][0] if entry["contacts"] else ""
        owner = find_term(terms(), Vocabulary.ADMINISTRATION, owners.get(first, "BIF"))
        page = Page(
            _page_id(entry["key"]), _page_id(entry["parent"]), order, SITE, entry["title"],
            f"/borger/{entry['parent']}/{entry['key']}",
            search_words=tuple(entry["search"]), summary=entry["summary"], body=entry["body"],
            administration=owner.id if owner else None,
            primary_audiences=(Audience.CITIZEN,),
        )  # fmt: skip
        flags: dict[str, Any] = dict.fromkeys(entry["flags"], True)
        page = replace(page, **flags)
        yield page
        places = keys_between(None, None, len(entry["contacts"]))
        for name, place in zip(entry["contacts"], places, strict=True):
            box = BoxId(fixed_id(f"demo:box:{entry['key']}:{name}"))
            yield ContactBox(box, page.id, _contact_id(name), place)

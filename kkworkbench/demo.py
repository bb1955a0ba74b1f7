"""The demo workspace: made from readable files, the same each time, with planted breaches."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    ALL_CHANNELS,
    Ability,
    Audience,
    Link,
    Phone,
    WrittenChannel,
    WrittenKind,
)
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
    TermId,
)
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import find_term, fixed_id, main_site, terms
from kkworkbench.state.order import keys_between
from kkworkbench.text.danish import search_key, sort_key
from kkworkbench.text.hours_reading import read_hours

SITE = SiteId(fixed_id("site:kk.dk"))
CONTACT_PATH = "/om-kommunen/kontakt"
KONTAKT = PageId(fixed_id("demo:page:kontakt"))
OVERVIEW = PageId(fixed_id("demo:page:kontaktoversigt"))
CHECKED = date(2026, 9, 1)
SEEN = date(2026, 8, 27)
REGISTER_KEYS = frozenset({"key", "number", "aliases"})

Row = dict[str, str]


def records() -> tuple[Record, ...]:
    """Return the records of the demo: levels 1 to 4, 12 drill entries, 83 list entries.

    Ids, orders and texts are the same at each call.
    """
    site = _toml("site.toml")
    contacts = tuple(_rows("contacts.csv"))
    units = {(row["number"], row["street"]): row for row in _rows("register.csv")}
    return (
        *terms(),
        main_site(SITE, KONTAKT),
        *_levels(site),
        *(_source(unit) for unit in units.values()),
        *(_contact(row, units, site["channels"]) for row in contacts),
        *_contact_pages(site, contacts),
        *_drill(site),
        *_services(site, contacts),
    )


def _toml(name: str) -> dict[str, Any]:
    file = resources.files("resources").joinpath("demo", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[Row]:
    file = resources.files("resources").joinpath("demo", name)
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter=";")


def _page_id(key: str) -> PageId:
    return PageId(fixed_id(f"demo:page:{key}"))


def _contact_id(name: str) -> ContactId:
    return ContactId(fixed_id(f"demo:contact:{name}"))


def _split(text: str, separator: str = "|") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _term_id(vocabulary: Vocabulary, text: str) -> TermId:
    """Return the id of a term that the demo's files name.

    Raises:
        ValueError: no term, or more than one, has that name.
    """
    term = find_term(terms(), vocabulary, text)
    if term is None:
        raise ValueError(f"no {vocabulary} is called {text!r}")
    return term.id


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


def _contact(row: Row, units: dict[tuple[str, str], Row], texts: dict[str, str]) -> Contact:
    unit = units[row["kkorg"], row["street"]] if row["kkorg"] else None
    address = Address(row["street"], row["floor"], row["postal_code"], row["town"], row["po_box"])
    visiting = _hours(row["visiting_hours"])
    first, *others = (Audience(audience) for audience in _split(row["audience"]))
    reasons = (text.partition(": ") for text in _split(row["overrides"]))
    return Contact(
        _contact_id(row["name"]),
        name=row["name"],
        org_id=row["kkorg"],
        source=_source_id(unit) if unit is not None else None,
        address=None if address.is_empty else address,
        phones=_phones(row),
        written=tuple(_written(row, texts)),
        booking_url=row["booking"],
        visiting_hours=visiting,
        abilities=(Ability.REFER, Ability.TRANSFER) if row["place"] else (),
        open_to_visits=bool(row["visits"])
        or (visiting is not None and not visiting.always_open and bool(row["street"])),
        administration=_term_id(Vocabulary.ADMINISTRATION, row["administration"]),
        categories=(_term_id(Vocabulary.CATEGORY, row["category"]),),
        districts=tuple(_term_id(Vocabulary.DISTRICT, d) for d in _split(row["district"])),
        primary_audiences=(first,),
        secondary_audiences=tuple(others),
        note=row["note"],
        verified_on=None if row["note"] else CHECKED,
        override_reasons=tuple((field, reason) for field, _, reason in reasons),
    )


def _phones(row: Row) -> tuple[Phone, ...]:
    if not row["phone"]:
        return ()
    part = PartId(fixed_id(f"demo:phone:{row['name']}"))
    return (Phone(part, row["phone"], hours=_hours(row["phone_hours"])),)


def _written(row: Row, texts: dict[str, str]) -> Iterator[WrittenChannel]:
    if row["form"]:
        part = PartId(fixed_id(f"demo:form:{row['name']}"))
        yield WrittenChannel(part, url=row["form"], text=texts["form"])
    if row["digital_post"]:
        part = PartId(fixed_id(f"demo:digital-post:{row['name']}"))
        business = row["audience"].startswith(Audience.BUSINESS)
        kind = WrittenKind.DIGITAL_POST_BUSINESS if business else WrittenKind.DIGITAL_POST_CITIZEN
        yield WrittenChannel(part, kind, row["digital_post"], texts["digital_post"])


def _hours(text: str) -> Hours | None:
    return read_hours(text).hours if text else None


def _source_id(unit: Row) -> SourceRecordId:
    """Return the id that an import gives the same unit."""
    return SourceRecordId(fixed_id(f"kk_org:source:{unit['key']}"))


def _source(unit: Row) -> SourceRecord:
    """Return what KK Org said of a unit, in its own words."""
    values = {field: text for field, text in unit.items() if text and field not in REGISTER_KEYS}
    return SourceRecord(
        _source_id(unit), "kk_org", unit["key"], unit["number"], _split(unit["aliases"]),
        tuple(sorted(values.items())), SEEN,
    )  # fmt: skip


def _contact_pages(site: dict[str, Any], rows: tuple[Row, ...]) -> Iterator[Record]:
    texts = {entry["contact"]: entry for entry in site["drill"] if "contact" in entry}
    entry = next(entry for entry in site["drill"] if "overview" in entry)
    yield Page(
        OVERVIEW, KONTAKT, "a0", SITE, entry["overview"], f"{CONTACT_PATH}/kontaktoversigt",
        search_words=tuple(entry["search"]), kind=PageKind.OVERVIEW, summary=entry["help"],
    )  # fmt: skip
    rows = tuple(sorted(rows, key=lambda row: sort_key(row["name"])))
    orders = keys_between(None, None, len(rows))
    for row, order in zip(rows, orders, strict=True):
        name = row["name"]
        text = texts.get(name, {})
        audiences = tuple(Audience(audience) for audience in _split(row["audience"]))
        page = Page(
            _page_id(f"kontakt:{name}"), OVERVIEW, order, SITE, name,
            f"{CONTACT_PATH}/kontaktoversigt/{_slug(name)}",
            search_words=tuple(text.get("search", ())) or _split(row["search"], ","),
            kind=PageKind.CONTACT, summary=text.get("help", row["help"]), tags=(CONTACT_TAG,),
            administration=_term_id(Vocabulary.ADMINISTRATION, row["administration"]),
            primary_audiences=audiences[:1], secondary_audiences=audiences[1:],
        )  # fmt: skip
        yield page
        yield ContactBox(BoxId(fixed_id(f"demo:box:{name}")), page.id, _contact_id(name), "a0")
        yield ListEntry(
            ListEntryId(fixed_id(f"demo:list:{name}")), page.id,
            Tier.PRIMARY if row["place"] else Tier.SECONDARY,
            primary_audiences=audiences[:1], secondary_audiences=audiences[1:],
        )  # fmt: skip


def _drill(site: dict[str, Any]) -> Iterator[Record]:
    orders = keys_between(None, None, len(site["drill"]))
    links = keys_between("a0", None, len(site["drill"]))
    for entry, order, link in zip(site["drill"], orders, links, strict=True):
        if "contact" in entry:
            target = _page_id(f"kontakt:{entry['contact']}")
        elif "overview" in entry:
            target = OVERVIEW
        else:
            target = _page_id(f"link:{entry['link']}")
            yield Page(
                target, KONTAKT, link, SITE, entry["link"],
                f"{CONTACT_PATH}/{_slug(entry['link'])}",
                search_words=tuple(entry["search"]), kind=PageKind.LINK, link_url=entry["url"],
                summary=entry["help"],
            )  # fmt: skip
        audience = Audience(entry.get("audience", Audience.CITIZEN))
        yield DrillEntry(
            DrillEntryId(fixed_id(f"demo:drill:{target}")), target, order,
            primary_audiences=(audience,),
        )  # fmt: skip


def _services(site: dict[str, Any], rows: tuple[Row, ...]) -> Iterator[Record]:
    above = {topic["key"]: f"/{topic['parent']}" for topic in site["level2"]}
    owners = {row["name"]: row["administration"] for row in rows}
    orders = keys_between(None, None, len(site["service"]))
    for entry, order in zip(site["service"], orders, strict=True):
        names = entry["contacts"]
        page = Page(
            _page_id(entry["key"]), _page_id(entry["parent"]), order, SITE, entry["title"],
            f"{above.get(entry['parent'], '')}/{entry['parent']}/{entry['key']}",
            search_words=tuple(entry["search"]), summary=entry["summary"], body=entry["body"],
            link_boxes=tuple(
                Link(PartId(fixed_id(f"demo:link:{entry['key']}:{url}")), text, url)
                for text, url in entry.get("links", ())
            ),
            administration=_term_id(
                Vocabulary.ADMINISTRATION, entry.get("owner") or owners[names[0]]
            ),
            primary_audiences=(Audience.CITIZEN,),
        )  # fmt: skip
        flags: dict[str, Any] = dict.fromkeys(entry["flags"], True)
        yield replace(page, **flags)
        hidden = entry.get("hides", ())
        channels = tuple(channel for channel in ALL_CHANNELS if channel not in hidden)
        for name, place in zip(names, keys_between(None, None, len(names)), strict=True):
            box = BoxId(fixed_id(f"demo:box:{entry['key']}:{name}"))
            yield ContactBox(box, page.id, _contact_id(name), place, channels=channels)

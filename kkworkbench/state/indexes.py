"""Indexes over the records, kept in step with every change by `State.apply`."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kkworkbench.model.answer import Answer
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Waiver
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.model.usage import Usage
from kkworkbench.state.changes import Change
from kkworkbench.text.addresses import street_key
from kkworkbench.text.danish import search_key
from kkworkbench.text.likeness import name_blocks
from kkworkbench.text.link_keys import link_key

Entry = tuple[str, str]
"""A record in a bucket: its sort text and its id."""


@dataclass(frozen=True, slots=True)
class Index:
    """Order records under keys; `entries` yields (key, sort text) for one record.

    `fields` are all that `entries` reads of a record, where it is costly; () is any.
    """

    name: str
    kind: type[Record]
    entries: Callable[[Any], Iterable[tuple[Hashable, str]]]
    fields: tuple[str, ...] = ()

    def reads(self, before: Record, after: Record) -> bool:
        """Whether the entries may differ between two states of a record."""
        for name in self.fields:
            was, is_now = getattr(before, name), getattr(after, name)
            if was is not is_now and was != is_now:
                return True
        return not self.fields


@lru_cache(maxsize=65536)
def phone_key(number: str) -> str:
    """Reduce a number to its digits, without the Danish country code."""
    digits = "".join(c for c in number if c.isdigit())
    if len(digits) == 12 and digits.startswith("0045"):
        return digits[4:]
    if len(digits) == 10 and digits.startswith("45"):
        return digits[2:]
    return digits


def guideline_key(service_type: str) -> str:
    """Reduce a type of service to what is the same in all its spellings."""
    return search_key(" ".join(service_type.split()))


def _phones(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    return {(phone_key(phone.number), "") for phone in contact.phones if phone.number}


def _street(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    address = contact.address
    return ((street_key(address.street), ""),) if address is not None and address.street else ()


def _name_blocks(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    """Leave out contacts without number and street: nothing but a name is no sign of a double."""
    if not (contact.phones or (contact.address is not None and contact.address.street)):
        return ()
    return [(block, "") for block in name_blocks(contact.name or contact.title)]


def _administration_phones(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    numbers = {phone_key(phone.number) for phone in contact.phones if phone.number}
    if contact.administration is None or not numbers:
        return ()
    return {((contact.administration, number), "") for number in ("", *numbers)}


def _open_days(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    weeks = contact.open_weeks
    if not weeks:
        return ()
    words, name = any(hours.comment for hours in weeks), search_key(contact.name)
    return {((span.day, words), name) for hours in weeks for span in hours.spans}


def _decided_dates(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    weeks = contact.open_weeks
    dates = {each.date for hours in weeks for each in hours.exceptions}
    return [(day, "") for day in dates if all(hours.decides(day) for hours in weeks)]


def _unit_name(record: SourceRecord) -> Iterable[tuple[Hashable, str]]:
    name = search_key(dict(record.values).get("name", ""))
    return ((name, ""),) if name and not record.gone and not record.is_of_table else ()


def _full_name(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    name = search_key(" ".join(contact.name.split()))
    return ((name, ""),) if name else ()


def _contact_links(contact: Contact) -> Iterable[tuple[Hashable, str]]:
    links = {f"tel:{phone_key(phone.number)}" for phone in contact.phones if phone.number}
    links.update(link_key(channel.url) for channel in contact.written)
    links.add(link_key(contact.booking_url))
    return {(link, "") for link in links if link not in ("", "tel:")}


def _facets(record: Contact | ListEntry) -> Iterable[tuple[Hashable, str]]:
    """Yield a record's own facet values; an entry that follows its contact has none."""
    terms = (record.administration, *(record.categories or ()), *(record.districts or ()))
    return {(term, "") for term in terms if term}


def _usage(usage: Usage) -> Iterable[tuple[Hashable, str]]:
    return ((usage.subject, usage.period.isoformat() if usage.period is not None else ""),)


_HOURS = ("visiting_hours", "self_service_hours", "phones")
CHILDREN = Index("children", Page, lambda page: ((page.parent, page.order),))
PAGES_BY_REPLACED_PATH = Index(
    "pages_by_replaced_path", Page, lambda page: {(path, "") for path in page.replaced_paths}
)
PAGES_BY_PATH = Index("pages_by_path", Page, lambda page: ((page.path, ""),) if page.path else ())
BOXES_BY_PAGE = Index("boxes_by_page", ContactBox, lambda box: ((box.page, box.order),))
BOXES_BY_CONTACT = Index("boxes_by_contact", ContactBox, lambda box: ((box.contact, box.page),))
CONTACTS_BY_PHONE = Index("contacts_by_phone", Contact, _phones, ("phones",))
CONTACTS_BY_NAME = Index("contacts_by_name", Contact, _full_name, ("name",))
CONTACTS_BY_LINK = Index(
    "contacts_by_link", Contact, _contact_links, ("phones", "written", "booking_url")
)
CONTACTS_BY_TERM = Index(
    "contacts_by_term", Contact, _facets, ("administration", "categories", "districts")
)
CONTACTS_BY_STREET = Index("contacts_by_street", Contact, _street, ("address",))
CONTACTS_BY_NAME_BLOCK = Index(
    "contacts_by_name_block", Contact, _name_blocks, ("name", "title", "phones", "address")
)
CONTACTS_BY_ORG = Index(
    "contacts_by_org",
    Contact,
    lambda contact: ((contact.org_id, ""),) if contact.org_id else (),
    ("org_id",),
)
CONTACTS_BY_SOURCE = Index(
    "contacts_by_source",
    Contact,
    lambda contact: ((contact.source, ""),) if contact.source else (),
    ("source",),
)
CONTACTS_BY_ADMINISTRATION_PHONE = Index(
    "contacts_by_administration_phone",
    Contact,
    _administration_phones,
    ("administration", "phones"),
)
"""By (administration, digits), and by (administration, "") those with any number at all."""
CONTACTS_BY_OPEN_DAY = Index("contacts_by_open_day", Contact, _open_days, ("name", *_HOURS))
"""By (weekday, whether a comment on the hours may say more), in the order of their names."""
CONTACTS_BY_DECIDED_DATE = Index("contacts_by_decided_date", Contact, _decided_dates, _HOURS)
"""By dates for which all hours of a contact say what holds."""
DRILL = Index("drill", DrillEntry, lambda entry: ((entry.placed, entry.order),))
DRILL_BY_TARGET = Index("drill_by_target", DrillEntry, lambda entry: ((entry.target, ""),))
LIST = Index("list", ListEntry, lambda entry: ((True, ""),))
LIST_BY_PAGE = Index("list_by_page", ListEntry, lambda entry: ((entry.page, ""),))
LIST_BY_TERM = Index("list_by_term", ListEntry, _facets)
TERMS = Index("terms", Term, lambda term: ((term.vocabulary, term.order),))
SOURCES_BY_ORG = Index("sources_by_org", SourceRecord, lambda record: ((record.org_id, ""),))
SOURCES_BY_NAME = Index("sources_by_name", SourceRecord, _unit_name)
SITES = Index(
    "sites", Site, lambda site: ((True, f"{site.main_contact_page is None} {site.host}"),)
)
"""All sites, those with a main contact page first."""
USAGE = Index("usage", Usage, _usage)
GUIDELINE = Index(
    "guideline", GuidelineRow, lambda row: ((guideline_key(row.service_type), row.id),)
)
ANSWERS = Index("answers", Answer, lambda answer: ((answer.subject, answer.question),))
WAIVERS = Index("waivers", Waiver, lambda waiver: (((waiver.rule, waiver.subject), ""),))

INDEXES = (
    CHILDREN,
    PAGES_BY_REPLACED_PATH,
    PAGES_BY_PATH,
    BOXES_BY_PAGE,
    BOXES_BY_CONTACT,
    CONTACTS_BY_PHONE,
    CONTACTS_BY_NAME,
    CONTACTS_BY_LINK,
    CONTACTS_BY_TERM,
    CONTACTS_BY_STREET,
    CONTACTS_BY_NAME_BLOCK,
    CONTACTS_BY_ORG,
    CONTACTS_BY_SOURCE,
    CONTACTS_BY_ADMINISTRATION_PHONE,
    CONTACTS_BY_OPEN_DAY,
    CONTACTS_BY_DECIDED_DATE,
    DRILL,
    DRILL_BY_TARGET,
    LIST,
    LIST_BY_PAGE,
    LIST_BY_TERM,
    TERMS,
    SOURCES_BY_ORG,
    SOURCES_BY_NAME,
    SITES,
    USAGE,
    GUIDELINE,
    ANSWERS,
    WAIVERS,
)
INDEXES_OF: dict[type[Record], tuple[Index, ...]] = {
    kind: tuple(index for index in INDEXES if index.kind is kind) for kind in KINDS
}


def index_moves(change: Change) -> Iterator[tuple[Index, Hashable, Entry | None, Entry | None]]:
    """Yield (index, key, entry gone, entry new) for each bucket that the change really alters."""
    before, after = change.before, change.after
    for index in INDEXES_OF[change.kind]:
        if before is not None and after is not None and not index.reads(before, after):
            continue
        old = dict(index.entries(change.before)) if change.before is not None else {}
        new = dict(index.entries(change.after)) if change.after is not None else {}
        for key in old.keys() | new.keys():
            was, is_now = old.get(key), new.get(key)
            if was != is_now:
                yield (
                    index,
                    key,
                    None if was is None else (was, change.id),
                    None if is_now is None else (is_now, change.id),
                )

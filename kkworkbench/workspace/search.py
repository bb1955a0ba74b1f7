"""The contact list as rows to search, filter and count, without any widget."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from operator import itemgetter

from kkworkbench.model.channels import Audience
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import BOXES_BY_PAGE, CONTACTS_BY_SOURCE, LIST_BY_PAGE
from kkworkbench.state.lookups import contact_of_page, entry_title, pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.text.danish import matcher, matches, search_key

LACKS, STATUS = "lacks", "status"
"""Filters that only editors have: what a contact is without, and how it fares."""
GROUPS: tuple[str, ...] = (*Vocabulary, LACKS, STATUS)
GAP = ("",)
"""Stands for the terms of a row that has none, so that one can look for those."""
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: an entry of the list, or a contact that is not on it.

    `key` is the id of the entry or of the contact; `facets` holds term ids by vocabulary (`GAP`
    where there are none), and under `LACKS` the names of the channels that it is without.
    `checked_on` is when the contact was verified last, or what the register said was read.
    """

    key: str
    is_listed: bool
    page: str
    contact: str
    name: str
    tier: Tier | None
    phone: str
    written: str
    address: str
    facets: Mapping[str, tuple[str, ...]]
    text: str
    hours: Hours | None = None
    audiences: tuple[Audience, ...] = ()
    checked_on: date | None = None
    org_id: str = ""

    def has(self, group: str, chosen: frozenset[str]) -> bool:
        """Say whether a row has any of the chosen values; no choice chooses all."""
        return not chosen or not chosen.isdisjoint(self.facets[group])


def row_of_entry(state: State, entry: ListEntry) -> ListRow:
    """Return the row of an entry; its own facets, else its contact's."""
    contact = contact_of_page(state, entry.page)
    administration = entry.administration or (contact.administration if contact else None)
    categories, districts = entry.categories, entry.districts
    if contact is not None:
        categories = contact.categories if categories is None else categories
        districts = contact.districts if districts is None else districts
    facets = {
        Vocabulary.ADMINISTRATION: (administration,) if administration else (),
        Vocabulary.CATEGORY: categories or (),
        Vocabulary.DISTRICT: districts or (),
    }
    source = _source_of(state, contact)
    title = entry_title(state, entry)
    row = _row(entry.id, True, entry.page, contact, title, entry.tier, facets, source)
    return replace(row, audiences=entry.primary_audiences) if entry.primary_audiences else row


def row_of_contact(state: State, contact: Contact) -> ListRow:
    """Return the row of a contact that is not on the list."""
    pages = pages_of_contact(state, contact.id)
    facets = {
        Vocabulary.ADMINISTRATION: (contact.administration,) if contact.administration else (),
        Vocabulary.CATEGORY: contact.categories,
        Vocabulary.DISTRICT: contact.districts,
    }
    page = next((p for p in pages if _is_contact_page(state, p)), pages[0] if pages else "")
    source = _source_of(state, contact)
    return _row(contact.id, False, page, contact, contact.heading, None, facets, source)


def all_rows(state: State) -> Iterator[ListRow]:
    """Walk through the entries of the list, then the contacts that are not on it."""
    for entry in state.all(ListEntry):
        yield row_of_entry(state, entry)
    for contact in state.all(Contact):
        if not is_listed(state, contact.id):
            yield row_of_contact(state, contact)


def is_listed(state: State, contact_id: str) -> bool:
    """Say whether a contact is the first on a page that is on the list."""
    for page in pages_of_contact(state, contact_id):
        if state.bucket(LIST_BY_PAGE, page):
            first = contact_of_page(state, page)
            if first is not None and first.id == contact_id:
                return True
    return False


def touched_keys(before: State, after: State, changes: Iterable[Change]) -> set[str]:
    """Return the keys of rows that changes may have altered, made or taken away."""
    keys: set[str] = set()
    for change in changes:
        for state in (before, after):
            keys |= _keys_of(state, change)
    return keys


def keys_of_subject(state: State, subject: str) -> set[str]:
    """Return the keys of rows on which the findings of a record are shown."""
    for kind in (Page, Contact, ContactBox, ListEntry, DrillEntry):
        record = state.get(kind, subject)
        if record is not None:
            return _keys_of(state, Change(kind, subject, record, record))
    return set()


def row_for(state: State, key: str) -> ListRow | None:
    """Return the row that stands under a key, or None where there is none."""
    entry = state.get(ListEntry, key)
    if entry is not None:
        return row_of_entry(state, entry)
    contact = state.get(Contact, key)
    if contact is not None and not is_listed(state, key):
        return row_of_contact(state, contact)
    return None


def accepts(row: ListRow, query: str, filters: Filters) -> bool:
    """Say whether a row matches the words and all facets."""
    return all(row.has(v, chosen) for v, chosen in filters.items()) and (
        not query or matches(query, row.text)
    )


def facet_counts(
    rows: Iterable[ListRow],
    query: str,
    filters: Filters,
    status: Callable[[ListRow], Collection[str]] = lambda _row: (),
) -> dict[str, Counter[str]]:
    """Count the rows of each value of each group, under the words and all other groups.

    `status` names what a row is under `STATUS`; it is asked only where the other groups agree.
    """
    told = [(group, chosen) for group, chosen in filters.items() if chosen and group != STATUS]
    fares = filters.get(STATUS, frozenset())
    is_match = matcher(query)
    full = [row for row in rows if is_match(row.text)] if query else list(rows)
    all_but: dict[str, list[ListRow]] = {group: [] for group in GROUPS}
    if told or fares:
        found, full = full, []
        for row in found:
            missed = [group for group, chosen in told if not row.has(group, chosen)]
            if len(missed) > 1:
                continue
            if fares and fares.isdisjoint(status(row)):
                missed.append(STATUS)
            if not missed:
                full.append(row)
            elif len(missed) == 1:
                all_but[missed[0]].append(row)
    counts = {STATUS: Counter(chain.from_iterable(map(status, chain(full, all_but[STATUS]))))}
    facets = [row.facets for row in full]
    for group in GROUPS:
        if group != STATUS:
            values = chain(facets, [row.facets for row in all_but[group]])
            counts[group] = Counter(chain.from_iterable(map(itemgetter(group), values)))
    return counts


def _keys_of(state: State, change: Change) -> set[str]:
    pages: set[str] = set()
    contacts: set[str] = set()
    for record in (change.before, change.after):
        match record:
            case Page():
                pages.add(record.id)
            case ListEntry():
                pages.add(record.page)
            case DrillEntry():
                pages.add(record.target)
            case ContactBox():
                pages.add(record.page)
                contacts.add(record.contact)
            case Contact():
                contacts.add(record.id)
            case SourceRecord():
                contacts.update(state.bucket(CONTACTS_BY_SOURCE, record.id))
    keys = {change.id} if change.kind is ListEntry else set()
    for page_id in pages:
        contacts |= _contacts_on(state, page_id)
    for contact_id in contacts:
        keys.add(contact_id)
        pages.update(pages_of_contact(state, contact_id))
    for page_id in pages:
        keys.update(state.bucket(LIST_BY_PAGE, page_id))
    return keys


def _contacts_on(state: State, page_id: str) -> set[str]:
    boxes = (state.get(ContactBox, id_) for id_ in state.bucket(BOXES_BY_PAGE, page_id))
    return {box.contact for box in boxes if box is not None}


def _is_contact_page(state: State, page_id: str) -> bool:
    page = state.get(Page, page_id)
    return page is not None and page.kind is PageKind.CONTACT


def _source_of(state: State, contact: Contact | None) -> SourceRecord | None:
    return state.get(SourceRecord, contact.source) if contact is not None else None


def _lacks(contact: Contact | None) -> tuple[str, ...]:
    if contact is None:
        return ("phone", "written", "address", "hours")
    address = contact.address
    has = (
        ("phone", any(phone.number.strip() for phone in contact.phones)),
        ("written", any(channel.url or channel.text for channel in contact.written)),
        ("address", address is not None and not address.is_empty),
        ("hours", any(not hours.is_empty for _field, hours in contact.hours)),
    )
    return tuple(name for name, there in has if not there)


def _row(
    key: str,
    listed: bool,
    page: str,
    contact: Contact | None,
    name: str,
    tier: Tier | None,
    facets: Mapping[Vocabulary, tuple[str, ...]],
    source: SourceRecord | None,
) -> ListRow:
    phones = contact.phones if contact is not None else ()
    written = contact.written if contact is not None else ()
    address = contact.address if contact is not None else None
    street = ", ".join(p for p in (address.street, address.floor) if p) if address else ""
    town = " ".join(p for p in (address.postal_code, address.town) if p) if address else ""
    where = ", ".join(part for part in (street, town) if part)
    numbers = " ".join(phone.number for phone in phones)
    packed = " ".join("".join(phone.number.split()) for phone in phones)
    unit = contact.name if contact is not None else ""
    checked = contact.verified_on if contact is not None else None
    if checked is None and source is not None:
        checked = source.seen_on
    values: dict[str, tuple[str, ...]] = {v: tuple(ids) or GAP for v, ids in facets.items()}
    values[LACKS] = _lacks(contact)
    return ListRow(
        key,
        listed,
        page,
        contact.id if contact is not None else "",
        name,
        tier,
        phones[0].number if phones else "",
        (written[0].text or written[0].url) if written else "",
        where,
        values,
        search_key(f"{name} {unit} {where} {numbers} {packed}"),
        contact.visiting_hours if contact is not None else None,
        contact.primary_audiences if contact is not None else (),
        checked,
        contact.org_id if contact is not None else "",
    )

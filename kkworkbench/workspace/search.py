"""The contact list as rows to search, filter and count, without any widget."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import BOXES_BY_PAGE, LIST_BY_PAGE
from kkworkbench.state.lookups import contact_of_page, entry_title, pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.text.danish import matches, search_key

Filters = Mapping[Vocabulary, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: an entry of the list, or a contact that is not on it.

    `key` is the id of the entry or of the contact; `facets` holds term ids by vocabulary.
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
    facets: Mapping[Vocabulary, tuple[str, ...]]
    text: str

    def has(self, vocabulary: Vocabulary, chosen: frozenset[str]) -> bool:
        """Say whether a row has any of the chosen terms; no choice chooses all."""
        return not chosen or not chosen.isdisjoint(self.facets[vocabulary])


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
    return _row(entry.id, True, entry.page, contact, entry_title(state, entry), entry.tier, facets)


def row_of_contact(state: State, contact: Contact) -> ListRow:
    """Return the row of a contact that is not on the list."""
    pages = pages_of_contact(state, contact.id)
    facets = {
        Vocabulary.ADMINISTRATION: (contact.administration,) if contact.administration else (),
        Vocabulary.CATEGORY: contact.categories,
        Vocabulary.DISTRICT: contact.districts,
    }
    page = next((p for p in pages if _is_contact_page(state, p)), pages[0] if pages else "")
    return _row(contact.id, False, page, contact, contact.heading, None, facets)


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
    rows: Iterable[ListRow], query: str, filters: Filters
) -> dict[Vocabulary, Counter[str]]:
    """Count the rows of each term, under the words and all other facets."""
    counts: dict[Vocabulary, Counter[str]] = {v: Counter() for v in Vocabulary}
    for row in rows:
        if query and not matches(query, row.text):
            continue
        missing = [v for v in Vocabulary if not row.has(v, filters.get(v, frozenset()))]
        for vocabulary in Vocabulary:
            if not missing or missing == [vocabulary]:
                counts[vocabulary].update(row.facets[vocabulary])
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


def _row(
    key: str,
    listed: bool,
    page: str,
    contact: Contact | None,
    name: str,
    tier: Tier | None,
    facets: Mapping[Vocabulary, tuple[str, ...]],
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
        facets,
        search_key(f"{name} {unit} {where} {numbers} {packed}"),
    )

"""What citizens read of contacts: words, boxes and the contact list, for prototype and preview."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import DateException, Hours
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import LIST, TERMS
from kkworkbench.state.lookups import contact_of_page, entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import matches, search_key, short_key, sort_key
from kkworkbench.text.hours_writing import hours_lines

MUNICIPALITY = "Københavns Kommune"
WRITTEN_TEXT = "Skriv sikkert til os"
BOOKING_TEXT = "Bestil tid"
PHONE_HOURS, VISITING_HOURS = "Telefontider", "Åbningstider"
NO_TITLE = "Uden titel"
SHOWN_RESULTS = 50
"""Results of the contact list that are shown at once; the count line tells of all."""
FILTERS = (
    (Vocabulary.ADMINISTRATION, "Forvaltning"),
    (Vocabulary.CATEGORY, "Kategori"),
    (Vocabulary.DISTRICT, "Bydel"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the contact list: its page, its contact, what is searched, and its facets.

    `facets` holds the names of the terms for each of `FILTERS`.
    """

    entry: ListEntry
    name: str
    contact: Contact | None
    text: str
    facets: tuple[tuple[str, ...], ...]

    def has(self, chosen: Mapping[str, str]) -> bool:
        """Say whether an entry has the chosen name under each filter; "" is any."""
        pairs = zip(FILTERS, self.facets, strict=True)
        return all(not chosen.get(key) or chosen[key] in names for (key, _), names in pairs)


def count_line(found: int, first: int = 1) -> str:
    """Say how many results there are and which of them are shown (P25)."""
    last = min(found, first + SHOWN_RESULTS - 1)
    first = first if found else 0
    return f"Fandt {found} resultat(er). Viser i øjeblikket {first} - {last}"


def listed(state: State) -> list[Listed]:
    """Return the contact list as citizens see it, in the order of a Danish telephone book."""
    found = []
    for entry_id in state.bucket(LIST, True):
        entry = state.get(ListEntry, entry_id)
        page = state.get(Page, entry.page) if entry is not None else None
        if entry is None or (page is not None and page.state is PageState.DRAFT):
            continue
        contact = contact_of_page(state, entry.page)
        name = entry_title(state, entry) or NO_TITLE
        facets = tuple(
            tuple(_current_names(state, entry_terms(entry, contact, key))) for key, _ in FILTERS
        )
        text = _searched(name, page, contact)
        found.append(Listed(entry, name, contact, text, facets))
    return sorted(found, key=lambda each: (sort_key(each.name), each.entry.id))


def finds(query: str, text: str) -> bool:
    """Say whether a search of citizens finds a text, however they spell å, æ and ø."""
    if matches(query, text):
        return True
    full, short = search_key(text), short_key(text)
    return all(search_key(word) in full or short_key(word) in short for word in query.split())


def filter_names(state: State, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what a filter offers, in its order; terms that have ended are not offered."""
    terms = (state.get(Term, id_) for id_ in state.bucket(TERMS, vocabulary))
    names = (term.name for term in terms if term is not None and term.valid_to is None)
    return tuple(dict.fromkeys(name for name in names if name))


def entry_terms(entry: ListEntry, contact: Contact | None, vocabulary: str) -> tuple[str, ...]:
    """Return the ids of an entry's facets: its own, or its contact's."""
    match vocabulary:
        case Vocabulary.ADMINISTRATION:
            own = entry.administration or (contact.administration if contact else None)
            return (own,) if own else ()
        case Vocabulary.CATEGORY:
            own_or_none, of_contact = entry.categories, contact.categories if contact else ()
        case _:
            own_or_none, of_contact = entry.districts, contact.districts if contact else ()
    return own_or_none if own_or_none is not None else of_contact


def address_lines(address: Address | None) -> tuple[str, ...]:
    """Return an address as it stands in a box."""
    if address is None or address.is_empty:
        return ()
    street = ", ".join(part for part in (address.street, address.floor) if part)
    box = f"Postboks {address.po_box}" if address.po_box else ""
    town = " ".join(part for part in (address.postal_code, address.town) if part)
    return tuple(line for line in (street, box, town) if line)


def box_heading(contact: Contact, box: ContactBox | None = None) -> str:
    """Return what stands above a box."""
    return (box.heading if box is not None else "") or f"Kontakt {contact.heading}"


def written_ways(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Return (text, address) of each written way in that a box shows."""
    return tuple(
        (channel.text or WRITTEN_TEXT, channel.url)
        for channel in contact.written
        if channel.kind is not WrittenKind.POST or channel.text
    )


@dataclass(frozen=True, slots=True)
class HoursTable:
    """Hours under a heading: (day, text) lines, an undecided day with no text, and remarks."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def hours_tables(contact: Contact, shown: frozenset[Channel], day: date) -> list[HoursTable]:
    """Return the tables of a box (P33), with the special days from a day on."""
    tables = []
    if Channel.PHONE_HOURS in shown:
        with_hours = [phone for phone in contact.phones if phone.hours is not None]
        for phone in with_hours:
            several = len(with_hours) > 1
            label = phone.label or phone.number
            heading = f"{PHONE_HOURS}, {label}" if several and label else PHONE_HOURS
            tables.append(_table(heading, phone.hours, day))
    if Channel.VISITING_HOURS in shown:
        tables.append(_table(VISITING_HOURS, contact.visiting_hours, day))
    return [table for table in tables if table.lines or table.remarks]


def _table(heading: str, hours: Hours | None, day: date) -> HoursTable:
    if hours is None:
        return HoursTable(heading, ())
    coming = sorted((each for each in hours.exceptions if each.date >= day), key=lambda e: e.date)
    comment = (hours.comment,) if hours.comment else ()
    return HoursTable(heading, tuple(hours_lines(hours)), (*comment, *map(_special, coming)))


def _special(each: DateException) -> str:
    spans = " og ".join(f"{_clock(start)} - {_clock(end)}" for start, end in each.spans)
    said = "Lukket" if each.closed or not spans else spans
    return f"{each.date:%d.%m.%Y}: {said}" + (f" ({each.note})" if each.note else "")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _current_names(state: State, terms: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of terms, those of a renamed one as its successor's."""
    for id_ in terms:
        term, seen = state.get(Term, id_), set()
        while term is not None and term.valid_to is not None and term.id not in seen:
            seen.add(term.id)
            after = state.get(Term, term.successor)
            if after is None or after.vocabulary is not term.vocabulary:
                break
            term = after
        if term is not None:
            yield term.name


def _searched(name: str, page: Page | None, contact: Contact | None) -> str:
    """Return what a search of the list looks at: names, place, numbers and search words (P43)."""
    words = list(page.search_words) if page is not None else []
    if contact is None:
        return " ".join([name, *words])
    numbers = [phone.number for phone in contact.phones]
    return " ".join([name, contact.name, *address_lines(contact.address), *numbers, *words])

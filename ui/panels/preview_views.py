"""What citizens would see, read off a state for the preview's widgets."""

from __future__ import annotations

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL, TERMS
from kkworkbench.state.lookups import ancestors, contact_of_page, entry_help_text, entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import matches, sort_key
from kkworkbench.text.hours_writing import hours_lines
from ui.preview.views import (
    MISSING,
    BoxView,
    DrillItem,
    DrillView,
    FilterView,
    HoursLine,
    ListResult,
    ListView,
    PhoneLine,
)

WRITTEN_TEXT = "Skriv sikkert til os"
BOOKING_TEXT = "Bestil tid"
SHOWN_RESULTS = 50
"""Results that the list's preview holds; the count line tells of all."""


def breadcrumb(state: State, page_id: str) -> tuple[str, ...]:
    """Return the titles above a page, from the top."""
    return tuple(reversed([page.title for page in ancestors(state, page_id)]))


def box_view(state: State, page: Page, box_id: str | None = None) -> BoxView:
    """Return a page with one of its boxes, the first unless another is named."""
    boxes = state.bucket(BOXES_BY_PAGE, page.id)
    box = state.get(ContactBox, box_id or (boxes[0] if boxes else None))
    contact = state.get(Contact, box.contact) if box is not None else None
    title = page.title or MISSING
    crumbs = breadcrumb(state, page.id)
    if box is None or contact is None:
        return BoxView(title, crumbs, page.summary)
    return contact_view(contact, box, title=page.title, breadcrumb=crumbs, intro=page.summary)


def contact_view(
    contact: Contact,
    box: ContactBox | None = None,
    *,
    title: str = "",
    breadcrumb: tuple[str, ...] = (),
    intro: str = "",
) -> BoxView:
    """Return a contact as its box shows it; with no box, all of it."""
    shown = set(box.channels) if box is not None else set(Channel)
    heading = (box.heading if box is not None else "") or f"Kontakt {contact.heading}"
    written = tuple(
        channel.text or WRITTEN_TEXT
        for channel in contact.written
        if channel.kind is not WrittenKind.POST or channel.text
    )
    phone_hours = next((p.hours for p in contact.phones if p.hours is not None), None)
    return BoxView(
        title or contact.heading or MISSING,
        breadcrumb,
        intro,
        heading,
        contact.name,
        _address(contact.address) if Channel.ADDRESS in shown else (),
        tuple(PhoneLine(p.number or MISSING, p.label) for p in contact.phones)
        or (PhoneLine(MISSING),)
        if Channel.PHONE in shown
        else (),
        (written or (MISSING,)) if Channel.WRITTEN in shown else (),
        BOOKING_TEXT if contact.booking_url and Channel.BOOKING in shown else "",
        _hours(phone_hours) if Channel.PHONE_HOURS in shown else (),
        _hours(contact.visiting_hours) if Channel.VISITING_HOURS in shown else (),
        box.note if box is not None else "",
    )


def drill_view(state: State) -> DrillView:
    """Return the page Kontakt with the drill menu in its order."""
    site = main_site(state)
    page = state.get(Page, site.main_contact_page) if site is not None else None
    items = []
    for entry_id in state.bucket(DRILL, True):
        entry = state.get(DrillEntry, entry_id)
        if entry is not None:
            items.append(
                DrillItem(entry_title(state, entry), entry_help_text(state, entry) or MISSING)
            )
    title = page.title if page is not None else "Kontakt"
    return DrillView(title, tuple(items), breadcrumb(state, page.id) if page is not None else ())


def list_view(state: State, query: str = "", chosen: dict[str, str] | None = None) -> ListView:
    """Return the page Kontaktoversigt with a search and filters as a citizen sets them."""
    chosen = chosen or {}
    found: list[ListResult] = []
    for entry in state.all(ListEntry):
        contact = contact_of_page(state, entry.page)
        name = entry_title(state, entry)
        if not matches(query, f"{name} {contact.name if contact else ''}"):
            continue
        if all(_has(state, entry, contact, key, value) for key, value in chosen.items() if value):
            found.append(_result(name, contact))
    found.sort(key=lambda result: sort_key(result.name))
    page = next((p for p in state.all(Page) if p.kind is PageKind.OVERVIEW), None)
    first = 1 if found else 0
    last = min(len(found), SHOWN_RESULTS)
    return ListView(
        page.title if page is not None else "Kontaktoversigt",
        f"Fandt {len(found)} resultat(er). Viser i øjeblikket {first} - {last}",
        query,
        tuple(
            FilterView(
                vocabulary.value, name, _names(state, vocabulary), chosen.get(vocabulary, "")
            )
            for vocabulary, name in (
                (Vocabulary.ADMINISTRATION, "Forvaltning"),
                (Vocabulary.CATEGORY, "Kategori"),
                (Vocabulary.DISTRICT, "Bydel"),
            )
        ),
        tuple(found[:SHOWN_RESULTS]),
        breadcrumb(state, page.id) if page is not None else (),
    )


def main_site(state: State) -> Site | None:
    """Return the site that has a main contact page, else any."""
    sites = sorted(state.all(Site), key=lambda site: (site.main_contact_page is None, site.name))
    return sites[0] if sites else None


def entry_terms(entry: ListEntry, contact: Contact | None, vocabulary: str) -> tuple[str, ...]:
    """Return the ids of an entry's facets: its own, or its contact's."""
    match vocabulary:
        case Vocabulary.ADMINISTRATION:
            own = entry.administration or (contact.administration if contact else None)
            return (own,) if own else ()
        case Vocabulary.CATEGORY:
            return (
                entry.categories
                if entry.categories is not None
                else (contact.categories if contact else ())
            )
    return (
        entry.districts if entry.districts is not None else (contact.districts if contact else ())
    )


def _has(
    state: State, entry: ListEntry, contact: Contact | None, vocabulary: str, name: str
) -> bool:
    terms = (state.get(Term, id_) for id_ in entry_terms(entry, contact, vocabulary))
    return any(term is not None and term.name == name for term in terms)


def _names(state: State, vocabulary: Vocabulary) -> tuple[str, ...]:
    terms = (state.get(Term, id_) for id_ in state.bucket(TERMS, vocabulary))
    return tuple(term.name for term in terms if term is not None and term.valid_to is None)


def _result(name: str, contact: Contact | None) -> ListResult:
    if contact is None:
        return ListResult(name, phone=MISSING, written=MISSING)
    address = ", ".join(str(line) for line in _address(contact.address) if line is not MISSING)
    return ListResult(
        name,
        address,
        contact.phones[0].number if contact.phones else MISSING,
        (contact.written[0].text or WRITTEN_TEXT) if contact.written else MISSING,
        BOOKING_TEXT if contact.booking_url else "",
    )


def _address(address: Address | None) -> tuple[str, ...]:
    if address is None or address.is_empty:
        return ()
    street = ", ".join(part for part in (address.street, address.floor) if part)
    box = f"Postboks {address.po_box}" if address.po_box else ""
    town = " ".join(part for part in (address.postal_code, address.town) if part)
    return tuple(line for line in (street, box, town) if line)


def _hours(hours: Hours | None) -> tuple[HoursLine, ...]:
    if hours is None:
        return ()
    return tuple(HoursLine(day, text or MISSING) for day, text in hours_lines(hours))

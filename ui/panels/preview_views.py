"""What citizens would see, read off a state for the preview's widgets."""

from __future__ import annotations

from kkworkbench.exports.prototype.citizen import (
    BOOKING_TEXT,
    FILTERS,
    SHOWN_RESULTS,
    address_lines,
    box_heading,
    count_line,
    filter_names,
    finds,
    listed,
    written_ways,
)
from kkworkbench.model.channels import Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL
from kkworkbench.state.lookups import ancestors, entry_help_text, entry_title
from kkworkbench.state.state import State
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
    written = tuple(text for text, _ in written_ways(contact))
    phone_hours = next((p.hours for p in contact.phones if p.hours is not None), None)
    return BoxView(
        title or contact.heading or MISSING,
        breadcrumb,
        intro,
        box_heading(contact, box),
        contact.name,
        address_lines(contact.address) if Channel.ADDRESS in shown else (),
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


def drill_page(state: State) -> str:
    """Return the id of the page with the drill menu, or ""."""
    site = main_site(state)
    return (site.main_contact_page or "") if site is not None else ""


def list_page(state: State) -> str:
    """Return the id of the page with the contact list, or ""."""
    return min((page.id for page in state.all(Page) if page.kind is PageKind.OVERVIEW), default="")


def drill_view(state: State) -> DrillView:
    """Return the page Kontakt with the drill menu in its order."""
    page = state.get(Page, drill_page(state))
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
    found = [each for each in listed(state) if each.has(chosen) and finds(query, each.text)]
    page = state.get(Page, list_page(state))
    return ListView(
        page.title if page is not None else "Kontaktoversigt",
        count_line(len(found)),
        query,
        tuple(
            FilterView(key.value, name, filter_names(state, key), chosen.get(key, ""))
            for key, name in FILTERS
        ),
        tuple(_result(each.name, each.contact) for each in found[:SHOWN_RESULTS]),
        breadcrumb(state, page.id) if page is not None else (),
    )


def main_site(state: State) -> Site | None:
    """Return the site that has a main contact page, else any."""
    sites = sorted(state.all(Site), key=lambda site: (site.main_contact_page is None, site.name))
    return sites[0] if sites else None


def _result(name: str, contact: Contact | None) -> ListResult:
    if contact is None:
        return ListResult(name, phone=MISSING, written=MISSING)
    written = written_ways(contact)
    return ListResult(
        name,
        ", ".join(address_lines(contact.address)),
        contact.phones[0].number if contact.phones else MISSING,
        written[0][0] if written else MISSING,
        BOOKING_TEXT if contact.booking_url else "",
    )


def _hours(hours: Hours | None) -> tuple[HoursLine, ...]:
    if hours is None:
        return ()
    return tuple(HoursLine(day, text or MISSING) for day, text in hours_lines(hours))

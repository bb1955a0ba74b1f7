"""What the pages of the prototype show, as values that the templates fill in.

A link is written from the start page, as `om-kommunen/index.html`; "" leads nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kkworkbench.exports.prototype.citizen import (
    BOOKING_TEXT,
    NO_TITLE,
    HoursTable,
    Listed,
    address_lines,
    box_heading,
    hours_tables,
    written_ways,
)
from kkworkbench.exports.prototype.links import Links, call
from kkworkbench.model.channels import Channel, Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.site import Site
from kkworkbench.state.indexes import BOXES_BY_PAGE, CHILDREN, DRILL
from kkworkbench.state.lookups import ancestors, entry_help_text, entry_title
from kkworkbench.state.state import State

FEEDBACK_TEXT = "Giv feedback"


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text, and a short text where it leads to a page."""

    text: str
    to: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the link that calls it, and what it is for."""

    text: str
    to: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A contact box (P33)."""

    heading: str
    name: str
    address: tuple[str, ...]
    numbers: tuple[Number, ...]
    ways: tuple[Link, ...]
    tables: tuple[HoursTable, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The numbers and links at the foot of a site (P10)."""

    numbers: tuple[Number, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An entry of the contact list as it stands among the results (P25)."""

    name: str
    to: str
    address: str
    number: Number | None
    ways: tuple[Link, ...]


def numbers_of(phones: tuple[Phone, ...]) -> tuple[Number, ...]:
    """Return the numbers that are there."""
    return tuple(
        Number(phone.number, call(phone.number), phone.label, phone.note)
        for phone in phones
        if phone.number.strip()
    )


class Views:
    """Reads values off a state for the pages that citizens see; `day` tells what has passed."""

    def __init__(self, state: State, links: Links, day: date) -> None:
        self._state = state
        self._links = links
        self._day = day

    def link(self, page: Page) -> Link:
        """Return the link to a page with its title and short text."""
        return Link(page.title or NO_TITLE, self._links.page(page.id), page.summary)

    def pages_below(self, page_id: str | None) -> Iterator[Page]:
        """Yield the pages below a page that citizens see, in their order; of None, the top."""
        for id_ in self._state.bucket(CHILDREN, page_id):
            page = self._state.get(Page, id_)
            if page is not None and page.state is PageState.PUBLISHED:
                yield page

    def children(self, page_id: str | None) -> tuple[Link, ...]:
        """Return the links to the pages below a page; of None, to the top."""
        return tuple(map(self.link, self.pages_below(page_id)))

    def trail(self, page: Page) -> tuple[Link, ...]:
        """Return the pages above a page that citizens see, from the top."""
        above = [
            self.link(each)
            for each in ancestors(self._state, page.id)
            if each.id != page.id and each.state is PageState.PUBLISHED
        ]
        return tuple(reversed(above))

    def drill(self) -> tuple[Link, ...]:
        """Return the drill menu in its order, without what citizens do not see."""
        entries = (self._state.get(DrillEntry, id_) for id_ in self._state.bucket(DRILL, True))
        rows = (
            Link(
                entry_title(self._state, entry) or NO_TITLE,
                self._links.page(entry.target),
                entry_help_text(self._state, entry),
            )
            for entry in entries
            if entry is not None
        )
        return tuple(row for row in rows if row.to)

    def boxes(self, page: Page) -> Iterator[Box]:
        """Yield the boxes of a page in their order."""
        host = self._links.host(page)
        for box_id in self._state.bucket(BOXES_BY_PAGE, page.id):
            box = self._state.get(ContactBox, box_id)
            contact = self._state.get(Contact, box.contact) if box is not None else None
            if box is not None and contact is not None:
                yield self._box(box, contact, host)

    def link_boxes(self, page: Page) -> tuple[Link, ...]:
        """Return the link boxes of a page."""
        host = self._links.host(page)
        return tuple(
            Link(each.text or each.url, self._links.to(each.url, host))
            for each in page.link_boxes
            if each.text or each.url
        )

    def footer(self, site: Site | None, contact_page: str) -> Footer:
        """Return the footer of a site, which always leads to the contact page (P9)."""
        if site is None:
            return Footer((), (Link("Kontakt", contact_page),))
        host = self._links.site_host(site)
        links = [Link(e.text or e.url, self._links.to(e.url, host)) for e in site.footer_links]
        links = [link for link in links if link.to]
        if all(link.to != contact_page for link in links):
            links.insert(0, Link("Kontakt", contact_page))
        feedback = self._links.to(site.feedback_url, host)
        if feedback and all(link.to != feedback for link in links):
            links.append(Link(FEEDBACK_TEXT, feedback))
        return Footer(numbers_of(site.footer_phones), tuple(links))

    def result(self, each: Listed) -> Result:
        """Return an entry as it stands among the results."""
        page = self._state.get(Page, each.entry.page)
        to = self._links.page(each.entry.page)
        contact = each.contact
        if contact is None:
            return Result(each.name, to, "", None, ())
        host = self._links.host(page)
        numbers = numbers_of(contact.phones)
        written = written_ways(contact)[:1]
        return Result(
            each.name,
            to,
            ", ".join(address_lines(contact.address)),
            numbers[0] if numbers else None,
            tuple(self._ways(written, contact.booking_url, host)),
        )

    def _box(self, box: ContactBox, contact: Contact, host: str) -> Box:
        shown = frozenset(box.channels)
        written = written_ways(contact) if Channel.WRITTEN in shown else ()
        booking = contact.booking_url if Channel.BOOKING in shown else ""
        return Box(
            box_heading(contact, box),
            contact.name,
            address_lines(contact.address) if Channel.ADDRESS in shown else (),
            numbers_of(contact.phones) if Channel.PHONE in shown else (),
            tuple(self._ways(written, booking, host)),
            tuple(hours_tables(contact, shown, self._day)),
            box.note,
        )

    def _ways(
        self, written: tuple[tuple[str, str], ...], booking: str, host: str
    ) -> Iterator[Link]:
        for text, url in written:
            yield Link(text, self._links.to(url, host))
        if booking:
            yield Link(BOOKING_TEXT, self._links.to(booking, host))

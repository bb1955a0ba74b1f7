"""Texts longer than the fields hold that every site has, whatever its profile says."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kkworkbench.exports.drupal.profile import ANY, REVISIONS, Profile, SiteField
from kkworkbench.exports.drupal.shapes import COMMENT_LIMIT
from kkworkbench.model.address import Address
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.state.state import State

LINE = 255
"""Names of terms, titles and descriptions of menu links, titles of links, lines of addresses."""
ADDRESS = 2048
"""An address on the web."""
_APPOINTMENT = 30
"""Room for the words that say "by appointment", which stand before the comment."""

TOO_LONG, COMMENT = "too_long", "comment_end"


def over_limits(profile: Profile, state: State) -> Iterator[tuple[Record, str]]:
    """Yield each record with a text that is too long, and what that means for it."""
    reads: tuple[tuple[type[Any], Callable[[Profile, State, Any], Iterable[str]]], ...] = (
        (Term, _term), (Contact, _contact), (Page, _page), (DrillEntry, _entry), (Site, _site),
    )  # fmt: skip
    for kind, limits in reads:
        for record in state.all(kind):
            for what in limits(profile, state, record):
                yield record, what


def _term(profile: Profile, _state: State, term: Term) -> Iterator[str]:
    if profile.vocabularies[term.vocabulary] in profile.held_vocabularies:
        yield from _line(term.name)


def _page(profile: Profile, _state: State, page: Page) -> Iterator[str]:
    yield from _line(page.path, *(page.tags if "tags" in profile.page.fields else ()))
    yield from _line(*page.replaced_paths, limit=ADDRESS)


def _entry(_profile: Profile, state: State, entry: DrillEntry) -> Iterator[str]:
    if state.get(Page, entry.target) is not None:
        yield from _line(entry_title(state, entry), entry_help_text(state, entry))


def _site(profile: Profile, _state: State, site: Site) -> Iterator[str]:
    if profile.footer_menu:
        yield from _line(*(link.text for link in site.footer_links))
        yield from _line(*(f"{phone.label} {phone.number}" for phone in site.footer_phones))
        yield from _line(*(link.url for link in site.footer_links), limit=ADDRESS)


def _contact(profile: Profile, _state: State, contact: Contact) -> Iterator[str]:
    fields = profile.contact.fields
    if (links := fields.get("links")) is not None:
        if links.type == "link":
            yield from _line(*(each.text for each in contact.written if each.url.strip()))
        urls = (*(each.url for each in contact.written), contact.booking_url, contact.feedback_url)
        yield from _line(*urls, limit=ADDRESS if links.length == ANY else links.length)
    if (address := fields.get("address")) is not None and contact.address is not None:
        yield from _address(address, contact.address)
    yield from _hours(fields.get("opening_hours"), contact.visiting_hours)
    phones = fields.get("phones")
    if phones is None:
        return
    parts = profile.phone.fields if profile.phone and phones.type == REVISIONS else {}
    number = parts.get("number", phones)
    for phone in contact.phones:
        if number.length != ANY:
            yield from _line(phone.number.strip(), limit=number.length)
        yield from _hours(parts.get("hours"), phone.hours)


def _address(held: SiteField, address: Address) -> Iterator[str]:
    street = ", ".join(filter(None, (address.street, address.floor)))
    if held.type == "address":
        yield from _line(street, address.postal_code, address.town, address.po_box)
    elif held.length != ANY:
        parts = (street, address.po_box, address.postal_code, address.town)
        yield from _line(", ".join(filter(None, parts)), limit=held.length)


def _hours(held: SiteField | None, hours: Hours | None) -> Iterator[str]:
    if held is None or hours is None or not held.comment or hours.is_empty:
        return
    before = _APPOINTMENT if hours.by_appointment and not hours.spans else 0
    if len(hours.comment) + before > COMMENT_LIMIT:
        yield COMMENT


def _line(*texts: str, limit: int = LINE) -> Iterator[str]:
    if any(len(text) > limit for text in texts):
        yield TOO_LONG

"""What a site cannot hold of a workspace, told before anything is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports.drupal.footer import footer_site, has_footer
from kkworkbench.exports.drupal.module_rows import told_words
from kkworkbench.exports.drupal.pages import search_words
from kkworkbench.exports.drupal.profile import ANY, MENU, REVISIONS, Profile, SiteField
from kkworkbench.exports.drupal.profile_limits import over_limits
from kkworkbench.model.channels import ALL_CHANNELS
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.site import Site
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Loss:
    """A value of a record that does not reach the site; `what` ends a key "drupal.loss.…"."""

    what: str
    kind: str
    id: str
    title: str


def carries(
    profile: Profile, state: State, has: Callable[[Record], bool] = lambda _: True
) -> list[Loss]:
    """Return what the profile cannot carry, by kind and title.

    `has` says which records are asked about; all of them where it is left out.
    """
    found: list[Loss] = []
    reads: tuple[tuple[type[Any], Callable[[Profile, Any], Iterator[str]]], ...] = (
        (Contact, _contact), (ContactBox, _box), (ListEntry, _list_entry), (Page, _page),
    )  # fmt: skip
    carried = footer_site(profile, state) if profile.footer_menu else None
    found += [
        Loss("footer", KIND_NAMES[Site], site.id, title_of(state, site))
        for site in state.all(Site)
        if site != carried and has_footer(site) and has(site)
    ]
    for kind, losses in reads:
        for record in state.all(kind):
            if has(record):
                title = title_of(state, record)
                each = dict.fromkeys(losses(profile, record))
                found += [Loss(what, KIND_NAMES[kind], record.id, title) for what in each]
    found += [
        Loss(what, KIND_NAMES[type(record)], record.id, title_of(state, record))
        for record, what in over_limits(profile, state)
        if has(record)
    ]
    return sorted(set(found), key=lambda each: (each.kind, each.title, each.id, each.what))


def _contact(profile: Profile, contact: Contact) -> Iterator[str]:
    field = profile.contact.fields.get
    yield from _text(field("title"), contact.heading, "title")
    plain = any(not each.url.strip() for each in contact.written if each.text.strip())
    if (contact.access_note.strip() or plain) and field("intro") is None:
        yield "intro"
    if contact.address is not None and not contact.address.is_empty:
        yield from _text(field("address"), "", "address")
    yield from _phones(profile, contact)
    yield from _hours(field("opening_hours"), contact.visiting_hours)
    urls = [each.url for each in contact.written if each.url.strip()]
    urls += [url for url in (contact.booking_url, contact.feedback_url) if url.strip()]
    yield from _count(field("links"), len(urls), "links")
    facets = (
        ("administration", contact.administration),
        ("category", contact.categories),
        ("district", contact.districts),
    )
    for key, value in facets:
        if value and field(key) is None:
            yield key


def _phones(profile: Profile, contact: Contact) -> Iterator[str]:
    held = profile.contact.fields.get("phones")
    phones = [phone for phone in contact.phones if phone.number.strip()]
    yield from _count(held, len(phones), "phones")
    if held is None:
        return
    parts = profile.phone.fields if profile.phone and held.type == REVISIONS else {}
    for phone in phones:
        for key, text in (("label", phone.label), ("note", phone.note)):
            if text.strip() and key not in parts:
                yield f"phone_{key}"
            elif text.strip():
                yield from _text(parts[key], text, f"phone_{key}")
        if phone.hours is not None and not phone.hours.is_empty and "hours" not in parts:
            yield "phone_hours"
        elif "hours" in parts:
            yield from _hours(parts["hours"], phone.hours)


def _hours(held: SiteField | None, hours: Hours | None) -> Iterator[str]:
    if hours is None:
        return
    if held is None:
        if not hours.is_empty:
            yield "opening_hours"
        return
    days = [span.day for span in hours.spans]
    most = max((days.count(day) for day in days), default=0)
    if not hours.always_open and most > held.slots:
        yield "slots"
    if hours.comment.strip() and not held.comment:
        yield "comment"
    if hours.exceptions:
        yield "dates"


def _box(profile: Profile, box: ContactBox) -> Iterator[str]:
    if profile.copies_contacts:
        if box.note.strip():
            yield "box_note"
        if box.channels != ALL_CHANNELS:
            yield "box_channels"
        yield from _text(profile.contact.fields.get("title"), box.heading, "box_heading")
        return
    for key, value in (("heading", box.heading), ("note", box.note)):
        if value.strip():
            yield from _text(profile.box.fields.get(key), value, f"box_{key}")
    if box.channels != ALL_CHANNELS and "channels" not in profile.box.fields:
        yield "box_channels"


def _list_entry(profile: Profile, entry: ListEntry) -> Iterator[str]:
    fields = profile.page.fields
    if "list_tier" not in fields:
        yield "list"
    elif entry.title:
        yield from _text(fields.get("list_title"), entry.title, "list_title")


def _page(profile: Profile, page: Page) -> Iterator[str]:
    fields = profile.page.fields
    yield from _text(fields.get("title"), page.title, "title")
    if page.summary.strip():
        yield from _text(fields.get("summary"), page.summary, "summary")
    yield from _search_words(fields.get("search_words"), page)
    for key, value in (("body", page.body), ("tags", page.tags), ("owner", page.administration)):
        if value and key not in fields:
            yield key
    if page.parent is not None and profile.parent != MENU and "parent" not in fields:
        yield "parent"


def _search_words(held: SiteField | None, page: Page) -> Iterator[str]:
    """Yield what is lost of the search words; a page that only leads on has no place for any."""
    words = search_words(page)
    if words and (held is None or page.kind is PageKind.LINK):
        yield "search_words"
    elif held is not None and words:
        for text in told_words(held, words):
            yield from _text(held, text, "search_words")
        if held.values > 1:
            yield from _count(held, len(words), "search_words")


def _text(held: SiteField | None, text: str, what: str) -> Iterator[str]:
    if held is None:
        yield what
    elif held.length != ANY and len(text) > held.length:
        yield "too_long"


def _count(held: SiteField | None, number: int, what: str) -> Iterator[str]:
    if (number and held is None) or (
        held is not None and held.values != ANY and number > held.values
    ):
        yield what

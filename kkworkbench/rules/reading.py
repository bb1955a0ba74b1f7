"""What several rules ask of the workspace through their context."""

from collections.abc import Iterator

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.state.indexes import BOXES_BY_CONTACT, BOXES_BY_PAGE, DRILL_BY_TARGET
from kkworkbench.text.html import html_to_text, links

SERVING = "serving"
OTHER = "other"


def pages_of_contact(contact_id: str, context: Context) -> dict[str, None]:
    """Return the pages that show a contact, each once."""
    pages: dict[str, None] = {}
    for box_id in context.bucket(BOXES_BY_CONTACT, contact_id):
        page = context.see(ContactBox, box_id, views.page_of_box)
        if page is not None:
            pages[page] = None
    return pages


def is_in_drill(page_id: str, context: Context) -> bool:
    """Say whether a page has a place in the drill menu."""
    return any(
        context.see(DrillEntry, entry, views.is_placed)
        for entry in context.bucket(DRILL_BY_TARGET, page_id)
    )


def use_of_contact(contact_id: str, context: Context) -> str:
    """Return SERVING where a contact serves an article page or the drill menu, else OTHER."""
    for page in pages_of_contact(contact_id, context):
        if context.see(Page, page, views.is_article) or is_in_drill(page, context):
            return SERVING
    return OTHER


def first_contact(page_id: str, context: Context) -> str | None:
    """Return the contact of a page's first box."""
    boxes = context.bucket(BOXES_BY_PAGE, page_id)
    return context.see(ContactBox, boxes[0], views.contact_of_box) if boxes else None


def contact_texts(contact: Contact) -> Iterator[tuple[str, str]]:
    """Walk through (field, text) of what citizens see of a contact, numbers left out."""
    yield "name", contact.name
    yield "title", contact.title
    yield "access_note", contact.access_note
    yield "booking_url", contact.booking_url
    yield "feedback_url", contact.feedback_url
    for phone in contact.phones:
        yield f"phones.{phone.part_id}.label", phone.label
        yield f"phones.{phone.part_id}.note", phone.note
        if phone.hours is not None:
            yield f"phones.{phone.part_id}.hours", phone.hours.comment
    for channel in contact.written:
        yield f"written.{channel.part_id}.text", channel.text
        yield f"written.{channel.part_id}.url", channel.url
    if contact.address is not None:
        yield "address.street", contact.address.street
    for name, hours in (
        ("visiting_hours", contact.visiting_hours),
        ("self_service_hours", contact.self_service_hours),
    ):
        if hours is not None:
            yield name, hours.comment


def box_texts(box: ContactBox) -> Iterator[tuple[str, str]]:
    """Walk through (field, text) of what citizens see of a box itself."""
    yield "heading", box.heading
    yield "note", box.note


def entry_texts(entry: DrillEntry | ListEntry) -> Iterator[tuple[str, str]]:
    """Walk through (field, text) of an entry's own texts."""
    yield "title", entry.title or ""
    yield "help_text", entry.help_text or ""
    yield "feedback_url", entry.feedback_url


def page_texts(page: Page) -> Iterator[tuple[str, str]]:
    """Walk through (field, plain text) of a page's running text."""
    yield "summary", page.summary
    yield "body", html_to_text(page.body)
    for link in page.link_boxes:
        yield f"link_boxes.{link.part_id}.text", link.text


def address_key(found: str) -> str:
    """Reduce an e-mail address as found, in a text or a link, to what is the same in both."""
    return found.casefold().removeprefix("mailto:").replace("%40", "@")


def page_links(page: Page) -> Iterator[tuple[str, str]]:
    """Walk through (field, address) of the links in a page's running text and link boxes.

    Bodies without a sign of an e-mail address are not parsed.
    """
    if any(sign in page.body for sign in ("@", "%40", "&#", "&commat")):
        yield from (("body", href) for _, href in links(page.body))
    for link in page.link_boxes:
        yield f"link_boxes.{link.part_id}.url", link.url


def seen_texts(record: Record) -> Iterator[tuple[str, str]]:
    """Walk through (field, text) of what citizens see of a record, running text of pages aside."""
    match record:
        case Contact():
            yield from contact_texts(record)
            yield from ((f"phones.{phone.part_id}.number", phone.number) for phone in record.phones)
        case ContactBox():
            yield from box_texts(record)
        case DrillEntry() | ListEntry():
            yield from entry_texts(record)
        case Page():
            yield "title", record.title
            yield "link_url", record.link_url


FIRST_NAMES = 3
"""How many of several contacts a message names."""


def first_names(names: tuple[str, ...], count: int) -> str:
    """Join the names of the first of so many contacts for a message."""
    shown = ", ".join(names)
    return shown if len(names) == count else f"{shown} …"

"""Where a number, a contact or a link is used: every place that holds it and all that shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from kkworkbench.model.channels import Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.setting import Setting
from kkworkbench.model.site import Site
from kkworkbench.rules.reading import box_texts, contact_texts, entry_texts
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import (
    BOXES_BY_CONTACT,
    CONTACTS_BY_PHONE,
    DRILL_BY_TARGET,
    LIST_BY_PAGE,
    phone_key,
)
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.state.state import State
from kkworkbench.text.html import html_to_text, links
from kkworkbench.text.link_keys import link_key
from kkworkbench.text.number_in_text import may_hold, number_digits, writer_for
from kkworkbench.text.phone import find_phones, read_phone

NUMBER_SETTINGS = ("phone.main", "phone.business")
_ANOTHER = "00 00 00 00"
EXCERPT = 70
"""Characters that are shown of a long text."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place: a record, by kind and id, and its field.

    `text` is what stands there and `replaced` what would stand there with the new number (empty:
    it is shown from elsewhere, or cannot be replaced without a person).
    """

    kind: str
    id: str
    field: str
    text: str = ""
    replaced: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """The kind, id and field, which name the place."""
        return self.kind, self.id, self.field

    @property
    def is_written(self) -> bool:
        """Whether the number itself stands here and can be replaced."""
        return bool(self.replaced)


def uses_of_number(state: State, number: str, new: str = _ANOTHER) -> Iterator[Use]:
    """Walk through the places where a number stands, then those that show a contact with it.

    `new` is the number as `replaced` shows it.
    """
    digits = number_digits(number) or phone_key(number)
    if not digits:
        return
    for record in _records(state):
        for field, text in _texts(record):
            use = _use(record, field, text, digits, new)
            if use is not None:
                yield use
    for name in NUMBER_SETTINGS:
        value = str(value_of(state, name))
        if number_digits(value) == digits:
            yield Use(KIND_NAMES[Setting], name, "value", value, new)
    for contact_id in state.bucket(CONTACTS_BY_PHONE, digits):
        for box in _boxes(state, contact_id):
            if Channel.PHONE in box.channels:
                yield Use(KIND_NAMES[ContactBox], box.id, "contact")
        yield from _entries(state, contact_id)


def uses_of_contact(state: State, contact_id: str) -> Iterator[Use]:
    """Walk through the boxes that show a contact, and the entries that lead to it."""
    for box in _boxes(state, contact_id):
        yield Use(KIND_NAMES[ContactBox], box.id, "contact")
    yield from _entries(state, contact_id)


def uses_of_link(state: State, url: str) -> Iterator[Use]:
    """Walk through the places from which a link leads where this one does."""
    key = link_key(url) or url.strip()
    if not key:
        return
    for record in _records(state):
        for field, text in _texts(record):
            if field == "body":
                urls = [href for _, href in links(text)]
            else:
                urls = [text] if field.endswith("url") else []
            found = next((each for each in urls if (link_key(each) or each.strip()) == key), None)
            if found is not None:
                yield Use(KIND_NAMES[type(record)], record.id, field, found)


def _records(state: State) -> Iterator[Record]:
    for kind in (Contact, Site, ContactBox, Page, DrillEntry, ListEntry):
        yield from cast(Iterable[Record], state.all(kind))


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    match record:
        case Contact():
            for phone in record.phones:
                yield f"phones.{phone.part_id}.number", phone.number
            yield from contact_texts(record)
            yield "note", record.note
        case ContactBox():
            yield from box_texts(record)
        case DrillEntry() | ListEntry():
            yield from entry_texts(record)
        case Page():
            yield "title", record.title
            yield "summary", record.summary
            yield "body", record.body
            yield "link_url", record.link_url
            for link in record.link_boxes:
                yield f"link_boxes.{link.part_id}.text", link.text
                yield f"link_boxes.{link.part_id}.url", link.url
        case Site():
            for phone in record.footer_phones:
                yield f"footer_phones.{phone.part_id}.number", phone.number
                yield f"footer_phones.{phone.part_id}.label", phone.label
                yield f"footer_phones.{phone.part_id}.note", phone.note
            for link in record.footer_links:
                yield f"footer_links.{link.part_id}.text", link.text
                yield f"footer_links.{link.part_id}.url", link.url
            yield "feedback_url", record.feedback_url


def _use(record: Record, field: str, text: str, digits: str, new: str) -> Use | None:
    if not text or not may_hold(text, digits):
        return None
    replaced = writer_for(field)(text, digits, new)
    shown = html_to_text(text) if field == "body" else text
    kind = KIND_NAMES[type(record)]
    if replaced != text:
        after = html_to_text(replaced) if field == "body" else replaced
        return Use(kind, record.id, field, _around(shown, digits), _around(after, new) or new)
    if _is_read(shown, digits):
        return Use(kind, record.id, field, _around(shown, digits))
    return None


def _around(text: str, number: str) -> str:
    """Return a short text whole, of a long one what stands around the number."""
    if len(text) <= EXCERPT:
        return text
    digits = phone_key(number)
    found = (match for match in find_phones(text) if phone_key(match.display) == digits)
    at = next((match.start for match in found), 0)
    start = max(0, at - EXCERPT // 2)
    end = start + EXCERPT
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _is_read(text: str, digits: str) -> bool:
    """Whether the number stands in a text, though it cannot be replaced there."""
    reading = read_phone(text)
    if reading.digits == digits or digits in {phone_key(number) for number in reading.numbers}:
        return True
    return any(phone_key(match.display) == digits for match in find_phones(text))


def _boxes(state: State, contact_id: str) -> Iterator[ContactBox]:
    for box_id in state.bucket(BOXES_BY_CONTACT, contact_id):
        box = state.get(ContactBox, box_id)
        if box is not None:
            yield box


def _entries(state: State, contact_id: str) -> Iterator[Use]:
    """Walk through the entries whose page shows the contact first."""
    for page_id in dict.fromkeys(box.page for box in _boxes(state, contact_id)):
        first = contact_of_page(state, page_id)
        if first is None or first.id != contact_id:
            continue
        for entry_id in state.bucket(DRILL_BY_TARGET, page_id):
            yield Use(KIND_NAMES[DrillEntry], entry_id, "target")
        for entry_id in state.bucket(LIST_BY_PAGE, page_id):
            yield Use(KIND_NAMES[ListEntry], entry_id, "page")

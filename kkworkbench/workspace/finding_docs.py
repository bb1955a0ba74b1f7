"""What can be found: the title of a record and the fields by which else it is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import DRILL_BY_TARGET, LIST_BY_PAGE, phone_key
from kkworkbench.state.lookups import entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_words

FOUND_KINDS: tuple[type[Record], ...] = (DrillEntry, ListEntry, Contact, Page, Site)
"""What a person means first stands first."""
KIND_RANK = {kind: rank for rank, kind in enumerate(FOUND_KINDS)}

Key = tuple[int, str]
"""A kind, by its rank, and an id."""
Field = tuple[str, str]
"""The path of a field and what stands in it."""

PHONE = "phones."
_EMPTY_WORDS = frozenset({"https", "http", "www", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Doc:
    """A record as it can be found."""

    title: str
    fields: tuple[Field, ...]

    def title_words(self) -> list[str]:
        """Return the words of the title in their short form."""
        return short_words(self.title)

    def other_words(self) -> set[str]:
        """Return the words of the fields; a phone number is one word of digits."""
        words = set(
            short_words(" ".join([text for path, text in self.fields if path[:7] != PHONE]))
        )
        words.update([phone_key(text) for path, text in self.fields if path[:7] == PHONE])
        return words - _EMPTY_WORDS


@lru_cache(maxsize=4096)
def words_of(path: str, text: str) -> frozenset[str]:
    """Return the words of one field in their short form; of what is found at each key, once."""
    words = {phone_key(text)} if path[:7] == PHONE else {*short_words(text)} - _EMPTY_WORDS
    return frozenset(words)


def doc_of(state: State, record: Record) -> Doc | None:
    """Return what a record is found by; None for one that is not to be found."""
    match record:
        case Page():
            fields = [("path", record.path), ("link_url", record.link_url)]
            fields += [("search_words", word) for word in record.search_words]
            for link in record.link_boxes:
                fields += [("link_boxes", link.text), ("link_boxes", link.url)]
            return _doc(record.title, fields)
        case Contact():
            return _doc(record.heading, _contact_fields(record))
        case DrillEntry():
            return _entry(state, record, record.target) if record.placed else None
        case ListEntry():
            return _entry(state, record, record.page)
        case Site():
            fields = [("host", record.host), ("feedback_url", record.feedback_url)]
            fields += [
                (f"phones.{each.part_id}.number", each.number) for each in record.footer_phones
            ]
            for link in record.footer_links:
                fields += [("footer_links", link.text), ("footer_links", link.url)]
            return _doc(record.name, fields)
    return None


def touched(state: State, changes: Iterable[Change]) -> Iterator[Key]:
    """Yield the keys of what changes may have altered; an entry may follow its page."""
    for change in changes:
        rank = KIND_RANK.get(change.kind)
        if rank is None:
            continue
        yield rank, change.id
        if change.kind is Page:
            for id_ in state.bucket(DRILL_BY_TARGET, change.id):
                yield KIND_RANK[DrillEntry], id_
            for id_ in state.bucket(LIST_BY_PAGE, change.id):
                yield KIND_RANK[ListEntry], id_


def _entry(state: State, entry: DrillEntry | ListEntry, page_id: str) -> Doc:
    page = state.get(Page, page_id)
    words = page.search_words if page is not None else ()
    return _doc(entry_title(state, entry), [("search_words", word) for word in words])


def _contact_fields(contact: Contact) -> list[Field]:
    fields = [(f"phones.{phone.part_id}.number", phone.number) for phone in contact.phones]
    address = contact.address
    if address is not None:
        fields += [
            ("address.street", address.street),
            ("address.floor", address.floor),
            ("address.postal_code", f"{address.postal_code} {address.town}".strip()),
            ("address.po_box", address.po_box),
        ]
    for channel in contact.written:
        fields.append((f"written.{channel.part_id}.url", channel.url))
        fields.append((f"written.{channel.part_id}.text", channel.text))
    fields += [
        ("name", contact.name if contact.title else ""),
        ("booking_url", contact.booking_url),
        ("feedback_url", contact.feedback_url),
        ("org_id", contact.org_id),
    ]
    return fields


def _doc(title: str, fields: list[Field]) -> Doc:
    return Doc(title, tuple([field for field in fields if field[1]]))

"""What a reader wants to know of a state that no single record says."""

from collections.abc import Iterator

from kkworkbench.model.adoption import Adoption
from kkworkbench.model.answer import Answer
from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.ids import PageId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.sign_off import SignOff
from kkworkbench.model.site import Site
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import CardSort, Note, QuestionCard, Session, Vote
from kkworkbench.state.indexes import BOXES_BY_CONTACT, BOXES_BY_PAGE, CHILDREN
from kkworkbench.state.state import State


def ancestors(state: State, page_id: str) -> Iterator[Page]:
    """Walk from a page's parent to the top; a page that is its own ancestor ends the walk."""
    seen = {page_id}
    page = state.get(Page, page_id)
    while page is not None and page.parent is not None and page.parent not in seen:
        seen.add(page.parent)
        page = state.get(Page, page.parent)
        if page is not None:
            yield page


def level(state: State, page_id: str) -> int:
    """Return a page's level: 1 at the top."""
    return 1 + sum(1 for _ in ancestors(state, page_id))


def descendants(state: State, page_id: str) -> Iterator[str]:
    """Walk through the ids of all pages below a page, parents before children."""
    queue = list(state.bucket(CHILDREN, page_id))
    seen = {page_id}
    while queue:
        child = queue.pop(0)
        if child not in seen:
            seen.add(child)
            yield child
            queue.extend(state.bucket(CHILDREN, child))


def height(state: State, page_id: str) -> int:
    """Count the levels of a page with what stands below it: 1 for a page without children."""
    return 1 + max((height(state, child) for child in state.bucket(CHILDREN, page_id)), default=0)


def contact_of_page(state: State, page_id: str) -> Contact | None:
    """Return the contact of a page's first box."""
    for box_id in state.bucket(BOXES_BY_PAGE, page_id):
        box = state.get(ContactBox, box_id)
        if box is not None:
            return state.get(Contact, box.contact)
    return None


def pages_of_contact(state: State, contact_id: str) -> tuple[PageId, ...]:
    """Return the pages that show a contact, each once."""
    pages: dict[PageId, None] = {}
    for box_id in state.bucket(BOXES_BY_CONTACT, contact_id):
        box = state.get(ContactBox, box_id)
        if box is not None:
            pages[box.page] = None
    return tuple(pages)


def entry_title(state: State, entry: DrillEntry | ListEntry) -> str:
    """Return an entry's own title, or its page's."""
    if entry.title is not None:
        return entry.title
    page = state.get(Page, entry.target if isinstance(entry, DrillEntry) else entry.page)
    return page.title if page is not None else ""


def entry_help_text(state: State, entry: DrillEntry | ListEntry) -> str:
    """Return an entry's own help text, or its page's summary."""
    if entry.help_text is not None:
        return entry.help_text
    page = state.get(Page, entry.target if isinstance(entry, DrillEntry) else entry.page)
    return page.summary if page is not None else ""


NAMED_BY: dict[type[Record], str] = {
    Page: "title",
    Session: "title",
    Site: "name",
    Term: "name",
    Snapshot: "name",
    MappingProfile: "name",
    Adoption: "name",
    CardSort: "name",
    Variant: "name",
    Batch: "number",
    Note: "text",
    QuestionCard: "text",
    GuidelineRow: "service_type",
    Waiver: "rule",
    Setting: "id",
}
"""The field that names a record, for kinds where one field does."""


def title_of(state: State, record: Record) -> str:
    """Name a record as an editor knows it; empty where nothing names it."""
    field = NAMED_BY.get(type(record))
    if field is not None:
        return str(getattr(record, field))
    match record:
        case Contact():
            return record.name or record.title
        case ContactBox():
            contact = state.get(Contact, record.contact)
            return record.heading or (contact.heading if contact is not None else "")
        case DrillEntry() | ListEntry():
            return entry_title(state, record)
        case SourceRecord():
            values = dict(record.values)
            return values.get("name") or values.get("title", record.key)
        case Answer() | Vote():
            entry = state.get(DrillEntry, record.subject) or state.get(ListEntry, record.subject)
            other = record.question if isinstance(record, Answer) else record.voter
            return entry_title(state, entry) if entry is not None else other
        case SignOff():
            term = state.get(Term, record.administration)
            return term.name if term is not None else record.name
    return ""

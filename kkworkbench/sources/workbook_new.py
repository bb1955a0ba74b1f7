"""What a row that has no id begins with: a new record, or a new part of a contact.

The same row of the same file gets the same id whenever it is read, so that it comes in once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.exports.contact_rows import Part
from kkworkbench.exports.sheets import Sheet
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import BoxId, ContactId, ListEntryId, PageId, PartId, TermId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.sources import workbook_cells as cells
from kkworkbench.sources.workbook_cells import UnreadCell, as_text
from kkworkbench.sources.workbook_edits import Gathering
from kkworkbench.sources.workbook_reading import Book
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, LIST_BY_PAGE, PAGES_BY_PATH, TERMS
from kkworkbench.state.order import key_between
from kkworkbench.text.danish import search_key
from kkworkbench.workspace.commands.ordering import Siblings, keys_at
from kkworkbench.workspace.commands.pages import children_of
from kkworkbench.workspace.commands.placement import check_new_child
from kkworkbench.workspace.commands.terms import put_term
from kkworkbench.workspace.errors import Refused

Texts = Mapping[str, str]


def _as_it_is(record: Any) -> Any:
    return record


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A new row before its cells are taken in: its record, and how that stands here (None: not).

    `item` is what the row is made from, `used` the columns that said what it belongs to, and
    `ready` gives a record the part that the row is about.
    """

    record: Record
    before: Record | None
    item: Any
    used: frozenset[str] = frozenset()
    part: str = ""
    ready: Callable[[Any], Any] = field(default=_as_it_is)


class NewRows:
    """Begin the new rows of one workbook."""

    def __init__(self, book: Book, gathering: Gathering) -> None:
        self._workspace = book.workspace
        self._gathering = gathering
        self._state = gathering.state
        self._last: dict[tuple[str, object], str] = {}
        self._pages: dict[str, list[Page]] = {}
        self._contacts: dict[str, list[Contact]] = {}
        self._terms: set[tuple[Vocabulary, str]] = set()

    def skeleton(self, sheet: Sheet, row: Mapping[str, object], id_: str) -> Skeleton | None:
        """Begin a row; None where it came in before. `id_` is the record whose part it may be.

        Raises:
            UnreadCell: it cannot be one, with the reason as message key.
        """
        texts = {key: as_text(cell).strip() for key, cell in row.items()}
        begin = {
            "contacts": self._contact,
            "phones": self._phone,
            "channels": self._channel,
            "boxes": self._box,
            "list": self._entry,
            "pages": self._page,
            "terms": self._term,
        }.get(sheet.key)
        if begin is None:
            raise UnreadCell("reject.book_no_new_rows")
        content = "\x1f".join(texts.get(column.key, "") for column in sheet.columns)
        return begin(texts, self.fixed_id(sheet.key, content), id_)

    def fixed_id(self, sheet: str, content: str) -> str:
        """Return the id of a row by what stands in it: rows that say the same are one."""
        name = f"{self._workspace}:{sheet}:{content}"
        return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:workbook:{name}"))

    def phone_of(self, contact: Contact, part: str) -> Skeleton:
        """Begin a phone of a contact that is here or new."""
        return self._part_of(contact, Phone(PartId(part)), "phones", frozenset())

    def _contact(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        if not (row.get("name") or row.get("title")):
            raise UnreadCell("reject.no_name")
        contact = Contact(ContactId(new_id))
        return self._whole(contact, frozenset())

    def _phone(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        if not row.get("number"):
            raise UnreadCell("reject.book_no_number")
        return self._part(row, Phone(PartId(new_id)), "phones", id_)

    def _channel(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        if not (row.get("url") or row.get("text")):
            raise UnreadCell("reject.book_no_link")
        return self._part(row, WrittenChannel(PartId(new_id)), "written", id_)

    def _part(
        self, row: Texts, part: Phone | WrittenChannel, parts: str, id_: str
    ) -> Skeleton | None:
        contact = self._state.get(Contact, id_) or self._contact_named(row.get("contact", ""))
        if any(each.part_id == part.part_id for each in getattr(contact, parts)):
            return None
        return self._part_of(contact, part, parts, frozenset({"contact"}))

    def _part_of(
        self, contact: Contact, part: Phone | WrittenChannel, parts: str, used: frozenset[str]
    ) -> Skeleton:
        def ready(record: Any) -> Any:
            known = getattr(record, parts)
            has_it = any(each.part_id == part.part_id for each in known)
            return record if has_it else replace(record, **{parts: (*known, part)})

        before = self._state.get(Contact, contact.id)
        return Skeleton(contact, before, Part(contact, part), used, part.part_id, ready)

    def _box(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        page = self._page_named(row.get("path", ""), row.get("page", ""), "reject.book_no_page")
        contact = self._contact_named(row.get("contact", ""))
        siblings = Siblings(ContactBox, BOXES_BY_PAGE, page.id)
        order = self._order_after("box", page.id, siblings)
        box = ContactBox(BoxId(new_id), page.id, contact.id, order)
        return self._whole(box, frozenset({"page", "path", "contact"}))

    def _entry(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        page = self._page_named(row.get("path", ""), row.get("title", ""), "reject.book_no_page")
        if self._state.get(ListEntry, new_id) is None:
            if page.kind is not PageKind.CONTACT:
                raise UnreadCell("reject.book_not_for_list")
            if self._state.bucket_size(LIST_BY_PAGE, page.id):
                raise UnreadCell("reject.book_on_list")
        return self._whole(ListEntry(ListEntryId(new_id), page.id), frozenset({"path"}))

    def _page(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        if not row.get("title"):
            raise UnreadCell("reject.no_name")
        parent = self._page_named("", row.get("parent", ""), "reject.book_no_parent")
        try:
            check_new_child(self._state, parent.id)
        except Refused as refused:
            raise UnreadCell("reject.book_no_child") from refused
        order = self._order_after("page", parent.id, children_of(parent.id))
        page = Page(PageId(new_id), parent.id, order, site=parent.site)
        return self._whole(page, frozenset({"parent", "level"}))

    def _term(self, row: Texts, new_id: str, id_: str) -> Skeleton | None:
        name = " ".join(row.get("name", "").split())
        vocabulary = cells.word(Vocabulary, "exports.vocabulary")(
            row.get("vocabulary", ""), self._state
        )
        order = self._order_after("term", vocabulary, Siblings(Term, TERMS, vocabulary))
        term = Term(TermId(new_id), vocabulary, name=name, order=order)
        if self._state.get(Term, new_id) is None:
            key = vocabulary, search_key(name)
            try:
                put_term(Draft(self._state), term)
            except Refused as refused:
                raise UnreadCell("reject.book_term") from refused
            if key in self._terms:
                raise UnreadCell("reject.book_term")
            self._terms.add(key)
        return self._whole(term, frozenset({"vocabulary"}))

    def _whole(self, record: Record, used: frozenset[str]) -> Skeleton | None:
        here = self._state.get(type(record), record.id)
        return None if here is not None else Skeleton(record, None, record, used)

    def _contact_named(self, name: str) -> Contact:
        """Find the one contact of that heading or name, new ones among them."""
        if not self._contacts:
            self._note_contacts(self._state.all(Contact))
            self._note_contacts(self._gathering.new_ones(Contact))
        found = self._contacts.get(search_key(name), ()) if name else ()
        if len(found) != 1:
            raise UnreadCell("reject.book_several_contacts" if found else "reject.book_no_contact")
        return found[0]

    def _note_contacts(self, contacts: Iterable[Record]) -> None:
        for contact in contacts:
            if isinstance(contact, Contact):
                for name in {search_key(contact.heading), search_key(contact.name)}:
                    self._contacts.setdefault(name, []).append(contact)

    def _page_named(self, path: str, title: str, reason: str) -> Page:
        """Find the one page at a path, or of a title."""
        if path:
            at = [self._state.get(Page, id_) for id_ in self._state.bucket(PAGES_BY_PATH, path)]
            found = [page for page in at if page is not None]
        else:
            if not self._pages:
                for page in self._state.all(Page):
                    self._pages.setdefault(search_key(page.title), []).append(page)
            found = self._pages.get(search_key(title), []) if title else []
        if len(found) != 1:
            raise UnreadCell(reason)
        return found[0]

    def _order_after(self, what: str, key: object, siblings: Siblings) -> str:
        """Return the key of the next new sibling after all that stand there."""
        last = self._last.get((what, key))
        if last is None:
            end = self._state.bucket_size(siblings.index, siblings.key)
            order = keys_at(Draft(self._state), siblings, end, 1)[0]
        else:
            order = key_between(last, None)
        self._last[what, key] = order
        return order

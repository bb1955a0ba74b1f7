"""Commands on contacts and their parts: phones, written channels, address, hours."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, cast

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import BoxId, ContactId, ListEntryId, PageId, PartId
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_CONTACT, CHILDREN
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.commands.ordering import keys_at
from kkworkbench.workspace.commands.pages import children_of
from kkworkbench.workspace.commands.placement import check_new_child
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class AddContact(Alone):
    """Add a contact that is on no page yet."""

    contact_id: ContactId
    name: str
    label: ClassVar[str] = "command.add_contact"

    def apply(self, draft: Draft) -> None:
        draft.put(Contact(self.contact_id, name=self.name))


@dataclass(frozen=True, slots=True)
class AddContactPage(Alone):
    """Give a contact a page of its own under `parent`, with a box, and an entry on the list."""

    contact_id: ContactId
    page_id: PageId
    box_id: BoxId
    entry_id: ListEntryId
    parent: PageId | None
    position: int | None = None
    label: ClassVar[str] = "command.add_contact_page"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        check_new_child(draft.state, self.parent)
        size = draft.state.bucket_size(CHILDREN, self.parent)
        at = size if self.position is None else self.position
        above = draft.get(Page, self.parent)
        draft.put(
            Page(
                self.page_id,
                self.parent,
                keys_at(draft, children_of(self.parent), at, 1)[0],
                site=above.site if above is not None else None,
                title=contact.heading,
                kind=PageKind.CONTACT,
                tags=(CONTACT_TAG,),
                administration=contact.administration,
            )
        )
        draft.put(ContactBox(self.box_id, self.page_id, self.contact_id, "a0"))
        draft.put(ListEntry(self.entry_id, self.page_id))


@dataclass(frozen=True, slots=True)
class DeleteContacts(Alone):
    """Delete contacts with every box that shows them."""

    contact_ids: tuple[ContactId, ...]
    label: ClassVar[str] = "command.delete_contacts"

    def apply(self, draft: Draft) -> None:
        for contact_id in self.contact_ids:
            draft.remove(Contact, contact_id)
            for box_id in draft.bucket(BOXES_BY_CONTACT, contact_id):
                draft.remove(ContactBox, box_id)


@dataclass(frozen=True, slots=True)
class TakeBlock(Alone):
    """Put a contact as it is with what was accepted of a pasted block."""

    contact: Contact
    label: ClassVar[str] = "command.paste_block"

    def apply(self, draft: Draft) -> None:
        draft.need(Contact, self.contact.id)
        draft.put(self.contact)


@dataclass(frozen=True, slots=True)
class CopyContact(Alone):
    """Make a contact like another, that is on no page and follows no register.

    `new_ids` are for its numbers and written channels, in their order.
    """

    contact_id: ContactId
    copy_id: ContactId
    name: str
    new_ids: tuple[PartId, ...]
    label: ClassVar[str] = "command.copy_contact"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        ids = iter(self.new_ids)
        draft.put(
            replace(
                contact,
                id=self.copy_id,
                name=self.name,
                title="",
                org_id="",
                source=None,
                verified_on=None,
                override_reasons=(),
                phones=tuple(replace(part, part_id=next(ids)) for part in contact.phones),
                written=tuple(replace(part, part_id=next(ids)) for part in contact.written),
            )
        )


class EditContact(EditField):
    """Set one field of a contact."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_contact"
    kind = Contact


@dataclass(frozen=True, slots=True)
class EditAddress:
    """Set one part of a contact's address; an address with no part left is taken away."""

    contact_id: ContactId
    field: str
    value: str
    label: ClassVar[str] = "command.edit_address"

    def merge_key(self) -> str | None:
        return f"{self.label}:{self.contact_id}:{self.field}"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        parts: dict[str, Any] = {self.field: self.value}
        address = replace(contact.address or Address(), **parts)
        draft.put(replace(contact, address=None if address.is_empty else address))


@dataclass(frozen=True, slots=True)
class AddPhone(Alone):
    """Add an empty phone, or one with a number, after the contact's others."""

    contact_id: ContactId
    part_id: PartId
    number: str = ""
    label: ClassVar[str] = "command.add_phone"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        phone = Phone(self.part_id, self.number)
        draft.put(replace(contact, phones=(*contact.phones, phone)))


@dataclass(frozen=True, slots=True)
class AddWrittenChannel(Alone):
    """Add a written channel after the contact's others."""

    contact_id: ContactId
    part_id: PartId
    kind: WrittenKind = WrittenKind.SECURE_FORM
    text: str = ""
    url: str = ""
    label: ClassVar[str] = "command.add_written"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        channel = WrittenChannel(self.part_id, self.kind, self.url, self.text)
        draft.put(replace(contact, written=(*contact.written, channel)))


@dataclass(frozen=True, slots=True)
class EditPart:
    """Set one field of a phone or written channel of a contact.

    `parts` is the contact's field that holds the part: "phones" or "written".
    """

    contact_id: ContactId
    parts: str
    part_id: PartId
    field: str
    value: object
    label: ClassVar[str] = "command.edit_contact"

    def merge_key(self) -> str | None:
        return f"{self.label}:{self.contact_id}:{self.parts}:{self.part_id}:{self.field}"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        parts = parts_of(contact, self.parts)
        if all(part.part_id != self.part_id for part in parts):
            raise Refused("refused.missing", kind=self.parts, id=self.part_id)
        values: dict[str, Any] = {self.field: self.value}
        changed = tuple(
            replace(part, **values) if part.part_id == self.part_id else part for part in parts
        )
        draft.put(_with_parts(contact, self.parts, changed))


@dataclass(frozen=True, slots=True)
class RemovePart(Alone):
    """Take a phone or written channel away from a contact."""

    contact_id: ContactId
    parts: str
    part_id: PartId
    label: ClassVar[str] = "command.remove_part"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        kept = tuple(p for p in parts_of(contact, self.parts) if p.part_id != self.part_id)
        draft.put(_with_parts(contact, self.parts, kept))


@dataclass(frozen=True, slots=True)
class MovePart(Alone):
    """Move a phone or written channel to a position (0: first) among the contact's own."""

    contact_id: ContactId
    parts: str
    part_id: PartId
    position: int
    label: ClassVar[str] = "command.move_part"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        parts = parts_of(contact, self.parts)
        moved = [part for part in parts if part.part_id == self.part_id]
        rest = [part for part in parts if part.part_id != self.part_id]
        at = max(0, min(self.position, len(rest)))
        draft.put(_with_parts(contact, self.parts, (*rest[:at], *moved, *rest[at:])))


def parts_of(contact: Contact, parts: str) -> tuple[Phone | WrittenChannel, ...]:
    """Return a contact's phones or written channels by the field's name."""
    return contact.phones if parts == "phones" else contact.written


def _with_parts(
    contact: Contact, parts: str, values: tuple[Phone | WrittenChannel, ...]
) -> Contact:
    if parts == "phones":
        return replace(contact, phones=cast(tuple[Phone, ...], values))
    return replace(contact, written=cast(tuple[WrittenChannel, ...], values))

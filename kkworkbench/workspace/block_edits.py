"""What a pasted contact block offers a contact, piece by piece."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.text.contact_block import BlockLink, BlockPhone, ContactBlock
from kkworkbench.text.phone import read_phone


class Piece(StrEnum):
    """What of a contact a piece of a block is."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    PHONE_HOURS = "phone_hours"
    VISITING_HOURS = "visiting_hours"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Offer:
    """One piece: what the contact has in its place, and what the block says."""

    piece: Piece
    before: str | Address | Phone | Hours | WrittenChannel | None
    after: str | Address | BlockPhone | Hours | BlockLink

    @property
    def is_new(self) -> bool:
        """Whether nothing is lost by taking it."""
        return not self.before


def offers(contact: Contact, block: ContactBlock) -> Iterator[Offer]:
    """Walk through the pieces of a block that the contact does not say already."""
    if block.name and block.name != contact.name:
        yield Offer(Piece.NAME, contact.name, block.name)
    if block.address is not None and block.address != contact.address:
        yield Offer(Piece.ADDRESS, contact.address, block.address)
    for phone in block.phones:
        had = _same_number(contact, phone)
        if had is None or (phone.label and phone.label != had.label):
            yield Offer(Piece.PHONE, had, phone)
    first = contact.phones[0].hours if contact.phones else None
    has_phone = bool(contact.phones or block.phones)
    if has_phone and block.phone_hours is not None and block.phone_hours != first:
        yield Offer(Piece.PHONE_HOURS, first, block.phone_hours)
    if block.visiting_hours is not None and block.visiting_hours != contact.visiting_hours:
        yield Offer(Piece.VISITING_HOURS, contact.visiting_hours, block.visiting_hours)
    for link in block.links:
        if all(channel.url != link.url for channel in contact.written):
            yield Offer(Piece.WRITTEN, None, link)


def taken(contact: Contact, accepted: Iterable[Offer], new_id: Callable[[], str]) -> Contact:
    """Return the contact with the accepted pieces; hours of the telephone go to its first number.

    Special days that stand in hours are kept.
    """
    for offer in sorted(accepted, key=lambda each: list(Piece).index(each.piece)):
        contact = _with(contact, offer, new_id)
    return contact


def _with(contact: Contact, offer: Offer, new_id: Callable[[], str]) -> Contact:
    match offer.after:
        case str():
            return replace(contact, name=offer.after)
        case Address():
            return replace(contact, address=offer.after)
        case BlockPhone():
            return _with_phone(contact, offer.after, new_id)
        case BlockLink():
            made = WrittenChannel(PartId(new_id()), url=offer.after.url, text=offer.after.text)
            return replace(contact, written=(*contact.written, made))
        case Hours():
            had = offer.before if isinstance(offer.before, Hours) else Hours()
            hours = replace(offer.after, exceptions=had.exceptions)
            if offer.piece is Piece.VISITING_HOURS:
                return replace(contact, visiting_hours=hours)
            if not contact.phones:
                return contact
            first, *others = contact.phones
            return replace(contact, phones=(replace(first, hours=hours), *others))


def _with_phone(contact: Contact, phone: BlockPhone, new_id: Callable[[], str]) -> Contact:
    had = _same_number(contact, phone)
    if had is None:
        made = Phone(PartId(new_id()), phone.number, phone.label)
        return replace(contact, phones=(*contact.phones, made))
    changed = replace(had, label=phone.label)
    return replace(
        contact, phones=tuple(changed if each is had else each for each in contact.phones)
    )


def _same_number(contact: Contact, phone: BlockPhone) -> Phone | None:
    return next(
        (each for each in contact.phones if read_phone(each.number).display == phone.number), None
    )

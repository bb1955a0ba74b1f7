"""Which units of the register a contact may be: by number, name and address."""

from dataclasses import dataclass
from typing import Final

from kkworkbench.model.contact import Contact
from kkworkbench.model.source_record import SITE, SourceRecord
from kkworkbench.state.indexes import CONTACTS_BY_SOURCE, phone_key
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key
from kkworkbench.text.likeness import name_likeness, street_likeness

ALIKE: Final = 0.6
"""Likeness of two names, from 0 to 1, from which a unit is offered for its name alone."""


@dataclass(frozen=True, slots=True)
class UnitCandidate:
    """A unit that no contact follows, and what speaks for it."""

    unit: SourceRecord
    name_likeness: float = 0.0
    same_phone: bool = False
    same_address: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether anything speaks for it."""
        return self.same_phone or self.same_address or self.name_likeness >= ALIKE

    @property
    def weight(self) -> float:
        """How much speaks for it: a number and a place weigh as a name does."""
        name = self.name_likeness if self.name_likeness >= ALIKE else 0.0
        return name + self.same_phone + self.same_address


def unit_candidates(state: State, contact: Contact) -> tuple[UnitCandidate, ...]:
    """Return all units that the contact can follow: the likely ones first, then all by name.

    Left out are units that are gone from the register, and those that a contact follows already.
    """
    phones = {phone_key(phone.number) for phone in contact.phones} - {""}
    found = [
        _judged(contact, phones, unit)
        for unit in state.all(SourceRecord)
        if not (unit.gone or unit.source == SITE or unit.is_of_table)
        and not state.bucket(CONTACTS_BY_SOURCE, unit.id)
    ]
    return tuple(sorted(found, key=_rank))


def said_of(unit: SourceRecord, field: str) -> str:
    """Return what the register says of one field; an empty text where it says nothing."""
    return dict(unit.values).get(field, "").strip()


def _judged(contact: Contact, phones: set[str], unit: SourceRecord) -> UnitCandidate:
    return UnitCandidate(
        unit,
        name_likeness(contact.name or contact.title, said_of(unit, "name")),
        phone_key(said_of(unit, "phone")) in phones,
        _same_address(contact, unit),
    )


def _same_address(contact: Contact, unit: SourceRecord) -> bool:
    here, street = contact.address, said_of(unit, "street")
    if here is None or not here.street or not street:
        return False
    codes = {here.postal_code.strip(), said_of(unit, "postal_code")} - {""}
    return len(codes) < 2 and street_likeness(here.street, street) > 0


def _rank(each: UnitCandidate) -> tuple[object, ...]:
    return -each.weight, sort_key(said_of(each.unit, "name")), each.unit.id

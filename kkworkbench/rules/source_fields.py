"""The fields that KK Org speaks about: how each is read from a contact and written to it, as text."""

from collections.abc import Callable
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.state.indexes import phone_key
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.text.phone import read_phone


def canonical(field: str, value: str, terms: tuple[Term, ...]) -> str:
    """Reduce a value to what it means, so that ways of writing it are no differences."""
    match field:
        case "phone":
            return phone_key(value) or " ".join(value.split())
        case "visiting_hours":
            hours = read_hours(value).hours if value else None
            return hours_summary(hours) if hours is not None else value
        case "district" | "administration":
            term = find_term(terms, Vocabulary(field), value)
            return term.name if term is not None else value
        case "floor":
            return " ".join(value.replace(".", " ").casefold().split())
    return " ".join(value.split())


Setter = Callable[[Contact, str, tuple[Term, ...]], Contact]
Getter = Callable[[Contact, tuple[Term, ...]], str]


def _set_name(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    return replace(contact, name=value)


def _set_phone(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    """Write the number in pairs, as citizens see it; what is no one number stays as it came."""
    reading = read_phone(value)
    number = reading.display if reading.is_valid else value
    if contact.phones:
        first, *others = contact.phones
        return replace(contact, phones=(replace(first, number=number), *others))
    return replace(contact, phones=(Phone(PartId(fixed_id("phone", contact.id)), number),))


def _set_district(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    term = find_term(terms, Vocabulary.DISTRICT, value)
    return contact if term is None else replace(contact, districts=(term.id,))


def _set_administration(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    term = find_term(terms, Vocabulary.ADMINISTRATION, value)
    return contact if term is None else replace(contact, administration=term.id)


def _set_hours(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    hours = read_hours(value).hours
    return contact if hours is None else replace(contact, visiting_hours=hours, open_to_visits=True)


def _address_setter(part: str) -> Setter:
    def set_part(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
        return replace(contact, address=replace(contact.address or Address(), **{part: value}))

    return set_part


def _address_getter(part: str) -> Getter:
    def get_part(contact: Contact, terms: tuple[Term, ...]) -> str:
        return str(getattr(contact.address, part)) if contact.address is not None else ""

    return get_part


def _district(contact: Contact, terms: tuple[Term, ...]) -> str:
    names = {term.id: term.name for term in terms}
    return names.get(contact.districts[0], "") if contact.districts else ""


def _administration(contact: Contact, terms: tuple[Term, ...]) -> str:
    return next((term.name for term in terms if term.id == contact.administration), "")


def _hours(contact: Contact, terms: tuple[Term, ...]) -> str:
    return hours_summary(contact.visiting_hours) if contact.visiting_hours is not None else ""


_PARTS = ("street", "floor", "postal_code", "town")
SETTERS: dict[str, Setter] = {
    "name": _set_name,
    "phone": _set_phone,
    "district": _set_district,
    "administration": _set_administration,
    "visiting_hours": _set_hours,
    **{part: _address_setter(part) for part in _PARTS},
}
GETTERS: dict[str, Getter] = {
    "name": lambda contact, terms: contact.name,
    "phone": lambda contact, terms: contact.phones[0].number if contact.phones else "",
    "district": _district,
    "administration": _administration,
    "visiting_hours": _hours,
    **{part: _address_getter(part) for part in _PARTS},
}


def landed(field: str, value: str, terms: tuple[Term, ...]) -> str:
    """Return what stands in a contact after the register's value was written: "" if it cannot be.

    Hours that nobody can read and districts that are unknown do not land.
    """
    return GETTERS[field](SETTERS[field](Contact(ContactId("")), value, terms), terms)


def fixed_id(what: str, key: str) -> str:
    """Return the id that something from KK Org has in every workspace."""
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:kk_org:{what}:{key}"))

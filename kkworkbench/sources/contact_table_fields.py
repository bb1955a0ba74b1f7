"""The fields of a contact that a table may hold: how each is read, shown and written, as text.

`get` and `read` give the same text for the same value, so that equal texts are no difference;
`means` reduces it where ways of writing it are no difference either.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Ability, Audience, Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.model.terms import Vocabulary
from kkworkbench.sources.contact_table_words import (
    SEVERAL,
    Terms,
    tidy,
    tidy_lines,
    value_of,
    values_of,
    word_of,
)
from kkworkbench.state.indexes import phone_key
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.text.phone import PhoneKind, read_phone

T = TypeVar("T")
Value = tuple[str, str]
"""A text that can be written, or "" and the message key that says why it cannot."""
MOST_PHONES = 3
_WHOLE = re.compile(r"([0-9]+)[.,]0+")
_SCIENTIFIC = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+|[0-9]+[eE]\+[0-9]+")
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|I/T|REFERENCE!|VÆRDI!|NAVN\?)")
_URL = re.compile(r"(?:https?://|www\.)?[^\s@/]+\.[^\s@]+", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})[./-] ?([0-9]{4})")
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class ContactField:
    """A field: its text in a contact, how a cell is read, and the contact with a text in it."""

    name: str
    get: Callable[[Contact, Terms], str]
    read: Callable[[str, Terms], Value]
    put: Callable[[Contact, str, Terms], Contact]
    means: Callable[[str], str] = str
    looks: Callable[[str], bool] | None = None
    several_lines: bool = False


def refusal_of(cell: str) -> str:
    """Return why no field can take a cell ("": it may be taken)."""
    return "reject.error_value" if _ERROR.fullmatch(cell) else ""


def whole_number(cell: str) -> str:
    """Return a number without the point that a spreadsheet gave it."""
    match = _WHOLE.fullmatch(cell)
    return match[1] if match else cell


def _set(record: T, name: str, value: Any) -> T:
    whole: Any = record
    changed: T = replace(whole, **{name: value})
    return changed


def _text(record: object, name: str) -> str:
    return str(getattr(record, name))


def _as_it_is(cell: str, terms: Terms) -> Value:
    return cell, ""


def _attribute(
    name: str,
    read: Callable[[str, Terms], Value] = _as_it_is,
    means: Callable[[str], str] = str,
    **more: Any,
) -> ContactField:
    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        return _set(contact, name, value)

    return ContactField(name, lambda contact, _: _text(contact, name), read, put, means, **more)


def _read_number(cell: str, terms: Terms) -> Value:
    number = whole_number(cell)
    if _SCIENTIFIC.fullmatch(number):
        return "", "reject.scientific"
    return (number, "") if re.fullmatch(r"[0-9]{1,12}", number) else ("", "reject.no_number")


def _read_phone(cell: str, terms: Terms) -> Value:
    number = whole_number(cell)
    if _SCIENTIFIC.fullmatch(number):
        return "", "reject.scientific"
    reading = read_phone(number)
    if reading.is_valid:
        return reading.display, ""
    several = reading.kind is PhoneKind.MULTIPLE
    return "", "reject.several_numbers" if several else "reject.phone"


def _read_url(cell: str, terms: Terms) -> Value:
    return (cell, "") if _URL.fullmatch(cell) else ("", "reject.url")


def _read_hours(cell: str, terms: Terms) -> Value:
    hours = read_hours(cell).hours
    return (hours_summary(hours), "") if hours is not None else ("", "reject.hours")


def _read_date(cell: str, terms: Terms) -> Value:
    try:
        match = _DAY.fullmatch(cell)
        day = (
            date(int(match[3]), int(match[2]), int(match[1]))
            if match
            else datetime.fromisoformat(cell).date()
        )
    except ValueError:
        return "", "reject.date"
    return (day.isoformat(), "") if _EARLIEST <= day < _LATEST else ("", "reject.date")


def _part_id(contact: Contact, what: str) -> PartId:
    return PartId(str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:table:{what}:{contact.id}")))


def _phone(contact: Contact, at: int) -> Phone | None:
    return contact.phones[at] if at < len(contact.phones) else None


def _phone_fields(at: int) -> tuple[ContactField, ...]:
    start = "phone" if at == 0 else f"phone{at + 1}"

    def number(contact: Contact, terms: Terms) -> str:
        phone = _phone(contact, at)
        return phone.number if phone is not None else ""

    def put_number(contact: Contact, value: str, terms: Terms) -> Contact:
        phone = _phone(contact, at)
        if phone is None:
            new = Phone(_part_id(contact, f"{start}#{len(contact.phones)}"), value)
            return replace(contact, phones=(*contact.phones, new))
        return _with_phone(contact, at, replace(phone, number=value))

    def text(part: str) -> ContactField:
        def get(contact: Contact, terms: Terms) -> str:
            phone = _phone(contact, at)
            return _text(phone, part) if phone is not None else ""

        def put(contact: Contact, value: str, terms: Terms) -> Contact:
            phone = _phone(contact, at)
            if phone is None:
                return contact
            return _with_phone(contact, at, _set(phone, part, value))

        return ContactField(f"{start}_{part}", get, _as_it_is, put)

    def hours(contact: Contact, terms: Terms) -> str:
        phone = _phone(contact, at)
        return _summary(phone.hours) if phone is not None else ""

    def put_hours(contact: Contact, value: str, terms: Terms) -> Contact:
        phone = _phone(contact, at)
        if phone is None:
            return contact
        return _with_phone(contact, at, replace(phone, hours=_week(phone.hours, value)))

    looks = None if at else looks_like_phone
    return (
        ContactField(start, number, _read_phone, put_number, phone_key, looks),
        text("label"),
        text("note"),
        ContactField(f"{start}_hours", hours, _read_hours, put_hours),
    )


def looks_like_phone(cell: str) -> bool:
    """Whether a cell holds a telephone number."""
    return 8 <= len(cell) <= 20 and read_phone(whole_number(cell)).is_valid


def _looks_like_hours(cell: str) -> bool:
    return read_hours(cell).hours is not None


def _looks_like_code(cell: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{3,4}", whole_number(cell)))


def _with_phone(contact: Contact, at: int, phone: Phone) -> Contact:
    return replace(contact, phones=(*contact.phones[:at], phone, *contact.phones[at + 1 :]))


@lru_cache(maxsize=4096)
def _summary(hours: Hours | None) -> str:
    return hours_summary(hours) if hours is not None else ""


def _week(before: Hours | None, value: str) -> Hours | None:
    """Return the hours that a text says, with the dates and the comment that stood before."""
    hours = read_hours(value).hours
    if hours is None or before is None:
        return hours
    return replace(hours, exceptions=before.exceptions, comment=hours.comment or before.comment)


def _hours(name: str) -> ContactField:
    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        return _set(contact, name, _week(getattr(contact, name), value))

    return ContactField(
        name,
        lambda contact, _: _summary(getattr(contact, name)),
        _read_hours,
        put,
        looks=_looks_like_hours if name == "visiting_hours" else None,
    )


def _written(name: str, kind: WrittenKind, part: str) -> ContactField:
    def channel(contact: Contact) -> WrittenChannel | None:
        return next((each for each in contact.written if each.kind is kind), None)

    def get(contact: Contact, terms: Terms) -> str:
        found = channel(contact)
        return _text(found, part) if found is not None else ""

    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        found = channel(contact)
        if found is None:
            new = _set(WrittenChannel(_part_id(contact, str(kind)), kind), part, value)
            return replace(contact, written=(*contact.written, new))
        changed = _set(found, part, value)
        return replace(
            contact, written=tuple(changed if each is found else each for each in contact.written)
        )

    return ContactField(name, get, _read_url if part == "url" else _as_it_is, put)


def _read_code(cell: str, terms: Terms) -> Value:
    code = whole_number(cell.removeprefix("DK-"))
    return (code, "") if re.fullmatch(r"[0-9]{4}", code) else ("", "reject.postal_code")


def _address(
    part: str, read: Callable[[str, Terms], Value] = _as_it_is, **more: Any
) -> ContactField:
    def get(contact: Contact, terms: Terms) -> str:
        return _text(contact.address, part) if contact.address is not None else ""

    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        return replace(contact, address=_set(contact.address or Address(), part, value))

    return ContactField(part, get, read, put, **more)


def _floor_means(value: str) -> str:
    return " ".join(value.replace(".", " ").casefold().split())


def _terms_field(name: str, vocabulary: Vocabulary, reason: str) -> ContactField:
    def read(cell: str, terms: Terms) -> Value:
        ids = terms.several(vocabulary, cell)
        return (terms.names(ids), "") if ids else ("", reason)

    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        ids = terms.several(vocabulary, value)
        return _set(contact, name, ids) if ids else contact

    return ContactField(
        name, lambda contact, terms: terms.names(getattr(contact, name)), read, put,
        several_lines=True,
    )  # fmt: skip


def _read_administration(cell: str, terms: Terms) -> Value:
    term = terms.one(Vocabulary.ADMINISTRATION, cell)
    return (term.name, "") if term is not None else ("", "reject.administration")


def _put_administration(contact: Contact, value: str, terms: Terms) -> Contact:
    term = terms.one(Vocabulary.ADMINISTRATION, value)
    return contact if term is None else replace(contact, administration=term.id)


def _closed(name: str, which: str, kind: type[Ability | Audience]) -> ContactField:
    def get(contact: Contact, terms: Terms) -> str:
        here = set(getattr(contact, name))
        return SEVERAL.join(word_of(which, each) for each in kind if each in here)

    def read(cell: str, terms: Terms) -> Value:
        found = values_of(which, cell)
        words = SEVERAL.join(word_of(which, each) for each in kind if each in found)
        return (words, "") if found else ("", f"reject.{which}")

    def put(contact: Contact, value: str, terms: Terms) -> Contact:
        found = values_of(which, value)
        return _set(contact, name, tuple(each for each in kind if each in found))

    return ContactField(name, get, read, put, several_lines=True)


def _read_yes_no(cell: str, terms: Terms) -> Value:
    value = value_of("yes_no", whole_number(cell))
    return (word_of("yes_no", value), "") if value else ("", "reject.yes_no")


def _no_zeros(number: str) -> str:
    return number.lstrip("0")


FIELDS: dict[str, ContactField] = {
    field.name: field
    for field in (
        _attribute("name"),
        _attribute("title"),
        _attribute("org_id", _read_number, _no_zeros),
        *(field for at in range(MOST_PHONES) for field in _phone_fields(at)),
        _written("secure_form", WrittenKind.SECURE_FORM, "url"),
        _written("secure_form_text", WrittenKind.SECURE_FORM, "text"),
        _written("digital_post_citizen", WrittenKind.DIGITAL_POST_CITIZEN, "url"),
        _written("digital_post_business", WrittenKind.DIGITAL_POST_BUSINESS, "url"),
        _written("post", WrittenKind.POST, "text"),
        _written("other_written", WrittenKind.OTHER, "text"),
        _attribute("booking_url", _read_url),
        _attribute("feedback_url", _read_url),
        _address("street"),
        _address("floor", means=_floor_means),
        _address("postal_code", _read_code, looks=_looks_like_code),
        _address("town"),
        _address("po_box"),
        _hours("visiting_hours"),
        _hours("self_service_hours"),
        ContactField(
            "open_to_visits",
            lambda contact, _: word_of("yes_no", "yes" if contact.open_to_visits else "no"),
            _read_yes_no,
            lambda contact, value, _: replace(
                contact, open_to_visits=value == word_of("yes_no", "yes")
            ),
        ),
        _attribute("access_note"),
        ContactField(
            "administration",
            lambda contact, terms: terms.name(contact.administration),
            _read_administration,
            _put_administration,
        ),
        _terms_field("categories", Vocabulary.CATEGORY, "reject.category"),
        _terms_field("districts", Vocabulary.DISTRICT, "reject.district"),
        _closed("primary_audiences", "audience", Audience),
        _closed("secondary_audiences", "audience", Audience),
        _closed("abilities", "ability", Ability),
        _attribute("note", several_lines=True),
        ContactField(
            "verified_on",
            lambda contact, _: contact.verified_on.isoformat() if contact.verified_on else "",
            _read_date,
            lambda contact, value, _: replace(contact, verified_on=date.fromisoformat(value)),
        ),
    )
}
"""In the order in which they are written: a number before what is said of it."""


def tidy_cell(field: ContactField, cell: str) -> str:
    """Return a cell as its field reads it; blank is empty."""
    return tidy_lines(cell) if field.several_lines and "\n" in cell else tidy(cell)

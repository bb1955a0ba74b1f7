"""The rows of contacts and of their parts: phones, written channels and hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.exports.source import Source, Value, hours_text, term_name, term_names, yes_no
from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key

VISITS, SELF_SERVICE = "visiting_hours", "self_service_hours"


@dataclass(frozen=True, slots=True)
class Part:
    """A phone or written channel of a contact."""

    contact: Contact
    part: Phone | WrittenChannel


@dataclass(frozen=True, slots=True)
class HoursOf:
    """A set of hours of a contact, by the path of its field; None where nothing is said yet."""

    contact: Contact
    path: str
    hours: Hours | None
    phone: Phone | None = None


def contacts(source: Source) -> Iterator[Contact]:
    """Walk through the contacts by their headings."""
    found = (contact for contact in source.state.all(Contact) if source.keeps(contact))
    yield from sorted(found, key=lambda c: (sort_key(c.heading), c.id))


def phones(source: Source) -> Iterator[Part]:
    """Walk through the phones of all contacts."""
    for contact in contacts(source):
        for phone in contact.phones:
            yield Part(contact, phone)


def channels(source: Source) -> Iterator[Part]:
    """Walk through the written channels of all contacts."""
    for contact in contacts(source):
        for channel in contact.written:
            yield Part(contact, channel)


def hours(source: Source) -> Iterator[HoursOf]:
    """Walk through all hours; those for visits and for phones also where nothing is said yet."""
    for contact in contacts(source):
        yield HoursOf(contact, VISITS, contact.visiting_hours)
        if contact.self_service_hours is not None:
            yield HoursOf(contact, SELF_SERVICE, contact.self_service_hours)
        for phone in contact.phones:
            yield HoursOf(contact, f"phones.{phone.part_id}.hours", phone.hours, phone)


def find_contact(state: State, id_: str, part: str) -> Contact | None:
    """Return a contact."""
    return state.get(Contact, id_)


def find_phone(state: State, id_: str, part: str) -> Part | None:
    """Return a contact's phone by the id of the part."""
    contact = state.get(Contact, id_)
    found = contact.phones if contact is not None else ()
    return next((Part(contact, each) for each in found if contact and each.part_id == part), None)


def find_channel(state: State, id_: str, part: str) -> Part | None:
    """Return a contact's written channel by the id of the part."""
    contact = state.get(Contact, id_)
    found = contact.written if contact is not None else ()
    return next((Part(contact, each) for each in found if contact and each.part_id == part), None)


def find_hours(state: State, id_: str, part: str) -> HoursOf | None:
    """Return hours by the path of their field."""
    contact = state.get(Contact, id_)
    if contact is None:
        return None
    if part == VISITS:
        return HoursOf(contact, part, contact.visiting_hours)
    if part == SELF_SERVICE:
        return HoursOf(contact, part, contact.self_service_hours)
    for phone in contact.phones:
        if part == f"phones.{phone.part_id}.hours":
            return HoursOf(contact, part, phone.hours, phone)
    return None


def contact_row(source: Source, contact: Contact) -> tuple[Value, ...]:
    """Return a contact's cells."""
    state, messages, address = source.state, source.messages, contact.address
    return (
        contact.id,
        contact.name,
        contact.title,
        contact.org_id,
        "\n".join(phone.number for phone in contact.phones),
        "\n".join(text for phone in contact.phones if (text := hours_text(phone.hours, messages))),
        "\n".join(filter(None, (channel.url or channel.text for channel in contact.written))),
        contact.booking_url,
        address.street if address else "",
        address.floor if address else "",
        address.postal_code if address else "",
        address.town if address else "",
        address.po_box if address else "",
        hours_text(contact.visiting_hours, messages),
        yes_no(contact.open_to_visits, messages),
        term_name(state, contact.administration),
        term_names(state, contact.categories),
        term_names(state, contact.districts),
        contact.verified_on,
    )


def phone_row(source: Source, item: Part) -> tuple[Value, ...]:
    """Return a phone's cells."""
    phone = item.part
    assert isinstance(phone, Phone)
    return (
        *(item.contact.id, phone.part_id, item.contact.heading),
        *(phone.number, phone.label, phone.note),
    )


def channel_row(source: Source, item: Part) -> tuple[Value, ...]:
    """Return a written channel's cells."""
    channel = item.part
    assert isinstance(channel, WrittenChannel)
    kind = source.messages.text(f"exports.written_kind.{channel.kind}")
    return item.contact.id, channel.part_id, item.contact.heading, kind, channel.url, channel.text


def hours_row(source: Source, item: HoursOf) -> tuple[Value, ...]:
    """Return the cells of a set of hours: a column for each weekday, flags, comment, dates."""
    text, said = source.messages.text, item.hours or Hours()
    if item.phone is not None:
        what = text("exports.hours.phone", number=item.phone.number)
    else:
        what = text("exports.hours.visits" if item.path == VISITS else "exports.hours.self_service")
    return (
        *(item.contact.id, item.path, item.contact.heading, what),
        *_days(said, text("exports.hours.closed")),
        yes_no(said.always_open, source.messages),
        yes_no(said.by_appointment, source.messages),
        said.comment,
        "\n".join(_dates(said, source.messages)),
    )


@lru_cache(maxsize=8192)
def _days(hours: Hours, closed: str) -> tuple[str, ...]:
    """Return the hours of each weekday; many units keep the same."""
    spans: list[list[str]] = [[] for _ in range(8)]
    for span in sorted(hours.spans):
        if 1 <= span.day <= 7:
            spans[span.day].append(f"{_clock(span.start)}-{_clock(span.end)}")
    return tuple(
        ", ".join(spans[day]) or (closed if day in hours.closed_days else "") for day in range(1, 8)
    )


def _dates(hours: Hours, messages: Messages) -> Iterator[str]:
    for each in hours.exceptions:
        spans = ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in each.spans)
        said = messages.text("exports.hours.closed") if each.closed else spans
        yield " ".join(filter(None, (each.date.isoformat(), said, each.note)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"

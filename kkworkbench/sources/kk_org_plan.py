"""Compare what KK Org says with what it said last and with what stands here, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId, SourceRecordId
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.state.indexes import CONTACTS_BY_SOURCE, phone_key
from kkworkbench.state.state import State
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange

if TYPE_CHECKING:
    from kkworkbench.sources.kk_org import Unit

SOURCE = "kk_org"


def planned(state: State, units: tuple[Unit, ...], today: date) -> Iterator[PlannedChange]:
    """Yield what each unit would change, and which known units are gone."""
    terms = tuple(state.all(Term))
    known = {r.key: r for r in state.all(SourceRecord) if r.source == SOURCE}
    moves = _moves(known.values(), units)
    matched: set[str] = set()
    for unit in units:
        record = known.get(unit.key) or moves.get(unit.key)
        if record is None:
            yield _new(unit, terms, today)
        else:
            matched.add(record.id)
            yield _changed(state, unit, record, terms, today)
    for record in known.values():
        if record.id not in matched and not record.gone:
            title = dict(record.values).get("name", record.key)
            records = (replace(record, gone=True),)
            yield PlannedChange(PlanKind.GONE, record.key, title, 0, (), records)


def _moves(known: Iterable[SourceRecord], units: tuple[Unit, ...]) -> dict[str, SourceRecord]:
    """Match a number's one unmatched location here with its one in the file: it has moved."""
    keys_here = {unit.key for unit in units}
    old: dict[str, list[SourceRecord]] = defaultdict(list)
    new: dict[str, list[str]] = defaultdict(list)
    keys_known = set()
    for record in known:
        keys_known.add(record.key)
        if record.key not in keys_here and not record.gone:
            old[record.org_id].append(record)
    for unit in units:
        if unit.key not in keys_known:
            new[unit.number].append(unit.key)
    return {
        keys[0]: old[number][0]
        for number, keys in new.items()
        if len(keys) == 1 and len(old[number]) == 1
    }


def _new(unit: Unit, terms: tuple[Term, ...], today: date) -> PlannedChange:
    source = SourceRecord(
        SourceRecordId(_id("source", unit.key)),
        SOURCE,
        unit.key,
        unit.number,
        unit.aliases,
        tuple(sorted(unit.values.items())),
        today,
    )
    contact = Contact(ContactId(_id("contact", unit.key)), org_id=unit.number, source=source.id)
    if unit.is_daycare:
        administration = find_term(terms, Vocabulary.ADMINISTRATION, "BUF")
        category = find_term(terms, Vocabulary.CATEGORY, "Pasning og skole")
        contact = replace(
            contact,
            administration=administration.id if administration else None,
            categories=(category.id,) if category else (),
        )
    fields = []
    for field, value in unit.values.items():
        if field in SETTERS:
            contact = SETTERS[field](contact, value, terms)
            fields.append(FieldChange(field, "", value))
    return PlannedChange(
        PlanKind.NEW, unit.key, unit.values["name"], unit.row, tuple(fields), (source, contact),
        contact.id,
    )  # fmt: skip


def _changed(
    state: State, unit: Unit, record: SourceRecord, terms: tuple[Term, ...], today: date
) -> PlannedChange:
    contact_ids = state.bucket(CONTACTS_BY_SOURCE, record.id)
    contact = state.get(Contact, contact_ids[0]) if contact_ids else None
    last = dict(record.values)
    values = {**last, **unit.values}
    fields: list[FieldChange] = []
    after = contact
    for field, wanted in unit.values.items():
        was = last.get(field, "")
        if canonical(field, wanted, terms) == canonical(field, was, terms):
            continue
        if contact is None or after is None or field not in SETTERS:
            continue
        here = GETTERS[field](contact, terms)
        untouched = canonical(field, here, terms) in (canonical(field, was, terms), "")
        if canonical(field, here, terms) == canonical(field, wanted, terms):
            continue
        fields.append(FieldChange(field, here, wanted, was, not untouched))
        if untouched:
            after = SETTERS[field](after, wanted, terms)
        else:
            values[field] = was
    source = replace(
        record,
        key=unit.key,
        aliases=tuple(dict.fromkeys((*unit.aliases, *record.aliases))),
        values=tuple(sorted((f, v) for f, v in values.items() if v)),
        gone=False,
    )
    conflict = any(field.is_conflict for field in fields)
    changed = source != record or after != contact
    title, contact_id = unit.values["name"], contact.id if contact is not None else ""
    if conflict:
        kind = PlanKind.CONFLICT
    elif changed:
        kind = PlanKind.CHANGED
    else:
        return PlannedChange(PlanKind.UNCHANGED, unit.key, title, unit.row, contact_id=contact_id)
    source = replace(source, seen_on=today)
    records = (source,) if after is None or after == contact else (source, after)
    return PlannedChange(kind, unit.key, title, unit.row, tuple(fields), records, contact_id)


def canonical(field: str, value: str, terms: tuple[Term, ...]) -> str:
    """Reduce a value to what it means, so that ways of writing it are no differences."""
    match field:
        case "phone":
            return phone_key(value)
        case "visiting_hours":
            hours = read_hours(value).hours if value else None
            return hours_summary(hours) if hours is not None else value
        case "district":
            term = find_term(terms, Vocabulary.DISTRICT, value)
            return term.name if term is not None else value
        case "floor":
            return " ".join(value.replace(".", " ").casefold().split())
    return " ".join(value.split())


Setter = Callable[[Contact, str, tuple[Term, ...]], Contact]
Getter = Callable[[Contact, tuple[Term, ...]], str]


def _set_name(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    return replace(contact, name=value)


def _set_phone(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    if contact.phones:
        first, *others = contact.phones
        return replace(contact, phones=(replace(first, number=value), *others))
    return replace(contact, phones=(Phone(PartId(_id("phone", contact.id)), value),))


def _set_district(contact: Contact, value: str, terms: tuple[Term, ...]) -> Contact:
    term = find_term(terms, Vocabulary.DISTRICT, value)
    return contact if term is None else replace(contact, districts=(term.id,))


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


def _hours(contact: Contact, terms: tuple[Term, ...]) -> str:
    return hours_summary(contact.visiting_hours) if contact.visiting_hours is not None else ""


_PARTS = ("street", "floor", "postal_code", "town")
SETTERS: dict[str, Setter] = {
    "name": _set_name,
    "phone": _set_phone,
    "district": _set_district,
    "visiting_hours": _set_hours,
    **{part: _address_setter(part) for part in _PARTS},
}
GETTERS: dict[str, Getter] = {
    "name": lambda contact, terms: contact.name,
    "phone": lambda contact, terms: contact.phones[0].number if contact.phones else "",
    "district": _district,
    "visiting_hours": _hours,
    **{part: _address_getter(part) for part in _PARTS},
}


def _id(what: str, key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:kk_org:{what}:{key}"))

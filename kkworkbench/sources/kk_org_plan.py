"""Compare what KK Org says with what it said last and with what stands here, field by field."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, SourceRecordId
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.source_fields import GETTERS, SETTERS, canonical, fixed_id, landed
from kkworkbench.shipped_terms import find_term
from kkworkbench.state.indexes import CONTACTS_BY_SOURCE
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange

REGISTER = "kk_org"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit at one location, as the register says it; `values` by contact field."""

    key: str
    number: str
    row: int
    values: dict[str, str]
    aliases: tuple[str, ...]
    is_daycare: bool


def planned(state: State, units: tuple[Unit, ...], today: date) -> Iterator[PlannedChange]:
    """Yield what each unit would change, and which known units are gone."""
    terms = tuple(state.all(Term))
    known = {r.key: r for r in state.all(SourceRecord) if r.source == REGISTER}
    moves = _moves(known.values(), units)
    matched: set[str] = set()
    for unit in units:
        record = known.get(unit.key) or moves.get(unit.key)
        if record is None:
            yield _new(state, unit, terms, today)
        else:
            matched.add(record.id)
            yield _changed(state, unit, record, terms, today)
    for record in known.values():
        if record.id not in matched and not record.gone:
            title = dict(record.values).get("name", record.key)
            records = (replace(record, gone=True),)
            yield PlannedChange(
                PlanKind.GONE, record.key, title, 0, records=records, before=(record,)
            )


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


def _new(state: State, unit: Unit, terms: tuple[Term, ...], today: date) -> PlannedChange:
    source = SourceRecord(
        SourceRecordId(_free_id(state, SourceRecord, "source", unit.key)),
        REGISTER,
        unit.key,
        unit.number,
        unit.aliases,
        tuple(sorted(unit.values.items())),
        today,
    )
    contact = Contact(
        ContactId(_free_id(state, Contact, "contact", unit.key)),
        org_id=unit.number,
        source=source.id,
    )
    if unit.is_daycare:
        administration = find_term(terms, Vocabulary.ADMINISTRATION, "BUF")
        category = find_term(terms, Vocabulary.CATEGORY, "Pasning og skole")
        contact = replace(
            contact,
            administration=administration.id if administration else None,
            categories=(category.id,) if category else (),
        )
    fields = tuple(
        FieldChange(field, "", value) for field, value in unit.values.items() if field in SETTERS
    )

    def build(taken: Collection[str]) -> tuple[Record, ...]:
        return source, _with(contact, fields, taken, terms)

    return PlannedChange(
        PlanKind.NEW,
        unit.key,
        unit.values["name"],
        unit.row,
        fields,
        build([field.field for field in fields]),
        contact.id,
        (None, None),
        build=build,
    )


def _with(
    contact: Contact, fields: Iterable[FieldChange], taken: Collection[str], terms: tuple[Term, ...]
) -> Contact:
    """Return the contact with the register's word for the fields that are taken."""
    for field in fields:
        if field.field in taken:
            contact = SETTERS[field.field](contact, field.wanted, terms)
    return contact


def _free_id(state: State, kind: type[Record], what: str, key: str) -> str:
    """Return the unit's fixed id; where one that moved away keeps it, the next.

    A unit that moved keeps its record and its id; a new one may come to the same place.
    """
    number, found = 1, fixed_id(what, key)
    while state.get(kind, found) is not None:
        number += 1
        found = fixed_id(what, f"{key}#{number}")
    return found


def _changed(
    state: State, unit: Unit, record: SourceRecord, terms: tuple[Term, ...], today: date
) -> PlannedChange:
    contact_ids = state.bucket(CONTACTS_BY_SOURCE, record.id)
    contact = state.get(Contact, contact_ids[0]) if contact_ids else None
    last = dict(record.values)
    values = {**last, **_readable(unit.values, last, terms)}
    compared = (
        _compared(contact, field, last.get(field, ""), wanted, terms)
        for field, wanted in unit.values.items()
        if contact is not None and field in SETTERS
    )
    fields = tuple(field for field in compared if field is not None)
    disputed = {field.field: field for field in fields if field.is_conflict}
    source = replace(
        record,
        key=unit.key,
        aliases=tuple(dict.fromkeys((*unit.aliases, *record.aliases))),
        values=_sorted(values | {name: field.was for name, field in disputed.items()}),
        gone=False,
    )
    title, contact_id = unit.values["name"], contact.id if contact is not None else ""
    planned = PlannedChange(
        PlanKind.CONFLICT if disputed else PlanKind.CHANGED,
        *(unit.key, title, unit.row, fields),
        contact_id=contact_id,
        before=(record,) if contact is None else (record, contact),
    )
    after = contact and _with(contact, fields, planned.usual_fields(), terms)
    if not disputed and source == record and after == contact:
        return replace(planned, kind=PlanKind.UNCHANGED, before=())
    seen = replace(source, seen_on=today)
    settled = replace(
        seen, values=_sorted(values | {name: field.wanted for name, field in disputed.items()})
    )

    def build(taken: Collection[str]) -> tuple[Record, ...]:
        """Note the register's word for all fields, so that the same word is no conflict again."""
        return (settled,) if contact is None else (settled, _with(contact, fields, taken, terms))

    records: tuple[Record, ...] = (seen,) if after is None else (seen, after)
    return replace(planned, records=records, build=build)


def _sorted(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((field, value) for field, value in values.items() if value))


def _readable(
    said: dict[str, str], last: dict[str, str], terms: tuple[Term, ...]
) -> dict[str, str]:
    """Return what is said, without what nobody can read where a readable word came before it."""

    def lands(field: str, value: str) -> bool:
        return field not in SETTERS or bool(landed(field, value, terms))

    return {
        field: value
        for field, value in said.items()
        if lands(field, value) or not lands(field, last.get(field, ""))
    }


def _compared(
    contact: Contact, field: str, was: str, wanted: str, terms: tuple[Term, ...]
) -> FieldChange | None:
    """Return what a field would become, or None where the register says nothing new.

    It is a conflict where the contact holds something else than the register's last word.
    """

    def meaning(value: str) -> str:
        return canonical(field, value, terms)

    here = GETTERS[field](contact, terms)
    if meaning(wanted) in (meaning(was), meaning(here)) or not landed(field, wanted, terms):
        return None
    followed = landed(field, was, terms) if was else ""
    return FieldChange(field, here, wanted, was, meaning(here) != meaning(followed))

"""Compare the rows of a table with the contacts that they name, field by field.

A table that has a profile's name is expected again: what it says is noted, so that next time only
what the table itself changed is proposed, and what was changed here is a conflict. Another table is
a list of corrections, and compared with what stands here.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, SourceRecordId
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import TABLE, SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.sources.contact_table_addresses import ADDRESS, address_text, parts_of
from kkworkbench.sources.contact_table_fields import FIELDS, ContactField, refusal_of, tidy_cell
from kkworkbench.sources.contact_table_keys import Key, contacts_by_key
from kkworkbench.sources.contact_table_words import Terms, tidy
from kkworkbench.sources.table import Row, Table
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange, Rejected


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table with what its columns are, and the name that it is known by; `profile` may be ""."""

    table: Table
    columns: Mapping[str, str]
    key: Key
    profile: str
    stem: str

    @property
    def source(self) -> str:
        """The name of what is noted of the table."""
        return f"{TABLE}{self.profile}"

    def fixed_id(self, what: str, key: str) -> str:
        """Return the id that something of the table has in every workspace."""
        name = self.profile or self.stem
        return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:table:{name}:{what}:{key}"))


class Rows:
    """The rows of one table against one state."""

    def __init__(self, state: State, mapped: Mapped, today: date) -> None:
        self.rejected: list[Rejected] = []
        self._state = state
        self._mapped = mapped
        self._today = today
        self._terms = Terms(state.all(Term))
        self._held = mapped.key.columns(mapped.columns)
        places = {column: at for at, column in enumerate(mapped.table.header)}
        self._fields = tuple(
            (field, places[mapped.columns[name]])
            for name, field in FIELDS.items()
            if name in mapped.columns
        )
        self._address = places[mapped.columns[ADDRESS]] if ADDRESS in mapped.columns else -1
        self._unread = frozenset(mapped.table.unread)
        self._unread_rows = frozenset(row for row, _ in mapped.table.unread)

    def planned(self) -> Iterator[PlannedChange]:
        """Yield what each row would change; what cannot be taken is rejected meanwhile."""
        mapped, state = self._mapped, self._state
        keys = [mapped.key.of_row(row, self._held) for row in mapped.table.rows]
        times = Counter(keys)
        here = contacts_by_key(state, mapped.key)
        known = {
            record.key: record
            for record in (state.all(SourceRecord) if mapped.profile else ())
            if record.source == mapped.source
        }
        for row, key in zip(mapped.table.rows, keys, strict=True):
            record = known.get(key)
            found = self._noted_or_made(key, record, here)
            reason = self._reason(key, times[key], found)
            if reason:
                column = self._held[0]
                self._reject(row, column, row.cells[column], reason)
                continue
            change = self._change(row, key, found[0] if found else None, record)
            if change is not None:
                yield change

    def _noted_or_made(
        self, key: str, record: SourceRecord | None, here: Mapping[str, list[Contact]]
    ) -> list[Contact]:
        """Return the contacts that a row may be: the one that was noted, or those of its key, or
        the one that was made of such a row and has another key since."""
        noted = self._state.get(Contact, record.aliases[0]) if record and record.aliases else None
        if noted is not None:
            return [noted]
        if key in here or not key:
            return here.get(key, [])
        made = self._state.get(Contact, self._mapped.fixed_id("contact", key))
        return [made] if made is not None else []

    def _reason(self, key: str, times: int, found: Sequence[Contact]) -> str:
        if not key:
            return "reject.no_key"
        if times > 1:
            return "reject.key_twice"
        if len(found) > 1:
            return "reject.key_several"
        return "reject.unknown_id" if not found and self._mapped.key.name == "id" else ""

    def _change(
        self, row: Row, key: str, contact: Contact | None, record: SourceRecord | None
    ) -> PlannedChange | None:
        is_new = contact is None
        if contact is None:
            contact = Contact(ContactId(self._mapped.fixed_id("contact", key)))
        said: dict[str, str] = {}
        last = dict(record.values) if record is not None else {}
        fields: list[FieldChange] = []
        after = contact
        for field, column, value, here in self._differing(row, contact, said):
            was = last.get(field.name, "")
            said[field.name] = value
            if was and field.means(was) == field.means(value):
                continue
            landed = field.put(after, value, self._terms)
            if field.get(landed, self._terms) != value:
                said.pop(field.name)
                self._reject(row, column, value, "reject.no_place")
                continue
            after = landed
            conflict = bool(was) and field.means(was) != field.means(here)
            fields.append(FieldChange(field.name, here, value, was, conflict))
        if is_new and not after.name:
            column = self._mapped.columns.get("name", self._held[0])
            self._reject(row, column, row.cells[column], "reject.no_name")
            return None
        if is_new and key not in self._mapped.key.of_contact(after):
            column = self._held[0]
            self._reject(row, column, row.cells[column], "reject.key_unreadable")
            return None
        return self._planned(row, key, contact, after, is_new, fields, record, said)

    def _differing(
        self, row: Row, contact: Contact, said: dict[str, str]
    ) -> Iterator[tuple[ContactField, str, str, str]]:
        """Yield the fields whose cells say something else than the contact, as (field, column,
        value, here); what is the same goes into `said`."""
        header, terms = self._mapped.table.header, self._terms
        texts = row.texts(header)
        if row.number in self._unread_rows:
            self._tell_unread(row)
        for field, at in self._fields:
            cell = texts[at]
            if not cell:
                continue
            here = field.get(contact, terms)
            if cell == here:
                said[field.name] = here
                continue
            cell = tidy_cell(field, cell)
            if not cell:
                continue
            if cell == tidy_cell(field, here):
                said[field.name] = here
                continue
            value, reason = self._read(field, cell)
            if reason:
                self._reject(row, header[at], texts[at], reason)
            elif field.means(value) == field.means(here):
                said[field.name] = here
            else:
                yield field, header[at], value, here
        if self._address >= 0:
            yield from self._parts(row, contact, texts[self._address], said)

    def _read(self, field: ContactField, cell: str) -> tuple[str, str]:
        reason = refusal_of(cell)
        return ("", reason) if reason else field.read(cell, self._terms)

    def _parts(
        self, row: Row, contact: Contact, cell: str, said: dict[str, str]
    ) -> Iterator[tuple[ContactField, str, str, str]]:
        """Yield the parts of an address that stands in one cell, where no column has them."""
        column = self._mapped.columns[ADDRESS]
        cell = tidy(cell)
        if not cell or cell == tidy(address_text(contact.address)):
            return
        parts = parts_of(cell)
        if parts is None:
            self._reject(row, column, cell, "reject.address")
            return
        for name, value in parts.items():
            field = FIELDS[name]
            here = field.get(contact, self._terms)
            if name in self._mapped.columns:
                continue
            if field.means(value) == field.means(here):
                said[name] = here
            else:
                yield field, column, value, here

    def _tell_unread(self, row: Row) -> None:
        for column in self._mapped.columns.values():
            if (row.number, column) in self._unread:
                self._reject(row, column, "", "reject.formula")

    def _planned(
        self,
        row: Row,
        key: str,
        contact: Contact,
        after: Contact,
        is_new: bool,
        fields: list[FieldChange],
        record: SourceRecord | None,
        said: dict[str, str],
    ) -> PlannedChange:
        disputed = {field.field: field for field in fields if field.is_conflict}
        seen, settled = self._noted(key, contact, record, said, disputed)
        title = contact.heading or said.get("name", key)
        before = (*((record,) if seen is not None else ()), None if is_new else contact)
        if not fields and not is_new:
            notes = () if seen is None or seen == record else (replace(seen, seen_on=self._today),)
            kind = PlanKind.UNCHANGED
            return PlannedChange(
                kind, key, title, row.number, (), notes, contact.id, (record,) if notes else ()
            )

        def build(taken: Collection[str]) -> tuple[Record, ...]:
            notes = () if settled is None else (settled,)
            return (*notes, self._with(contact, fields, taken))

        kind = PlanKind.CONFLICT if disputed else PlanKind.CHANGED
        usual = after
        if disputed:
            usual = self._with(contact, fields, {f.field for f in fields if not f.is_conflict})
        return PlannedChange(
            PlanKind.NEW if is_new else kind,
            *(key, title, row.number, tuple(fields)),
            records=(usual,) if seen is None else (seen, usual),
            contact_id=contact.id,
            before=before,
            build=build,
        )

    def _noted(
        self,
        key: str,
        contact: Contact,
        record: SourceRecord | None,
        said: dict[str, str],
        disputed: dict[str, FieldChange],
    ) -> tuple[SourceRecord | None, SourceRecord | None]:
        """Return what is noted of a row: while conflicts stand open, and once they are settled."""
        if not self._mapped.profile:
            return None, None
        last = dict(record.values) if record is not None else {}
        values = last | said
        base = record or SourceRecord(
            SourceRecordId(self._mapped.fixed_id("source", key)), self._mapped.source, key
        )
        settled = replace(
            base,
            aliases=(contact.id,),
            values=tuple(sorted(values.items())),
            seen_on=self._today,
            gone=False,
        )
        if record is not None and replace(settled, seen_on=record.seen_on) == record:
            settled = record
        if not disputed:
            return settled, settled
        open_ = values | {name: field.was for name, field in disputed.items()}
        return replace(settled, values=tuple(sorted(open_.items()))), settled

    def _with(
        self, contact: Contact, fields: Sequence[FieldChange], taken: Collection[str]
    ) -> Contact:
        for each in fields:
            if each.field in taken:
                contact = FIELDS[each.field].put(contact, each.wanted, self._terms)
        return contact

    def _reject(self, row: Row, column: str, value: str, reason: str) -> None:
        table = self._mapped.table
        self.rejected.append(Rejected(table.file, table.sheet, row.number, column, value, reason))

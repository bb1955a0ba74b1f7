"""Gather what workbooks say about each record, and make the planned changes of it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange, Rejected

Key = tuple[type[Record], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, sheet and row."""

    file: str
    sheet: str
    row: int


@dataclass(slots=True)
class Edit:
    """One field that a workbook wants otherwise: what it was when it was written, and is here.

    A removal is an edit that makes something empty; nobody does that without being asked.
    """

    field: str
    value: Any
    was: str
    here: str
    wanted: str
    put: Callable[[Any], Any]
    is_conflict: bool = False
    is_removal: bool = False

    def change(self) -> FieldChange:
        """Return it as a person sees it."""
        asks = self.is_conflict or self.is_removal
        return FieldChange(self.field, self.here, self.wanted, self.was, asks)


@dataclass(slots=True)
class Gathered:
    """All that is said about one record: what it starts from, and the edits by field.

    `is_whole` says whether its own row was seen, or only rows of its parts.
    """

    place: Place
    start: Record
    before: Record | None
    is_whole: bool
    edits: dict[str, Edit] = field(default_factory=dict)


class Gathering:
    """All records that the workbooks speak about, and the cells that were not taken in."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.rejected: list[Rejected] = []
        self._records: dict[Key, Gathered] = {}
        self._gone: dict[Key, tuple[Place, Record]] = {}

    def see(
        self, place: Place, record: Record, before: Record | None, *, is_whole: bool
    ) -> Gathered:
        """Note a record's own row, or that of a part of it; `before` None: the record is new."""
        key = type(record), record.id
        found = self._records.get(key)
        if found is None:
            found = self._records[key] = Gathered(place, record, before, is_whole)
        elif is_whole:
            found.is_whole = True
        if is_whole:
            self._gone.pop(key, None)
        return found

    def is_gone(self, record: Record) -> bool:
        """Whether a record's own row is missing so far."""
        return (type(record), record.id) in self._gone

    def new_ones(self, kind: type[Record]) -> Iterator[Record]:
        """Walk through the new records of a kind as they would become."""
        for (its_kind, _id), found in self._records.items():
            if its_kind is kind and found.before is None:
                yield _built(found, frozenset(found.edits))

    def edit(self, gathered: Gathered, edit: Edit, place: Place, column: str) -> None:
        """Note an edit; two that want the same field otherwise wait for a person."""
        other = gathered.edits.get(edit.field)
        if other is None:
            if not gathered.edits:
                gathered.place = place
            gathered.edits[edit.field] = edit
        elif other.value != edit.value:
            other.is_conflict = True
            self.reject(place, column, edit.wanted, "reject.book_said_twice")

    def miss(self, place: Place, record: Record) -> None:
        """Note that a record's own row is gone."""
        key = type(record), record.id
        if key not in self._records or not self._records[key].is_whole:
            self._gone[key] = place, record

    def reject(self, place: Place, column: str, value: str, reason: str) -> None:
        """Note a cell that is not taken in."""
        self.rejected.append(Rejected(place.file, place.sheet, place.row, column, value, reason))

    def changes(self, *, by_file: bool) -> Iterator[PlannedChange]:
        """Yield what the workbooks would do to each record; `by_file` lists them by workbook.

        A missing row is told and nothing else: no record is deleted by a workbook.
        """
        for (kind, id_), found in self._records.items():
            if (kind, id_) in self._gone and not found.edits:
                continue
            group = found.place.file if by_file else ""
            yield self._change(f"{KIND_NAMES[kind]}:{id_}", found, group)
        for (kind, id_), (place, record) in self._gone.items():
            title = title_of(self.state, record)
            yield PlannedChange(
                *(PlanKind.GONE, f"gone:{KIND_NAMES[kind]}:{id_}", title, 0),
                contact_id=id_ if kind is Contact else "",
                group=place.file if by_file else "",
            )

    def _change(self, key: str, found: Gathered, group: str) -> PlannedChange:
        contact_id = found.start.id if isinstance(found.start, Contact) else ""
        row = found.place.row
        if not found.edits and found.before is not None:
            title = title_of(self.state, found.start)
            return PlannedChange(
                *(PlanKind.UNCHANGED, key, title, row), contact_id=contact_id, group=group
            )
        fields = tuple(edit.change() for edit in found.edits.values())
        usual = frozenset(each.field for each in fields if not each.is_conflict)

        def build(taken: Collection[str]) -> tuple[Record, ...]:
            return (_built(found, taken),)

        records = build(usual)
        return PlannedChange(
            *(_kind(found, usual), key, title_of(self.state, records[0]), row, fields, records),
            contact_id=contact_id,
            before=(found.before,),
            group=group,
            build=build,
        )


def _kind(found: Gathered, usual: Collection[str]) -> PlanKind:
    """A record with a conflict waits; one where something is only emptied gets all the rest."""
    if found.before is None:
        return PlanKind.NEW
    if not usual or any(edit.is_conflict for edit in found.edits.values()):
        return PlanKind.CONFLICT
    return PlanKind.CHANGED


def _built(found: Gathered, taken: Collection[str]) -> Record:
    record = found.start
    for edit in found.edits.values():
        if edit.field in taken:
            record = edit.put(record)
    return record

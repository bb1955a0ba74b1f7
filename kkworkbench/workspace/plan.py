"""A plan: what an import would change, shown before anything is applied."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.record import Record


class PlanKind(StrEnum):
    """What a planned change is."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    GONE = "gone"
    OFFERED = "offered"


Build = Callable[[Collection[str]], tuple[Record, ...]]
"""Make the records of a change of which only some fields are taken."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what stands here, and what the source wants. `was` is the source's last word.

    A conflict is a field that was changed here and that the source wants otherwise.
    """

    field: str
    here: str
    wanted: str
    was: str = ""
    is_conflict: bool = False

    @property
    def name_key(self) -> str:
        """The message key of the field's name; a field with a dot is a cell of the workbook.

        Such a one is SHEET.COLUMN or, in a part of a record, SHEET.PART.COLUMN.
        """
        _sheet, dot, column = self.field.rpartition(".")
        return f"exports.column.{column}" if dot else f"field.{column}"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One unit of a source: what it would do to which record.

    `records` are written whole when it is applied with all its fields but those in conflict;
    `fields` says what differs, and `build` makes the records where other fields are taken.
    `before` are the same records as they stood when it was planned (None: there was none).
    `title` names it to people, `group` is what it is listed under ("" is as its kind), `row` is
    its row in the source and `why` a message key that says why it is proposed.
    `needs` are the keys of the changes without which it makes no sense. What is offered is
    applied only where a person chose it; one that is likely is ticked for them.
    """

    kind: PlanKind
    key: str
    title: str
    row: int
    fields: tuple[FieldChange, ...] = ()
    records: tuple[Record, ...] = ()
    contact_id: str = ""
    before: tuple[Record | None, ...] = ()
    group: str = ""
    why: str = ""
    needs: tuple[str, ...] = ()
    is_likely: bool = False
    build: Build | None = field(default=None, compare=False, repr=False)

    def usual_fields(self) -> frozenset[str]:
        """Return the fields that are taken where nothing else is chosen: all but conflicts."""
        return frozenset(each.field for each in self.fields if not each.is_conflict)

    def taking(self, fields: Collection[str]) -> Self:
        """Return the change with these of its fields decided for, and all others against.

        A conflict is thereby settled. A change that cannot be taken by halves is returned whole.
        """
        kind = PlanKind.CHANGED if self.kind is PlanKind.CONFLICT else self.kind
        if self.build is None or (frozenset(fields) == self.usual_fields() and kind is self.kind):
            return replace(self, kind=kind)
        return replace(self, kind=kind, records=self.build(fields))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cell that was not taken in: where it is, what it holds, and why (a message key)."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a file would change. `dropped` counts what is never taken in, by kind.

    `mapping` is how the columns were read, where that is for a person to choose and to keep.
    """

    source: str
    file: str
    changes: tuple[PlannedChange, ...]
    rejected: tuple[Rejected, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    mapping: MappingProfile | None = None

    def count(self, kind: PlanKind) -> int:
        """Count the planned changes of a kind."""
        return sum(1 for change in self.changes if change.kind is kind)

    @property
    def is_excerpt(self) -> bool:
        """Whether the file lacks over half of what is known from its source: it may be a part."""
        gone = self.count(PlanKind.GONE)
        here = (PlanKind.CHANGED, PlanKind.UNCHANGED, PlanKind.CONFLICT)
        return gone > sum(self.count(kind) for kind in here)

    def applicable(self) -> tuple[PlannedChange, ...]:
        """Return what is applied where nothing else is chosen: no conflicts, no offers.

        An unchanged unit may have a record too, of what its source said.
        """
        kinds = (PlanKind.NEW, PlanKind.CHANGED, PlanKind.GONE)
        return tuple(change for change in self.changes if change.kind in kinds or _notes(change))

    def chosen(self, keys: Collection[str]) -> tuple[PlannedChange, ...]:
        """Return the changes that were ticked, by key, with all that they need.

        A conflict is settled elsewhere: of its key only what it needs is returned.
        """
        kinds = (PlanKind.NEW, PlanKind.CHANGED, PlanKind.GONE, PlanKind.OFFERED)
        by_key = {change.key: change for change in self.changes}
        noted = tuple(change for change in self.changes if _notes(change))
        wanted, waiting = set(), [key for key in keys if key in by_key]
        while waiting:
            key = waiting.pop()
            if key in by_key and key not in wanted:
                wanted.add(key)
                waiting.extend(by_key[key].needs)
        ticked = (each for each in self.changes if each.kind in kinds and each.key in wanted)
        return (*ticked, *noted)


def _notes(change: PlannedChange) -> bool:
    return change.kind is PlanKind.UNCHANGED and bool(change.records)

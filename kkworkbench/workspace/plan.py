"""A plan: what an import would change, shown before anything is applied."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from kkworkbench.model.record import Record


class PlanKind(StrEnum):
    """What a planned change is."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    GONE = "gone"


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


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One unit of a source: what it would do to which record.

    `records` are written whole when it is applied with all its fields; `fields` says, for a
    known contact, what differs. `before` are the same records as they stood when it was planned
    (None: there was none). `title` names it to people and `row` is its row in the source.
    """

    kind: PlanKind
    key: str
    title: str
    row: int
    fields: tuple[FieldChange, ...] = ()
    records: tuple[Record, ...] = ()
    contact_id: str = ""
    before: tuple[Record | None, ...] = ()


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
    """All that a file would change. `dropped` counts what is never taken in, by kind."""

    source: str
    file: str
    changes: tuple[PlannedChange, ...]
    rejected: tuple[Rejected, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)

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
        """Return what is applied where nothing else is chosen: all but conflicts."""
        kinds = (PlanKind.NEW, PlanKind.CHANGED, PlanKind.GONE)
        return tuple(change for change in self.changes if change.kind in kinds)

    def chosen(self, keys: Collection[str]) -> tuple[PlannedChange, ...]:
        """Return the changes that were ticked, by key."""
        return tuple(change for change in self.applicable() if change.key in keys)

"""A change of one record, and the ChangeSet that everything else is built of."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS

FIELDS: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind))  # type: ignore[arg-type]  # every kind is a dataclass
    for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one record was and what it becomes; None where there is none."""

    kind: type[Record]
    id: str
    before: Record | None
    after: Record | None

    @property
    def inverted(self) -> "Change":
        """The change that leads back."""
        return Change(self.kind, self.id, self.after, self.before)

    def changed_fields(self) -> tuple[str, ...]:
        """Name the fields that differ; all of them where the record is new or gone."""
        if self.before is None or self.after is None:
            return FIELDS[self.kind]
        return tuple(
            name
            for name in FIELDS[self.kind]
            if getattr(self.before, name) != getattr(self.after, name)
        )


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A labelled list of changes, applied in one transaction.

    `label` is a message key. `id`, `author`, `at` (UTC), `base` (the step it was made on),
    `group` (what undoes together) and `undoes` (the group that it takes back) are given by the
    workspace when it is committed.
    """

    label: str
    changes: tuple[Change, ...]
    id: str = ""
    author: str = ""
    at: datetime | None = None
    base: int = 0
    branch: str = ""
    group: str = ""
    undoes: str = ""


def composed(sets: Iterable[ChangeSet]) -> tuple[Change, ...]:
    """Join change sets into one change for each record: the first before, the last after."""
    first: dict[tuple[type[Record], str], Record | None] = {}
    last: dict[tuple[type[Record], str], Record | None] = {}
    for change_set in sets:
        for change in change_set.changes:
            key = (change.kind, change.id)
            first.setdefault(key, change.before)
            last[key] = change.after
    return tuple(
        Change(kind, id_, before, last[kind, id_])
        for (kind, id_), before in first.items()
        if before != last[kind, id_]
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that someone else has changed since; "*" stands for the whole record."""

    kind: type[Record]
    id: str
    field: str


def rebased_inverse(change: Change, now: Record | None) -> tuple[Change | None, list[Conflict]]:
    """Invert a change on the record as it is now, touching only the fields that it set.

    Returns the change (None where nothing is left to take back) and the conflicts. A field that
    was changed since is left alone and named.
    """
    if change.before is None or change.after is None or now is None:
        if now == change.after:
            return Change(change.kind, change.id, now, change.before), []
        if now == change.before:
            return None, []
        return None, [Conflict(change.kind, change.id, "*")]
    back: dict[str, Any] = {}
    conflicts = []
    for name in change.changed_fields():
        was, made, is_now = (getattr(record, name) for record in (change.before, change.after, now))
        if is_now == made:
            back[name] = was
        elif is_now != was:
            conflicts.append(Conflict(change.kind, change.id, name))
    if not back:
        return None, conflicts
    after = replace(now, **back)  # type: ignore[type-var]  # every kind is a dataclass
    return Change(change.kind, change.id, now, after), conflicts

"""What a person has decided about a plan so far, change by change and field by field."""

from __future__ import annotations

from collections.abc import Iterable

from kkworkbench.workspace.plan import PlanKind, PlannedChange


class Decisions:
    """Which changes are ticked, and which of their fields take the source's word.

    Fields in conflict start without a tick, and so does a change that has one. A change that
    writes nothing is only told of: it has no tick.
    """

    def __init__(self, changes: Iterable[PlannedChange] = (), *, is_excerpt: bool = False) -> None:
        """Start as usual; of an excerpt, what it lacks is not ticked."""
        self.changes = {change.key: change for change in changes}
        self._taken = {key: set(each.usual_fields()) for key, each in self.changes.items()}
        self._inert = {key for key, each in self.changes.items() if _is_inert(each)}
        self._on = {
            key: key not in self._inert and _starts_on(each, is_excerpt)
            for key, each in self.changes.items()
        }

    def is_on(self, key: str) -> bool:
        """Whether a change is ticked."""
        return self._on[key]

    def is_inert(self, key: str) -> bool:
        """Whether there is nothing to decide."""
        return key in self._inert

    def is_whole(self, key: str) -> bool:
        """Whether all fields of a change are taken."""
        change = self.changes[key]
        return change.build is None or len(self._taken[key]) == len(change.fields)

    def takes(self, key: str, field: str) -> bool:
        """Whether a field takes the source's word where its change is ticked."""
        return field in self._taken[key] or self.changes[key].build is None

    def count(self) -> int:
        """Count the changes that are ticked."""
        return sum(self._on.values())

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return what is ticked, with the fields that are taken, and what it needs."""
        waiting, wanted = [key for key, is_on in self._on.items() if is_on], set[str]()
        while waiting:
            key = waiting.pop()
            if key in self.changes and key not in wanted:
                wanted.add(key)
                waiting.extend(self.changes[key].needs)
        return tuple(
            change.taking(self._taken[key]) for key, change in self.changes.items() if key in wanted
        )

    def take_untouched(self) -> None:
        """Tick all that is no conflict, and leave every field that was changed here."""
        for key, change in self.changes.items():
            self._taken[key] = set(change.usual_fields())
            self._on[key] = (
                key not in self._inert
                and change.kind not in (PlanKind.GONE, PlanKind.OFFERED)
                and (change.kind is not PlanKind.CONFLICT or bool(change.usual_fields()))
            )

    def decide(self, key: str, field: str | None, *, take: bool) -> None:
        """Take the source's word or keep what is here, for a field or a whole change."""
        if key in self._inert:
            return
        change = self.changes[key]
        fields = {each.field for each in change.fields} if field is None else {field}
        self._taken[key] = self._taken[key] | fields if take else self._taken[key] - fields
        # A conflict that is kept is settled too; anything else of which nothing is taken is left.
        is_settled = change.kind is PlanKind.CONFLICT
        self._on[key] = is_settled or bool(self._taken[key]) or (take and not change.fields)

    def tick(self, key: str, *, is_on: bool) -> None:
        """Tick a change or not; its fields stay as they were decided.

        A conflict of which nothing was decided takes the source's word in all its fields.
        """
        change = self.changes[key]
        if is_on and change.kind is PlanKind.CONFLICT and not self._on[key]:
            self._taken[key] = {each.field for each in change.fields}
        elif is_on and not self._taken[key]:
            self._taken[key] = set(change.usual_fields())
        self._on[key] = is_on and key not in self._inert

    def tick_field(self, key: str, field: str, *, is_on: bool) -> None:
        """Tick a field or not, and with it the change."""
        if key in self._inert:
            return
        (self._taken[key].add if is_on else self._taken[key].discard)(field)
        is_conflict = self.changes[key].kind is PlanKind.CONFLICT
        self._on[key] = bool(self._taken[key]) or (is_conflict and self._on[key])


def _is_inert(change: PlannedChange) -> bool:
    return not change.records and change.build is None


def _starts_on(change: PlannedChange, is_excerpt: bool) -> bool:
    match change.kind:
        case PlanKind.CONFLICT:
            return False
        case PlanKind.GONE:
            return not is_excerpt
        case PlanKind.OFFERED:
            return change.is_likely
    return True

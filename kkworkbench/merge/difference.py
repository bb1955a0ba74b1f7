"""What differs between two states, record by record: new, gone, moved, renamed, changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS, OVERALL
from kkworkbench.model.terms import Term
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import BOXES_BY_PAGE, CHILDREN, DRILL, TERMS
from kkworkbench.state.state import State

PLACE: dict[type[Record], frozenset[str]] = {
    Page: frozenset({"parent", "order"}),
    ContactBox: frozenset({"page", "order"}),
    DrillEntry: frozenset({"placed", "order"}),
    ListEntry: frozenset({"tier"}),
    Term: frozenset({"order"}),
}
"""The fields that say where a record stands."""
NAMES: dict[type[Record], tuple[str, ...]] = {
    Page: ("title",),
    Contact: ("name", "title"),
    ContactBox: ("heading",),
    DrillEntry: ("title",),
    ListEntry: ("title",),
    Term: ("name",),
}
"""The fields that say what a record is called."""
COMPARED: tuple[type[Record], ...] = (
    DrillEntry,
    ListEntry,
    Page,
    ContactBox,
    Contact,
    *(
        kind
        for kind in KINDS
        if kind not in OVERALL and kind not in (DrillEntry, ListEntry, Page, ContactBox, Contact)
    ),
)
"""The kinds in which states differ, in the order in which it is told."""


class What(StrEnum):
    """How a record differs."""

    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: under what (a parent's id, a tier), and its number from 1.

    `number` is 0 where there is no order, and of an entry that was left out of the menu.
    """

    under: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """How one record differs. `whats` is in the order of What; `fields` leaves out its place.

    `was_at` and `now_at` are given where it is in both states and moved.
    """

    change: Change
    whats: tuple[What, ...]
    fields: tuple[str, ...] = ()
    was_at: Place | None = None
    now_at: Place | None = None

    @property
    def rise(self) -> int:
        """How many places it went up (more than 0) or down; 0 where it changed its surroundings."""
        was, now = self.was_at, self.now_at
        if was is None or now is None or was.under != now.under:
            return 0
        return was.number - now.number


def difference(
    before: State, after: State, kinds: Iterable[type[Record]] = COMPARED
) -> tuple[Difference, ...]:
    """Return how the records differ that do, kind by kind.

    What both states share, as two states of one workspace do, costs next to nothing.
    """
    return tuple(
        found
        for kind in kinds
        for change in before.changes_to(after, (kind,))
        if (found := _told(change, before, after)) is not None
    )


def place_of(state: State, record: Record) -> Place | None:
    """Return where a record stands, or None for kinds without places."""
    match record:
        case Page():
            at = state.position(CHILDREN, record.parent, record.order, record.id)
            return Place(record.parent or "", at + 1)
        case ContactBox():
            at = state.position(BOXES_BY_PAGE, record.page, record.order, record.id)
            return Place(record.page, at + 1)
        case DrillEntry():
            if not record.placed:
                return Place("out")
            return Place("drill", state.position(DRILL, True, record.order, record.id) + 1)
        case ListEntry():
            return Place(record.tier.value)
        case Term():
            at = state.position(TERMS, record.vocabulary, record.order, record.id)
            return Place(record.vocabulary.value, at + 1)
    return None


def _told(change: Change, before: State, after: State) -> Difference | None:
    if change.before is None:
        return Difference(change, (What.NEW,))
    if change.after is None:
        return Difference(change, (What.GONE,))
    fields = change.changed_fields()
    places, names = PLACE.get(change.kind, frozenset()), NAMES.get(change.kind, ())
    told = tuple(field for field in fields if field not in places)
    was = now = None
    whats = []
    if len(told) < len(fields):
        was, now = place_of(before, change.before), place_of(after, change.after)
        if was == now:  # another key for the same place
            was = now = None
        else:
            whats.append(What.MOVED)
    if any(field in names for field in told):
        whats.append(What.RENAMED)
    if any(field not in names for field in told):
        whats.append(What.CHANGED)
    return Difference(change, tuple(whats), told, was, now) if whats else None

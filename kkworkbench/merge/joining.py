"""Join two lines of work that left one state: field by field, and nothing is left hanging."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kkworkbench.merge.difference import COMPARED
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change, Conflict
from kkworkbench.state.indexes import (
    BOXES_BY_CONTACT,
    BOXES_BY_PAGE,
    CHILDREN,
    DRILL_BY_TARGET,
    LIST_BY_PAGE,
    Index,
)
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State

Key = tuple[type[Record], str]
WHOLE = "*"
"""The field of a conflict that is about a record as such: it is gone, new, or stands there twice."""
NEEDS: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    Page: (("parent", Page),),
    ContactBox: (("page", Page), ("contact", Contact)),
    DrillEntry: (("target", Page),),
    ListEntry: (("page", Page),),
}
"""The fields by which a record hangs on another."""
HANGING: dict[type[Record], tuple[tuple[Index, type[Record]], ...]] = {
    Page: (
        (CHILDREN, Page),
        (BOXES_BY_PAGE, ContactBox),
        (DRILL_BY_TARGET, DrillEntry),
        (LIST_BY_PAGE, ListEntry),
    ),
    Contact: ((BOXES_BY_CONTACT, ContactBox),),
}
"""What hangs on a record of a kind."""
ONCE: tuple[tuple[type[Record], str, Index], ...] = (
    (DrillEntry, "target", DRILL_BY_TARGET),
    (ListEntry, "page", LIST_BY_PAGE),
)
"""Records of which a page has one at most."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What leads from ours to the joined state, and the conflicts in which ours was kept."""

    state: State
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def join(
    base: State,
    ours: State,
    theirs: State,
    only: Collection[Key] | None = None,
    settled: Collection[Conflict] = (),
    without: Collection[Conflict] = (),
) -> Joined:
    """Take what they changed since the base into ours, of all records or of those in `only`.

    A field that both have changed to different values is a conflict: ours is kept unless it is in
    `settled`. So is a record that would be left hanging, or stand there twice; what a record in
    `only` hangs on comes with it, and what hangs on one that they removed goes with it. The fields
    in `without` are left as ours has them.
    """
    wanted = list(_wanted(base, ours, theirs, only))
    conflicts: dict[Conflict, None] = {}
    changes: dict[Key, Change] = {}
    for change in wanted:
        now = ours.get(change.kind, change.id)
        made, clashes = _joined(change, now, frozenset(settled), frozenset(without))
        conflicts.update(dict.fromkeys(clashes))
        if made is not None:
            changes[change.kind, change.id] = made
    leaving = {(change.kind, change.id) for change in wanted if change.after is None}
    while True:
        state = ours.apply(changes.values())
        broken = [key for key, each in changes.items() if not _fits(each, state, leaving)]
        if not broken:
            return Joined(state, tuple(changes.values()), tuple(conflicts))
        for key in broken:
            del changes[key]
            conflicts[Conflict(*key, WHOLE)] = None


def _wanted(
    base: State, ours: State, theirs: State, only: Collection[Key] | None
) -> Iterable[Change]:
    changes = base.changes_to(theirs, COMPARED)
    if only is None:
        return changes
    by_key = {(change.kind, change.id): change for change in changes}
    taken: dict[Key, Change] = {}
    waiting = [key for key in by_key if key in only]
    while waiting:
        key = waiting.pop()
        change = by_key.get(key)
        if change is None or key in taken:
            continue
        taken[key] = change
        waiting += _with(change, base, ours)
    return [change for key, change in by_key.items() if key in taken]


def _with(change: Change, base: State, ours: State) -> Iterator[Key]:
    """Name what must come with a change: what it hangs on, or what hangs on it."""
    if change.after is None:
        for index, kind in HANGING.get(change.kind, ()):
            yield from ((kind, id_) for id_ in base.bucket(index, change.id))
        return
    for field, kind in NEEDS.get(change.kind, ()):
        id_ = getattr(change.after, field)
        if id_ is not None and ours.get(kind, id_) is None:
            yield kind, id_


def _joined(
    change: Change,
    now: Record | None,
    settled: frozenset[Conflict],
    without: frozenset[Conflict],
) -> tuple[Change | None, list[Conflict]]:
    """Join one record's change with what stands now."""
    kind, id_ = change.kind, change.id
    if now == change.after:
        return None, []
    if change.before is None or change.after is None or now is None:
        whole = Conflict(kind, id_, WHOLE)
        if now == change.before or whole in settled:
            return Change(kind, id_, now, change.after), []
        return None, [whole]
    values: dict[str, Any] = {}
    conflicts = []
    for name in change.changed_fields():
        was, wanted, stands = (getattr(r, name) for r in (change.before, change.after, now))
        conflict = Conflict(kind, id_, name)
        if conflict in without:
            continue
        if stands == was or conflict in settled:
            values[name] = wanted
        elif stands != wanted:
            conflicts.append(conflict)
    after = replace(now, **values)  # type: ignore[type-var]  # every kind is a dataclass
    return (Change(kind, id_, now, after) if after != now else None), conflicts


def _fits(change: Change, state: State, leaving: Collection[Key]) -> bool:
    """Say whether a change leaves nothing hanging that did not hang before.

    What was to go with a record that stays, stays too.
    """
    if change.after is None:
        holds = any(
            state.bucket_size(index, change.id) for index, _ in HANGING.get(change.kind, ())
        )
        return not holds and not any(
            (kind, id_ := getattr(change.before, field)) in leaving and state.get(kind, id_)
            for field, kind in NEEDS.get(change.kind, ())
        )
    return all(check(change, state) for check in _CHECKS)


def _is_held(change: Change, state: State) -> bool:
    return all(
        (id_ := getattr(change.after, field)) is None
        or state.get(kind, id_) is not None
        or (change.before is not None and getattr(change.before, field) == id_)
        for field, kind in NEEDS.get(change.kind, ())
    )


def _is_once(change: Change, state: State) -> bool:
    return not any(
        change.kind is kind
        and (change.before is None or getattr(change.before, field) != getattr(change.after, field))
        and state.bucket_size(index, getattr(change.after, field)) > 1
        for kind, field, index in ONCE
    )


def _is_a_tree(change: Change, state: State) -> bool:
    page = change.after
    if not isinstance(page, Page) or page.parent is None:
        return True
    if isinstance(change.before, Page) and change.before.parent == page.parent:
        return True
    top = (page, *ancestors(state, page.id))[-1]
    return state.get(Page, top.parent) is None  # else the walk ended where it had been


_CHECKS: tuple[Callable[[Change, State], bool], ...] = (_is_held, _is_once, _is_a_tree)

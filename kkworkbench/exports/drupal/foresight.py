"""What a batch would hold and what stands in its way, told before anything is written."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kkworkbench.exports.drupal.batch import AllResults, items_of
from kkworkbench.exports.drupal.exclusion import Key, blocking, excluded
from kkworkbench.exports.drupal.history import Order, base_of
from kkworkbench.exports.drupal.history_compare import ItemChange, compare
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_losses import Loss, carries
from kkworkbench.exports.drupal.scope import Base, Choice, Place, Selection, Why, selected
from kkworkbench.exports.drupal.shapes import item_id
from kkworkbench.messages import Messages
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.terms import Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.indexes import DRILL_BY_TARGET
from kkworkbench.state.state import State

Progress = Callable[[int, int], None]
STEPS = 4
_PLACES = {
    "page": ("pages", "page"),
    "contact": ("contacts", "contact"),
    "box": ("boxes", "box"),
    "drill_entry": ("menu", "menu"),
    "term": ("terms", "term"),
}


@dataclass(frozen=True, slots=True)
class Foresight:
    """Items by part, what differs from the batch built on, the errors that block, and the losses.

    `base` is the number of that batch; None where this is the first.
    """

    counts: dict[str, int]
    changes: tuple[ItemChange, ...]
    errors: tuple[Result, ...]
    losses: tuple[Loss, ...]
    base: int | None = None

    @property
    def size(self) -> int:
        """How many items the batch holds."""
        return sum(self.counts.values())


def foresee(
    order: Order,
    omitted: Collection[Key],
    results: AllResults,
    messages: Messages,
    profile: Profile,
    progress: Progress = lambda _done, _total: None,
) -> Foresight:
    """Work out a batch without writing it.

    Errors on what was not asked for, and is not needed by what was, stand in nobody's way.
    `omitted` are the records in error that are left out; the others are taken as if mended.
    """
    state, batch = order.state, order.batch
    choice = Choice(batch.only_changed, batch.only)
    vocabulary = profile.vocabularies[Vocabulary.ADMINISTRATION]
    progress(0, STEPS)
    base = base_of(order, messages, profile)

    def chosen(errors: list[Result]) -> Selection:
        items = items_of(state, excluded(state, errors), messages, profile, batch.id)
        return selected(items, state, choice, base, vocabulary)

    progress(1, STEPS)
    standing, mended = blocking(results.all()), chosen([])
    inside = [each for each in standing if _is_inside(each, state, mended, choice)]
    progress(2, STEPS)
    wanted = {id(each) for each in inside}
    out = [
        each
        for each in standing
        if id(each) not in wanted or (each.finding.kind, each.finding.subject) in omitted
    ]
    found = chosen(out) if out else mended
    progress(3, STEPS)

    def has(record: Record) -> bool:
        kind = KIND_NAMES[type(record)]
        return any(place in found.why for place in _places(state, kind, record.id))

    told = Foresight(
        {part: len(items) for part, items in found.items.items()},
        tuple(_changes(base, found)),
        tuple(inside),
        tuple(carries(profile, state, has)),
        base.number if base is not None else None,
    )
    progress(STEPS, STEPS)
    return told


def _is_inside(error: Result, state: State, found: Selection, choice: Choice) -> bool:
    finding = error.finding
    if finding.kind not in {*_PLACES, "list_entry"}:
        return not choice.only
    return any(place in found.why for place in _places(state, finding.kind, finding.subject))


def _changes(base: Base | None, found: Selection) -> Iterator[ItemChange]:
    """Yield what is new, changed or retired; what only stays out on the site is neither."""
    if base is None:
        return
    for change in compare(base.sent, found.items):
        why = found.why.get((change.part, change.id), (None, ""))[0]
        if why is Why.RETIRED:
            yield ItemChange(Why.RETIRED, change.part, change.id, change.title)
        elif why is not None:
            yield change


def _places(state: State, kind: str, id_: str) -> Iterator[Place]:
    """Yield the items that a record becomes, or is shown in."""
    if kind == "list_entry":
        entry = state.get(ListEntry, id_)
        if entry is not None:
            yield "pages", item_id("page", entry.page)
    elif kind in _PLACES:
        part, prefix = _PLACES[kind]
        yield part, item_id(prefix, id_)
    if kind == "page":
        for drill in state.bucket(DRILL_BY_TARGET, id_):
            yield "menu", item_id("menu", drill)

"""The main line and the variants beside it, at any step of the log; nothing is replayed."""

from collections.abc import Iterable

from kkworkbench.model.records import OVERALL
from kkworkbench.model.variant import Variant
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.ports import Stood, Store

MAIN = ""
"""The branch of the main line."""
BARRED = frozenset(
    {
        "command.apply_plan",
        "command.batch_written",
        "command.take_over",
        "command.take_over_variant",
    }
)
"""The labels of steps that belong to the main line: what comes in, and what leaves."""


def state_at(store: Store, main: State, step: int, branch: str = MAIN) -> State:
    """Return a branch as it stood after a step of the log; `main` is the main line as it stands.

    Before a variant was made, it is what it was made from.

    Raises:
        Refused: the log has no such step, or there is no such variant.
    """
    if not 0 <= step <= store.step:
        raise Refused("refused.no_such_step", step=str(step), newest=str(store.step))
    if branch == MAIN:
        return _standing(main, store.befores(step))
    variant = variant_of(main, branch)
    parent = variant.parent or MAIN
    if step <= variant.step:
        return state_at(store, main, step, parent)
    return _standing(state_at(store, main, variant.step, parent), store.afters(branch, step))


def shown_state(store: Store, main: State, branch: str) -> State:
    """Return a variant as it is shown now, with what stands once for the whole workspace.

    Raises:
        Refused: there is no such variant, or its base is not in the log.
    """
    return with_overall(state_at(store, main, store.step, branch), main)


def with_overall(state: State, main: State) -> State:
    """Return a state with what stands once for the whole workspace as the main line has it."""
    return state.apply(state.changes_to(main, OVERALL))


def variant_of(main: State, branch: str) -> Variant:
    """Return a variant by its id.

    Raises:
        Refused: there is none.
    """
    found = main.get(Variant, branch)
    if found is None:
        raise Refused("refused.no_such_variant")
    return found


def within(branch: str, label: str, changes: tuple[Change, ...]) -> tuple[str, tuple[Change, ...]]:
    """Return the branch that a step goes to which is made while a variant is shown, and what of it.

    What stands once for the workspace is a step of the main line. A step of the variant leaves it
    alone: a page that is deleted here keeps its votes there.

    Raises:
        Refused: it may not be made in a variant.
    """
    if label in BARRED:
        raise Refused("refused.in_variant")
    own = tuple(change for change in changes if change.kind not in OVERALL)
    return (branch, own) if own else (MAIN, changes)


def _standing(state: State, wanted: Iterable[Stood]) -> State:
    changes = []
    for each in wanted:
        stands = state.get(each.kind, each.id)
        if stands != each.record:
            changes.append(Change(each.kind, each.id, stands, each.record))
    return state.apply(changes)

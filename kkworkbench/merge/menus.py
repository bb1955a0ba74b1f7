"""Two drill menus side by side: what moved, came and went."""

from dataclasses import dataclass

from kkworkbench.merge.difference import What
from kkworkbench.merge.telling import DOWN, SIGNS, UP
from kkworkbench.model.drill import DrillEntry
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry in its place; `sign` says how it differs from the other menu, `by` in places."""

    id: str
    title: str
    help_text: str
    sign: str = ""
    by: int = 0


def side_by_side(left: State, right: State) -> list[tuple[Slot | None, Slot | None]]:
    """Return the places of both menus, in order; None where a menu has ended.

    At the left ✖ marks what is not at the right; there ✚ marks what is new, ▲ and ▼ what moved,
    ✎ what is called or told otherwise.
    """
    one, other = left.bucket(DRILL, True), right.bucket(DRILL, True)
    at = {id_: place for place, id_ in enumerate(one)}
    lefts = [_slot(left, id_, "" if id_ in set(other) else SIGNS[What.GONE]) for id_ in one]
    rights = [_compared(left, right, id_, place, at.get(id_)) for place, id_ in enumerate(other)]
    longest = max(len(lefts), len(rights))
    return [
        (
            lefts[place] if place < len(lefts) else None,
            rights[place] if place < len(rights) else None,
        )
        for place in range(longest)
    ]


def _compared(left: State, right: State, id_: str, place: int, was: int | None) -> Slot:
    if was is None:
        return _slot(right, id_, SIGNS[What.NEW])
    before, after = left.get(DrillEntry, id_), right.get(DrillEntry, id_)
    assert before is not None
    assert after is not None
    if before.order != after.order and was != place:
        return _slot(right, id_, UP if was > place else DOWN, abs(was - place))
    slot, old = _slot(right, id_), _slot(left, id_)
    same = (slot.title, slot.help_text) == (old.title, old.help_text)
    return slot if same else _slot(right, id_, SIGNS[What.CHANGED])


def _slot(state: State, id_: str, sign: str = "", by: int = 0) -> Slot:
    entry = state.get(DrillEntry, id_)
    assert entry is not None
    return Slot(id_, entry_title(state, entry), entry_help_text(state, entry), sign, by)

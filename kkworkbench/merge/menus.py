"""Two drill menus side by side: what moved, came and went."""

from dataclasses import dataclass, replace

from kkworkbench.merge.difference import What
from kkworkbench.merge.telling import DOWN, SIGNS, UP
from kkworkbench.model.drill import DrillEntry
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry in its place; `sign` says how it differs from the other menu, `by` in places.

    `is_edited` says that it is called or told otherwise, whatever its sign.
    """

    id: str
    title: str
    help_text: str
    sign: str = ""
    by: int = 0
    is_edited: bool = False

    def __str__(self) -> str:
        """Return the signs and the title."""
        edited = SIGNS[What.CHANGED] if self.is_edited else ""
        signs = (f"{self.sign}{self.by}", edited) if self.by else (self.sign,)
        return " ".join(part for part in (*signs, self.title) if part)


def side_by_side(left: State, right: State) -> list[tuple[Slot | None, Slot | None]]:
    """Return the places of both menus, in order; None where a menu has ended.

    At the left ✖ marks what is not at the right; there ✚ marks what is new, ▲ and ▼ what moved,
    ✎ what is called or told otherwise, also beside a move.
    """
    one, other = left.bucket(DRILL, True), right.bucket(DRILL, True)
    rest = frozenset(other)
    at = {id_: place for place, id_ in enumerate(one)}
    lefts = [_slot(left, id_, "" if id_ in rest else SIGNS[What.GONE]) for id_ in one]
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
    slot, old = _slot(right, id_), _slot(left, id_)
    edited = (slot.title, slot.help_text) != (old.title, old.help_text)
    if before.order != after.order and was != place:
        sign, by = UP if was > place else DOWN, abs(was - place)
        return replace(slot, sign=sign, by=by, is_edited=edited)
    return replace(slot, sign=SIGNS[What.CHANGED], is_edited=True) if edited else slot


def _slot(state: State, id_: str, sign: str = "") -> Slot:
    entry = state.get(DrillEntry, id_)
    assert entry is not None
    return Slot(id_, entry_title(state, entry), entry_help_text(state, entry), sign)

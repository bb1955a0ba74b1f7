"""The menu that a group started from, beside the one that it looks at."""

from collections.abc import Mapping

from kkworkbench.merge.menus import Slot, side_by_side
from kkworkbench.state.state import State
from kkworkbench.workspace.workspace import Workspace


class MenuBefore:
    """The menu as it stood after a step of the log; while a variant is shown, the main line's.

    It is worked out again only where either menu is another state than when it was asked last.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._began: tuple[int, State] | None = None
        self._told: tuple[State, State, list[Slot], Mapping[str, str]] | None = None

    def at_left(self, step: int) -> list[Slot]:
        """Return its places, with a sign at those that are out of the menu now."""
        return self._compared(step)[2]

    def signs(self, step: int) -> Mapping[str, str]:
        """Return how each entry of the menu differs from before, empty where it does not."""
        return self._compared(step)[3]

    def _compared(self, step: int) -> tuple[State, State, list[Slot], Mapping[str, str]]:
        before, now = self._before(step), self._workspace.state
        told = self._told
        if told is None or told[0] is not before or told[1] is not now:
            pairs = side_by_side(before, now)
            left = [slot for slot, _now in pairs if slot is not None]
            signs = {slot.id: signed(slot) for _was, slot in pairs if slot is not None}
            told = self._told = before, now, left, signs
        return told

    def _before(self, step: int) -> State:
        if self._workspace.branch:
            return self._workspace.main
        if self._began is None or self._began[0] != step:
            self._began = step, self._workspace.as_it_was(step)
        return self._began[1]


def signed(slot: Slot) -> str:
    """Return the sign of a place, with how many places it moved."""
    return f"{slot.sign} {slot.by}" if slot.by else slot.sign

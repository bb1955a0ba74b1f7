"""What the workspace tells its listeners."""

from collections.abc import Callable
from dataclasses import dataclass

from kkworkbench.state.changes import ChangeSet
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class StateChanged:
    """A change set was committed or followed."""

    before: State
    after: State
    change_set: ChangeSet


Listener = Callable[[StateChanged], None]

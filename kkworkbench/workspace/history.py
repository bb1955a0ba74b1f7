"""The undo and redo stacks, derived from the log alone, so that they outlive the program."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kkworkbench.workspace.ports import LogHeader

SNAPSHOT = "command.snapshot"
"""The label of a step that only names a point: there is nothing in it to take back."""
SHOWN = "command.show_variant"
"""The label of what listeners are told when another variant is shown; it is never in the log."""
BATCH_WRITTEN = "command.batch_written"
BATCH_IMPORTED = "command.batch_imported"
PASSED_OVER = frozenset({SNAPSHOT, BATCH_WRITTEN, BATCH_IMPORTED})
"""The labels of steps that undo passes over."""


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that undo together: their numbers in order, the label and what it is about.

    `undoes` is the group that this one takes back, if any.
    """

    id: str
    label: str
    author: str
    steps: tuple[int, ...]
    undoes: str = ""
    first_kind: str = ""
    first_id: str = ""


class History:
    """One author's own groups, sorted into what can be undone and what can be redone.

    An undo is a group that undoes another; a redo is the undo of an undo.
    """

    def __init__(self, author: str, headers: Iterable[LogHeader] = ()) -> None:
        """Derive the stacks from headers of one branch, oldest first."""
        self._author = author
        self._undo: list[Group] = []
        self._redo: list[Group] = []
        for header in headers:
            self.note(header)

    @property
    def next_undo(self) -> Group | None:
        """The group that undo takes back."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Group | None:
        """The undo that redo takes back."""
        return self._redo[-1] if self._redo else None

    def undoable(self, id_: str) -> Group | None:
        """Return a group that still stands, whatever came after it, or None."""
        return next((group for group in reversed(self._undo) if group.id == id_), None)

    def note(self, header: LogHeader) -> None:
        """Take in a committed step."""
        if header.author != self._author or header.label in PASSED_OVER:
            return
        if self._undo and self._undo[-1].id == header.group:
            last = self._undo[-1]
            self._undo[-1] = replace(last, steps=(*last.steps, header.step))
            return
        group = Group(
            header.group,
            header.label,
            header.author,
            (header.step,),
            header.undoes,
            header.first_kind,
            header.first_id,
        )
        if not header.undoes:
            self._undo.append(group)
            self._redo.clear()
        elif self._undo and self._undo[-1].id == header.undoes:
            self._undo.pop()
            self._redo.append(group)
        elif self._redo and self._redo[-1].id == header.undoes:
            self._redo.pop()
            self._undo.append(group)
        else:
            self._undo.append(group)

    def drop_undo(self) -> None:
        """Forget the newest group: nothing of it is left to take back."""
        self._undo.pop()

    def drop_redo(self) -> None:
        """Forget the newest undo: nothing of it is left to take back."""
        self._redo.pop()

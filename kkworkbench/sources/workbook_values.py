"""Compare one cell three ways: as it was written, as it came back, and as it stands here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports.cells import MAX_TEXT, legal
from kkworkbench.messages import Messages
from kkworkbench.sources.workbook_cells import UnreadCell, as_text, is_blank, is_same
from kkworkbench.sources.workbook_edits import Edit, Gathered, Gathering, Place
from kkworkbench.sources.workbook_fields import ELSEWHERE, FIELDS, NEVER, Field
from kkworkbench.sources.workbook_matching import Known
from kkworkbench.state.state import State

SHOWN = 200
"""Characters of a cell that is not taken in which are told."""


def _as_it_is(record: Any) -> Any:
    return record


@dataclass(frozen=True, slots=True)
class Target:
    """What a cell's row is about: where it stands, its record, and the id of its part, or "".

    `ready` makes a record of one that lacks the part yet.
    """

    place: Place
    gathered: Gathered
    sheet: str
    part: str = ""
    ready: Callable[[Any], Any] = _as_it_is
    is_new: bool = False


class CellReader:
    """Take in the cells of one workbook, or say why not."""

    def __init__(self, messages: Messages, state: State, gathering: Gathering) -> None:
        self._messages = messages
        self._state = state
        self._gathering = gathering

    def take(
        self, target: Target, column: str, cell: object, was: Known, here: Known, nth: int
    ) -> None:
        """Note the edit of a cell, if it is one."""
        field = FIELDS[target.sheet].get(column)
        if field is None or (field.only_new and not target.is_new):
            if not is_blank(cell):
                elsewhere = (target.sheet, column) in ELSEWHERE
                reason = "reject.book_elsewhere" if elsewhere else "reject.book_shown_only"
                self.reject(target.place, column, cell, reason)
            return
        written = was.values[nth]
        if isinstance(written, str) and len(legal(written)) > MAX_TEXT:
            self.reject(target.place, column, cell, "reject.book_was_cut")
            return
        value = self._value(target, column, field, cell)
        if value is NEVER or value == field.get(was.item) or value == field.get(here.item):
            return
        if is_same(cell, here.values[nth]) or self._is_refused(target, column, field, value, cell):
            return
        said, stands = as_text(written), as_text(here.values[nth])
        edit = Edit(
            ".".join(filter(None, (target.sheet, target.part, column))),
            value,
            said,
            stands,
            value if isinstance(value, str) else as_text(cell),
            lambda record: field.put(target.ready(record), target.part, value),
            is_conflict=said != stands,
            is_removal=is_blank(cell),
        )
        self._gathering.edit(target.gathered, edit, target.place, self.title(column))

    def title(self, column: str) -> str:
        """Return a column's name as the workbook has it."""
        return self._messages.text(f"exports.column.{column}")

    def reject(self, place: Place, column: str, cell: object, reason: str) -> None:
        """Note a cell that is not taken in, or a whole row where no column is given."""
        name = self.title(column) if column else ""
        self._gathering.reject(place, name, as_text(cell)[:SHOWN], reason)

    def _value(self, target: Target, column: str, field: Field, cell: object) -> Any:
        """Read a cell; NEVER where it has no value."""
        if is_blank(cell):
            if field.empty is NEVER:
                self.reject(target.place, column, "", "reject.book_emptied")
            return field.empty
        try:
            return field.read(cell, self._state)
        except UnreadCell as unread:
            self.reject(target.place, column, cell, str(unread))
            return NEVER

    def _is_refused(
        self, target: Target, column: str, field: Field, value: Any, cell: object
    ) -> bool:
        if field.check is None:
            return False
        after = field.put(target.ready(target.gathered.start), target.part, value)
        why = field.check(self._state, after)
        if why:
            self.reject(target.place, column, cell, why)
        return bool(why)

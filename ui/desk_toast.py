"""The passing notice of what was done by hand, with a way to take just that back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.variant import Variant
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.history import SHOWN
from ui.widgets import Toast

TOASTED = frozenset(
    {
        "command.move_pages",
        "command.delete_pages",
        "command.delete_contacts",
        "command.place_in_drill",
        "command.move_drill_entries",
        "command.swap_in_drill",
        "command.take_out_of_drill",
        "command.put_on_list",
        "command.remove_from_list",
        "command.move_part",
        "command.remove_part",
        "command.remove_box",
        "command.set_fields",
        "command.delete_variant",
        "command.apply_plan",
        "command.apply_fixes",
        "command.merge_contacts",
        "command.replace_number",
    }
)
"""Steps that are told with a way back, since they are done by hand and are easily wrong."""


class DeskToast(QObject):
    """Tells what was dropped, moved or taken away, and takes that back whatever came after it."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk, self._bridge = desk, desk.bridge
        self.toast = Toast(desk.window)
        self._told = ""
        self._states: tuple[State, ...] = ()
        self._bridge.done.connect(self._on_done)
        self._bridge.state_changed.connect(self._on_state_changed)

    def _on_done(self, label: str, subject: str) -> None:
        done = self._bridge.workspace.history.next_undo
        if label not in TOASTED or done is None:
            return
        self._told = done.id
        names = (name_of(state, subject) for state in self._states)
        name = next((name for name in names if name), "")
        text = self._bridge.text(label)
        sentence = f"{text}: »{name}«" if name else text
        self.toast.show_message(sentence, self.tr("Fortryd"), lambda: self._take_back(done.id))

    def _take_back(self, group: str) -> None:
        """Undo the step where it is the newest; else take it back over what came after it."""
        self._desk.flush()
        history = self._bridge.workspace.history
        newest = history.next_undo
        told = history.undoable(group)
        if told is not None and told == newest:
            self._desk.say_undone(self._bridge.undo())
        elif told is not None:
            self._desk.say_undone(self._bridge.revert(told.steps, told.label))

    def _on_state_changed(self, event: StateChanged) -> None:
        """Offer no way back from what is taken back already, or stands elsewhere."""
        self._states = event.after, event.before
        undone = event.change_set.undoes
        if event.change_set.label == SHOWN or (undone and undone == self._told):
            self._told = ""
            self.toast.close_now()


def name_of(state: State, subject: str) -> str:
    """Name a record by its id, whatever its kind; empty where the state has none."""
    for kind in (Page, Contact, ContactBox, DrillEntry, ListEntry, Variant):
        record = state.get(kind, subject)
        if record is not None:
            return title_of(state, record)
    return ""

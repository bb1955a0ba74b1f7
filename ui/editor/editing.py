"""What the cards share: what is shown, how it is changed, and what is being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kkworkbench.rules.results import Result
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.editor.answers import fix_or_ask
from ui.editor.messages import MessageLines, Messages, Place, result_key
from ui.editor.shown import Shown
from ui.editor.waive import ask_waiver


class Editing(QObject):
    """The editor's hands: everything that a card does goes through here.

    Signals:
        draft_changed(State): the workspace with what is being typed in it.
        principle_requested(str): code of a rule to explain.
        page_requested(str): a page to go to.
        uses_requested(str, str): a number or link, or the id of a contact, to find the uses of.
        search_requested(str): words to try as a citizen would.
        fields_added(): there are fields or buttons that were not there before.
    """

    draft_changed = Signal(object)
    principle_requested = Signal(str)
    page_requested = Signal(str)
    uses_requested = Signal(str, str)
    search_requested = Signal(str)
    fields_added = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.shown = Shown()
        self._widget = parent
        self._typed: Command | None = None
        self.messages = Messages(bridge, self)
        self.messages.fix_requested.connect(self._fix)
        self.messages.waiver_requested.connect(self._waive)
        self.messages.principle_requested.connect(self.principle_requested)
        self.messages.line_added.connect(self.fields_added)

    @property
    def state(self) -> State:
        return self.bridge.state

    # changing

    def commit(self, command: Command) -> bool:
        """Save an edit."""
        self._typed = None
        return self.bridge.run(command)

    def try_out(self, command: Command) -> None:
        """Show what an edit would make of it, without saving: mended findings go at once."""
        tried = self._tried(command)
        if tried is None:
            return
        state, changes = tried
        self._typed = command if changes else None
        self.draft_changed.emit(state)
        self.messages.tell(self._preview(state, changes), new=False)

    def forget_typed(self) -> None:
        """Drop what is being typed, as when something else is shown."""
        self._typed = None

    # messages

    def add_place(self, place: Place) -> None:
        """Tell findings of a subject and field path in a line from now on."""
        self.messages.add(place)

    def drop_places(self, widget: QWidget) -> None:
        """Forget the places within a widget that goes away."""
        self.messages.drop(widget)

    def place_of(self, subject: str, path: str) -> Place | None:
        """Return the nearest place for a finding: its own, else that of what it is in."""
        return self.messages.place_of(subject, path)

    def line_of(self, field: QWidget) -> MessageLines:
        """Return the line under a field, for more places that are told there."""
        return self.messages.line_of(field)

    def refresh_messages(self) -> None:
        """Tell all findings on what is shown, but none that the typed text has mended."""
        found = [r for id_ in self.shown.subjects for r in self.bridge.results_of(id_)]
        tried = self._tried(self._typed) if self._typed is not None else None
        if tried is not None:
            state, changes = tried
            self.draft_changed.emit(state)
            left = {result_key(result)[:3] for result in self._preview(state, changes)}
            found = [result for result in found if result_key(result)[:3] in left]
        self.messages.tell(found, new=True)

    def fix_first(self, focused: QWidget | None) -> bool:
        """Save the field that has the focus, and apply the fix of the message under it.

        Returns whether there was one.
        """
        commit = getattr(focused, "commit", None)
        if callable(commit):
            commit()
            self.refresh_messages()
        result = self.messages.first_fix(focused)
        if result is not None:
            self._fix(result)
        return result is not None

    def _tried(self, command: Command) -> tuple[State, tuple[Change, ...]] | None:
        try:
            return self.bridge.workspace.preview(command)
        except WorkbenchError:
            return None

    def _preview(self, state: State, changes: tuple[Change, ...]) -> list[Result]:
        found = self.bridge.preview(state, changes, self.shown.subjects)
        return [result for results in found.values() for result in results]

    def _fix(self, result: Result) -> None:
        fix_or_ask(self.bridge, result.finding, self._widget)

    def _waive(self, result: Result) -> None:
        command = ask_waiver(self.bridge, result, self._widget)
        if command is not None:
            self.bridge.run(command)

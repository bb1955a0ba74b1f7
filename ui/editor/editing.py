"""What the cards share: what is shown, how it is changed, and where messages are placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.editor.contact_picker import pick_contact
from ui.editor.shown import Shown
from ui.widgets import FieldMessage, MessageLine, set_severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is told: under a field, for a subject and a field path.

    `subject` and `path` are asked each time, since what is shown changes.
    """

    field: QWidget
    line: MessageLine
    subject: Callable[[], str]
    path: Callable[[], str]


class Editing(QObject):
    """The editor's hands: everything that a card does goes through here.

    Signals:
        draft_changed(State): the workspace with what is being typed in it.
        principle_requested(str): code of a rule to explain.
        page_requested(str): a page to go to.
    """

    draft_changed = Signal(object)
    principle_requested = Signal(str)
    page_requested = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.shown = Shown()
        self._widget = parent
        self._places: list[Place] = []
        self._told: dict[tuple[str, str, str], Result] = {}

    @property
    def state(self) -> State:
        return self.bridge.state

    # changing

    def commit(self, command: Command) -> bool:
        """Save an edit."""
        return self.bridge.run(command)

    def try_out(self, command: Command) -> None:
        """Show what an edit would make of it, without saving: mended findings go at once."""
        try:
            state, changes = self.bridge.workspace.preview(command)
        except WorkbenchError:
            return
        self.draft_changed.emit(state)
        found = self.bridge.preview(state, changes, self.shown.subjects)
        self._tell([r for results in found.values() for r in results], new=False)

    # messages

    def add_place(self, place: Place) -> None:
        """Tell findings of a subject and field path in a line from now on."""
        self._places.append(place)
        place.line.fix_requested.connect(self._fix)
        place.line.principle_requested.connect(self.principle_requested)

    def drop_places(self, widget: QWidget) -> None:
        """Forget the places within a widget that goes away."""
        self._places = [
            place
            for place in self._places
            if place.line is not widget and not widget.isAncestorOf(place.line)
        ]

    def refresh_messages(self) -> None:
        """Tell all findings on what is shown."""
        found = [r for id_ in self.shown.subjects for r in self.bridge.results_of(id_)]
        self._tell(found, new=True)

    def place_of(self, subject: str, path: str) -> Place | None:
        """Return the nearest place for a finding: its own, else that of what it is in."""
        mine = [place for place in self._places if place.subject() == subject]
        while True:
            for place in mine:
                if place.path() == path:
                    return place
            if not path:
                return None
            path = path.rpartition(".")[0]

    def fix_first(self, focused: QWidget | None) -> None:
        """Apply the fix of the message under the field that has the focus."""
        for place in self._places:
            within = focused is not None and (
                place.field is focused or place.field.isAncestorOf(focused)
            )
            message = place.line.message()
            if within and message is not None and message.fix_text:
                self._fix(message.finding_key)
                return

    def _tell(self, results: list[Result], *, new: bool) -> None:
        by_place: dict[int, Result] = {}
        for result in results:
            if result.waiver is not None:
                continue
            finding = result.finding
            place = self.place_of(finding.subject, finding.field)
            if place is None:
                continue
            at = self._places.index(place)
            if at not in by_place:
                by_place[at] = result
        for at, place in enumerate(self._places):
            result = by_place.get(at)
            if result is not None and not new and not self._is_told(place, result):
                continue
            self._show(place, result)

    def _is_told(self, place: Place, result: Result) -> bool:
        message = place.line.message()
        if message is None:
            return False
        told = self._told.get(_key(message.finding_key))
        return told is not None and told.finding.code == result.finding.code

    def _show(self, place: Place, result: Result | None) -> None:
        message = None
        if result is not None:
            finding = result.finding
            key = (finding.code, finding.subject, finding.field)
            self._told[key] = result
            words = self.bridge.describe(result)
            message = FieldMessage(
                "|".join(key),
                result.severity.value,
                self.bridge.text(f"severity.{result.severity.value}"),
                words.message,
                finding.code,
                words.principle,
                "" if self.bridge.is_read_only else words.fix_label,
                words.explanation,
            )
        place.line.show_message(message)
        tint = getattr(place.field, "set_severity", None)
        severity = result.severity.value if result is not None else None
        if callable(tint):
            tint(severity)
        else:
            set_severity(place.field, severity)
        place.field.setAccessibleDescription(message.text if message is not None else "")

    def _fix(self, key: str) -> None:
        result = self._told.get(_key(key))
        if result is None:
            return
        finding = result.finding
        if self.bridge.answer_wanted(finding) == "contact":
            chosen = pick_contact(self.bridge, self._widget)
            if chosen is not None:
                self.bridge.fix([finding], {finding: chosen})
            return
        self.bridge.fix([finding])


def _key(text: str) -> tuple[str, str, str]:
    code, subject, field = text.split("|", 2)
    return code, subject, field

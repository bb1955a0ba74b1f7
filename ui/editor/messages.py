"""Messages under fields: which finding is told where, and when it appears and goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkworkbench.model.finding import SEVERITY_RANK, Finding
from kkworkbench.rules.results import Result
from ui.bridge import Bridge
from ui.widgets import FieldMessage, MessageLine, set_severity

MOST_LINES = 4
"""Messages shown under one field; the gravest come first, the rest when these are mended."""

Key = tuple[str, str, str, str]
Tint = tuple[str | None, str]
"""The gravest severity under a field and what is said of it, both empty where all is well."""


class MessageLines(QWidget):
    """Some messages under each other; hidden while there are none.

    Signals:
        fix_requested(str): the finding key whose fix was pressed.
        principle_requested(str): code of a rule to explain.
        waiver_requested(str): the finding key to grant a dispensation for.
        line_added(): there are more buttons than before.
    """

    fix_requested = Signal(str)
    principle_requested = Signal(str)
    waiver_requested = Signal(str)
    line_added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[MessageLine] = []
        self._home: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def set_home(self, field: QWidget) -> None:
        """Name the field that gets the focus back when a fix mended it."""
        self._home = field
        for line in self._lines:
            line.set_home(field)

    def message(self) -> FieldMessage | None:
        """Return the first message, or None."""
        return self._lines[0].message() if self._lines else None

    def messages(self) -> tuple[FieldMessage, ...]:
        """Return all messages that are shown."""
        shown = (line.message() for line in self._lines)
        return tuple(message for message in shown if message is not None)

    def show_messages(self, messages: tuple[FieldMessage, ...]) -> None:
        """Say something else, or nothing; lines that stay the same are not touched."""
        if messages == self.messages():
            return
        if messages:
            self.show()
        while len(self._lines) < len(messages):
            self._add()
        for at, line in enumerate(self._lines):
            line.show_message(messages[at] if at < len(messages) else None)
        self.setVisible(bool(messages))

    def _add(self) -> None:
        line = MessageLine()
        if self._home is not None:
            line.set_home(self._home)
        line.fix_requested.connect(self.fix_requested)
        line.principle_requested.connect(self.principle_requested)
        line.more_requested.connect(self.waiver_requested)
        self._lines.append(line)
        self._column.addWidget(line)
        self.line_added.emit()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is told: under a field, for a subject and a field path.

    `subject` and `path` are asked each time, since what is shown changes; an empty subject takes
    no finding. Several places may share a line. An empty path takes what has no place of its own.
    `keys` is where one types what the field shows, where that is another widget.
    """

    field: QWidget
    line: MessageLines
    subject: Callable[[], str]
    path: Callable[[], str]
    keys: QWidget | None = None

    def has_focus(self, focused: QWidget) -> bool:
        """Say whether the widget with the focus belongs here."""
        parts = (self.field, self.keys or self.field)
        return any(part is focused or part.isAncestorOf(focused) for part in parts)


class Messages(QObject):
    """Tell results at their places.

    Signals:
        fix_requested(Result): the fix of a result was pressed.
        waiver_requested(Result): a dispensation for a result is asked for.
        principle_requested(str): code of a rule to explain.
        line_added(): there are more buttons than before.
    """

    fix_requested = Signal(object)
    waiver_requested = Signal(object)
    principle_requested = Signal(str)
    line_added = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._places: list[Place] = []
        self._told: dict[Key, Result] = {}
        self._tints: dict[QWidget, Tint] = {}

    def add(self, place: Place) -> None:
        """Tell findings of a subject and field path in a line from now on."""
        if all(place.line is not other.line for other in self._places):
            place.line.fix_requested.connect(self._on_fix)
            place.line.waiver_requested.connect(self._on_waiver)
            place.line.principle_requested.connect(self.principle_requested)
            place.line.line_added.connect(self.line_added)
        self._places.append(place)

    def drop(self, widget: QWidget) -> None:
        """Forget the places within a widget that goes away."""
        self._places = [
            place
            for place in self._places
            if place.line is not widget and not widget.isAncestorOf(place.line)
        ]

    def place_of(self, subject: str, path: str) -> Place | None:
        """Return the nearest place for a finding: its own, else that of what it is in."""
        mine = [place for place in self._places if subject and place.subject() == subject]
        while True:
            for place in mine:
                if place.path() == path:
                    return place
            if not path:
                return None
            path = path.rpartition(".")[0]

    def line_of(self, field: QWidget) -> MessageLines:
        """Return the line under a field that has one."""
        return next(place.line for place in self._places if place.field is field)

    def tell(self, results: Iterable[Result], *, new: bool) -> None:
        """Show results; with `new` False only those that are told already stay, none appears."""
        lines: dict[MessageLines, list[Result]] = {place.line: [] for place in self._places}
        # While one types, the offending text changes: what is told already goes by the rest.
        told = {key[:3] for key in self._told}
        standing = {result_key(r): r for r in results if r.waiver is None}
        for key, result in standing.items():
            if not new and key[:3] not in told:
                continue
            place = self.place_of(result.finding.subject, result.finding.field)
            if place is not None:
                lines[place.line].append(result)
        self._told = {}
        tints: dict[QWidget, Tint] = {}
        for place in self._places:
            found = sorted(lines[place.line], key=lambda r: SEVERITY_RANK[r.severity])
            shown = tuple(self._worded(result) for result in found[:MOST_LINES])
            place.line.show_messages(shown)
            self._told.update((result_key(result), result) for result in found)
            if shown or place.field not in tints:
                worst = shown[0].severity if shown else None
                tints[place.field] = worst, " ".join(message.text for message in shown)
        _tint({f: tint for f, tint in tints.items() if self._tints.get(f) != tint})
        self._tints = tints

    def first_fix(self, focused: QWidget | None) -> Result | None:
        """Return the first result with a fix under the field that has the focus."""
        if focused is None:
            return None
        for place in self._places:
            if place.has_focus(focused):
                for message in place.line.messages():
                    if message.fix_text:
                        return self._told.get(_key_of(message.finding_key))
        return None

    def _worded(self, result: Result) -> FieldMessage:
        words = self._bridge.describe(result)
        return FieldMessage(
            "|".join(result_key(result)),
            result.severity.value,
            self._bridge.text(f"severity.{result.severity.value}"),
            words.message,
            result.finding.code,
            words.principle,
            "" if self._bridge.is_read_only else words.fix_label,
            words.explanation,
        )

    def _on_fix(self, key: str) -> None:
        result = self._told.get(_key_of(key))
        if result is not None:
            self.fix_requested.emit(result)

    def _on_waiver(self, key: str) -> None:
        result = self._told.get(_key_of(key))
        if result is not None:
            self.waiver_requested.emit(result)


def result_key(result: Result) -> Key:
    """Name a result: rule, subject, field and offending text."""
    finding: Finding = result.finding
    return finding.code, finding.subject, finding.field, finding.value


def _key_of(text: str) -> Key:
    code, subject, field, value = text.split("|", 3)
    return code, subject, field, value


def _tint(tints: Mapping[QWidget, Tint]) -> None:
    for field, (severity, spoken) in tints.items():
        tint = getattr(field, "set_severity", None)
        if callable(tint):
            tint(severity)
        else:
            set_severity(field, severity)
        if field.accessibleDescription() != spoken:
            field.setAccessibleDescription(spoken)

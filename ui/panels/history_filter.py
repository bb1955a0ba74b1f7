"""What is shown of the history: by text, record, author, kind and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kkworkbench.model.records import KIND_NAMES
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.log_filter import LogFilter, steps_about
from ui import theme
from ui.bridge import Bridge
from ui.panels.record_picker import ALL, RecordKey, pick_record
from ui.panels.values import named
from ui.widgets import NoWheelComboBox, SearchField

AUTHORS_OF = 2000
"""The newest steps in which authors are looked for."""
MOST_LETTERS: Final = 24
"""Letters of a name on the button of the record; the rest is in its tool tip."""


class HistoryFilter(QWidget):
    """A line over the history.

    Signals:
        changed(LogFilter): what is asked for.
    """

    changed = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        *,
        pick: Callable[[Bridge, QWidget], RecordKey | None] = pick_record,
    ) -> None:
        """Take how a record is asked for."""
        super().__init__(parent)
        self._bridge = bridge
        self._pick = pick
        self._record: RecordKey | None = None
        self.search = SearchField(self.tr("Søg i historikken"))
        self.record_button = QPushButton()
        self.author, self.kind, self.day = NoWheelComboBox(), NoWheelComboBox(), NoWheelComboBox()
        self.author.setAccessibleName(self.tr("Hvem"))
        self.kind.setAccessibleName(self.tr("Hvilken slags"))
        self.day.setAccessibleName(self.tr("Hvornår"))
        self.author.addItem(self.tr("Alle personer"), "")
        self.kind.addItem(self.tr("Alle slags"), "")
        for name in KIND_NAMES.values():
            text = bridge.text(f"kind.{name}")
            self.kind.addItem(f"{text[:1].upper()}{text[1:]}", name)
        days = ((self.tr("Alle dage"), None), (self.tr("I dag"), 0), (self.tr("7 dage"), 6))
        for text, back in (*days, (self.tr("30 dage"), 29)):
            self.day.addItem(text, back)
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
        row.addWidget(self.search, 3)
        row.addWidget(self.record_button)
        for box in (self.author, self.kind, self.day):
            policy = NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(5)
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(self._tell)
        self.record_button.clicked.connect(self.choose_record)
        self.search.search_changed.connect(self._tell)
        bridge.state_changed.connect(self._on_state_changed)
        self._name_record()
        for header in bridge.workspace.store.headers(limit=AUTHORS_OF):
            self._note_author(header.author)

    @property
    def is_used(self) -> bool:
        """Whether anything is asked for."""
        return not self.wanted().is_empty

    def wanted(self) -> LogFilter:
        """Return what is asked for."""
        since = until = None
        match self.day.currentData():
            case int(back):
                since = self._bridge.today() - timedelta(days=back)
            case str(day):
                since = until = date.fromisoformat(day)
        steps = None
        if self._record is not None:
            workspace = self._bridge.workspace
            steps = steps_about(workspace.store, workspace.state, *self._record)
        return LogFilter(
            self.search.text().strip(),
            self.author.currentData(),
            self.kind.currentData(),
            since,
            until,
            steps,
        )

    def choose_record(self) -> None:
        """Ask for the page or contact whose steps are shown, or for all."""
        chosen = self._pick(self._bridge, self)
        if chosen == ALL:
            self.only(None)
        elif chosen is not None:
            self.only(chosen)

    def only(self, record: RecordKey | None) -> None:
        """Show the steps about a record, or about anything where it is None."""
        self._record = record
        self._name_record()
        self._tell()

    def only_day(self, day: date) -> None:
        """Show the steps of a day."""
        at = self.day.findData(day.isoformat())
        if at < 0:
            at = self.day.count()
            self.day.addItem(f"{day:%d.%m.%Y}", day.isoformat())
        self.day.setCurrentIndex(at)

    def only_by(self, author: str) -> None:
        """Show the steps of one person."""
        self._note_author(author)
        self.author.setCurrentIndex(max(self.author.findData(author), 0))

    def ask_for_all(self) -> None:
        """Show every step again."""
        self.search.clear()
        for box in (self.author, self.kind, self.day):
            box.setCurrentIndex(0)
        self.only(None)

    def _name_record(self) -> None:
        name = self.tr("alt")
        if self._record is not None:
            found = self._bridge.state.get(*self._record)
            name = named(self._bridge, found) if found is not None else self.tr("det, der er væk")
        text = self.tr("Om {name}").format(name=name)
        self.record_button.setAccessibleName(text)
        self.record_button.setToolTip(text)
        short = text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
        self.record_button.setText(f"{short.replace('&', '&&')}…".replace("……", "…"))

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.wanted())

    def _on_state_changed(self, event: StateChanged) -> None:
        self._note_author(event.change_set.author)
        if self._record is not None:
            self._name_record()
            self._tell()

    def _note_author(self, author: str) -> None:
        if author and self.author.findData(author) < 0:
            self.author.addItem(author, author)

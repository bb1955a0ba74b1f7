"""What is shown of the history: by text, author, kind and day."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kkworkbench.model.records import KIND_NAMES
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.log_filter import LogFilter
from ui import theme
from ui.bridge import Bridge
from ui.widgets import NoWheelComboBox, SearchField

AUTHORS_OF = 2000
"""The newest steps in which authors are looked for."""


class HistoryFilter(QWidget):
    """A line over the history.

    Signals:
        changed(LogFilter): what is asked for.
    """

    changed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.search = SearchField(self.tr("Søg i historikken"))
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
        row.addWidget(self.search, 1)
        for box in (self.author, self.kind, self.day):
            policy = NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(9)
            row.addWidget(box)
            box.currentIndexChanged.connect(self._tell)
        self.search.search_changed.connect(self._tell)
        bridge.state_changed.connect(self._on_state_changed)
        for header in bridge.workspace.store.headers(limit=AUTHORS_OF):
            self._note_author(header.author)

    @property
    def is_used(self) -> bool:
        """Whether anything is asked for."""
        return not self.wanted().is_empty

    def wanted(self) -> LogFilter:
        """Return what is asked for."""
        back = self.day.currentData()
        since = self._bridge.today() - timedelta(days=back) if back is not None else None
        return LogFilter(
            self.search.text().strip(),
            self.author.currentData(),
            self.kind.currentData(),
            since,
        )

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.wanted())

    def _on_state_changed(self, event: StateChanged) -> None:
        self._note_author(event.change_set.author)

    def _note_author(self, author: str) -> None:
        if author and self.author.findData(author) < 0:
            self.author.addItem(author, author)

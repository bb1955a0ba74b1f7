"""The finder of an open workspace: built while nothing else is done, in step with every edit."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.finding import Finder, Found
from kkworkbench.workspace.workspace import Workspace

SLICE_SECONDS = 0.008
"""How long one slice of building may hold the window."""
RECENT = 12
"""Places gone to that are offered when nothing is typed yet."""

Gone = tuple[str, str]
"""What was gone to: the name of a kind, or "action", and an id."""


class BackgroundFinder(QObject):
    """Find in a workspace, with an index that is built in slices once it is asked to start."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._finder: Finder | None = None
        self._recent: list[Gone] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)
        self._stop = workspace.subscribe(self._on_state_changed)

    @property
    def is_ready(self) -> bool:
        """Whether there is an index to find in."""
        return self._finder is not None and self._finder.is_ready

    def start(self) -> None:
        """Build the index in the background, where there is none yet."""
        if self._finder is None:
            self._finder = Finder(self._workspace.state)
        if self._finder.is_working:
            self._timer.start()

    def find(self, text: str) -> list[Found]:
        """Return the best hits; what of the index is not built yet is built first."""
        return self._ready().find(text)

    def pages(self, text: str) -> tuple[set[str], set[str | None]]:
        """Return all pages that a filter keeps, and what they stand under."""
        return self._ready().pages(text)

    def _ready(self) -> Finder:
        if self._finder is None:
            self._finder = Finder(self._workspace.state)
        while not self._finder.is_ready and self._finder.work():
            pass
        return self._finder

    @property
    def recent(self) -> tuple[Gone, ...]:
        """What was gone to, newest first."""
        return tuple(self._recent)

    def note(self, gone: Gone) -> None:
        """Remember what was gone to."""
        self._recent = [gone, *(each for each in self._recent if each != gone)][:RECENT]

    def close(self) -> None:
        """Stop following the workspace."""
        self._timer.stop()
        self._stop()

    def _slice(self) -> None:
        end = perf_counter() + SLICE_SECONDS
        while self._finder is not None and self._finder.work():
            if perf_counter() > end:
                return
        self._timer.stop()

    def _on_state_changed(self, event: StateChanged) -> None:
        if self._finder is not None:
            self._finder.follow(event.after, event.change_set.changes)
            self.start()

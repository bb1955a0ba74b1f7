"""Points of the workspace from the window: name one, and compare any two."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from kkworkbench.workspace.errors import WorkbenchError
from ui.dialogs.compare import CompareDialog
from ui.points import Point, now, points


class DeskPast(QObject):
    """What can be done with earlier points of an open workspace."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk, self._bridge = desk, desk.bridge
        desk.history.compare_requested.connect(self.compare)

    def snapshot(self) -> None:
        """Ask for a name and give it to the workspace as it stands; all is saved already."""
        self._desk.flush()
        saved = self.tr("Alt er gemt.")
        self._desk.window.say(saved)
        if self._bridge.is_read_only:
            return
        name, is_done = QInputDialog.getText(
            self._desk.window,
            self.tr("Øjebliksbillede"),
            self.tr("Alt er gemt. Giv arbejdsrummet, som det står nu, et navn at finde det på:"),
        )
        if not is_done or not name.strip():
            return
        try:
            self._bridge.workspace.snapshot(name.strip())
        except WorkbenchError as error:
            self._bridge.tell(error)
            return
        taken = self.tr("Øjebliksbilledet »{name}« er taget.").format(name=name.strip())
        self._desk.window.say(f"{saved} {taken}")

    def compare_points(self) -> None:
        """Compare what is shown with the newest point that has a name."""
        here = now(self._bridge, self._bridge.workspace.branch)
        named = [each for each in points(self._bridge) if not each.is_now]
        self.compare(named[0], here)

    def compare(self, left: Point, right: Point) -> None:
        """Show what differs between two points."""
        self._desk.flush()
        dialog = CompareDialog(self._bridge, left, right, self._desk.window)
        dialog.taken.connect(self._desk.window.say)
        dialog.exec()
        dialog.deleteLater()

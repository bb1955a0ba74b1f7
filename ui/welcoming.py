"""What is offered while no workspace is open, and the workspaces that were open lately."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from ui.dialogs.files import ask_existing


class Welcoming(QObject):
    """The welcome page and the menu of recent workspaces of an application."""

    def __init__(self, application: Any) -> None:
        super().__init__(application)
        self._application = application

    def show(self) -> None:
        """Show what can be opened."""
        from ui.pages.welcome import WelcomePage  # noqa: PLC0415  # after the first paint

        application = self._application
        page = WelcomePage(application.prefs.recent)
        page.chosen.connect(application.do)
        page.file_chosen.connect(lambda path: application.open(Path(path)))
        page.pinned.connect(self._pin)
        page.find_requested.connect(self.find_moved)
        application.window.setWindowTitle("kkworkbench")
        application.window.show_saved("")
        application.window.show_counts("")
        application.window.show_alone(page)

    def fill_recent(self) -> None:
        """Put the workspaces that were open lately into the window's menu."""
        application = self._application
        menu, recent = application.window.recent_menu, application.prefs.recent
        menu.clear()
        for file in recent:
            action = menu.addAction(Path(file.path).name.replace("&", "&&"))
            action.setToolTip(file.path)
            action.setEnabled(Path(file.path).exists())
            action.triggered.connect(lambda _on, path=file.path: application.open(Path(path)))
        if not recent:
            menu.addAction(self.tr("Ingen endnu")).setEnabled(False)

    def find_moved(self, path: str) -> None:
        """Ask where a workspace that is not where it was is now, and open it."""
        application = self._application
        found = ask_existing(application.window, Path(path).parent)
        if found is not None and application.open(found):
            application.prefer(application.prefs.without_recent(path))

    def new_import(self) -> None:
        """Make a new workspace and take in files."""
        application = self._application
        application.new()
        if application.desk is not None:
            application.desk.dialogs.import_files()

    def _pin(self, path: str, pinned: bool) -> None:
        self._application.prefer(self._application.prefs.with_pinned(path, pinned))

"""What the frame's own menu items open: settings, properties, help, and what was left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.errors import log_path

if TYPE_CHECKING:
    from ui.tour import Tour


class FrameDialogs(QObject):
    """Opens dialogs for the application; each is imported when it is asked for."""

    def __init__(self, application: Any) -> None:
        super().__init__(application)
        self._application = application
        self.tour: Tour | None = None

    def settings(self) -> None:
        """Show the settings of the workspace and the person's own."""
        from ui.dialogs.settings import SettingsDialog  # noqa: PLC0415  # after the first paint
        from ui.dialogs.settings_personal import PersonalPages  # noqa: PLC0415

        application = self._application
        if application.desk is None:
            return
        personal = PersonalPages(application.prefs, application.window.menuBar())
        dialog = SettingsDialog(application.desk.bridge, application.window, personal)
        accepted = dialog.exec() == SettingsDialog.DialogCode.Accepted
        chosen = personal.chosen()
        dialog.deleteLater()
        if accepted:
            application.take_preferences(chosen)

    def properties(self) -> None:
        """Show what the workspace says of its site."""
        from ui.dialogs.properties import PropertiesDialog  # noqa: PLC0415
        from ui.dialogs.settling import settled  # noqa: PLC0415

        application = self._application
        if application.desk is not None:
            application.desk.flush()
            bridge, window = application.desk.bridge, application.window
            if settled(bridge, window):
                PropertiesDialog(bridge, application.path, window).exec()

    def shortcuts(self) -> None:
        """Show all keys."""
        from ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415

        window = self._application.window
        ShortcutsDialog(window.menuBar(), window).exec()

    def about(self) -> None:
        """Say what the program is."""
        from ui.dialogs.about import AboutDialog  # noqa: PLC0415

        AboutDialog(self._application.window).exec()

    def fault_report(self) -> None:
        """Show the log, to read and to write to a file."""
        from ui.dialogs.fault_report import FaultReportDialog  # noqa: PLC0415

        dialog = FaultReportDialog(log_path().parent, self._application.window)
        dialog.exec()
        dialog.deleteLater()

    def recovery(self, by: str, since: str) -> None:
        """Say that the workspace was not closed the last time, and what of it is there."""
        from ui.dialogs.recovery import RecoveryDialog  # noqa: PLC0415

        window = self._application.window
        dialog = RecoveryDialog(self._application.desk.bridge, by, since, window)
        dialog.report_requested.connect(self.fault_report)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_tour(self, step: int = 0) -> None:
        """Lead through the program, from a step on."""
        from ui.tour import Tour  # noqa: PLC0415

        if self._application.desk is None:
            return
        if self.tour is not None:
            self.tour.end()
        self.tour = Tour(self._application.desk)
        self.tour.ended.connect(self._on_tour_ended)
        self.tour.start(step)

    def tour_step(self) -> int | None:
        """Return the step that the tour is at, or None."""
        return self.tour.step if self.tour is not None else None

    def forget_tour(self) -> None:
        """Let go of a tour whose workspace is being closed."""
        self.tour = None

    def _on_tour_ended(self) -> None:
        if self.tour is not None:
            self.tour.deleteLater()
        self.tour = None
        self._application.tour_was_seen()

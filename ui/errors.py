"""What happens when something unexpected goes wrong: a log file and one dialog."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

LOG: Final = logging.getLogger("kkworkbench")
SIZE: Final = 500_000


def log_path() -> Path:
    """Return where the log file is."""
    import platformdirs  # noqa: PLC0415  # after the first paint

    return Path(platformdirs.user_log_dir("kkworkbench", appauthor=False)) / "kkworkbench.log"


def start_log(path: Path) -> None:
    """Write warnings and worse to a file that never grows past a megabyte."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  # after the first paint

    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.WARNING)


def start_crash_log(path: Path) -> None:
    """Let the interpreter write where it stood into a file, should it be killed by a fault."""
    import faulthandler  # noqa: PLC0415  # as above

    path.parent.mkdir(parents=True, exist_ok=True)
    is_long = path.exists() and path.stat().st_size > SIZE
    # It stays open: there is no time to open it when it is needed.
    faulthandler.enable(path.open("w" if is_long else "a", encoding="utf-8"))


class ErrorReporter(QObject):
    """Log the unexpected and tell the person once, with a report to copy. Nothing is sent.

    The log holds where in the program it went wrong, never what was being edited.

    Signals:
        reported(str): the report that was shown.
    """

    reported = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.window: QWidget | None = None

    def install(self) -> None:
        """Catch what no one else caught from now on."""
        sys.excepthook = self.handle

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log one error and show it, unless one is on the screen already."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        report = report_of(kind, trace)
        LOG.error("%s", report)
        if self._showing:
            return
        self._showing = True
        try:
            self._show(report)
        finally:
            self._showing = False

    def _show(self, report: str) -> None:
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Noget gik galt"))
        box.setText(self.tr("Noget gik galt. Alt, du har rettet indtil nu, er gemt."))
        box.setInformativeText(
            self.tr("Du kan arbejde videre. Kopier rapporten, hvis du vil bede om hjælp.")
        )
        box.setDetailedText(report)
        copy = box.addButton(self.tr("&Kopier rapport"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)
        self.reported.emit(report)
        box.deleteLater()


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Describe an error by its kind and places in the code, without any value of the workspace."""
    frames = traceback.extract_tb(trace)
    places = [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    return "\n".join(
        (
            f"kkworkbench, Python {platform.python_version()}, Qt {qVersion()}, "
            f"{platform.system()} {platform.release()}",
            kind.__name__,
            *places,
        )
    )

"""Start the window from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kkworkbench import preferences
from ui import placing
from ui.app import Application
from ui.errors import log_path, start_crash_log, start_log


def main(argv: Sequence[str]) -> int:
    """Start the window: [FILE.kkw] [--demo] [--screenshot OUT.png]."""
    parser = argparse.ArgumentParser(prog="kkworkbench")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--screenshot", type=Path, metavar="OUT.png")
    options = parser.parse_args(list(argv))
    if options.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kkworkbench")
    if options.screenshot is not None:
        from ui.screenshot import take  # noqa: PLC0415

        with TemporaryDirectory() as folder:
            shown = Application(app, Path(folder) / "preferences.json")
            return take(shown, options.file, options.screenshot)
    application = Application(app, preferences.default_path())
    application.errors.install()
    path = _first_file(application, options)
    placing.fit(application.window)
    application.show_skeleton(path)
    application.window.show()
    app.processEvents()
    with suppress(OSError):
        start_log(log_path())
        start_crash_log(log_path().with_name("crash.log"))
    QTimer.singleShot(0, lambda: application.start(path, demo=options.demo))
    return app.exec()


def _first_file(application: Application, options: argparse.Namespace) -> Path | None:
    """Return the file to open: the one that was named, else the last one; None for the demo."""
    if options.file is not None:
        return Path(options.file)
    recent = [Path(file.path) for file in application.prefs.recent]
    return recent[0] if recent and recent[0].exists() and not options.demo else None

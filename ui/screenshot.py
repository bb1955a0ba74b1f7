"""A picture of the window with a workspace in it, for documents and trials without a display."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.state.indexes import DRILL
from ui.bridge import Bridge

SIZE = (1440, 900)


def take(application: Any, file: Path | None, out: Path) -> int:
    """Write a picture of the application's window; return an exit code.

    It shows the first problem, or else the first page of the drill menu.
    """
    application.show_error = lambda sentence: print(sentence, file=sys.stderr)
    if file is None:
        print("FILE.kkw?", file=sys.stderr)
        return 2
    application.window.resize(*SIZE)
    application.window.show()
    if not application.open(file) or application.desk is None:
        return 2
    application.window.resize(*SIZE)
    application.desk.bridge.settle()
    page = page_to_show(application.desk.bridge)
    if page is not None:
        application.desk.show_page(page)
    application.desk.problems.next_problem()
    _wait(400)
    out.parent.mkdir(parents=True, exist_ok=True)
    saved = application.window.grab().save(str(out))
    application.close_workspace()
    return 0 if saved else 2


def page_to_show(bridge: Bridge) -> str | None:
    """Return the target of the first drill entry with an error or warning, else of the first."""
    targets = [
        entry.target
        for entry in (bridge.state.get(DrillEntry, id_) for id_ in bridge.state.bucket(DRILL, True))
        if entry is not None
    ]
    from ui.models.badges import subjects_of_page  # noqa: PLC0415  # widgets are loaded by now

    for target in targets:
        for subject in subjects_of_page(bridge.state, target):
            if any(r.severity is not Severity.ADVICE for r in bridge.results_of(subject)):
                return target
    return targets[0] if targets else None


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

"""The real window on a workspace of a size, for benchmarks of what it paints."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

import db
from benchmarks.generate import records
from ui.app import Application
from ui.desk import Desk


@contextmanager
def desk_of(size: str, width: int, height: int) -> Iterator[tuple[Application, Desk]]:
    """Give an application and the desk of a workspace of the size, open and checked."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        shown = Application(app, Path(folder) / "preferences.json")
        shown.window.resize(width, height)
        shown.window.show()
        if not shown.open(path) or shown.desk is None:
            raise SystemExit("the workspace did not open")
        shown.desk.bridge.settle()
        yield shown, shown.desk
        shown.close_workspace()
        shown.window.close()

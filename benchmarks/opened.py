"""The real window on a workspace of a size, for benchmarks of what it paints."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

import db
from benchmarks.generate import records
from kkworkbench.model.record import Record
from ui.app import Application
from ui.desk import Desk


def desk_of(size: str, width: int, height: int) -> AbstractContextManager[tuple[Application, Desk]]:
    """Give an application and the desk of a workspace of the size, open and checked."""
    return desk_on(records(size), width, height)


@contextmanager
def desk_on(held: Iterable[Record], width: int, height: int) -> Iterator[tuple[Application, Desk]]:
    """Give an application and the desk of a workspace with these records, open and checked."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, "benchmark", held).close()
        shown = Application(app, Path(folder) / "preferences.json")
        shown.window.resize(width, height)
        shown.window.show()
        if not shown.open(path) or shown.desk is None:
            raise SystemExit("the workspace did not open")
        shown.desk.bridge.settle()
        yield shown, shown.desk
        shown.close_workspace()
        shown.window.close()

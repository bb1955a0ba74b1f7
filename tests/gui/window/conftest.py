"""The real window on a real file with the demo in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import db
from kkworkbench import demo
from kkworkbench.model.page import Page, PageKind
from ui.app import Application


@pytest.fixture(scope="session")
def demo_as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "demo.kkw"
    db.create_store(path, "Demo", demo.records()).close()
    return path


@pytest.fixture
def demo_file(demo_as_made: Path, tmp_path: Path) -> Path:
    return Path(copyfile(demo_as_made, tmp_path / "demo.kkw"))


@contextmanager
def window_in(qapp: QApplication, folder: Path) -> Iterator[Application]:
    """Give a window whose preferences stand in a folder; it is gone afterwards."""
    made = Application(qapp, folder / "preferences.json")
    made.errors_shown = []  # type: ignore[attr-defined]
    made.show_error = made.errors_shown.append  # type: ignore[attr-defined,method-assign]
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.close_workspace()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def application(qapp: QApplication, qtbot: Any, tmp_path: Path) -> Iterator[Application]:
    with window_in(qapp, tmp_path) as made:
        yield made


@pytest.fixture
def opened(application: Application, demo_file: Path) -> Application:
    assert application.open(demo_file)
    application.desk.bridge.settle()
    return application


@pytest.fixture(scope="module")
def opened_once(
    qapp: QApplication, demo_as_made: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Application]:
    """Give the demo opened once for a module whose tests put back what they alter."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KKWORKBENCH_CONFIG", str(folder))
        with window_in(qapp, folder) as made:
            assert made.open(Path(copyfile(demo_as_made, folder / "demo.kkw")))
            made.desk.bridge.settle()
            yield made


@pytest.fixture
def opened_again(opened_once: Application) -> Iterator[Application]:
    """Give the window of the module; what is done in it is undone, and what was sought is not."""
    yield opened_once
    desk, window = opened_once.desk, opened_once.window
    desk.flush()
    while desk.bridge.undo() is not None:
        pass
    desk.bridge.settle()
    desk.contact_list.clear_filter()
    desk.drill.side.look_for("")
    desk.drill.candidates.setCurrentIndex(QModelIndex())
    desk.show_page("")
    window.resize(1440, 900)
    opened_once.errors_shown.clear()  # type: ignore[attr-defined]


def page_id(application: Application, title: str, kind: PageKind | None = None) -> str:
    """Return the id of a page of the demo by its title."""
    state = application.desk.bridge.state
    return next(p.id for p in state.all(Page) if p.title == title and kind in (None, p.kind))


def select(application: Application, title: str, kind: PageKind | None = None) -> str:
    id_ = page_id(application, title, kind)
    application.desk.show_page(id_)
    QApplication.processEvents()
    return id_


@pytest.fixture
def told_is_closed(qapp: QApplication) -> Iterator[None]:
    """Close each box that tells where something was written."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            box.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()

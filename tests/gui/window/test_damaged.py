"""A damaged workspace in the window: what can be saved is shown, and saved as a good file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QToolBar

import db
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.pages import EditPage
from ui.app import Application

PAGE = 4096


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 8 // 10])


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(len(content) // PAGE // 3 * PAGE, len(content), 7 * PAGE):
        content[at : at + PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def cell_changed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE page SET data = substr(data, 1, 40) WHERE rowid = 7")
        file.commit()


def when_asked(qtbot: Any, answer: Callable[[QMessageBox], None]) -> list[str]:
    """Answer the next question of the program; return what it said, filled when it asks."""
    said: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, look)
            return
        said.extend((box.text(), box.informativeText()))
        answer(box)

    QTimer.singleShot(0, look)
    return said


def press(name: str) -> Callable[[QMessageBox], None]:
    def answer(box: QMessageBox) -> None:
        next(button for button in box.buttons() if name in button.text()).click()

    return answer


@pytest.mark.parametrize("damage", [truncated, overwritten, cell_changed])
def test_what_can_be_saved_is_shown_read_only(
    application: Application, demo_file: Path, qtbot: Any, damage: Callable[[Path], None]
) -> None:
    damage(demo_file)
    before = demo_file.read_bytes()
    said = when_asked(qtbot, press("reddes"))
    assert application.open(demo_file)
    assert "demo.kkw" in said[0]
    assert "beskadiget" in said[0]
    desk = application.desk
    assert desk.bridge.is_read_only
    assert "reddet, skrivebeskyttet" in application.window.windowTitle()
    bar = application.window.findChild(QToolBar, "salvaged")
    assert bar.isVisible()
    assert "mistet: mindst" in bar.sentence.text()
    desk.bridge.settle()
    page = next(iter(desk.bridge.state.all(Page)))
    assert not desk.bridge.run(EditPage(page.id, "title", "Nyt"))
    for one in desk.bridge.state.all(Page):
        desk.show_page(one.id)
    for name in ("drill", "list", "hierarchy"):
        application.window.show_page(name)
        QApplication.processEvents()
    assert len(application.errors_shown) == 1  # the edit above
    application.close_workspace()
    assert demo_file.read_bytes() == before


def test_a_copy_of_what_was_saved_is_a_good_file_and_is_opened(
    application: Application,
    demo_file: Path,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cell_changed(demo_file)
    before = demo_file.read_bytes()
    when_asked(qtbot, press("reddes"))
    assert application.open(demo_file)
    wanted = set(application.desk.bridge.state.ids(Page))
    chosen = [str(demo_file), str(tmp_path / "god.kkw")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen.pop(0), ""))
    bar = application.window.findChild(QToolBar, "salvaged")
    bar.save_button.click()
    assert len(application.errors_shown) == 1
    assert demo_file.read_bytes() == before
    bar.save_button.click()
    assert application.path == tmp_path / "god.kkw"
    assert not application.desk.bridge.is_read_only
    qtbot.waitUntil(lambda: application.window.findChild(QToolBar, "salvaged") is None)
    assert set(application.desk.bridge.state.ids(Page)) == wanted
    application.close_workspace()
    with closing(db.open_store(tmp_path / "god.kkw")) as store:
        assert store.info.title == "Demo"
        assert store.step == 0


def test_whoever_will_not_is_shown_the_welcome_page(
    application: Application, demo_file: Path, qtbot: Any
) -> None:
    truncated(demo_file)
    when_asked(qtbot, press("Annuller"))
    assert not application.open(demo_file)
    assert application.desk is None
    assert application.window.windowTitle() == "kkworkbench"
    assert not list(demo_file.parent.glob("*lock*"))


def test_what_was_saved_stays_when_the_language_changes(
    application: Application, demo_file: Path, qtbot: Any
) -> None:
    cell_changed(demo_file)
    when_asked(qtbot, press("reddes"))
    assert application.open(demo_file)
    application.set_language("en")
    assert application.desk.bridge.is_read_only
    bar = application.window.findChild(QToolBar, "salvaged")
    assert "lost: at least 1 pages" in bar.sentence.text()
    application.set_language("da")

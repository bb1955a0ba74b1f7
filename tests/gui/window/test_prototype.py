"""The prototype from the window: asked for, written beside it, and shown in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from kkworkbench.exports.prototype.writing import write_prototype
from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.window.conftest import page_id, select
from ui.app import Application
from ui.exporting.prototype import InBrowser, PrototypeDialog, write_to
from ui.preview.page import DESKTOP_WIDTH, PHONE_WIDTH

CONTACT = "om-kommunen/kontakt/kontaktoversigt/borgercenter-handicap/index.html"


class Opened(QObject):
    """What would be shown in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def browser() -> Any:
    taken = Opened()
    QDesktopServices.setUrlHandler("file", taken, "take")
    yield taken.urls
    QDesktopServices.unsetUrlHandler("file")


def dialog_of(opened: Application, folder: Path | str) -> PrototypeDialog:
    dialog = PrototypeDialog(opened.desk.bridge, opened.window)
    dialog.folder.setText(str(folder))
    return dialog


def test_a_prototype_is_written_beside_the_window(
    opened: Application, qtbot: Any, tmp_path: Path, told_is_closed: None
) -> None:
    working = write_to(opened.desk.bridge, tmp_path / "ud", "Variant A", opened.window)
    with qtbot.waitSignal(working.succeeded, timeout=8000):
        pass
    assert "Prototype · Variant A" in (tmp_path / "ud/index.html").read_text("utf-8")


def test_what_is_called_off_leaves_nothing(opened: Application, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "her"
    folder.mkdir()
    working = write_to(opened.desk.bridge, folder / "ud", "A", opened.window)
    with qtbot.waitSignal(working.stopped, timeout=8000):
        working.cancel()
    assert list(folder.iterdir()) == []


def test_what_was_written_opens_in_the_browser(
    opened: Application, qtbot: Any, tmp_path: Path, browser: list[QUrl]
) -> None:
    def choose() -> bool:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return False
        next(b for b in box.buttons() if b.text() == "&Åbn i browseren").click()
        return True

    write_to(opened.desk.bridge, tmp_path / "ud", "A", opened.window)
    timer = opened.window.startTimer(20)
    opened.window.timerEvent = lambda _event: choose()  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(browser), timeout=8000)
    opened.window.killTimer(timer)
    assert browser == [QUrl.fromLocalFile(str(tmp_path / "ud/index.html"))]


def test_the_dialog_says_what_hinders_it(opened: Application, tmp_path: Path) -> None:
    dialog = dialog_of(opened, "")
    assert not dialog.write_button.isEnabled()
    assert dialog.status.text() == "Vælg en mappe."
    (tmp_path / "mit.txt").write_text("mit")
    dialog.folder.setText(str(tmp_path))
    assert "er ikke en prototype" in dialog.status.text()
    dialog.folder.setText(str(tmp_path / "ingen" / "ud"))
    assert "findes ikke" in dialog.status.text()
    dialog.folder.setText(str(tmp_path / "ud"))
    assert (dialog.write_button.isEnabled(), dialog.status.text()) == (True, "")
    dialog.name.setText(" ")
    assert not dialog.write_button.isEnabled()


def test_the_dialog_says_that_a_prototype_is_replaced(opened: Application, tmp_path: Path) -> None:
    bridge = opened.desk.bridge
    write_prototype(tmp_path / "ud", bridge.state, "A", bridge.today())
    dialog = dialog_of(opened, tmp_path / "ud")
    assert dialog.write_button.isEnabled()
    assert dialog.status.text() == "Prototypen i mappen bliver erstattet."


def test_a_chosen_folder_that_holds_something_gets_one_of_its_own_inside(
    opened: Application, tmp_path: Path
) -> None:
    dialog = dialog_of(opened, "")
    dialog.name.setText('Variant A: "ny"')
    (tmp_path / "tom").mkdir()
    assert dialog._place_in(tmp_path / "tom") == tmp_path / "tom"
    (tmp_path / "mit.txt").write_text("mit")
    assert dialog._place_in(tmp_path) == tmp_path / "Variant A ny"


def test_a_page_opens_in_the_browser_as_it_stands_now(
    opened: Application, qtbot: Any, browser: list[QUrl]
) -> None:
    page, bridge = page_id(opened, "Borgercenter Handicap"), opened.desk.bridge
    shown = InBrowser(bridge, opened.window)
    working = shown.show_page(page)
    assert working is not None
    assert shown.show_page(page) is None, "it is being written"
    with qtbot.waitSignal(working.succeeded, timeout=8000):
        pass
    assert len(browser) == 1
    assert browser[0].isLocalFile()
    assert browser[0].toLocalFile().endswith(CONTACT)
    assert shown.show_page(page) is None, "nothing changed: nothing is written"
    assert browser[1] == browser[0]
    assert bridge.run(EditPage(page, "title", "Et andet navn"))
    working = shown.show_page(page)
    assert working is not None
    with qtbot.waitSignal(working.succeeded, timeout=8000):
        pass
    assert "Et andet navn" in Path(browser[2].toLocalFile()).read_text("utf-8")


@pytest.mark.parametrize("way", ["tree", "preview"])
def test_the_page_in_front_is_shown_from_the_tree_and_the_preview(
    opened: Application, qtbot: Any, browser: list[QUrl], way: str
) -> None:
    select(opened, "Borgercenter Handicap")
    if way == "tree":
        opened.desk.hierarchy.tree.browser_action.trigger()
    else:
        opened.desk.preview.browser_button.click()
    qtbot.waitUntil(lambda: bool(browser), timeout=8000)
    assert browser[0].toLocalFile().endswith(CONTACT)


def test_the_preview_asks_for_the_page_of_its_tab(opened: Application) -> None:
    preview = opened.desk.preview
    select(opened, "Borgercenter Handicap")
    pages = []
    for tab in (preview.box, preview.drill, preview.list):
        preview.tabs.setCurrentWidget(tab)
        pages.append(preview.page_in_front())
    titles = ("Borgercenter Handicap", "Kontakt", "Kontaktoversigt")
    assert pages == [page_id(opened, title) for title in titles]


def test_the_preview_is_as_wide_as_the_screen_that_is_chosen(opened: Application) -> None:
    preview = opened.desk.preview
    panel = preview.box.page.width()
    preview.width_choice.chosen.emit("phone")
    QApplication.processEvents()
    assert preview.box.page.width() == PHONE_WIDTH
    preview.width_choice.chosen.emit("desktop")
    QApplication.processEvents()
    assert preview.box.page.width() == DESKTOP_WIDTH
    assert preview.box.horizontalScrollBar().isVisible()
    preview.width_choice.chosen.emit("panel")
    QApplication.processEvents()
    assert preview.box.page.width() == panel

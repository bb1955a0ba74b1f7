"""The window comes back where it was, for each arrangement of screens, and never out of reach."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from kkworkbench.preferences import Preferences, WindowLayout
from ui import placing
from ui.app import Application


@pytest.fixture
def window(qtbot: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def test_a_window_off_every_screen_comes_back_whole(window: QMainWindow) -> None:
    window.move(9000, 9000)
    placing.bring_back(window)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(window.frameGeometry())


def test_a_window_larger_than_the_screen_is_made_to_fit_when_it_comes_back(
    window: QMainWindow,
) -> None:
    window.setGeometry(QRect(-9000, 0, 7000, 5000))
    placing.bring_back(window)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_a_window_that_can_be_reached_stays_where_it_is(window: QMainWindow) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.move(room.right() - 200, room.top() + 50)
    before = window.pos()
    placing.bring_back(window)
    assert window.pos() == before


def test_malformed_layouts_are_ignored(window: QMainWindow) -> None:
    size = window.size()
    placing.restore(window, WindowLayout("no base64 ¤", "AAAA"))
    assert window.size() == size


def test_each_arrangement_of_screens_has_its_own_layout() -> None:
    home, office = WindowLayout("home", "1"), WindowLayout("office", "2")
    prefs = Preferences().with_layout("one", home).with_layout("two", office)
    assert prefs.layout_on("one") == home
    assert prefs.layout_on("two") == office
    assert prefs.layout_on("a new one") == office
    assert Preferences().layout_on("one") == WindowLayout()


def test_at_most_ten_arrangements_are_kept_and_the_oldest_goes() -> None:
    prefs = Preferences()
    for number in range(11):
        prefs = prefs.with_layout(f"screens {number}", WindowLayout(str(number)))
    assert len(prefs.layouts) == 10
    assert "screens 0" not in prefs.layouts


def test_panels_lie_as_they_did_when_the_workspace_was_closed(opened: Application) -> None:
    assert opened.desk is not None
    path = opened.path
    opened.desk.history_dock.hide()
    opened.close_workspace()
    assert set(opened.prefs.layouts) == {placing.arrangement()}
    assert path is not None
    assert opened.open(path)
    assert opened.desk.history_dock.isHidden()

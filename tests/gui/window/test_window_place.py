"""The window comes back where it was, for each arrangement of screens, and never out of reach."""

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton

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


def test_a_window_that_was_never_placed_is_no_larger_than_its_screen(window: QMainWindow) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    window.resize(room.width() + 300, room.height() + 200)
    placing.fit(window)
    assert window.size() == room
    window.resize(400, 300)
    placing.fit(window)
    assert (window.width(), window.height()) == (400, 300)


def test_on_a_low_window_what_lies_below_starts_closed(opened: Application) -> None:
    desk, window = opened.desk, opened.window
    assert desk is not None
    docks = (desk.problems_dock, desk.history_dock, desk.preview_dock)
    for size, closed in (
        ((1280, 900), [False, False, False]),
        ((1280, 720), [True, True, False]),
        ((1100, 720), [True, True, True]),
    ):
        window.resize(*size)
        desk.reset_layout()
        assert [dock.isHidden() for dock in docks] == closed


def test_a_rail_too_low_for_its_words_shows_pictures(opened: Application) -> None:
    button, style = opened.window.rail.findChild(QToolButton), Qt.ToolButtonStyle
    assert button.toolButtonStyle() is style.ToolButtonTextUnderIcon
    opened.window.rail.setFixedHeight(120)
    QApplication.processEvents()
    assert button.toolButtonStyle() is style.ToolButtonIconOnly
    opened.window.rail.setFixedHeight(500)
    QApplication.processEvents()
    assert button.toolButtonStyle() is style.ToolButtonTextUnderIcon


def test_a_panel_that_is_asked_for_comes_in_front_of_the_others(opened: Application) -> None:
    desk = opened.desk
    assert desk is not None
    for dock in (desk.history_dock, desk.problems_dock):
        toggle = dock.toggleViewAction()
        if not dock.isHidden():
            toggle.trigger()
        toggle.trigger()
        QApplication.processEvents()
        assert not dock.visibleRegion().isEmpty()

"""A passing notice: it waits for whoever is reading it, and never takes the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.gui.stage import shown
from ui.widgets import Toast


@pytest.fixture
def toast_window(qtbot, styled_app: QApplication) -> tuple[QWidget, QLineEdit, Toast]:
    field = QLineEdit()
    window = shown(qtbot, QLineEdit(), field, QLineEdit())
    field.window_of_test = window
    field.setFocus()
    return window, field, Toast(window, stays_ms=60)


def test_a_toast_goes_away_by_itself(qtbot, toast_window) -> None:
    window, field, toast = toast_window
    with qtbot.waitSignal(toast.closed):
        toast.show_message("Flyttet")
        assert toast.isVisible()
        assert field.hasFocus()
        assert toast.geometry().right() < window.width()
        assert toast.geometry().bottom() < window.height()
        assert toast.geometry().center().x() > window.width() // 2
    assert toast.isHidden()


def test_f8_goes_to_the_toast_which_then_stays_and_esc_goes_back(qtbot, toast_window) -> None:
    _, field, toast = toast_window
    toast.show_message("Flyttet", "Fortryd", lambda: None)
    qtbot.keyClick(field, Qt.Key.Key_F8)
    button = toast.findChild(QPushButton)
    assert button.hasFocus()
    assert not toast.is_waiting()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert toast.isHidden()
    assert field.hasFocus()


def test_the_action_of_a_toast_runs_once_and_closes_it(qtbot, toast_window) -> None:
    _, _, toast = toast_window
    done: list[int] = []
    toast.show_message("Flyttet", "Fortryd", lambda: done.append(1))
    qtbot.mouseClick(toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert (done, toast.isHidden()) == ([1], True)


def test_a_toast_follows_the_corner_and_is_never_wider_than_the_window(qtbot, toast_window) -> None:
    window, _, toast = toast_window
    toast.show_message("Flyttet »Døgnvagten« til plads 1 i drill-menuen, " * 3, "Fortryd")
    window.resize(320, 300)
    assert toast.x() >= 0
    assert toast.geometry().right() < 320
    assert toast.height() > 3 * toast.fontMetrics().height()

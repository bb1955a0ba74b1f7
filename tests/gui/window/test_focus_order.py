"""Tab goes through the window as the eye does, F6 from pane to pane, Esc back to the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QToolButton, QWidget

from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.window.conftest import select
from ui.app import Application
from ui.main_window import MainWindow

LINE = 12
"""Pixels by which the tops of fields on one line may differ."""


@pytest.fixture
def faced(opened: Application, qtbot: Any) -> Application:
    """The window as the active one, so that the focus can be seen."""
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    return opened


def stops(window: MainWindow) -> Iterator[QWidget]:
    """Press Tab from the rail until it is back there, and yield what had the focus."""
    start = next(button for button in window.rail.findChildren(QToolButton) if button.isChecked())
    start.setFocus(Qt.FocusReason.TabFocusReason)
    focused: QWidget = start
    for _ in range(500):
        assert focused is not None
        yield focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is start:
            return
    raise AssertionError(f"Tab goes nowhere from {focused.accessibleName()}")


def panes_passed(application: Application, page: tuple[QWidget, ...]) -> list[str]:
    """Name the parts of the window in the order in which Tab first enters each."""
    desk, window = application.desk, application.window
    named = {
        "toolbar": window.toolbar,
        "rail": window.rail,
        **{f"page {number}": pane for number, pane in enumerate(page)},
        "preview": desk.preview,
        "problems": desk.problems,
        "status": window.statusBar(),
    }
    passed: list[str] = []
    for widget in stops(window):
        if isinstance(widget, QTabBar) and widget.parentWidget() is window:
            continue  # Qt's own between docked panels; it is made and dropped with them
        inside = [name for name, pane in named.items() if pane.isAncestorOf(widget)]
        assert len(inside) == 1, widget.accessibleName()
        if passed[-1:] != inside:
            passed += inside
    return passed


def out_of_order(pane: QWidget) -> list[str]:
    """Name the fields of a pane that Tab reaches after one that stands below or right of them."""
    window = pane.window()
    assert isinstance(window, MainWindow)
    within = [widget for widget in stops(window) if pane.isAncestorOf(widget)]
    assert len(within) > 1
    places = [place(widget, pane) for widget in within]
    wrong = []
    for n in range(1, len(within)):
        before, here = places[n - 1], places[n]
        on_a_line = abs(here.y() - before.y()) <= LINE
        if here.x() < before.x() if on_a_line else here.y() < before.y():
            wrong.append(within[n].accessibleName())
    return wrong


def place(widget: QWidget, pane: QWidget) -> QPoint:
    """Return where the middle of a widget's left edge stands, wherever the pane is scrolled to."""
    at = widget.mapTo(pane, QPoint(0, widget.height() // 2))
    for area in pane.findChildren(QScrollArea):
        if area.widget() is not None and area.widget().isAncestorOf(widget):
            at.setY(at.y() + area.verticalScrollBar().value())
    return at


PAGES = {
    "hierarchy": ("page 0", "page 1"),
    "drill": ("page 0", "page 1"),
    "list": ("page 0",),
}


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_from_pane_to_pane_as_the_eye_does(
    faced: Application, qtbot: Any, name: str
) -> None:
    desk = faced.desk
    # The history has something to stop at now, behind the tab of the problems.
    desk.bridge.run(EditPage(select(faced, "Døgnvagten"), "summary", "Ring."))
    faced.window.show_page(name)
    desk.drill.view.setCurrentIndex(desk.drill.model.index(0))
    QApplication.processEvents()
    page = {
        "hierarchy": (desk.hierarchy.tree, desk.editor),
        "drill": (desk.drill.splitter.widget(0), desk.drill.splitter.widget(1)),
        "list": (desk.contact_list,),
    }[name]
    wanted = ["rail", *PAGES[name], "preview", "problems", "status", "toolbar"]

    def in_order() -> None:
        assert panes_passed(faced, page) == wanted

    qtbot.waitUntil(in_order)


def test_tab_goes_down_and_right_within_every_pane(faced: Application, qtbot: Any) -> None:
    desk = faced.desk

    def in_order(pane: QWidget) -> None:
        def check() -> None:
            assert out_of_order(pane) == []

        qtbot.waitUntil(check)

    for title in ("Døgnvagten", "Pas", "Kontaktoversigt"):
        select(faced, title)
        in_order(desk.hierarchy.tree)
        in_order(desk.editor)
    in_order(desk.problems)
    in_order(desk.preview)
    faced.window.show_page("drill")
    desk.drill.view.setCurrentIndex(desk.drill.model.index(0))
    in_order(desk.drill.splitter.widget(0))
    in_order(desk.drill.splitter.widget(1))
    faced.window.show_page("list")
    in_order(desk.contact_list)


def test_f6_goes_round_the_panes_and_shift_f6_back(faced: Application, qtbot: Any) -> None:
    desk, window = faced.desk, faced.window
    desk.bridge.run(EditPage(select(faced, "Døgnvagten"), "summary", "Ring."))
    panes = (window.rail, desk.hierarchy.tree, desk.editor, desk.preview, desk.problems)
    window.rail.findChildren(QToolButton)[0].setFocus()

    def pane() -> QWidget | None:
        return next((p for p in panes if p.isAncestorOf(QApplication.focusWidget())), None)

    for wanted in (*panes[1:], *panes[:1]):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        assert pane() is wanted
    for wanted in reversed(panes):
        qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert pane() is wanted


def test_the_rail_is_one_stop_at_the_page_in_front(faced: Application, qtbot: Any) -> None:
    window = faced.window
    for name in ("drill", "list", "hierarchy"):
        window.show_page(name)
        QApplication.processEvents()
        in_rail = [widget for widget in stops(window) if window.rail.isAncestorOf(widget)]
        assert [widget.isChecked() for widget in in_rail] == [True]  # type: ignore[attr-defined]
    in_rail[0].setFocus()
    qtbot.keyClick(in_rail[0], Qt.Key.Key_Down)
    assert window.current_page == "drill"


def test_escape_goes_from_a_form_to_its_list(faced: Application, qtbot: Any) -> None:
    desk = faced.desk
    id_ = select(faced, "Døgnvagten")
    desk.editor.focus_field("title", id_)
    field = QApplication.focusWidget()
    assert desk.editor.isAncestorOf(field)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.hierarchy.tree.view
    faced.window.show_page("drill")
    desk.drill.view.setCurrentIndex(desk.drill.model.index(0))
    desk.drill.form.title.setFocus()
    qtbot.keyClick(desk.drill.form.title, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.drill.view

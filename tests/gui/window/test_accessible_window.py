"""All of the window has a name in its language, a role and its state, on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.gui.window.accessible import controls, faults
from tests.gui.window.conftest import select
from ui import i18n
from ui.app import Application


@pytest.fixture(params=i18n.LANGUAGES)
def spoken(request: pytest.FixtureRequest, opened_once: Application) -> Iterator[str]:
    opened_once.set_language(request.param)
    opened_once.desk.bridge.settle()
    yield request.param
    opened_once.set_language("da")


def test_every_page_and_panel_says_what_it_is(opened_once: Application, spoken: str) -> None:
    desk, window = opened_once.desk, opened_once.window
    found: dict[str, list[str]] = {}
    for title in ("Døgnvagten", "Pas", "Kontaktoversigt"):
        select(opened_once, title)
        found[title] = faults(window, spoken)
    for name in ("drill", "list", "workshop"):
        window.show_page(name)
        if name == "drill":
            desk.drill.view.setCurrentIndex(desk.drill.model.index(0))
        desk.history_dock.bring_forward()
        QApplication.processEvents()
        assert sum(1 for _each in controls(window)) > 5
        found[name] = faults(window, spoken)
    desk.problems_dock.bring_forward()
    assert {page: told for page, told in found.items() if told} == {}


def test_what_is_open_and_chosen_in_the_tree_is_told(opened_once: Application) -> None:
    select(opened_once, "Døgnvagten")
    view = opened_once.desk.hierarchy.tree.view
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.Tree
    above = view.currentIndex().parent()
    view.setCurrentIndex(above)
    for is_open in (False, True):
        view.setExpanded(above, is_open)
        row = told.focusChild()
        assert row.text(QAccessible.Text.Name).startswith(f"{above.data()}, niveau ")
        state = row.state()
        assert bool(state.expandable)
        assert bool(state.expanded) is is_open
        assert bool(state.selected)

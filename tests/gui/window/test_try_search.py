"""Searching as a citizen: what comes up and why, and words given to the page that should have."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kkworkbench.model.page import Page
from tests.gui.stage import heard
from tests.gui.window.conftest import page_id, select
from ui.app import Application
from ui.dialogs import try_search
from ui.dialogs.page_picker import PagePicker
from ui.dialogs.try_search import ENTRIES, TITLE, WHY, TrySearchDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


def searched(application: Application, query: str) -> TrySearchDialog:
    dialog = TrySearchDialog(application.desk.bridge, query, application.window)
    dialog.show()
    return dialog


def words_of(application: Application, title: str) -> tuple[str, ...]:
    page = application.desk.bridge.state.get(Page, page_id(application, title))
    assert page is not None
    return page.search_words


def test_pages_come_up_in_order_with_their_entries_and_reasons(opened: Application) -> None:
    dialog = searched(opened, "hvordan får jeg nyt pas")
    first = dialog.tree.topLevelItem(0)
    assert first.text(TITLE) == "Pas"
    assert first.text(WHY) == "»Pas« i titlen · »nyt« i søgeord"
    assert dialog.result.title.text() == "Pas"
    assert dialog.result.address.text() == "borger › borgerservice › pas"
    served = next(
        n for n, hit in enumerate(dialog.hits()) if hit.title == "Københavns Borgerservice"
    )
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(served))
    assert dialog.tree.topLevelItem(served).text(ENTRIES) == "drill-menu, kontaktliste"
    assert dialog.why.text().endswith("Har ikke: nyt.")
    whole = sum(not hit.missing for hit in dialog.hits())
    assert dialog.summary.text().startswith(f"{whole} side")


def test_typed_words_become_search_words_in_one_step_and_are_found_at_once(
    opened: Application,
) -> None:
    before = words_of(opened, "Pas")
    dialog = searched(opened, "pas til udenlandsrejse")
    dialog.tree.setFocus()
    assert dialog.hits()[0].title == "Pas"
    dialog.add_button.click()
    assert words_of(opened, "Pas") == (*before, "udenlandsrejse")
    assert (dialog.hits()[0].title, dialog.hits()[0].missing) == ("Pas", ())
    assert not dialog.add_button.isEnabled()
    opened.desk.bridge.undo()
    assert words_of(opened, "Pas") == before


def test_where_nothing_comes_up_another_page_is_given_the_words(
    opened: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = searched(opened, "skolopender")
    assert dialog._stack.currentWidget() is dialog.empty
    wanted = page_id(opened, "Storskrald")
    monkeypatch.setattr(PagePicker, "exec", lambda _self: PagePicker.DialogCode.Accepted)
    monkeypatch.setattr(PagePicker, "page_id", lambda _self: wanted)
    dialog.empty.action_requested.emit()
    assert [hit.page for hit in dialog.hits()] == [wanted]
    assert "skolopender" in words_of(opened, "Storskrald")


def test_enter_goes_to_the_page_from_the_list_and_never_closes_from_the_field(
    opened: Application, qtbot: Any
) -> None:
    dialog = searched(opened, "pas")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.query.hasFocus)
    asked = heard(dialog.page_requested)
    qtbot.keyClick(dialog.query, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.query, Qt.Key.Key_Down)
    qtbot.waitUntil(dialog.tree.hasFocus)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert asked == [page_id(opened, "Pas")]
    assert not dialog.isVisible()


def test_many_pages_are_read_in_slices(
    opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_search, "SLICE_SECONDS", -1.0)
    monkeypatch.setattr("kkworkbench.workspace.citizen_search.SLICE", 10)
    dialog = searched(opened, "pas")
    assert dialog.hits() == []
    assert dialog.summary.text() == "Læser siderne…"
    qtbot.waitUntil(lambda: bool(dialog.hits()))
    assert dialog.hits()[0].title == "Pas"


def test_nothing_typed_and_a_workspace_that_is_only_read(
    opened: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = searched(opened, "")
    assert "ord" in dialog.empty.accessibleName()
    monkeypatch.setattr(type(opened.desk.bridge), "is_read_only", property(lambda _self: True))
    read = searched(opened, "pas til udenlandsrejse")
    assert read.hits()
    assert not read.add_button.isEnabled()
    assert read.go_button.isEnabled()


def test_the_editor_shows_the_result_and_leads_to_the_search(
    opened: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(opened, "Pas")
    card = opened.desk.editor.found_card
    assert card.result.title.text() == "Pas"
    assert "Søgeord: rejsepas" in card.words.text()
    page = opened.desk.bridge.state.get(Page, page_id(opened, "Pas"))
    assert page is not None
    opened.desk.editor.title_card.words.tags_changed.emit([])
    QApplication.processEvents()
    assert card.words.text().startswith("Siden har ingen søgeord")
    opened.desk.bridge.undo()
    asked: list[str] = []
    monkeypatch.setattr(TrySearchDialog, "exec", lambda self: asked.append(self.query.text()))
    card.try_button.click()
    opened.window.actions_by_name["try_search"].trigger()
    assert asked == ["rejsepas", ""]

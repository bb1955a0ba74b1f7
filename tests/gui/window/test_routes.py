"""The dialog of ways: drawn, told in words, and each a jump away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import SettingId
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.contacts import AddContact
from kkworkbench.workspace.commands.settings import SetSetting
from tests.gui.stage import heard
from ui.app import Application
from ui.dialogs.few_routes import RoutesDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


NAME = "Borgercenter Handicap"


def contact_of(opened: Application) -> Contact:
    return next(c for c in opened.desk.bridge.state.all(Contact) if c.name == NAME)


def test_each_way_to_a_contact_is_drawn_told_in_words_and_leads_there(
    opened: Application,
) -> None:
    dialog = RoutesDialog(opened.desk.bridge, contact_of(opened).id, opened.window)
    assert [way.name for way in dialog.picture.ways] == [
        "efter emne",
        "i drill-menuen",
        "på kontaktlisten",
    ]
    said = dialog.picture.accessibleDescription()
    assert "efter emne: Borger, Handicap, Hjælpemidler" in said
    assert dialog.heading.text().startswith(f"{NAME}: 3 veje")
    asked = heard(dialog.page_requested)
    dialog.paths.setCurrentItem(dialog.paths.topLevelItem(0))
    dialog.go_to_page()
    page = opened.desk.bridge.state.get(Page, asked[0])
    assert page.title == "Hjælpemidler"
    dialog.deleteLater()


def test_contacts_with_few_ways_are_listed_and_each_leads_to_its_editor(
    opened: Application,
) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(AddContact("lost", "Aalborgkontoret"))
    dialog = RoutesDialog(bridge, "", opened.window)
    assert dialog.windowTitle() == "Kontakter med færre end 2 veje"
    rows = [dialog.contacts.item(n).data(Qt.ItemDataRole.UserRole) for n in range(2)]
    assert "lost" in rows
    dialog.contacts.setCurrentRow(rows.index("lost"))
    assert dialog.no_ways.accessibleName() == "Ingen vej fører til »Aalborgkontoret«."
    assert not dialog.page_button.isEnabled()
    asked = heard(dialog.contact_requested)
    dialog.contact_button.click()
    assert asked == ["lost"]
    dialog.deleteLater()


def test_where_all_have_enough_the_dialog_says_so(opened: Application) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(SetSetting(SettingId("routes.least"), 1))
    dialog = RoutesDialog(bridge, "", opened.window)
    assert dialog.stack.currentWidget() is dialog.enough
    assert dialog.enough.accessibleName() == "Alle kontakter har mindst 1 vej."
    assert not dialog.contact_button.isEnabled()
    dialog.deleteLater()


def test_without_a_contact_in_the_editor_the_menu_says_what_to_choose(
    opened: Application,
) -> None:
    opened.desk.editor.show_page(None)
    opened.window.actions_by_name["routes_to"].trigger()
    assert "Vælg en kontakt" in opened.window._sentence.text()

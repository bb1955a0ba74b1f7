"""Duplicates side by side, and where a number is used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kkworkbench.model.contact import Contact
from kkworkbench.model.setting import Waiver
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.state.changes import Change
from kkworkbench.workspace.commands.contacts import AddContact, EditContact
from kkworkbench.workspace.commands.folding import Side
from kkworkbench.workspace.where_used import uses_of_number
from tests.gui.window.conftest import select
from ui.app import Application
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.side_by_side import FIELD, LEFT, NAME, RIGHT
from ui.dialogs.where_used import BECOMES, NOW, USE, WHERE, WhereUsedDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


NAME_OF = "Borgercenter Handicap"
NUMBER = "33 17 88 00"


def plant(application: Application) -> str:
    """Give the demo a double of a contact; return the original's id."""
    bridge = application.desk.bridge
    first = next(c for c in bridge.state.all(Contact) if c.name == NAME_OF)
    assert bridge.run(AddContact("zz-double", "Handicap, Borgercentr"))
    phones = (replace(first.phones[0], part_id="zz-phone", label="Ny", hours=None),)
    assert bridge.run(EditContact("zz-double", "phones", phones))
    assert bridge.run(EditContact("zz-double", "access_note", "Ring på døren"))
    return first.id


def opened_duplicates(application: Application) -> DuplicatesDialog:
    dialog = DuplicatesDialog(application.desk.bridge, application.window)
    dialog.show()
    return dialog


def test_without_doubles_the_dialog_says_so(opened: Application) -> None:
    dialog = opened_duplicates(opened)
    assert dialog.pairs.topLevelItemCount() == 0
    assert not dialog.pairs.isVisible()
    assert not dialog.merge_button.isEnabled()
    dialog.deleteLater()


def test_a_pair_is_merged_with_what_was_chosen_and_one_undo_takes_it_back(
    opened: Application, qtbot: QtBot
) -> None:
    first = plant(opened)
    bridge = opened.desk.bridge
    before = bridge.state
    dialog = opened_duplicates(opened)
    assert dialog.pairs.topLevelItemCount() == 1
    assert dialog.fields.ids == (first, "zz-double")
    rows = {
        dialog.fields.topLevelItem(n).data(NAME, FIELD): dialog.fields.topLevelItem(n)
        for n in range(dialog.fields.topLevelItemCount())
    }
    assert dialog.fields.side_of("name") is Side.KEEP
    assert dialog.fields.side_of("phones") is Side.BOTH
    assert dialog.fields.side_of("access_note") is Side.GONE
    dialog.fields.setCurrentItem(rows["name"])
    qtbot.keyClick(dialog.fields, Qt.Key.Key_Space)
    assert dialog.fields.side_of("name") is Side.KEEP
    qtbot.keyClick(dialog.fields, Qt.Key.Key_Right)
    assert dialog.fields.side_of("name") is Side.GONE
    assert (rows["name"].text(LEFT)[0], rows["name"].text(RIGHT)[0]) == ("B", "✓")
    qtbot.keyClick(dialog.fields, Qt.Key.Key_Left)
    dialog.fields.setCurrentItem(rows["access_note"])
    qtbot.keyClick(dialog.fields, Qt.Key.Key_Left)
    dialog.merge_button.click()
    merged = bridge.state.get(Contact, first)
    assert merged.name == NAME_OF
    assert merged.access_note == ""
    assert "Adgangsforhold: Ring på døren" in merged.note
    assert merged.phones[0].label == "Ny"
    assert len(merged.phones) == 1
    assert "Navn: Handicap, Borgercentr" in merged.note
    assert dialog.pairs.topLevelItemCount() == 0
    opened.desk.undo()
    (mark,) = bridge.state.all(Snapshot)
    assert (mark.name, mark.automatic) == (f"fletning af {NAME_OF}", True)
    assert before.changes_to(bridge.state) == (Change(Snapshot, mark.id, None, mark),)
    dialog.deleteLater()


def test_swapped_sides_keep_the_other_contact(opened: Application) -> None:
    first = plant(opened)
    dialog = opened_duplicates(opened)
    dialog.swap_button.click()
    dialog.merge_button.click()
    state = opened.desk.bridge.state
    assert state.get(Contact, first) is None
    assert state.get(Contact, "zz-double").name == "Handicap, Borgercentr"
    dialog.deleteLater()


def test_two_that_are_not_one_are_waived_for_good(opened: Application) -> None:
    first = plant(opened)
    dialog = opened_duplicates(opened)
    dialog.waive_button.click()
    assert dialog.pairs.topLevelItemCount() == 0
    waivers = [w for w in opened.desk.bridge.state.all(Waiver) if w.rule == "K803"]
    assert [(w.value, w.subject) for w in waivers] == [(first, "zz-double")]
    dialog.deleteLater()


def opened_uses(application: Application, wanted: str = "", contact: str = "") -> WhereUsedDialog:
    dialog = WhereUsedDialog(application.desk.bridge, wanted, contact, application.window)
    dialog.show()
    return dialog


def test_a_number_is_corrected_in_the_ticked_places_as_one_step(opened: Application) -> None:
    plant(opened)
    bridge = opened.desk.bridge
    before = bridge.state
    dialog = opened_uses(opened, NUMBER)
    assert len(dialog.places()) == 2
    assert not dialog.replace_button.isEnabled()
    dialog.new.setText("33178899")
    dialog.look_up()
    rows = [row for row in dialog._rows() if row.data(WHERE, USE).is_written]
    assert {row.text(BECOMES) for row in rows} == {"33 17 88 99"}
    double = next(row for row in rows if row.data(WHERE, USE).id == "zz-double")
    assert double.text(NOW).replace(" ", "") == "33178800"
    double.setCheckState(WHERE, Qt.CheckState.Unchecked)
    dialog.replace_button.click()
    left = {use.id for use in uses_of_number(bridge.state, NUMBER) if use.is_written}
    assert left == {"zz-double"}
    assert dialog.wanted.text() == "33 17 88 99"
    opened.desk.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_a_row_leads_to_its_place(opened: Application, qtbot: QtBot) -> None:
    plant(opened)
    dialog = opened_uses(opened, NUMBER)
    row = next(row for row in dialog._rows() if row.data(WHERE, USE).id == "zz-double")
    dialog.tree.setCurrentItem(row)
    with qtbot.waitSignal(dialog.place_requested) as heard:
        dialog.go_button.click()
    assert heard.args == ["contact", "zz-double", "phones.zz-phone.number"]
    dialog.deleteLater()


def test_what_is_asked_of_the_dialog_decides_what_it_shows(opened: Application) -> None:
    dialog = opened_uses(opened)
    assert not dialog.tree.isVisible()
    contact = next(c for c in opened.desk.bridge.state.all(Contact) if c.name == NAME_OF)
    dialog.deleteLater()
    dialog = opened_uses(opened, contact=contact.id)
    assert {row.data(WHERE, USE).kind for row in dialog._rows()} >= {"box", "list_entry"}
    assert not dialog.replace_button.isVisible()
    dialog.deleteLater()
    dialog = opened_uses(opened, contact.written[0].url)
    assert [row.data(WHERE, USE).id for row in dialog._rows()].count(contact.id) == 1
    assert not dialog.replace_button.isEnabled()
    dialog.deleteLater()


def test_the_cards_and_the_menus_open_the_dialogs(opened: Application) -> None:
    select(opened, NAME_OF)
    desk = opened.desk
    asked: list[tuple[str, str]] = []
    desk.editor.uses_requested.disconnect(desk.dialogs.where_used)
    desk.editor.uses_requested.connect(lambda wanted, contact: asked.append((wanted, contact)))
    shown = desk.editor.editing.shown.contact
    card = desk.editor.phones_card
    row = next(iter(card.rows.values()))
    row.uses.click()
    desk.editor.placement_card.uses.click()
    number = desk.bridge.state.get(Contact, shown).phones[0].number
    assert asked == [(number, ""), ("", shown)]
    texts = {action.text() for menu in opened.window.menus.values() for action in menu.actions()}
    assert {"&Dubletter…", "H&vor bruges det?…"} <= texts


def test_every_control_has_a_name(opened: Application) -> None:
    plant(opened)
    for dialog in (opened_duplicates(opened), opened_uses(opened, NUMBER)):
        for widget in dialog.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name or widget.inherits("QHeaderView"), widget
        dialog.deleteLater()

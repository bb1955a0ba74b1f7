"""Many entries are edited together: old and new for each, nothing ticked at first, one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from kkworkbench.model.contact import Contact
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.workspace.bulk_edits import BulkField, How
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.search import LACKS
from ui.app import Application
from ui.dialogs.bulk_edit import AFTER, BEFORE, EDIT, EFFECT, NAME, BulkEditDialog


@pytest.fixture
def dialog(opened: Application, qtbot: Any) -> BulkEditDialog:
    page = opened.desk.contact_list
    page.facets.choose(LACKS, ["phone"])
    page.table.selectAll()
    made = BulkEditDialog(opened.desk.bridge, page.chosen(), opened.window)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: BulkEditDialog, field: BulkField, how: How = How.SET) -> None:
    dialog.field.setCurrentIndex(dialog.field.findData(field))
    dialog.how.setCurrentIndex(dialog.how.findData(how))


def test_nothing_is_ticked_and_all_is_one_click_and_one_step(dialog: BulkEditDialog) -> None:
    bridge = dialog._bridge
    before = bridge.state
    choose(dialog, BulkField.VERIFIED)
    assert dialog.tree.topLevelItemCount() == len(dialog._rows) > 2
    assert dialog.ticked() == ()
    assert not dialog.ok.isEnabled()
    dialog.all.click()
    assert dialog.ok.text() == f"&Ret {len(dialog._rows)} indgange"
    dialog.accept()
    checked = {c.id for c in bridge.state.all(Contact) if c.verified_on == bridge.today()}
    assert checked == {row.contact for row in dialog._rows}
    bridge.undo()
    assert bridge.state == before


def test_only_what_is_ticked_is_done(dialog: BulkEditDialog) -> None:
    bridge = dialog._bridge
    choose(dialog, BulkField.ADMINISTRATION)
    sof = next(t for t in bridge.state.bucket(TERMS, Vocabulary.ADMINISTRATION))
    dialog.value.administration.setCurrentIndex(dialog.value.administration.findData(sof))
    dialog.show_plan()
    item = dialog.tree.topLevelItem(0)
    assert item.text(BEFORE) != item.text(AFTER)
    item.setCheckState(NAME, Qt.CheckState.Checked)
    name = item.text(NAME)
    dialog.show_plan()
    (edit,) = dialog.ticked()
    assert dialog.tree.topLevelItem(0).text(NAME) == name
    dialog.accept()
    assert bridge.state.get(edit.kind, edit.id).administration == sof


def test_a_row_says_what_it_would_break_and_mend(dialog: BulkEditDialog) -> None:
    choose(dialog, BulkField.WRITTEN, How.SET)
    dialog.value.url.setText("")
    dialog.value.text.setText("klik her")
    dialog.show_plan()
    said = [item.text(EFFECT) for item in dialog._items()]
    assert any(text.startswith("bryder ") for text in said)
    contact = dialog._rows[0].contact
    dialog._bridge.run(EditContact(contact, "written", ()))
    dialog._bridge.settle()
    dialog.value.url.setText("https://kontakt.kk.dk/skriv-sikkert")
    dialog.value.text.setText("Skriv sikkert til os")
    dialog.show_plan()
    mended = next(item for item in dialog._items() if item.data(NAME, EDIT).row.contact == contact)
    assert mended.text(EFFECT).startswith("løser ")


def test_hours_that_are_not_understood_change_nothing(dialog: BulkEditDialog) -> None:
    choose(dialog, BulkField.HOURS)
    dialog.value.hours.setText("man 9-15, ring først")
    dialog.show_plan()
    assert "ring først" in dialog.refusal.text()
    assert dialog.refusal.isVisible()
    assert dialog.tree.topLevelItemCount() == 0
    dialog.value.hours.setText("man-fre 9-15")
    dialog.accept()  # what is typed is listed first
    assert dialog.isVisible()
    assert not dialog.refusal.isVisible()
    assert dialog.tree.topLevelItem(0).text(AFTER) == "Man-fre 9.00-15.00"

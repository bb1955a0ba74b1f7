"""All safe fixes in one step, ticked by rule or one by one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from kkworkbench.model.contact import Contact
from kkworkbench.workspace.commands.contacts import EditContact
from ui.app import Application
from ui.dialogs.fix_all import AFTER, BEFORE, FINDING, SUBJECT, FixAllDialog


def _break_numbers(application: Application, many: int) -> list[str]:
    """Write the numbers of some contacts without their spaces."""
    bridge = application.desk.bridge
    broken = []
    for contact in sorted(bridge.state.all(Contact), key=lambda each: each.id):
        phones = tuple(
            replace(phone, number=phone.number.replace(" ", "")) for phone in contact.phones
        )
        if phones != contact.phones and len(contact.phones) == 1:
            assert bridge.run(EditContact(contact.id, "phones", phones))
            broken.append(contact.id)
        if len(broken) == many:
            break
    bridge.settle()
    return broken


def _rows(dialog: FixAllDialog) -> list[QTreeWidgetItem]:
    tops = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    return [top.child(n) for top in tops for n in range(top.childCount())]


def test_what_is_ticked_is_mended_as_one_step(opened: Application) -> None:
    broken = _break_numbers(opened, 3)
    bridge = opened.desk.bridge
    before = bridge.state
    dialog = FixAllDialog(bridge, opened.window)
    rows = _rows(dialog)
    assert len(rows) >= 4  # the demo has one of its own
    left = next(r for r in rows if r.data(SUBJECT, FINDING).subject == broken[0])
    assert left.text(BEFORE) == before.get(Contact, broken[0]).phones[0].number
    assert left.text(AFTER).split(" ") != [left.text(BEFORE)]
    assert left.text(AFTER).replace(" ", "") == left.text(BEFORE)
    left.setCheckState(SUBJECT, Qt.CheckState.Unchecked)
    dialog.accept()
    assert " " not in bridge.state.get(Contact, broken[0]).phones[0].number
    assert all(" " in bridge.state.get(Contact, id_).phones[0].number for id_ in broken[1:])
    opened.desk.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_a_rule_ticks_all_its_rows_and_the_button_counts(opened: Application) -> None:
    _break_numbers(opened, 3)
    dialog = FixAllDialog(opened.desk.bridge, opened.window)
    rows = _rows(dialog)
    assert str(len(rows)) in dialog.ok.text()
    for n in range(dialog.tree.topLevelItemCount()):
        dialog.tree.topLevelItem(n).setCheckState(SUBJECT, Qt.CheckState.Unchecked)
    assert dialog.ticked() == ()
    assert not dialog.ok.isEnabled()
    dialog.deleteLater()


def test_nothing_to_mend_is_said(opened: Application) -> None:
    bridge = opened.desk.bridge
    first = FixAllDialog(bridge, opened.window)
    first.accept()
    bridge.settle()
    again = FixAllDialog(bridge, opened.window)
    assert again._stack.currentIndex() == 1
    assert not again.ok.isEnabled()
    for dialog in (first, again):
        dialog.deleteLater()

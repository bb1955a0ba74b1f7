"""The past in the window: filtered, named, compared with now, and gone back to."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.pages import EditPage
from ui.app import Application
from ui.desk_variants import DeskVariants
from ui.dialogs.compare import CompareDialog, compare_with_now
from ui.points import Point, now, points


@pytest.fixture
def edited(opened: Application) -> Application:
    """Rename two pages and give a contact a note: three steps."""
    bridge = opened.desk.bridge
    first, second = sorted(bridge.state.ids(Page))[:2]
    contact = min(bridge.state.ids(Contact))
    assert bridge.run(EditPage(first, "title", "Første"))
    assert bridge.run(EditPage(second, "title", "Anden"))
    assert bridge.run(EditContact(contact, "note", "Husk"))
    return opened


def test_the_history_is_filtered_by_text_kind_author_and_day(edited: Application) -> None:
    panel = edited.desk.history
    assert panel.model.rowCount() == 3
    panel.filter.kind.setCurrentIndex(panel.filter.kind.findData("contact"))
    assert panel.model.rowCount() == 1
    panel.filter.kind.setCurrentIndex(0)
    panel.filter.search.setText("første")
    panel.filter.search._tell()
    assert [panel.model.header(n).step for n in range(panel.model.rowCount())] == [1]
    bridge = edited.desk.bridge
    assert bridge.run(EditPage(max(bridge.state.ids(Page)), "title", "Tredje"))
    assert panel.model.rowCount() == 1
    panel.filter.search.clear()
    assert panel.model.rowCount() == 4
    panel.filter.author.setCurrentIndex(1)
    panel.filter.day.setCurrentIndex(1)
    assert panel.model.rowCount() == 4


def test_going_back_is_a_new_step_with_a_preview(edited: Application) -> None:
    bridge, panel = edited.desk.bridge, edited.desk.history
    then = bridge.workspace.as_it_was(1)
    asked: list[tuple[Point, Point]] = []
    panel.compare_requested.disconnect()
    panel.compare_requested.connect(lambda left, right: asked.append((left, right)))
    edited.desk.history_dock.raise_()
    panel.table.selectRow(2)
    QApplication.processEvents()
    panel.back_button.click()
    ((left, right),) = asked
    assert (left.is_now, right.step) == (True, 1)
    dialog = CompareDialog(bridge, left, right, edited.window)
    assert dialog.rows.topLevelItemCount() == 2
    dialog.take_button.click()
    assert bridge.state == then
    assert bridge.workspace.store.step == 4
    bridge.undo()
    assert bridge.state == bridge.workspace.as_it_was(3)
    dialog.deleteLater()


def test_one_record_is_restored_and_the_rest_stays(edited: Application) -> None:
    bridge = edited.desk.bridge
    before = bridge.state
    dialog = compare_with_now(bridge, Point("", 0, "først"), edited.window)
    dialog.none_button.click()
    item = next(
        item
        for number in range(dialog.rows.topLevelItemCount())
        if "»Første«" in (item := dialog.rows.topLevelItem(number)).text(0)
    )
    item.child(0).setCheckState(0, item.child(0).checkState(0).Checked)
    dialog.take_button.click()
    changed = before.changes_to(bridge.state)
    assert [change.before.title for change in changed] == ["Første"]
    assert changed[0].after == bridge.workspace.as_it_was(0).get(Page, changed[0].id)
    dialog.deleteLater()


def test_a_snapshot_is_named_and_compared(
    edited: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = edited.desk.bridge
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Før mødet", True))
    edited.window.actions_by_name["snapshot"].trigger()
    (taken,) = bridge.state.all(Snapshot)
    assert (taken.name, taken.automatic) == ("Før mødet", False)
    point = next(each for each in points(bridge) if "»Før mødet«" in each.title)
    assert bridge.run(EditPage(min(bridge.state.ids(Page)), "title", "Efter mødet"))
    dialog = CompareDialog(bridge, point, now(bridge), edited.window)
    assert dialog.rows.topLevelItem(0).text(0) == "✎ Omdøbt: »Første« → »Efter mødet«"
    dialog.deleteLater()


def test_the_log_of_a_variant_is_its_own(edited: Application, monkeypatch: Any) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, text="", **_k: (text, True))
    panel = edited.desk.history
    variants = edited.desk.findChild(DeskVariants)
    variants.make()
    assert panel.model.rowCount() == 0
    bridge = edited.desk.bridge
    assert bridge.run(EditPage(min(bridge.state.ids(Page)), "title", "Prøvet"))
    assert panel.model.rowCount() == 1
    panel.table.selectRow(0)
    panel.revert()
    assert panel.model.rowCount() == 2
    variants.show("")
    assert [panel.model.header(n).label for n in range(2)] == [
        "command.make_variant",
        "command.edit_contact",
    ]

"""The past in the window: filtered, named, compared with now, and gone back to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.drill import MoveDrillEntries
from kkworkbench.workspace.commands.pages import DeletePages, EditPage
from ui.app import Application
from ui.desk_variants import DeskVariants
from ui.dialogs.compare import CompareDialog, compare_with_now
from ui.models.history import Column
from ui.panels.record_picker import RecordPicker
from ui.points import Point, now, points, shown, title_of_shown


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


def bring_forward(application: Application) -> None:
    application.desk.history_dock.raise_()
    QApplication.processEvents()


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


def test_the_history_of_one_page_has_its_boxes_and_entries_and_goes_on(
    edited: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, panel = edited.desk.bridge, edited.desk.history

    bring_forward(edited)

    def steps() -> list[int]:
        return [panel.model.header(n).step for n in range(panel.model.rowCount())]

    entry = bridge.state.get(DrillEntry, bridge.state.bucket(DRILL, True)[0])
    title = bridge.state.get(Page, entry.target).title
    assert bridge.run(MoveDrillEntries((entry.id,), 3))

    def choose(picker: RecordPicker) -> int:
        picker.search.setText(title)
        picker.search._tell()
        return int(picker.DialogCode.Accepted)

    monkeypatch.setattr(RecordPicker, "exec", choose)
    panel.filter.record_button.click()
    assert steps() == [4]
    assert title.startswith(panel.filter.record_button.text().removeprefix("Om ").rstrip("…"))
    assert bridge.run(EditPage(entry.target, "summary", "Ring."))
    assert steps() == [5, 4]
    monkeypatch.setattr(RecordPicker, "exec", lambda _: int(RecordPicker.DialogCode.Accepted))
    panel.filter.record_button.click()
    assert steps() == [5, 4, 3, 2, 1]
    panel.table.selectRow(3)
    only = {action.text(): action for action in panel.menu().actions()}
    only["Kun om »Anden«"].trigger()
    assert steps() == [2]
    panel.filter.only_day(bridge.today() - timedelta(days=1))
    assert steps() == []
    only["Vis alle trin"].trigger()
    assert steps() == [5, 4, 3, 2, 1]
    only[f"Kun {bridge.today():%d.%m.%Y}"].trigger()
    only[f"Kun {bridge.workspace.author}"].trigger()
    assert steps() == [5, 4, 3, 2, 1]
    second = panel.model.header(3).first_id
    assert bridge.run(DeletePages((second,)))
    assert panel.model.index(0, Column.ABOUT).data() == "Anden"


def test_the_workspace_is_looked_at_as_it_was_and_not_edited(edited: Application) -> None:
    bridge, panel = edited.desk.bridge, edited.desk.history
    bridge.settle()
    variants = edited.desk.findChild(DeskVariants)
    now_state, counts = bridge.state, dict(bridge.counts())
    bring_forward(edited)
    panel.table.selectRow(2)
    panel.look_button.click()
    assert bridge.state == bridge.workspace.as_it_was(1)
    assert variants.bar.isVisible()
    assert "»Gældende«, som det var: efter trin 1" in variants.bar.sentence.text()
    assert panel.table.currentIndex().row() == 2
    said: list[str] = []
    bridge.refused.connect(said.append)
    assert not bridge.run(EditPage(min(bridge.state.ids(Page)), "title", "Nej"))
    edited.window.actions_by_name["export"].trigger()
    assert said[0].startswith("Du ser, hvordan det var.")
    assert said[1].startswith("Det kan kun gøres i det gældende")
    assert "Demo · Efter trin 1" in title_of_shown(bridge)
    dialog = CompareDialog(bridge, now(bridge), shown(bridge), edited.window)
    assert dialog.rows.topLevelItemCount() == 2
    variants.bar.back_button.click()
    bridge.settle()
    assert (bridge.state, dict(bridge.counts())) == (now_state, counts)
    assert not variants.bar.isVisible()
    panel.look_button.click()
    dialog.take_button.click()
    assert bridge.workspace.looks_at is None
    assert bridge.state == bridge.workspace.as_it_was(1)
    assert bridge.workspace.store.step == 4
    dialog.deleteLater()


def test_going_back_is_a_new_step_with_a_preview(edited: Application) -> None:
    bridge, panel = edited.desk.bridge, edited.desk.history
    then = bridge.workspace.as_it_was(1)
    asked: list[tuple[Point, Point]] = []
    panel.compare_requested.disconnect()
    panel.compare_requested.connect(lambda left, right: asked.append((left, right)))
    bring_forward(edited)
    panel.table.selectRow(2)
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
    before, step = bridge.state, bridge.workspace.store.step
    assert bridge.run(KeepBatch(Batch("b", number=7, step=step)))
    assert bridge.run(EditPage(min(bridge.state.ids(Page)), "title", "Efter pakken"))
    batch = next(each for each in points(bridge) if each.title.startswith("Pakke 7 · "))
    assert batch.state(bridge.workspace) == before


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

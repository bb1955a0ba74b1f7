"""Batches in the window: what is chosen is written and kept; the history compares and checks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from tests.unit.exports.drupal_batches import dump_of, read
from ui.app import Application
from ui.dialogs.export_batch import ExportBatchDialog
from ui.exporting.history import BatchHistoryDialog


class Put(Alone):
    """Put a record."""

    label = "command.edit_contact"

    def __init__(self, record: Record) -> None:
        self.record = record

    def apply(self, draft: Draft) -> None:
        draft.put(self.record)


pytestmark = pytest.mark.usefixtures("told_is_closed")


def export(opened: Application, qtbot: Any, folder: Path, choose: str = "all") -> Path:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    getattr(dialog.what, choose).setChecked(True)
    dialog.leave_out.setChecked(True)
    dialog.note.setText(" Til mødet ")
    dialog.folder.setText(str(folder))
    dialog.accept()
    with qtbot.waitSignal(dialog.working.succeeded, timeout=20000):
        pass
    qtbot.waitUntil(lambda: not dialog.isVisible() and dialog.isEnabled())
    dialog.deleteLater()
    return folder


def edit(opened: Application, folder: Path) -> Contact:
    bridge = opened.desk.bridge
    kept = {each["uuid"] for each in read(folder, "contacts")["items"]}
    contact = next(each for each in bridge.state.all(Contact) if each.id in kept)
    made = replace(contact, title="Helt ny titel")
    assert bridge.run(Put(made))
    return made


def test_what_was_written_is_kept_and_the_next_holds_what_changed(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    first = export(opened, qtbot, tmp_path / "p1")
    (batch,) = opened.desk.bridge.state.all(Batch)
    assert (batch.number, batch.note, batch.folder) == (1, "Til mødet", "p1")
    contact = edit(opened, first)
    second = export(opened, qtbot, tmp_path / "p2", "changed")
    assert [each["uuid"] for each in read(second, "contacts")["items"]] == [contact.id]
    assert read(second, "manifest")["only_changed"] is True


def test_one_administration_and_the_drill_menu_can_be_chosen(opened: Application) -> None:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    what = dialog.what
    assert not what.changed.isEnabled()
    what.drill.setChecked(True)
    assert what.choice().only == ("drill",)
    assert not what.administrations.isEnabled()
    what.administration.setChecked(True)
    what.administrations.setCurrentIndex(2)
    assert what.administrations.isEnabled()
    assert what.choice().only == (f"administration:{what.administrations.itemData(2)}",)
    dialog.deleteLater()


def test_the_history_compares_marks_and_checks(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    bridge = opened.desk.bridge
    folder = export(opened, qtbot, tmp_path / "p1")
    history = BatchHistoryDialog(bridge, opened.window)
    history.compare_with_now()
    assert history.differences.topLevelItemCount() == 0
    edit(opened, folder)
    history.compare_with_now()
    assert history.differences.topLevelItemCount() == 1
    fields = history.differences.topLevelItem(0)
    assert "title" in [fields.child(n).text(0) for n in range(fields.childCount())]

    history.mark_as_imported()
    (batch,) = bridge.state.all(Batch)
    assert batch.imported_on == bridge.today()
    history.mark_as_imported()
    assert next(bridge.state.all(Batch)).imported_on is None

    dump, file = dump_of(read(folder, "verify")), tmp_path / "dump.json"
    file.write_text(json.dumps(dump), encoding="utf-8")
    history.verify(folder, file)
    assert history.differences.topLevelItemCount() == 0
    dump["items"]["pages"][0]["default"]["title"] = "Noget andet"
    file.write_text(json.dumps(dump), encoding="utf-8")
    history.verify(folder, file)
    assert history.differences.topLevelItem(0).text(2) == "Noget andet"
    file.write_text("[]", encoding="utf-8")
    history.verify(folder, file)
    assert "dump.json" in history.told.text()
    history.deleteLater()


def test_without_batches_nothing_can_be_done(opened: Application) -> None:
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    buttons = (history.compare_button, history.mark_button)
    assert [button.isEnabled() for button in buttons] == [False, False]
    assert history.told.text()
    history.deleteLater()

"""The batches that were written: compared, written again, marked, and held against a site."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kkworkbench.model.adoption import Adoption
from kkworkbench.model.batch import Batch
from tests.gui.window.batches import edit, export, rows_of
from tests.unit.exports.drupal_batches import dump_of, read
from ui.app import Application
from ui.exporting.history import BatchHistoryDialog
from ui.exporting.take_over import TakeOverDialog

pytestmark = pytest.mark.usefixtures("told_is_closed")


def ended(history: BatchHistoryDialog, qtbot: Any) -> BatchHistoryDialog:
    qtbot.waitUntil(lambda: not history._busy, timeout=20000)
    return history


def test_a_batch_is_compared_with_now_and_with_another(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    first = export(opened, qtbot, tmp_path / "p1")
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    history.compare()
    assert ended(history, qtbot).differences.is_empty
    edit(opened, first)
    history.compare_button.click()
    ended(history, qtbot)
    ((top, rows),) = rows_of(history.differences.tree)
    assert top[0].startswith("~ Helt ny titel")
    assert [row[2] for row in rows] == ["Helt ny titel"]
    history.reject()

    export(opened, qtbot, tmp_path / "p2")
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    history.choose_newest_two()
    ended(history, qtbot)
    assert [batch.number for batch in history.chosen()] == [1, 2]
    assert history.told.text().startswith("Fra pakke 1 til 2")
    assert len(rows_of(history.differences.tree)) == 1
    assert not history.mark_button.isEnabled()
    saved = tmp_path / "forskelle.csv"
    history.save(saved)
    table = list(csv.reader(saved.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert table[1][2:] == ["Helt ny titel", "Titel", rows[0][1], "Helt ny titel"]
    history.reject()


def test_a_batch_is_marked_as_imported_and_not(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    bridge = opened.desk.bridge
    export(opened, qtbot, tmp_path / "p1")
    history = BatchHistoryDialog(bridge, opened.window)
    history.mark_button.click()
    (batch,) = bridge.state.all(Batch)
    assert batch.imported_on == bridge.today()
    assert history.batch() == batch
    history.mark_button.click()
    assert next(bridge.state.all(Batch)).imported_on is None
    history.reject()


def test_a_batch_is_written_again_byte_for_byte_or_not_at_all(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    first = export(opened, qtbot, tmp_path / "p1")
    edit(opened, first)
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    (tmp_path / "igen").mkdir()
    history.write_again(tmp_path / "igen")
    ended(history, qtbot)
    for file in (f for f in first.rglob("*") if f.is_file()):
        assert (tmp_path / "igen/p1" / file.relative_to(first)).read_bytes() == file.read_bytes()
    (tmp_path / "af").mkdir()
    history.write_again(tmp_path / "af")
    history.working.cancel()
    ended(history, qtbot)
    assert list((tmp_path / "af").iterdir()) == []
    history.reject()


def test_a_site_is_held_against_a_batch_and_the_differences_saved(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    folder = export(opened, qtbot, tmp_path / "p1")
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    dump, file = dump_of(read(folder, "verify")), tmp_path / "dump.json"
    file.write_text(json.dumps(dump), encoding="utf-8")
    history.verify(folder, file)
    ended(history, qtbot)
    assert history.differences.is_empty
    assert "pakke 1" in history.told.text()
    dump["items"]["pages"][0]["default"]["title"] = "=Noget andet"
    del dump["items"]["contacts"][0]
    file.write_text(json.dumps(dump), encoding="utf-8")
    history.verify(folder, file)
    ended(history, qtbot)
    (_contact, missing), (_page, rows) = rows_of(history.differences.tree)
    assert missing[0][0] == "Findes ikke på webstedet"
    assert rows[0] == ["Udgivet: Titel", dump["items"]["pages"][0]["title"], "=Noget andet"]
    dump["items"]["pages"][0] |= {"latest": {"title": "Redaktørens"}, "editors_draft": True}
    file.write_text(json.dumps(dump), encoding="utf-8")
    history.verify(folder, file)
    ended(history, qtbot)
    _contact, (page, rows) = rows_of(history.differences.tree)
    assert page[2] == "venter på redaktørens kladde"
    assert "En forskel" in history.told.text()
    history.save(tmp_path / "f.csv")
    assert "'=Noget andet" in (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    file.write_text("[]", encoding="utf-8")
    history.verify(tmp_path, file)
    ended(history, qtbot)
    assert history.differences.is_empty
    history.verify(folder, file)
    ended(history, qtbot)
    assert "dump.json" in history.told.text()
    history.reject()


def test_without_batches_nothing_can_be_done(opened: Application) -> None:
    history = BatchHistoryDialog(opened.desk.bridge, opened.window)
    buttons = (history.compare_button, history.mark_button, history.again_button)
    assert [button.isEnabled() for button in buttons] == [False, False, False]
    assert history.differences.empty.accessibleName()
    history.choose_newest_two()
    history.reject()


def test_what_a_site_had_is_taken_over_as_one_step_that_can_be_undone(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    bridge = opened.desk.bridge
    folder = export(opened, qtbot, tmp_path / "p1")
    dump, file = dump_of(read(folder, "verify")), tmp_path / "dump.json"
    pages = [page for page in dump["items"]["pages"] if page.get("aliases")][:3]
    for number, page in enumerate(pages):
        page.update(uuid=f"00000000-0000-4000-8000-00000000000{number}", nid=number + 7)
    file.write_text(json.dumps(dump), encoding="utf-8")
    dialog = TakeOverDialog(bridge, opened.window)
    assert not dialog.ok.isEnabled()
    dialog.read(file)
    qtbot.waitUntil(lambda: bool(dialog.ticked()), timeout=20000)
    assert len(dialog.ticked()) == 3
    ((_top, rows),) = rows_of(dialog.tree)
    assert sorted(row[1:3] for row in rows) == [["samme adresse", each] for each in "789"]

    dialog.tree.topLevelItem(0).child(0).setCheckState(0, Qt.CheckState.Unchecked)
    kept = dialog.ticked()
    assert len(kept) == 2
    dialog.accept()
    assert set(bridge.state.all(Adoption)) == set(kept)
    assert bridge.undo() is not None
    assert not list(bridge.state.all(Adoption))
    file.write_text("{}", encoding="utf-8")
    again = TakeOverDialog(bridge, opened.window)
    again.read(file)
    qtbot.waitUntil(lambda: "dump.json" in again.empty.accessibleName(), timeout=20000)
    assert not again.ok.isEnabled()
    again.reject()

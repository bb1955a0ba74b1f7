"""The administrations accept their part; the board and the batch say so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.exports.scope import owner
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.sign_off import SignOff
from kkworkbench.workshop.sign_off import words
from kkworkbench.workspace.commands.contacts import EditContact
from tests.unit.exports.schema_check import breaches, schema_of
from ui.app import Application
from ui.dialogs.sign_off import SignOffDialog


def accept(dialog: SignOffDialog, row: int, name: str) -> None:
    dialog.table.selectRow(row)
    dialog.name.setText(name)
    dialog.name.edited.emit(name)
    dialog.accept_button.click()


def test_a_word_is_given_seen_on_the_board_and_taken_back(opened: Application) -> None:
    desk = opened.desk
    bridge, mark = desk.bridge, desk.drill.coverage.sign_off
    assert mark.isHidden()
    dialog = SignOffDialog(bridge, opened.window)
    assert not dialog.accept_button.isEnabled()
    accept(dialog, 0, "Kit Holm")
    accept(dialog, 1, "Bo")
    assert (mark.isHidden(), mark.text()) == (False, f"Godkendt 2/{dialog.table.rowCount()}")
    assert dialog.table.item(0, 1).text() == "Kit Holm"
    assert dialog.table.item(0, 2).text() == f"{bridge.today():%d.%m.%Y}"
    first = words(bridge.state)[0].administration
    contact = next(c for c in bridge.state.all(Contact) if owner(bridge.state, c) == first.id)
    bridge.run(EditContact(contact.id, "access_note", "Ny indgang"))
    assert mark.text().startswith("Godkendt 1/")
    assert first.name in mark.toolTip()
    desk.undo()
    assert mark.text().startswith("Godkendt 2/")
    dialog.table.selectRow(1)
    dialog.back_button.click()
    assert bridge.state.count(SignOff) == 1
    desk.undo()
    assert bridge.state.count(SignOff) == 2
    dialog.deleteLater()


def test_the_batch_says_who_had_accepted_and_nothing_where_nobody_had(
    opened: Application, tmp_path: Path
) -> None:
    bridge = opened.desk.bridge

    def manifest(name: str) -> dict[str, Any]:
        write_batch(
            *(tmp_path / name, bridge.state, bridge.results, Messages("da")),
            bridge.workspace.store.info,
            made_by="anne",
            now=datetime(2026, 11, 26, tzinfo=UTC),
            batch_id="b",
            leave_out=True,
        )
        read: dict[str, Any] = json.loads((tmp_path / name / "manifest.json").read_text("utf-8"))
        return read

    assert "sign_offs" not in manifest("before")
    dialog = SignOffDialog(bridge, opened.window)
    dialog.remark.setText("Med forbehold")
    dialog.name.setText("Kit")
    dialog.accept_part()
    told = manifest("after")
    (word,) = told["sign_offs"]
    assert (word["name"], word["remark"], word["standing"]) == ("Kit", "Med forbehold", "accepted")
    assert word["on"] == bridge.today().isoformat()
    assert list(breaches(told, schema_of("manifest"))) == []
    dialog.deleteLater()

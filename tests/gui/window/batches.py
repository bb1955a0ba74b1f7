"""What the tests of batches in the window share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTreeWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from tests.unit.exports.drupal_batches import read
from ui.app import Application
from ui.dialogs.export_batch import ExportBatchDialog


class Put(Alone):
    """Put a record."""

    label = "command.edit_contact"

    def __init__(self, record: Record) -> None:
        self.record = record

    def apply(self, draft: Draft) -> None:
        draft.put(self.record)


def foreseen(dialog: ExportBatchDialog, qtbot: Any) -> ExportBatchDialog:
    """Wait until the dialog tells of what is chosen now."""
    qtbot.waitUntil(lambda: dialog.is_foreseen, timeout=20000)
    return dialog


def export(opened: Application, qtbot: Any, folder: Path, choose: str = "all") -> Path:
    """Write a batch by the dialog, and close what tells of it."""
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    getattr(dialog.what, choose).setChecked(True)
    dialog.leave_out.setChecked(True)
    dialog.note.setText(" Til mødet ")
    dialog.folder.setText(str(folder))
    dialog.accept()
    with qtbot.waitSignal(dialog.working.succeeded, timeout=20000):
        pass
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert dialog.written is not None
    dialog.written.close()
    dialog.deleteLater()
    return folder


def edit(opened: Application, folder: Path) -> Contact:
    """Give a contact of a batch another title."""
    bridge = opened.desk.bridge
    kept = {each["uuid"] for each in read(folder, "contacts")["items"]}
    contact = next(each for each in bridge.state.all(Contact) if each.id in kept)
    made = replace(contact, title="Helt ny titel")
    assert bridge.run(Put(made))
    return made


def rows_of(tree: QTreeWidget) -> list[tuple[list[str], list[list[str]]]]:
    """Return the texts of each record of a tree, and of the rows below it."""
    found = []
    columns = range(tree.columnCount())
    for number in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(number)
        assert item is not None
        below = [[item.child(n).text(c) for c in columns] for n in range(item.childCount())]
        found.append(([item.text(c) for c in columns], below))
    return found

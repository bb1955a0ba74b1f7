"""The export of a batch in the window: what it builds on."""

from __future__ import annotations

from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import BatchId
from kkworkbench.workspace.commands.batches import KeepBatch
from ui.app import Application
from ui.dialogs.export_batch import ExportBatchDialog


def test_the_profile_says_which_batch_the_next_builds_on(opened: Application) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(KeepBatch(Batch(BatchId("b1"), 1, step=1, profile="default")))
    dialog = ExportBatchDialog(bridge, opened.window)
    what, names = dialog.what, dialog.site.names
    assert what.changed.isChecked()
    assert what.changed.text().endswith("1")
    names.setCurrentIndex(names.findData("os2web_contact"))
    assert not what.changed.isEnabled()
    assert what.all.isChecked()
    names.setCurrentIndex(names.findData("default"))
    assert what.changed.isEnabled()
    dialog.done(0)

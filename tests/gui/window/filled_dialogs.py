"""Dialogs with something in them, that tests of the screens look at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kkworkbench.exports.drupal.adoption import Recognised
from kkworkbench.exports.drupal.batch import BatchReport
from kkworkbench.model.adoption import Adoption
from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import AdoptionId, BatchId
from ui.bridge import Bridge
from ui.dialogs.find_replace import FindReplaceDialog
from ui.exporting.take_over import TakeOverDialog
from ui.exporting.writing import Written, WrittenFile

REASON = "Aftalt med forvaltningen på mødet, indtil det nye nummer er kendt. Se referatet."


def written_files() -> Written:
    """Return a batch of files with long names."""
    report = BatchReport(Path("Dokumenter", "kkworkbench-pakke-2026-11-26"), {}, (), {})
    files = tuple(WrittenFile(f"kkworkbench_import/src/{n}.php", n, "0" * 64) for n in range(30))
    return Written(report, Batch(BatchId("b")), files)


def take_over_of(bridge: Bridge, window: QWidget) -> TakeOverDialog:
    """Return the dialog with something of each part."""
    dialog = TakeOverDialog(bridge, window)
    found = [
        Recognised(Adoption(AdoptionId(f"{part}:1"), part, "0" * 36, 7, REASON), "name")
        for part in ("pages", "terms", "menu")
    ]
    dialog.show_found(found)
    return dialog


def replacing(bridge: Bridge, window: QWidget, wanted: str) -> FindReplaceDialog:
    """Return find and replace with something found."""
    dialog = FindReplaceDialog(bridge, window)
    dialog.wanted.setText(wanted)
    dialog.look_up()
    return dialog

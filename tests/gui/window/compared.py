"""A comparison with something of each kind in it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from kkworkbench.merge.variants import made_of_shown
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.variant import Variant
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.drill import MoveDrillEntries
from kkworkbench.workspace.commands.pages import EditPage
from ui.bridge import Bridge
from ui.dialogs.compare import CompareDialog
from ui.points import now

LONG = "Aftalt med forvaltningen på mødet, indtil det nye nummer er kendt. Se referatet."


def compare_of(bridge: Bridge, window: QWidget) -> CompareDialog:
    """Return the comparison of a variant of a long name, with a move, texts and a conflict."""
    workspace = bridge.workspace
    if workspace.main.get(Variant, "v") is None:
        assert bridge.run(made_of_shown(workspace, LONG, "v", datetime(2026, 11, 26, tzinfo=UTC)))
        entries = bridge.state.bucket(DRILL, True)
        first, second = (bridge.state.get(DrillEntry, entries[n]).target for n in (0, 1))
        bridge.show("v")
        assert bridge.run(MoveDrillEntries((entries[4],), 0))
        for page in (first, second):
            assert bridge.run(EditPage(page, "title", LONG))
        bridge.show("")
        assert bridge.run(EditPage(second, "title", "Kort"))
    return CompareDialog(bridge, now(bridge), now(bridge, "v"), window)

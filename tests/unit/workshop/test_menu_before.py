"""The menu that a group started from, beside the one that it looks at."""

from kkworkbench.model.ids import DrillEntryId
from kkworkbench.workshop.menu_before import MenuBefore
from kkworkbench.workspace.commands.drill import EditDrillEntry, MoveDrillEntries, TakeOutOfDrill
from tests.unit.workshop.under_way import menu, session_of, started


def test_what_moved_came_and_went_since_the_workshop_began_has_a_sign() -> None:
    workspace = started()
    step, entries = session_of(workspace).step, menu(workspace)
    before = MenuBefore(workspace)
    assert [slot.id for slot in before.at_left(step)] == list(entries)
    assert not any(before.signs(step).values())
    workspace.execute(MoveDrillEntries((DrillEntryId(entries[4]),), 2))
    workspace.execute(TakeOutOfDrill((DrillEntryId(entries[0]),)))
    workspace.execute(EditDrillEntry(DrillEntryId(entries[8]), "help_text", "En anden hjælp"))
    left = before.at_left(step)
    assert [slot.id for slot in left] == list(entries)
    assert [slot.id for slot in left if slot.sign == "✖"] == [entries[0]]
    signs = before.signs(step)
    assert list(signs) == list(menu(workspace))
    assert (signs[entries[4]], signs[entries[8]], signs[entries[1]]) == ("▲ 3", "✎", "")
    assert not any(before.signs(workspace.store.step).values())
    for _step in range(3):
        workspace.undo()
    assert not any(before.signs(step).values())

"""Numbers and written channels change places by keys and by drag, one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from kkworkbench.workspace.commands.contacts import AddPhone, AddWrittenChannel
from tests.gui.editor.conftest import CONTACT, Bench

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(bench: Bench) -> Bench:
    for part, number in (("p3", "33 66 33 66"), ("p4", "33 17 33 33")):
        bench.bridge.run(AddPhone(CONTACT, part, number))
    QApplication.processEvents()
    return bench


def parts(bench: Bench) -> list[str]:
    return [phone.part_id for phone in bench.contact.phones]


def shown(bench: Bench) -> list[str]:
    """Return the parts as they stand under each other."""
    rows = bench.editor.phones_card.rows
    QApplication.processEvents()
    return sorted(rows, key=lambda part: rows[part].mapToGlobal(QPoint(0, 0)).y())


def test_alt_and_an_arrow_move_a_number_and_keep_the_focus(three: Bench) -> None:
    field = three.editor.phones_card.rows["p1"].label
    field.setFocus()
    for key, wanted in (
        (Qt.Key.Key_Down, ["p3", "p1", "p4"]),
        (Qt.Key.Key_Down, ["p3", "p4", "p1"]),
        (Qt.Key.Key_Down, ["p3", "p4", "p1"]),
        (Qt.Key.Key_Up, ["p3", "p1", "p4"]),
    ):
        three.qtbot.keyClick(field, key, ALT)
        assert parts(three) == wanted == shown(three)
        assert QApplication.focusWidget() is field
    three.bridge.undo()
    assert parts(three) == ["p3", "p4", "p1"]


def test_what_is_typed_is_saved_before_its_number_moves(three: Bench) -> None:
    field = three.editor.phones_card.rows["p1"].label
    three.type(field, "Vagten")
    three.qtbot.keyClick(field, Qt.Key.Key_Down, ALT)
    assert [(p.part_id, p.label) for p in three.contact.phones][1] == ("p1", "Vagten")


@pytest.mark.parametrize(
    ("target", "below", "wanted"),
    [
        ("p1", False, ["p4", "p1", "p3"]),
        ("p3", False, ["p1", "p4", "p3"]),
        ("p3", True, ["p1", "p3", "p4"]),
    ],
)
def test_a_number_is_dragged_to_where_it_is_let_go(
    three: Bench, target: str, below: bool, wanted: list[str]
) -> None:
    card = three.editor.phones_card
    handle = card.rows["p4"].handle
    row = card.rows[target]
    at = row.mapToGlobal(QPoint(0, row.height() - 1 if below else 1))
    three.qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
    three.qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.mapFromGlobal(at))
    assert parts(three) == wanted == shown(three)


def test_one_alone_has_no_handle(bench: Bench) -> None:
    assert not bench.phone.handle.isVisible()
    bench.bridge.run(AddPhone(CONTACT, "p9", "33 17 33 33"))
    assert bench.phone.handle.isVisible()


def test_written_channels_move_too(bench: Bench) -> None:
    bench.bridge.run(AddWrittenChannel(CONTACT, "w9", text="Digital Post"))
    field = bench.editor.written_card.rows["w9"].url
    field.setFocus()
    bench.qtbot.keyClick(field, Qt.Key.Key_Up, ALT)
    assert [channel.part_id for channel in bench.contact.written] == ["w9", "w1"]

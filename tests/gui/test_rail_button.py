"""What is dragged over a button of the rail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.rail_button import RailButton

COPY = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
AT = QPoint(4, 4)


def entered(button: RailButton, data: QMimeData) -> bool:
    event = QDragEnterEvent(AT, COPY, data, LEFT, NONE)
    event.ignore()
    button.dragEnterEvent(event)
    return event.isAccepted()


def test_pages_that_wait_over_a_button_are_a_click_on_it(qtbot: Any) -> None:
    button = RailButton()
    qtbot.addWidget(button)
    button._wait.setInterval(0)
    with qtbot.waitSignal(button.clicked):
        assert entered(button, mime_of(PAGES, ["p"]))
    assert button.isChecked()


def test_pages_that_leave_or_are_dropped_there_and_all_else_are_none(
    qtbot: Any, tmp_path: Path
) -> None:
    button = RailButton()
    qtbot.addWidget(button)
    pages, files = mime_of(PAGES, ["p"]), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "enheder.xlsx"))])
    assert entered(button, pages)
    assert button._wait.isActive()
    moved = QDragMoveEvent(AT, COPY, pages, LEFT, NONE)
    moved.accept()
    button.dragMoveEvent(moved)
    assert not moved.isAccepted()
    button.dragLeaveEvent(QDragLeaveEvent())
    assert not button._wait.isActive()
    assert entered(button, pages)
    dropped = QDropEvent(QPointF(AT), COPY, pages, LEFT, NONE)
    dropped.accept()
    button.dropEvent(dropped)
    assert not button._wait.isActive()
    assert not dropped.isAccepted()
    # Files are for the window behind it, entries have no other page to go to.
    for other in (files, mime_of(DRILL_ENTRIES, ["d"])):
        assert not entered(button, other)
        assert not button._wait.isActive()

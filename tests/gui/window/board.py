"""The board of the drill menu for tests: in front, and what stands on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListView

from kkworkbench.state.indexes import DRILL
from ui.app import Application
from ui.pages.drill import DrillPage


def board_in_front(opened: Application, qtbot: Any) -> DrillPage:
    """Return the board, with its page in front of an active window."""
    opened.window.show_page("drill")
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    return opened.desk.drill


def menu(board: DrillPage) -> list[str]:
    """Return the entries of the menu in their order."""
    return list(board._bridge.state.bucket(DRILL, True))


def candidate(board: DrillPage, row: int = 0) -> str:
    """Return the page of a candidate."""
    return board.candidates_model.page_id(board.candidates_model.index(row))


def choose(board: DrillPage, row: int) -> str:
    """Make an entry the current one, and return it."""
    board.view.setCurrentIndex(board.model.index(row))
    return menu(board)[row]


def above(view: QListView, row: int) -> QPoint:
    rect = view.visualRect(view.model().index(row, 0))
    return QPoint(rect.center().x(), rect.top())


def upon(view: QListView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()

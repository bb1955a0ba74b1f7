"""Run the real program and answer, over stdin and stdout, what a person would see of it.

    python -m tests.peers.drive_window FILE.kkw

Every line of stdin is a question in JSON, `[name, argument …]`; every line of stdout the answer.
The mouse and the keyboard are not here: they come from the display, as a person's do.
"""

import json
import runpy
import sys
from pathlib import Path
from threading import Thread
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView

from ui import app
from ui.desk import Desk

BUSY = QAbstractItemView.State.DraggingState


class Answers(QObject):
    """Answer in the window's own thread, also while a drag runs its own loop.

    Signals:
        asked(str): a line of stdin.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Pass the questions on until there are no more."""
        for line in sys.stdin:
            self.asked.emit(line)

    def _answer(self, line: str) -> None:
        name, *arguments = json.loads(line)
        print(json.dumps(getattr(self, f"_{name}")(*arguments)), flush=True)

    # questions

    def _is_ready(self) -> bool:
        desk = _desk()
        return desk is not None and desk.window.isVisible() and not desk.bridge.is_checking

    def _window(self) -> dict[str, Any]:
        """What stands in front: its X window, its title, the words of its status bar."""
        window = QApplication.activeModalWidget() or _open_desk().window
        return {
            "id": int(window.winId()),
            "title": window.windowTitle(),
            "modal": QApplication.activeModalWidget() is not None,
            "has_focus": QApplication.focusWindow() is window.windowHandle(),
            "said": _open_desk().window._sentence.text(),
        }

    def _rows(self, view: str) -> dict[str, list[int]]:
        """The rows that can be seen in a view, by their text: x, y, width and height."""
        shown = _view(view)
        seen = shown.viewport().rect()
        out: dict[str, list[int]] = {}
        for index in _walk(shown, QModelIndex()):
            rect = shown.visualRect(index)
            if rect.isValid() and seen.contains(rect.center()):
                text = str(index.data())
                out.setdefault(text, [*_global(shown, rect.topLeft()), rect.width(), rect.height()])
        return out

    def _is_dragging(self, view: str) -> bool:
        return _view(view).state() is BUSY

    def _under_drag(self) -> str:
        """The entry that what is dragged would replace."""
        return str(_open_desk().drill.view.under_drag.data() or "")

    def _rail(self, page: str) -> list[int]:
        """The middle of the button of the rail that leads to a page."""
        button = _open_desk().window._rail_buttons[page]
        at = button.mapToGlobal(button.rect().center())
        return [at.x(), at.y()]

    def _page(self) -> str:
        """The page in front."""
        return str(_open_desk().window.current_page)

    def _show_column(self) -> bool:
        """Show the menu as a column, as the menu Vis does."""
        _open_desk().drill.cards_action.setChecked(False)
        return True

    def _selected(self, view: str) -> list[str]:
        indexes = _view(view).selectionModel().selectedIndexes()
        return [str(index.data()) for index in indexes if index.column() == 0]

    def _scroll_to(self, view: str, text: str) -> None:
        """Open a tree down to a row and bring it into sight."""
        shown, model = _view(view), _view(view).model()
        how = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        found = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, text, 1, how)
        shown.scrollTo(found[0], QAbstractItemView.ScrollHint.PositionAtCenter)

    def _picture(self, path: str) -> bool:
        return QApplication.primaryScreen().grabWindow(0).save(path)


def _desk() -> Desk | None:
    qt = QApplication.instance()
    found = qt.findChild(app.Application) if qt is not None else None
    return found.desk if found is not None else None


def _open_desk() -> Desk:
    desk = _desk()
    assert desk is not None
    return desk


def _view(name: str) -> QAbstractItemView:
    desk = _open_desk()
    return {
        "tree": desk.hierarchy.tree.view,
        "drill": desk.drill.view,
        "left out": desk.drill.left_out,
        "candidates": desk.drill.candidates,
        "list": desk.contact_list.table,
    }[name]


def _walk(view: QAbstractItemView, parent: QModelIndex) -> Any:
    model = view.model()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        if isinstance(view, QTreeView) and view.isExpanded(index):
            yield from _walk(view, index)


def _global(view: QAbstractItemView, point: Any) -> tuple[int, int]:
    at = view.viewport().mapToGlobal(point)
    return at.x(), at.y()


if __name__ == "__main__":
    answers = Answers()
    Thread(target=answers.listen, daemon=True).start()
    runpy.run_path(str(Path(__file__).parents[2] / "main.py"), run_name="__main__")

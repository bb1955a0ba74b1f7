"""Drags over the drill menu, painted: python -m benchmarks.board [XS|S|L].

A candidate is carried over the cards of a full menu, and an entry among them and to the
candidates, under the real window: 12 places, and at S about 2,000 candidates. A frame runs from
the movement to the end of the last paint that it sets off; the slowest counts.
"""

import json
import sys
from time import perf_counter

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure, in_process, p95, seconds_of, tell
from benchmarks.opened import desk_of
from kkworkbench.state.indexes import DRILL
from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.pages.drill import DrillPage

ROUNDS, STEPS = 3, 60
"""The quietest round counts: what else the machine does would be measured otherwise."""
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def dragged(size: str) -> dict[str, float]:
    """Drag with a workspace of the size open and checked."""
    with desk_of(size, 1600, 1000) as (shown, desk):
        shown.window.show_page("drill")
        board = desk.drill
        board.candidates_model.set_order("usage")
        _painted()
        rounds = 1 if size == "XS" else ROUNDS
        return {
            "carry": min(max(_carried(board)) for _ in range(rounds)),
            "carry p95": min(p95(_carried(board)) for _ in range(rounds)),
            "drop": min(_dropped(board) for _ in range(rounds * 2)),
            "repaint": min(seconds_of(board.view.viewport().repaint) for _ in range(rounds * 5)),
            "candidates": board.candidates_model.total,
        }


def _carried(board: DrillPage) -> list[float]:
    """Carry a candidate and an entry over all places, and time each movement."""
    view, model = board.view, board.model
    page = board.candidates_model.page_id(board.candidates_model.index(0))
    entry = board._bridge.state.at(DRILL, True, 0)
    frames = []
    for data in (mime_of(PAGES, [page]), mime_of(DRILL_ENTRIES, [entry])):
        view.dragEnterEvent(QDragEnterEvent(QPoint(4, 4), COPY, data, LEFT, NONE))
        for step in range(STEPS):
            rect = view.visualRect(model.index(step % model.rowCount()))
            at = rect.topLeft() + QPoint(
                4 + 7 * step % max(1, rect.width() - 8), rect.height() // 2
            )
            frames.append(_frame(board, data, at))
        view.dragLeaveEvent(None)  # type: ignore[arg-type]  # Qt's own gives nothing either
    return frames


def _frame(board: DrillPage, data: QMimeData, at: QPoint) -> float:
    start = perf_counter()
    board.view.dragMoveEvent(QDragMoveEvent(at, COPY, data, LEFT, NONE))
    _painted()
    return perf_counter() - start


def _dropped(board: DrillPage) -> float:
    """Drop a candidate on a place of a full menu, and take it back."""
    before = board._bridge.state
    page = board.candidates_model.page_id(board.candidates_model.index(1))
    data = mime_of(PAGES, [page])
    at = board.view.visualRect(board.model.index(5)).center()
    start = perf_counter()
    board.view.dropEvent(QDropEvent(QPointF(at), COPY, data, LEFT, NONE))
    _painted()
    took = perf_counter() - start
    if board._bridge.state is before:
        raise SystemExit("nothing was dropped")
    board._bridge.undo()
    _painted()
    return took


def _painted() -> None:
    for _ in range(3):
        QApplication.processEvents()


def measure(size: str) -> list[Figure]:
    """Measure in a process of its own."""
    found = in_process("benchmarks.board", "--run", size)
    count = f"{int(found['candidates']):,}"
    return [
        Figure(
            f"frame of a drag, 12 places, {count} candidates, worst",
            found["carry"] * 1000,
            "ms",
            16,
        ),
        Figure("frame of a drag, p95", found["carry p95"] * 1000, "ms", 16),
        Figure("drop that swaps, until painted", found["drop"] * 1000, "ms", None),
        Figure("the board's own repaint", found["repaint"] * 1000, "ms", None),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(dragged(sys.argv[2])))
    else:
        tell(measure)

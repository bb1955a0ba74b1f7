"""The window's answers, painted: python -m benchmarks.window [XS|S|L].

A drop in the tree against a repaint of the view (100,000 pages whatever the size, but at XS), and
a key in the editor until its message is painted, with a workspace of the size open and checked.
"""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter, thread_time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.figures import Figure, in_process, p95, ratio, seconds_of, tell
from benchmarks.generate import SIZES, breaks_pairs, contact_id, page_id, records, sections
from benchmarks.opened import desk_of
from kkworkbench.messages import Messages
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.workspace.commands.contacts import EditPart
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.app import Application
from ui.bridge import Bridge
from ui.desk import Desk
from ui.editor.cards.phones import PhoneRow
from ui.models.mime import PAGES, mime_of
from ui.pages.tree_pane import TreePane

TIMES, ROUNDS = 60, 3
"""The quietest round counts: what else the machine does would be measured otherwise."""

MENDED, TYPED, ILL = "33 17 88 00", "33  178800", "33 178800"
"""A number in pairs; one that is as ill as the one that stands, by a key; the one that stands."""

KEYS = {MENDED: ("33 17 8800", 8), TYPED: (ILL, 3)}
"""What stands before the space is typed, and where, by what stands after it."""


class Paints(QObject):
    """Counts the paints of some widgets."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False

    def until_painted(self, act: Callable[[], object]) -> float:
        """Return the seconds from an act until the last paint that it sets off is done."""
        start = perf_counter()
        before = self.count
        act()
        done = start
        for _ in range(20):
            QCoreApplication.processEvents()
            if self.count != before:
                before, done = self.count, perf_counter()
            elif done != start:
                return done - start
        raise SystemExit("nothing was painted")


def dropped(size: str) -> dict[str, float]:
    """Drop a page among its siblings and into another section, with the tree as it opens."""
    app = QApplication([])
    pages = SIZES[size][1]
    workspace = Workspace(MemoryStore(records(size)), "benchmark")
    bridge = Bridge(workspace, Messages("da"))
    pane = TreePane(bridge)
    pane.resize(420, 800)
    pane.restore_view({})
    home, other = (page_id(sections(pages) - back) for back in (1, 2))
    pane.view.expand_pages((home, other))
    pane.show()
    pane.select_page(workspace.state.at(CHILDREN, home, 0))
    app.processEvents()
    resets: list[int] = []
    pane.model.modelReset.connect(lambda: resets.append(1))
    viewport = pane.view.viewport()
    paints = Paints(viewport)
    drops, repaints = [], []
    for n in range(8 if size == "XS" else TIMES):
        target = home if n % 2 else other
        moved = workspace.state.at(CHILDREN, home, workspace.state.bucket_size(CHILDREN, home) - 1)
        data, parent = mime_of(PAGES, (moved,), ""), pane.model.index_of(target)

        def drop(data: object = data, parent: object = parent) -> None:
            pane.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, parent)  # type: ignore[arg-type]

        drops.append(paints.until_painted(drop))
        if workspace.state.at(CHILDREN, target, 0) != moved:
            raise SystemExit("nothing was dropped")
        repaints.append(seconds_of(viewport.repaint))
    pane.close()
    bridge.close()
    return {"drop": median(drops), "repaint": median(repaints), "resets": len(resets)}


def typed(size: str) -> dict[str, float]:
    """Type a key that mends a number, and one that does not, under the real window."""
    with desk_of(size, 1440, 900) as (shown, desk):
        return _keys(shown, desk, size)


def _keys(shown: Application, desk: Desk, size: str) -> dict[str, float]:
    contacts, pages = SIZES[size]
    number = next(n for n in range(contacts) if breaks_pairs(n))
    part = f"phone{number}"
    desk.bridge.run(EditPart(contact_id(number), "phones", part, "number", ILL))  # type: ignore[arg-type]
    desk.show_page(page_id(pages - contacts + number))
    shown.window.activateWindow()
    row: PhoneRow = desk.editor.phones_card.rows[part]  # type: ignore[index]
    desk.editor.focus_field(f"phones.{part}.number", contact_id(number))
    _rest()
    line = desk.editor.editing.line_of(row.number)
    paints = Paints(row.number, line, row)
    taken: dict[str, list[float]] = {MENDED: [], TYPED: []}
    worked: dict[str, list[float]] = {MENDED: [], TYPED: []}
    least, least_worked = dict.fromkeys(taken, float("inf")), dict.fromkeys(taken, float("inf"))
    for _ in range(1 if size == "XS" else ROUNDS):
        for seconds in (*taken.values(), *worked.values()):
            seconds.clear()
        for _ in range(8 if size == "XS" else TIMES):
            for after, (before, place) in KEYS.items():
                row.number.load(ILL)
                row.number.setText(before)
                desk.editor.editing.forget_typed()
                desk.editor.editing.refresh_messages()
                desk.editor.focus_field(f"phones.{part}.number", contact_id(number))
                row.number.setCursorPosition(place)
                _rest()
                if not line.messages():
                    raise SystemExit("no message stood before the key")
                start = thread_time()
                took = paints.until_painted(lambda: QTest.keyClick(row.number, Qt.Key.Key_Space))
                worked[after].append(thread_time() - start)
                if row.number.text() != after or bool(line.messages()) != (after == TYPED):
                    raise SystemExit(f"the key did something else: {row.number.text()!r}")
                taken[after].append(took)
        for told, measured in ((least, taken), (least_worked, worked)):
            told.update({after: min(told[after], p95(s)) for after, s in measured.items()})
    row.number.load(ILL)
    return {
        "mends": least[MENDED] * 1000,
        "leaves": least[TYPED] * 1000,
        "mends, worked": least_worked[MENDED] * 1000,
        "leaves, worked": least_worked[TYPED] * 1000,
    }


def _rest() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


def measure(size: str) -> list[Figure]:
    """Measure both, each in a process of its own."""
    tree = "XS" if size == "XS" else "L"
    drop = in_process("benchmarks.window", "--run", "dropped", tree)
    keys = in_process("benchmarks.window", "--run", "typed", size)
    nodes = f"{SIZES[tree][1]:,}"
    return [
        ratio(f"row dropped among {nodes}, painted | repaint", drop["drop"], drop["repaint"], 2),
        Figure("model resets by drops", drop["resets"], "resets", 0),
        Figure(f"key that mends, painted, {size} open, p95", keys["mends"], "ms", 8),
        Figure("the same by the processor", keys["mends, worked"], "ms"),
        Figure(f"key that does not, painted, {size} open, p95", keys["leaves"], "ms", 8),
        Figure("the same by the processor", keys["leaves, worked"], "ms"),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps({"dropped": dropped, "typed": typed}[sys.argv[2]](sys.argv[3])))
    else:
        tell(measure)

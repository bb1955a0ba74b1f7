"""A variant shown in the whole window, painted: python -m benchmarks.switch [XS|S|L].

The variant has 20 other titles and the menu in the opposite order. With the demo (12 + 74 entries)
whatever the size, and but at XS with 2,000 contacts and 10,000 pages. The processor's time is told
beside the clock's.
"""

import json
import sys
from datetime import UTC, datetime
from time import perf_counter, thread_time

from PySide6.QtCore import QCoreApplication

from benchmarks.figures import Figure, in_process, p95, tell
from benchmarks.generate import records_of
from benchmarks.opened import desk_on
from kkworkbench import demo
from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.variant import Variant
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.drill import MoveDrillEntries
from kkworkbench.workspace.commands.pages import EditPage
from kkworkbench.workspace.commands.variants import MakeVariant
from ui.bridge import Bridge

TIMES, ROUNDS = 40, 3
"""The quietest round counts: what else the machine does would be measured otherwise."""


def switched(size: str) -> dict[str, float]:
    """Show a variant and the main line in turns; "XS" is the demo eight times."""
    held = records_of(2_000, 10_000) if size == "2000" else demo.records()
    with desk_on(held, 1440, 900) as (_shown, desk):
        bridge = desk.bridge
        _make(bridge)
        clock, worked = [], []
        for _ in range(1 if size == "XS" else ROUNDS):
            taken = [_switch(bridge) for _ in range(8 if size == "XS" else TIMES)]
            clock.append(p95([each for each, _ in taken]))
            worked.append(p95([each for _, each in taken]))
        return {"clock": min(clock) * 1000, "worked": min(worked) * 1000}


def _make(bridge: Bridge) -> None:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    bridge.run(MakeVariant(Variant(VariantId("tried"), "tried", 0, None, made, "benchmark")))
    bridge.show("tried")
    for number, page in enumerate(sorted(bridge.state.ids(Page))[:20]):
        bridge.run(EditPage(page, "title", f"Prøvet {number}"))  # type: ignore[arg-type]
    turned = tuple(reversed(bridge.state.bucket(DRILL, True)))
    bridge.run(MoveDrillEntries(turned, 0))  # type: ignore[arg-type]
    if bridge.state.bucket(DRILL, True) != turned:
        raise SystemExit("the menu was not turned")


def _switch(bridge: Bridge) -> tuple[float, float]:
    """Return the seconds until all is painted, by the clock and by the processor."""
    bridge.settle()
    for _ in range(5):
        QCoreApplication.processEvents()
    clock, worked = perf_counter(), thread_time()
    if not bridge.show("" if bridge.workspace.branch else "tried"):
        raise SystemExit("the variant was not shown")
    QCoreApplication.processEvents()
    return perf_counter() - clock, thread_time() - worked


def measure(size: str) -> list[Figure]:
    """Measure each workspace in a process of its own."""
    small = in_process("benchmarks.switch", "--run", "XS" if size == "XS" else "demo")
    figures = [
        Figure("variant switched at 12 + 74, painted, p95", small["clock"], "ms", 16),
        Figure("the same by the processor", small["worked"], "ms"),
    ]
    if size != "XS":
        large = in_process("benchmarks.switch", "--run", "2000")
        figures += [
            Figure("variant switched at 2,000, painted, p95", large["clock"], "ms", 100),
            Figure("the same by the processor", large["worked"], "ms"),
        ]
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(switched(sys.argv[2])))
    else:
        tell(measure)

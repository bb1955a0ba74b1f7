"""The Excel export against a bare loop over the same cells: python -m benchmarks.excel [XS|S|L].

The state holds findings, boxes and entries. Each run is a process of its own, so that one's peak
is not the other's.
"""

import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure, in_process, memory, ratio, tell
from benchmarks.generate import records
from kkworkbench.exports.sheets import cell_values
from kkworkbench.exports.source import Source
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo


@dataclass(frozen=True, slots=True)
class Found:
    """Results that were worked out before."""

    results: tuple[Result, ...]

    def all(self) -> Iterable[Result]:
        return self.results


def bare(target: Path, state: State, found: Found) -> None:
    """Write the same cells with nothing around them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = {}
    for key, row in cell_values(Source(state, found.results, Messages("da"))):
        if key not in sheets:
            sheets[key] = book.create_sheet(key)
        sheets[key].append(row)
    book.save(target)


def ours(target: Path, state: State, found: Found) -> None:
    """Export as the product does."""
    info = WorkspaceInfo("b", "Benchmark", datetime(2026, 1, 1, tzinfo=UTC))
    write_workbook(target, state, found, Messages("da"), info)


def run(way: str, size: str) -> dict[str, float]:
    """Run one way in this process: seconds, and MB above what state and findings take."""
    import openpyxl

    assert openpyxl
    state = State.of(records(size))
    results = Results(Engine(state, today=lambda: date(2026, 11, 25)))
    results.check_all()
    results.settle()
    found = Found(tuple(results.all()))
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = memory("VmRSS")
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        {"bare": bare, "ours": ours}[way](Path(folder) / "out.xlsx", state, found)
        took = perf_counter() - start
    return {"seconds": took, "peak": memory("VmHWM") - before, "findings": len(found.results)}


def measure(size: str) -> list[Figure]:
    """Compare the two, the best of three; one run at L takes minutes."""
    found: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    for _ in range(3 if size == "S" else 1):
        for way, runs in found.items():
            runs.append(in_process("benchmarks.excel", "--run", way, size))
    best = {way: min(each["seconds"] for each in runs) for way, runs in found.items()}
    peak = max(each["peak"] for each in found["ours"])
    return [
        ratio(f"Excel export, {size} | bare loop", best["ours"], best["bare"], 1.25),
        Figure(f"Excel export, {size}, peak above the state", peak, "MB", 80),
        Figure("findings in the workbook", found["ours"][0]["findings"], "rows"),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run(*sys.argv[2:4])))
    else:
        tell(measure)

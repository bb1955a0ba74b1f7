"""Measure the Excel export against a bare write_only loop over the same cells.

    python -m benchmarks.excel [S|L]

Prints both times, their ratio (bar: 1.25) and peak memory above the loaded state (bar: 80 MB). Each
run is a process of its own, so that one's peak is not the other's.
"""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from kkworkbench.exports.sheets import Source, cell_values
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PageId, PartId
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo

SIZES = {"S": (2_000, 10_000), "L": (20_000, 100_000)}
BODY = "<p>Du kan søge om hjælp hos kommunen, når du har brug for støtte i hverdagen.</p>\n"


class NoResults:
    """No findings at all."""

    def all(self) -> tuple[()]:
        return ()


def state(size: str) -> State:
    """Make contacts, and pages with bodies of some 1.5 kB."""
    contacts, pages = SIZES[size]
    return State.of([
        *(
            Contact(
                ContactId(f"c{n}"), name=f"Enhed {n}", phones=(Phone(PartId("p"), "33 66 33 66"),),
                address=Address(f"Nyropsgade {n}", "", "1602", "København V"),
            )
            for n in range(contacts)
        ),
        *(
            Page(
                PageId(f"s{n}"), PageId(f"s{n // 100}") if n else None, f"a{n:06}",
                title=f"Side {n}", path=f"/side/{n}", summary="Her kan du læse mere.",
                body=f"{n} {BODY * 18}",
            )
            for n in range(pages)
        ),
    ])  # fmt: skip


def bare(target: Path, made: State) -> None:
    """Write the same cells with nothing around them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = {}
    for key, row in cell_values(Source(made, (), Messages("da"))):
        if key not in sheets:
            sheets[key] = book.create_sheet(key)
        sheets[key].append(row)
    book.save(target)


def ours(target: Path, made: State) -> None:
    """Export as the product does."""
    info = WorkspaceInfo("b", "Benchmark", datetime(2026, 1, 1, tzinfo=UTC))
    write_workbook(target, made, NoResults(), Messages("da"), info)


def memory(name: str) -> float:
    """Return a figure of this process in MB, as Linux tells it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def run(way: str, size: str) -> None:
    """Run one way in this process; print seconds and MB above what the state takes."""
    import openpyxl

    assert openpyxl
    made = state(size)
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = memory("VmRSS")
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        {"bare": bare, "ours": ours}[way](Path(folder) / "out.xlsx", made)
        took = perf_counter() - start
    print(took, memory("VmHWM") - before)


def main() -> None:
    """Compare the two, best of three."""
    size = sys.argv[1] if len(sys.argv) > 1 else "S"
    best = {"bare": (9e9, 0.0), "ours": (9e9, 0.0)}
    for _ in range(3 if size == "S" else 1):
        for way in tuple(best):
            command = [sys.executable, "-m", "benchmarks.excel", "--run", way, size]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            took, peak = map(float, out.split())
            best[way] = min(best[way], (took, peak))
    for way, (took, peak) in best.items():
        print(f"{way}: {took:.2f} s, peak {peak:.0f} MB above the state")
    print(f"{size}: ratio {best['ours'][0] / best['bare'][0]:.2f} (bar 1.25)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(*sys.argv[2:4])
    else:
        main()

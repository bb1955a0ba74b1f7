"""What every benchmark tells: figures as JSON, each held against a bar or told for the record.

A figure is a ratio to a baseline in the same run, wherever there is one; nothing is asserted.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in a unit and the most that it should be; ours and the baseline made a ratio."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    ours: float | None = None
    baseline: float | None = None


def ratio(name: str, ours: float, baseline: float, bar: float) -> Figure:
    """Hold ours against a baseline, both in seconds."""
    return Figure(name, ours / baseline, "times", bar, ours, baseline)


def seconds_of(work: Callable[[], object]) -> float:
    """Time one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def least(*works: Callable[[], object], times: int = 5) -> tuple[float, ...]:
    """Return the least seconds of each work, run in turns so that noise falls on all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, taken, strict=True):
            seconds.append(seconds_of(work))
    return tuple(min(seconds) for seconds in taken)


def p95(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(seconds, n=20, method="inclusive")[18]


def memory(name: str) -> float:
    """Return a figure of this process in MB, as Linux tells it: VmRSS now, VmHWM at most."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def in_process(module: str, *arguments: str) -> Any:
    """Run a module in a process of its own, without a display; return what its JSON holds."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return json.loads(done.stdout)


def tell(measure: Callable[[str], list[Figure]]) -> None:
    """Print the figures for the size that the command line names, S where it names none."""
    size = sys.argv[1] if len(sys.argv) > 1 else "S"
    found = {"size": size, "figures": [asdict(figure) for figure in measure(size)]}
    print(json.dumps(found, indent=2))

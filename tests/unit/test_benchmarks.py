"""Every benchmark runs, at a very small size, and tells its figures; none is held to its bar."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES, row
from benchmarks.generate import records

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"name", "value", "unit", "bar", "ours", "baseline"}
ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@ONLY_LINUX
@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs_and_tells_finite_figures(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "XS"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    told = json.loads(done.stdout)
    assert told["size"] == "XS"
    assert told["figures"]
    for figure in told["figures"]:
        assert figure.keys() == KEYS
        numbers = [figure[key] for key in ("value", "bar", "ours", "baseline")]
        assert all(math.isfinite(number) for number in numbers if number is not None)


def test_the_table_runs_every_benchmark_that_tells_figures() -> None:
    assert {"core", "excel", "memory", "opening", "start", "window"} <= set(NAMES)
    assert not {"kill", "figures", "generate", "__main__"} & set(NAMES)


def test_the_made_records_are_the_same_each_time() -> None:
    assert list(records("XS")) == list(records("XS"))


def test_another_seed_makes_other_records() -> None:
    assert list(records("XS", seed=2)) != list(records("XS"))


def test_a_row_says_what_is_over_its_bar() -> None:
    figure = {"name": "opened", "value": 7.0, "unit": "times", "bar": 6}
    assert row(figure).endswith("over")
    assert "over" not in row({**figure, "value": 6.0})
    assert "over" not in row({**figure, "bar": None})

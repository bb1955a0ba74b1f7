"""Every benchmark runs, at a very small size, and tells its figures; none is held to its bar."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import csv_checks
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
    assert {"core", "excel", "imports", "memory", "opening", "start", "window"} <= set(NAMES)
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


def test_four_rules_find_the_planted_faults_of_a_csv_and_no_others(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    planted = csv_checks.write(file, 400, seed=1)
    assert {column for _, column in planted} == set(csv_checks.COLUMN_OF.values())
    assert csv_checks.ours(file).found == planted


def test_a_fault_that_is_missed_or_made_up_ends_the_comparison(tmp_path: Path) -> None:
    planted = csv_checks.write(tmp_path / "contacts.csv", 400, seed=1)
    for found in (planted - {min(planted)}, planted | {(2, "number")}):
        rounds = [csv_checks.Round(1, 1, planted), csv_checks.Round(1, 1, found)]
        with pytest.raises(ValueError, match="round 1: 1 differ"):
            csv_checks.held("someone", rounds, [planted, planted])


def test_a_program_that_is_not_installed_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(csv_checks, "PEERS", {"nosuchprogram": 1})
    names = [figure.name for figure in csv_checks.measure("XS")]
    assert names
    assert all(name.startswith("kkworkbench") for name in names)
    assert "nosuchprogram is not installed" in capsys.readouterr().err

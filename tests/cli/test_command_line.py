"""The command line itself: versions, logs, pipes, what a verb loads."""

import os
import subprocess
import sys

import pytest

from kkworkbench.version import VERSION
from tests.cli.command_line import COLD, ROOT, Line, sentence


def test_version_and_help_are_fine(line: Line) -> None:
    said = line("--version")
    assert (said.code, said.out) == (0, f"kkworkbench {VERSION}\n")
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert line("--help").code == 0
    assert line("import", "kkorg", "--help").code == 0


def test_the_unexpected_is_a_sentence_and_a_log(line: Line) -> None:
    broken = "import kkworkbench.cli.checks as c; c.RULES = (None,)\n" + COLD
    said = line("rules", program=broken)
    assert said.code == 2
    assert sentence(said)
    if sys.platform == "linux":
        assert str(line.log) in said.err
        assert "list_rules" in line.log.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a pipe breaks otherwise there")
def test_a_reader_that_leaves_is_no_trouble(line: Line) -> None:
    script = f'"{sys.executable}" -m kkworkbench rules --json | true; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", script],
        check=False,
        cwd=line.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_python_m_runs_it(line: Line) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kkworkbench", "--version"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, f"kkworkbench {VERSION}\n")


def test_a_verb_loads_only_what_it_wants(line: Line) -> None:
    heavy = "openpyxl", "alembic", "python_calamine", "rich.table", "holidays"
    program = COLD.replace(
        "raise SystemExit(main())",
        f"code = main()\nfound = [m for m in {heavy!r} if m in sys.modules]\n"
        "print(found, file=sys.stderr)\nraise SystemExit(code)",
    )
    said = line("--version", program=program)
    assert (said.code, said.err) == (0, "[]\n")

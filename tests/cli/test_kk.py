"""What python3 kk promises to whoever calls it, on a project of stand-ins."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.kk_project import ROOT, StubProject, build

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are POSIX scripts")


@pytest.fixture
def project(tmp_path: Path) -> StubProject:
    return build(tmp_path)


def test_the_first_call_leaves_stdout_to_the_verb(project: StubProject) -> None:
    args = ["check", "a b", "", "Ærø", "--json", "--help", "-h"]
    first, second = project.kk(*args), project.kk(*args)
    assert json.loads(first.stdout) == json.loads(second.stdout) == args
    assert "noise" in first.stderr
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")


def test_a_later_call_installs_nothing(project: StubProject) -> None:
    project.kk("check")
    before = len(project.calls("uv"))
    project.kk("check")
    assert len(project.calls("uv")) == before == 2


@pytest.mark.parametrize("code", [0, 1, 2, 7])
def test_the_exit_code_is_that_of_the_verb(project: StubProject, code: int) -> None:
    assert project.kk("exit", str(code)).returncode == code


def test_a_killed_verb_shows_as_killed(project: StubProject) -> None:
    assert project.kk("die").returncode == -9


def test_a_verb_runs_where_the_caller_stands(project: StubProject, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.joinpath("db").mkdir(parents=True)
    (elsewhere / "db" / "__init__.py").write_text("raise SystemExit('shadowed')\n", "utf-8")
    done = project.kk("check", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert project.calls("kkworkbench")[0]["cwd"] == str(elsewhere)


def test_without_a_verb_kk_says_what_there_is(project: StubProject) -> None:
    done = project.kk()
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f"kk {verb}" in done.stderr for verb in ("run", "test", "lint", "VERB"))
    assert project.calls() == []


def test_help_tells_of_kk_and_then_of_the_workbench(project: StubProject) -> None:
    done = project.kk("--help")
    assert json.loads(done.stdout) == ["--help"]
    assert "kk lint" in done.stderr


def test_run_without_a_display_does_the_main_job(project: StubProject) -> None:
    done = project.kk("run")
    assert done.returncode == 0, done.stderr
    demo, excel, batch, window = (
        os.path.join("out", name) for name in ("demo.kkw", "demo.xlsx", "batch", "window.png")
    )
    assert done.stdout.splitlines() == [demo, excel, batch, window]
    calls = project.calls("kkworkbench", "main.py")
    assert [call["args"] for call in calls] == [
        ["demo", demo],
        ["check", demo],
        ["export", "excel", demo, excel],
        ["export", "drupal", demo, batch, "--leave-out"],
        [demo, "--screenshot", window],
    ]
    assert {call["platform"] for call in calls} == {"offscreen"}


def test_run_makes_its_output_afresh_and_leaves_the_rest(project: StubProject) -> None:
    out = project.folder / "out"
    (out / "batch").mkdir(parents=True)
    for name in ("batch/old.json", "demo.kkw", "mine.kkw"):
        (out / name).write_text("old", "utf-8")
    project.kk("run")
    assert list((out / "batch").iterdir()) == []
    assert (out / "demo.kkw").read_text("utf-8") == "demo"
    assert (out / "mine.kkw").read_text("utf-8") == "old"


def test_run_prints_paths_that_hold_where_the_caller_stands(project: StubProject) -> None:
    done = project.kk("run", cwd=project.folder.parent)
    assert all((project.folder.parent / line).exists() for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) == 4


def test_run_stops_at_the_first_step_that_fails(project: StubProject) -> None:
    done = project.kk("run", KK_FAILING="excel")
    assert (done.returncode, done.stdout) == (2, "")
    assert "export excel" in done.stderr
    assert len(project.calls("kkworkbench", "main.py")) == 3


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_run_with_a_display_opens_the_demo(project: StubProject, display: str) -> None:
    done = project.kk("run", **{display: ":7"})
    assert done.returncode == 0, done.stderr
    (window,) = project.calls("kkworkbench", "main.py")
    assert (window["tool"], window["args"], window["platform"]) == ("main.py", ["--demo"], None)


@pytest.mark.parametrize("verb", ["run", "lint"])
def test_run_and_lint_refuse_arguments(project: StubProject, verb: str) -> None:
    done = project.kk(verb, "--peers")
    assert (done.returncode, done.stdout, project.calls()) == (2, "", [])


def test_test_passes_its_arguments_to_pytest(project: StubProject, tmp_path: Path) -> None:
    done = project.kk("test", "tests/cli", "-k", "a or b", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (call,) = project.calls("pytest")
    assert call["args"] == ["-n", "auto", "tests/cli", "-k", "a or b"]
    assert (call["cwd"], call["platform"]) == (str(project.folder), "offscreen")
    assert "requirements-dev.lock" in project.calls("uv")[-1]["args"]


def test_test_with_peers_selects_every_test_unless_told_otherwise(project: StubProject) -> None:
    project.kk("test", "--peers", "-m", "peers")
    (call,) = project.calls("pytest")
    assert call["args"] == ["-n", "auto", "-m", "", "-m", "peers"]
    installed = [call["args"] for call in project.calls("apt-get", "sudo")]
    assert any("xvfb" in args and "xdotool" in args for args in installed)


def test_a_failing_test_run_fails(project: StubProject) -> None:
    assert project.kk("test", KK_FAILING="pytest").returncode == 1


@pytest.mark.parametrize(("failing", "code"), [("", 0), ("ruff", 1), ("mypy", 1)])
def test_lint_runs_all_and_fails_where_one_does(
    project: StubProject, failing: str, code: int
) -> None:
    done = project.kk("lint", KK_FAILING=failing)
    assert done.returncode == code, done.stderr
    called = [call["tool"] for call in project.calls("ruff", "mypy", "importlinter")]
    assert called == ["ruff", "ruff", "mypy", "importlinter"]


def test_an_old_python_gets_one_sentence() -> None:
    pretend = (
        f"import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path({str(ROOT / 'kk')!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "kk: the workbench needs Python 3.11 or newer, and this is 3.9.\n"


def test_an_old_python_can_read_kk_so_far_as_to_say_so() -> None:
    assert ast.parse((ROOT / "kk").read_text("utf-8"), feature_version=(3, 6))

"""python3 kk run on a display, as a person with a desktop starts it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.kk_project import ROOT

pytestmark = pytest.mark.peers


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X display of the test's own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


def test_run_opens_the_demo_in_a_window_that_quits(display: str, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    env |= {"DISPLAY": display, "HOME": str(tmp_path)}
    env.pop("QT_QPA_PLATFORM", None)

    def xdotool(*args: str) -> str:
        done = subprocess.run(
            ["xdotool", *args],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env=env,
            timeout=60,
        )
        return done.stdout.strip()

    with subprocess.Popen([sys.executable, str(ROOT / "kk"), "run"], env=env) as window:
        try:
            # The bare title is that of the window before the demo stands in it.
            found = xdotool("search", "--sync", "--onlyvisible", "--name", ".. kkworkbench$")
            assert "demo" in xdotool("getwindowname", found.split()[0]).lower()
            xdotool("windowfocus", "--sync", found.split()[0], "key", "ctrl+q")
            assert window.wait(timeout=60) == 0
        finally:
            window.kill()
    assert list(tmp_path.rglob("*.kkw"))

"""Someone at the program's window on a display: a mouse, keys, eyes, and patience."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import db
from kkworkbench.state.state import State

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
"""Seconds that a condition may take to come true on a machine that has more to do."""

Point = tuple[int, int]


def need(*programs: str) -> None:
    """Skip the test where a program is missing; fail it where the peers are required."""
    missing = [program for program in programs if not shutil.which(program)]
    if not missing:
        return
    without(f"{', '.join(missing)} (python3 kk test --peers installs them)")


def without(what: str) -> None:
    """Skip the test for want of something; fail it where the peers are required."""
    told = f"not installed: {what}"
    if os.environ.get("KK_PEERS_REQUIRED"):
        pytest.fail(told)
    pytest.skip(told)


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Ask again and again until it is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            pytest.fail(f"in {PATIENCE} seconds it never came to this: {what}")
        time.sleep(0.02)


class Person:
    """Someone at the program's window, with a mouse, keys and eyes."""

    def __init__(self, file: Path, env: dict[str, str]) -> None:
        self.file = file
        self._env = env
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.peers.drive_window", str(file)],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def arrive(self) -> None:
        """Wait until the window is up, and face it."""
        wait_until(lambda: bool(self.see("is_ready")), "the workspace is open and checked")
        self.face_front()

    def leave(self) -> None:
        """End the program."""
        self._program.kill()
        with suppress(BrokenPipeError):
            self._program.communicate()

    # eyes

    def see(self, what: str, *arguments: str) -> Any:
        """Ask the window what it shows."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        with suppress(BrokenPipeError):
            self._program.stdin.write(json.dumps([what, *arguments]) + "\n")
            self._program.stdin.flush()
        answer = self._program.stdout.readline()
        assert answer, "the program ended; its reason stands above"
        return json.loads(answer)

    def rows(self, view: str) -> dict[str, list[int]]:
        """Return the rows that can be seen: x, y, width and height on the display."""
        return dict(self.see("rows", view))

    def said(self) -> str:
        """Return the words of the status bar."""
        return str(self.see("window")["said"])

    def read(self, what: Callable[[State], list[str]]) -> list[str]:
        """Read the file as another program would."""
        store = db.open_store(self.file, read_only=True)
        try:
            return what(State.of(store.load()))
        finally:
            store.close()

    # hands

    def do(self, *xdotool: object) -> None:
        """Give the display's mouse and keyboard something to do."""
        command = ["xdotool", *map(str, xdotool)]
        subprocess.run(command, check=True, env=self._env, timeout=PATIENCE)

    def face_front(self) -> None:
        """Give the keyboard to what stands in front, as a window manager would."""
        self.do("windowfocus", self.see("window")["id"])
        wait_until(lambda: self.see("window")["has_focus"], "the window has the keyboard")

    def press(self, key: str) -> None:
        self.do("key", key)

    def click(self, at: Point, *, holding: str = "") -> None:
        down, up = (("keydown", holding), ("keyup", holding)) if holding else ((), ())
        self.do("mousemove", *at, *down, "click", 1, *up)

    def lift(self, view: str, start: Point) -> None:
        """Press the button on a row and move until the row is held."""
        x, y = start
        self.do("mousemove", x, y, "mousedown", 1)
        for step in (4, 12, 20, 28):
            self.do("mousemove", x + step, y)
        wait_until(lambda: bool(self.see("is_dragging", view)), "the row is held")

    def carry(self, *path: Point) -> None:
        """Move what is held, past each point."""
        for x, y in path:
            self.do("mousemove", x, y - 1, "mousemove", x, y)

    def let_go(self, view: str) -> None:
        self.do("mouseup", 1)
        wait_until(lambda: not self.see("is_dragging", view), "the row is let go")

    def drag(self, view: str, start: Point, end: Point) -> None:
        """Take a row from one place to another."""
        self.lift(view, start)
        self.carry(((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end)
        self.let_go(view)

"""A display of the test's own, and the real program on it with the demo open."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from kkworkbench import demo
from tests.peers.person import Person, need


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.peers)


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X display of the test's own."""
    need("Xvfb", "xdotool")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def demo_file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.kkw"
    db.create_store(path, "Demo", demo.records()).close()
    return path


@pytest.fixture
def person(display: str, demo_file: Path, tmp_path: Path) -> Iterator[Person]:
    """Someone in front of the program, which has the demo open."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    env |= {
        "DISPLAY": display,
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "xcb",
        "KKWORKBENCH_CONFIG": str(tmp_path / "config"),
    }
    someone = Person(demo_file, env)
    try:
        someone.arrive()
        yield someone
    finally:
        someone.leave()

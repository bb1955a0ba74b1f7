"""The locks are pinned by hash, without addresses, and hold a PySide6 that works."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
VOID_CALLS = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(1000):
    thing.setObjectName("name")
print(sys.getrefcount(None) - before)
"""


def entries(lock: Path) -> list[str]:
    """Return each requirement of a lock with its marker and hashes, on one line."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_hashed(name: str, root: Path) -> None:
    lines = entries(root / name)
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", line), line
        assert "--hash=sha256:" in line, line
        assert "://" not in line


def test_the_development_lock_holds_all_of_the_runtime_lock(root: Path) -> None:
    runtime, development = (set(entries(root / name)) for name in LOCKS[:2])
    assert runtime < development


def test_every_dependency_is_in_the_lock(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[^\w-]", name)[0].lower() for name in project["dependencies"]}
    locked = {line.split("==")[0] for line in entries(root / LOCKS[0])}
    assert wanted - locked == set()


def test_python_3_11_gets_a_pyside_before_6_12(root: Path) -> None:
    lines = [line for line in entries(root / LOCKS[0]) if line.startswith("pyside6-essentials")]
    old = [line for line in lines if "python_full_version < '3.12'" in line]
    new = [line for line in lines if "python_full_version >= '3.12'" in line]
    assert len(lines) == len(old) + len(new) == 2
    version = re.match(r"pyside6-essentials==(\d+)\.(\d+)", old[0])
    assert version
    assert (int(version[1]), int(version[2])) < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_of_qt_leave_the_references_to_none_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", VOID_CALLS], check=True, capture_output=True, text=True
    )
    assert abs(int(done.stdout)) <= 10

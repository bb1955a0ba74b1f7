"""A command line of its own for each module, and workspaces to say it of."""

import shutil
from pathlib import Path

import pytest

from tests.cli.command_line import Line


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    return Line(tmp_path_factory.mktemp("line"))


@pytest.fixture(scope="session")
def demo_as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Line(tmp_path_factory.mktemp("made"))
    path = made.folder / "demo.kkw"
    said = made("demo", path)
    assert (said.code, said.err) == (0, "")
    return path


@pytest.fixture(scope="module")
def demo(line: Line, demo_as_made: Path) -> Path:
    """The demo for a module whose tests alter nothing in it."""
    return Path(shutil.copy(demo_as_made, line.folder / "demo.kkw"))


@pytest.fixture
def demo_copy(demo_as_made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_as_made, tmp_path / "demo.kkw"))


@pytest.fixture
def new(line: Line, tmp_path: Path) -> Path:
    path = tmp_path / "nyt.kkw"
    assert line("new", path).code == 0
    return path

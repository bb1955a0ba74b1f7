"""The tree as the architecture tests see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE_HERE = {".git", ".venv", ".tools", "out", "__pycache__", "node_modules"}


def walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in MADE_HERE and not path.name.endswith("_cache"):
                yield from walk(path)
        elif path.name != ".coverage":
            yield path


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tree() -> tuple[Path, ...]:
    """Every file of the project, whether git knows it or not, as there may be no git."""
    files = tuple(path for path in walk(ROOT) if ".hypothesis" not in path.parts)
    assert ROOT / "kk" in files
    return files

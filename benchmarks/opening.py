"""A file opened until it can be edited, small and ten times that: python -m benchmarks.opening.

Each size is a process of its own, so that one's heap does not slow the other's.
"""

import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import db
from benchmarks.figures import Figure, in_process, least, ratio, tell
from benchmarks.generate import TENFOLD, records
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.workspace.workspace import Workspace


def opened(size: str) -> dict[str, float]:
    """Time our opening and a bare fetchall of the same rows; count the rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()

        def ours() -> None:
            Workspace(db.open_store(path), "benchmark").close()

        def bare() -> int:
            with closing(sqlite3.connect(path)) as file:
                tables = KIND_NAMES.values()
                return sum(len(file.execute(f"SELECT * FROM {t}").fetchall()) for t in tables)

        ours()
        first, second = least(ours, bare, times=3 if size == "L" else 7)
        return {"ours": first, "baseline": second, "rows": bare()}


def measure(size: str) -> list[Figure]:
    """Measure the size and ten times that, and how what a row costs grows between them."""
    sizes = TENFOLD[size]
    small, large = (in_process("benchmarks.opening", "--run", each) for each in sizes)
    each = [found["ours"] / found["rows"] for found in (small, large)]
    return [
        *(
            ratio(f"file opened, {name} | fetchall", found["ours"], found["baseline"], 6)
            for name, found in zip(sizes, (small, large), strict=True)
        ),
        ratio(f"a row opened, {sizes[1]} | {sizes[0]}", each[1], each[0], 1.25),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(opened(sys.argv[2])))
    else:
        tell(measure)

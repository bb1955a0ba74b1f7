"""Ratios of the core against a baseline in the same run: python -m benchmarks.core [S|L]."""

import json
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import db
from benchmarks.generate import records
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.order import keys_between
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.pages import EditPage, MovePages
from kkworkbench.workspace.workspace import Workspace


def timed(work: Callable[[], object], times: int = 5) -> float:
    """Return the median of some runs, in seconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def opening(path: Path) -> dict[str, float]:
    def ours() -> None:
        store = db.open_store(path, read_only=True)
        State.of(store.load())
        store.close()

    def bare() -> None:
        with sqlite3.connect(path) as file:
            for table in ("page", "contact", "box", "list_entry"):
                file.execute(f"SELECT * FROM {table}").fetchall()

    ours()
    first, second = timed(ours), timed(bare)
    return {"seconds": first, "baseline": second, "ratio": first / second, "bar": 6}


def saving(path: Path) -> dict[str, float]:
    workspace = Workspace(db.open_store(path), "benchmark")
    bare = sqlite3.connect(path.with_suffix(".bare"))
    bare.execute("PRAGMA journal_mode = DELETE")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE t (id TEXT PRIMARY KEY, data BLOB)")
    body = b"x" * 1600
    ours, theirs = [], []
    for n in range(100):
        start = perf_counter()
        workspace.execute(EditPage(f"page{n + 2000}", "title", f"Ny {n}"))
        ours.append(perf_counter() - start)
        start = perf_counter()
        bare.execute("INSERT INTO t VALUES (?, ?)", (str(n), body))
        bare.commit()
        theirs.append(perf_counter() - start)
    workspace.close()
    return {"seconds": median(ours), "baseline": median(theirs),
            "ratio": median(ours) / median(theirs), "bar": 3}  # fmt: skip


def dropping() -> dict[str, float]:
    pages = [Page("root")]
    pages += [Page(f"p{n}", "root", key) for n, key in enumerate(keys_between(None, None, 10_000))]
    state = State.of(pages)

    def ours() -> None:
        from kkworkbench.state.draft import Draft

        draft = Draft(state)
        MovePages(("p9000",), "root", 5).apply(draft)
        assert len(draft.changes()) == 1

    def renumber() -> None:
        ids = state.bucket(CHILDREN, "root")
        keys = keys_between(None, None, len(ids))
        state.apply(
            [
                Change(Page, i, state.get(Page, i), replace(state.get(Page, i), order=f"b{k}"))
                for i, k in zip(ids, keys, strict=True)
            ]
        )

    first, second = timed(ours), timed(renumber)
    return {"seconds": first, "baseline": second, "ratio": first / second, "bar": 0.05}


def checking(state: State) -> dict[str, float]:
    results = Results(Engine(state, today=lambda: date(2026, 11, 25)))
    start = perf_counter()
    results.check_all()
    results.settle()
    full = perf_counter() - start
    keys = []
    for n in range(200):
        contact = state.get(Contact, f"contact{n * 4}")
        assert contact is not None
        phone = replace(contact.phones[0], number=f"33 66 33 6{n % 10}")
        change = Change(Contact, contact.id, contact, replace(contact, phones=(phone,)))
        start = perf_counter()
        after = state.apply((change,))
        results.preview(after, (change,), {contact.id, f"box{n * 4}"})
        keys.append(perf_counter() - start)
    return {"full_run_seconds": full, "keystroke_p95_ms": quantiles(keys, n=20)[18] * 1000,
            "bar_ms": 8}  # fmt: skip


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "S"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        told: dict[str, object] = {"size": size, "opened": opening(path), "saved": saving(path)}
        store = db.open_store(path, read_only=True)
        state = State.of(store.load())
        store.close()
        told["dropped_in_10000"] = dropping()
        told["checked"] = checking(state)
        told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()

"""Saving, ordering and checking, without a window: python -m benchmarks.core [XS|S|L]."""

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import db
from benchmarks.figures import Figure, least, p95, ratio, seconds_of, tell
from benchmarks.generate import page_id, records
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.changes import Change
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.order import keys_between
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.pages import EditPage, MovePages
from kkworkbench.workspace.workspace import Workspace

TODAY = date(2026, 11, 25)


def saving(path: Path, times: int = 100) -> Figure:
    """Hold an edit on disk against one insert of as many bytes into a bare file, as safe."""
    workspace = Workspace(db.open_store(path), "benchmark")
    bare = sqlite3.connect(path.with_suffix(".bare"))
    bare.execute("PRAGMA journal_mode = DELETE")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE t (id TEXT PRIMARY KEY, data BLOB)")
    body = b"x" * 1600
    pages = workspace.state.count(Page)

    def edit(n: int) -> Callable[[], object]:
        return lambda: workspace.execute(EditPage(page_id(n % pages), "title", f"Ny {n}"))

    def insert(n: int) -> Callable[[], object]:
        def work() -> None:
            bare.execute("INSERT INTO t VALUES (?, ?)", (str(n), body))
            bare.commit()

        return work

    ours, theirs = [], []
    for n in range(times):
        ours.append(seconds_of(edit(n)))
        theirs.append(seconds_of(insert(n)))
    workspace.close()
    bare.close()
    return ratio("edit committed to disk | bare insert", median(ours), median(theirs), 3)


def dropping() -> Figure:
    """Hold a move among 10,000 siblings against numbering them all anew."""
    pages = [Page(page_id(-1))]
    orders = keys_between(None, None, 10_000)
    pages += [Page(page_id(n), page_id(-1), key) for n, key in enumerate(orders)]
    state = State.of(pages)

    def ours() -> None:
        draft = Draft(state)
        MovePages((page_id(9000),), page_id(-1), 5).apply(draft)
        assert len(draft.changes()) == 1

    def renumber() -> None:
        ids = state.bucket(CHILDREN, page_id(-1))
        siblings = [page for page in (state.get(Page, id_) for id_ in ids) if page is not None]
        state.apply(
            Change(Page, page.id, page, replace(page, order=f"b{key}"))
            for page, key in zip(siblings, keys_between(None, None, len(ids)), strict=True)
        )

    first, second = least(ours, renumber)
    return ratio("row moved among 10,000 | siblings numbered anew", first, second, 0.05)


def checking(state: State) -> list[Figure]:
    """Time all rules on all records, and what a keystroke in a phone number sets off in the core."""
    results = Results(Engine(state, today=lambda: TODAY))

    def all_rules() -> None:
        results.check_all()
        results.settle()

    full = seconds_of(all_rules)
    keys = []
    contacts = sorted(state.ids(Contact))
    for n in range(200):
        contact = state.get(Contact, contacts[n * 7 % len(contacts)])
        assert contact is not None
        phone = replace(contact.phones[0], number=f"33 66 33 6{n % 10}")
        change = Change(Contact, contact.id, contact, replace(contact, phones=(phone,)))
        box = contact.id.replace("contact", "box")

        def key(change: Change = change, shown: set[str] = {contact.id, box}) -> None:  # noqa: B006  # only read
            results.preview(state.apply((change,)), (change,), shown)

        keys.append(seconds_of(key))
    rows = sum(1 for _ in state.all(Page)) + len(contacts)
    return [
        Figure("all rules on all records, for each 1,000 records", full / rows * 1e6, "ms"),
        Figure("keystroke in the core, p95", p95(keys) * 1000, "ms", 8),
    ]


def measure(size: str) -> list[Figure]:
    """Measure on one file of the size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        found = [saving(path, 5 if size == "XS" else 100), dropping()]
        store = db.open_store(path, read_only=True)
        state = State.of(store.load())
        store.close()
        return [*found, *checking(state)]


if __name__ == "__main__":
    tell(measure)

"""The past and variants, against opening the file: python -m benchmarks.history [XS|S|L]."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import db
from benchmarks.figures import Figure, least, p95, ratio, seconds_of, tell
from benchmarks.generate import contact_id, page_id, records, records_of
from kkworkbench.demo import records as demo_records
from kkworkbench.merge.difference import difference
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.variant import Variant
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.pages import EditPage
from kkworkbench.workspace.commands.variants import MakeVariant
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

STEPS = {"XS": 500, "M": 2_000, "S": 10_000, "L": 10_000}
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def write_steps(path: Path, count: int) -> None:
    """Give a workspace steps that edit its pages and contacts in turns, a page's title each."""
    store = db.open_store(path)
    state = State.of(store.load())
    pages, contacts = state.count(Page), state.count(Contact)
    # One commit each on a disk that is asked to be safe would take the better part of an hour.
    store._connection.exec_driver_sql("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
    store._connection.rollback()  # type: ignore[attr-defined]
    for number in range(count):
        was: Record | None
        is_now: Record
        if number % 3:
            page = state.get(Page, page_id(number * 7 % pages))
            assert page is not None
            was, is_now = page, replace(page, title=f"Side {number}")
        else:
            contact = state.get(Contact, contact_id(number * 5 % contacts))
            assert contact is not None
            was, is_now = contact, replace(contact, note=f"Note {number}")
        change = Change(type(is_now), is_now.id, was, is_now)
        state = state.apply((change,))
        store.apply(ChangeSet("command.edit_page", (change,), f"s{number}", "benchmark", AT))
    store.close()


def past(path: Path, steps: int) -> list[Figure]:
    """Hold the workspace as it was at points of the log against opening the file."""
    workspace = Workspace(db.open_store(path, read_only=True), "benchmark")

    def opened() -> None:
        Workspace(db.open_store(path, read_only=True), "benchmark").close()

    points = {"the first": 0, "the middle": steps // 2, "the last but ten": steps - 10}
    found = []
    for name, step in points.items():

        def ours(step: int = step) -> None:
            workspace.as_it_was(step)

        first, second = least(ours, opened, times=3)
        found.append(ratio(f"as it was at {name} of {steps} steps | opened", first, second, 1))
    workspace.close()
    return found


def differing(path: Path) -> Figure:
    """Hold the difference of two states, in which 100 records differ, against opening the file."""
    store = db.open_store(path, read_only=True)
    state = State.of(store.load())
    store.close()
    changes = []
    for number in range(100):
        contact = state.get(Contact, contact_id(number % state.count(Contact)))
        assert contact is not None
        after = replace(contact, note=f"Anden note {number}")
        changes.append(Change(Contact, contact.id, contact, after))
    other = state.apply({change.id: change for change in changes}.values())

    def opened() -> None:
        Workspace(db.open_store(path, read_only=True), "benchmark").close()

    first, second = least(lambda: difference(state, other), opened, times=3)
    return ratio("difference of two states, 100 differ | opened", first, second, 0.2)


def switching(first: list[Record], name: str, bar: float, times: int = 40) -> Figure:
    """Time the state swap between the main line and a variant in which 20 pages differ."""
    workspace = Workspace(MemoryStore(first), "benchmark")
    workspace.execute(MakeVariant(Variant(VariantId("v"), "v", 0, None, AT, "benchmark")))
    pages = sorted(workspace.state.ids(Page))[:20]
    workspace.show("v")
    for number, page in enumerate(pages):
        workspace.execute(EditPage(page, "title", f"Prøvet {number}"))  # type: ignore[arg-type]
    taken = [seconds_of(lambda n=n: workspace.show("v" if n % 2 else "")) for n in range(times)]
    return Figure(f"switch of variant at {name}, p95", p95(taken) * 1000, "ms", bar)


def measure(size: str) -> list[Figure]:
    """Measure on one file of the size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        figures = [differing(path)]
        write_steps(path, STEPS[size])
        figures += past(path, STEPS[size])
    return [
        *figures,
        switching(list(demo_records()), "12 + 74 entries", 16),
        switching(list(records_of(2_000, 10_000)), "2,000 entries", 100),
    ]


if __name__ == "__main__":
    tell(measure)

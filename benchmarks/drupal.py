"""A batch for Drupal against bare writers of the same files: python -m benchmarks.drupal [XS|S|L].

The batch holds every contact with its page, box and entry, and the sections above them: 20,000
contacts at L. The bare writers have their rows ready; ours makes them of the state.
"""

import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, in_process, least, memory, ratio, tell
from benchmarks.generate import SIZES, page_id, records, sections
from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.messages import Messages
from kkworkbench.model.contact import ContactBox
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Nothing:
    """No errors stand."""

    def all(self) -> Iterable[Result]:
        """Return none."""
        return ()


def with_contacts(size: str) -> Iterator[Record]:
    """Yield the records of a size without the pages that only share a contact with others."""
    contacts, pages = SIZES[size]
    others = {page_id(number) for number in range(sections(pages), pages - contacts)}
    for record in records(size):
        shared = isinstance(record, Page) and record.id in others
        if not shared and not (isinstance(record, ContactBox) and record.page in others):
            yield record


def ours(folder: Path, state: State) -> None:
    """Write the batch as the product does."""
    info = WorkspaceInfo("b", "Benchmark", NOW)
    write_batch(
        folder, state, Nothing(), Messages("da"), info, made_by="b", now=NOW, batch_id="b"
    )  # fmt: skip


def bare(
    folder: Path, values: dict[str, Any], rows: dict[str, list[list[str]]], **how: Any
) -> None:
    """Write what the batch's JSON and CSV files hold, with nothing around it."""
    folder.mkdir()
    for name, value in values.items():
        text = json.dumps(value, ensure_ascii=False, **how)
        (folder / name).write_text(text, encoding="utf-8")
    for name, table in rows.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(table)


def run(size: str) -> dict[str, float]:
    """Time the ways in turns in this process, and tell the peak of ours above the state."""
    state = State.of(with_contacts(size))
    with tempfile.TemporaryDirectory() as place:
        folders = (Path(place) / str(number) for number in count())
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
        before = memory("VmRSS")
        made = next(folders)
        ours(made, state)
        peak = memory("VmHWM") - before
        values = {file.name: json.loads(file.read_bytes()) for file in made.glob("*.json")}
        rows = {}
        for table in made.glob("*.csv"):
            with table.open(encoding="utf-8", newline="") as file:
                rows[table.name] = list(csv.reader(file, delimiter=";"))
        took = least(
            lambda: ours(next(folders), state),
            lambda: bare(next(folders), values, rows, indent=1),
            lambda: bare(next(folders), values, rows),
            times=3,
        )
    return {"ours": took[0], "same": took[1], "bare": took[2], "peak": peak}


def measure(size: str) -> list[Figure]:
    """Compare the batch with the same files and with JSON that nobody could read by eye."""
    found = in_process("benchmarks.drupal", "--run", size)
    contacts, _ = SIZES[size]
    name = f"Drupal batch of {contacts:,} contacts"
    return [
        ratio(f"{name} | json, csv, same files", found["ours"], found["same"], 2),
        Figure(f"{name} | json, csv, on one line", found["ours"] / found["bare"], "times"),
        Figure(f"{name}, peak above the state", found["peak"], "MB"),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run(sys.argv[2])))
    else:
        tell(measure)

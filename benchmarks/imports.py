"""A table read, planned and applied: python -m benchmarks.imports [XS|S|L].

The table is a workbook of 30 filled columns, a row for each contact of the workspace; one row in
five changes a field or two, one in fifty is new. L is S: 20,000 rows.
"""

import csv
import gc
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import db
from benchmarks.figures import Figure, in_process, least, memory, ratio, seconds_of, tell
from benchmarks.generate import WEEKS, records
from kkworkbench.model.channels import Audience, Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import PartId
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term
from kkworkbench.sources.contact_table import SOURCE, contact_texts, plan
from kkworkbench.sources.contact_table_words import Terms
from kkworkbench.sources.mapping import chosen_columns
from kkworkbench.sources.source import Request
from kkworkbench.sources.tables import read_table
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import Plan
from kkworkbench.workspace.workspace import Workspace

ROWS = {"XS": 60, "M": 600, "S": 20_000, "L": 20_000}
MEGABYTES = {"XS": 1, "M": 10, "S": 100, "L": 100}
TODAY = date(2026, 11, 25)
COLUMNS = (
    "id", "name", "title", "org_id", "phone", "phone_label", "phone_note", "phone_hours", "phone2",
    "phone2_label", "secure_form", "secure_form_text", "digital_post_citizen", "post",
    "booking_url", "feedback_url", "street", "floor", "postal_code", "town", "visiting_hours",
    "self_service_hours", "open_to_visits", "access_note", "administration", "categories",
    "districts", "primary_audiences", "abilities", "note",
)  # fmt: skip


def contacts(size: str) -> Iterator[Record]:
    """Yield the terms, and as many contacts as the table has rows, each with all 30 fields."""
    made = ROWS[size]
    for record in records("L" if made > 600 else size):
        if isinstance(record, Term):
            yield record
        elif isinstance(record, Contact):
            yield _filled(record)


def _filled(contact: Contact) -> Contact:
    number = int(contact.id.removeprefix("contact"))
    first = replace(
        contact.phones[0], label="Ekspeditionen", note=f"Tast {number % 9}", hours=WEEKS[0]
    )
    second = Phone(PartId(f"second{number}"), f"33 {number % 90 + 10} 20 20", "Vagten")
    form = WrittenChannel(
        PartId("form"), url=f"https://kontakt.kk.dk/{number}", text="Skriv til os"
    )
    mail = WrittenChannel(
        PartId("mail"), WrittenKind.DIGITAL_POST_CITIZEN, f"https://post.borger.dk/{number}"
    )
    letter = WrittenChannel(PartId("letter"), WrittenKind.POST, text=f"Postboks {number}")
    return replace(
        contact,
        title=f"Kontakt til enhed {number}",
        phones=(first, second),
        written=(form, mail, letter),
        booking_url=f"https://tid.kk.dk/{number}",
        feedback_url="https://kk.dk/feedback",
        self_service_hours=WEEKS[number % len(WEEKS)],
        access_note="Der er elevator fra gården.",
        primary_audiences=(Audience.CITIZEN,),
        note=f"Aftalt med enheden i uge {number % 52 + 1}.",
    )


def write(path: Path, state: State) -> None:
    """Write the table as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Kontakter")
    sheet.append(COLUMNS)
    known = sorted(state.all(Contact), key=lambda contact: contact.id)
    for number, row in enumerate(contact_texts(known, COLUMNS, Terms(state.all(Term)))):
        if number % 5 == 0:
            row[COLUMNS.index("note")] += " Ringet op igen."
        if number % 10 == 0:
            row[COLUMNS.index("phone")] = f"33 {number % 90 + 10} 40 40"
        if number % 50 == 49:
            row[COLUMNS.index("org_id")] = f"9{number:05}"
        sheet.append(row)
    book.save(path)


def bare(path: Path) -> None:
    """Go through all cells with nothing around it."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        assert len(row) == len(COLUMNS)
    book.close()


def ours(path: Path, state: State) -> None:
    """Read the table and give every row its cells by field."""
    table = read_table(path)
    columns = chosen_columns(Request((path,), state, TODAY), table, SOURCE.fields, None)
    assert len(columns) == len(COLUMNS)
    places = {field: table.header.index(column) for field, column in columns.items()}
    for row in table.rows:
        cells = row.texts(table.header)
        assert {field: cells[at] for field, at in places.items()}


def planned(path: Path, state: State) -> Plan:
    """Plan the table by the number in KK Org."""
    return plan(Request((path,), state, TODAY, key="org_id"))


def applying(folder: Path, state: State) -> Figure:
    """Hold a change of every contact as one step against the same rows written bare."""
    changed = sorted(state.all(Contact), key=lambda contact: contact.id)
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(("id", "note"))
        out.writerows((contact.id, f"Ny note {contact.id}") for contact in changed)
    start = folder / "start.kkw"
    db.create_store(start, "Benchmark", (*state.all(Term), *changed)).close()
    took, theirs = [], []
    for number in range(3):
        made, copy = folder / f"ours{number}.kkw", folder / f"bare{number}.kkw"
        shutil.copy(start, made)
        shutil.copy(start, copy)
        workspace = Workspace(db.open_store(made), "benchmark")
        command = ApplyPlan(planned_by_id(path, workspace.state).changes)
        took.append(seconds_of(lambda w=workspace, c=command: w.execute(c)))
        workspace.close()
        rows, log = _rows_of(made)
        theirs.append(seconds_of(lambda c=copy, r=rows, g=log: _write_bare(c, r, g)))
    name = f"{len(changed):,} changes as one step | bare executemany"
    return ratio(name, min(took), min(theirs), 4)


def planned_by_id(path: Path, state: State) -> Plan:
    """Plan a table by the contacts' ids."""
    return plan(Request((path,), state, TODAY, key="id"))


Rows = list[tuple[object, ...]]


def _rows_of(path: Path) -> tuple[Rows, Rows]:
    file = sqlite3.connect(path)
    rows = file.execute("SELECT version, name, org_id, data, id FROM contact").fetchall()
    log = file.execute("SELECT * FROM change").fetchall()
    file.close()
    return rows, log


def _write_bare(path: Path, rows: Rows, log: Rows) -> None:
    """Write the same rows to the same tables of a copy, with nothing around it."""
    file = sqlite3.connect(path)
    file.execute("PRAGMA journal_mode = DELETE")
    file.execute("PRAGMA synchronous = FULL")
    file.executemany(
        "UPDATE contact SET version = ?, name = ?, org_id = ?, data = ? WHERE id = ?", rows
    )
    file.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", log)
    file.commit()
    file.close()


def large(path: Path, megabytes: int) -> None:
    """Write a csv of a size, no two cells of which are alike."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow([f"kolonne {n}" for n in range(30)])
        row = 0
        while file.tell() < megabytes * 1_000_000:
            row += 1
            out.writerow([f"celle {row:06} æøå {n:04}" for n in range(30)])


def reading(path: Path) -> None:
    """Read a file in this process; print the MB at the peak above where it began."""
    read_table(Path(__file__).parent.parent / "resources" / "places" / "streets.csv")
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = memory("VmRSS")
    table = read_table(path)
    print(json.dumps({"peak": memory("VmHWM") - before, "rows": len(table.rows)}))


def measure(size: str) -> list[Figure]:
    """Measure on one table of the size."""
    state = State.of(contacts(size))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, text = folder / "table.xlsx", folder / "large.csv"
        write(book, state)
        read, theirs = least(lambda: ours(book, state), lambda: bare(book), times=2)
        again, whole = least(lambda: ours(book, state), lambda: planned(book, state), times=3)
        large(text, MEGABYTES[size])
        peak = in_process("benchmarks.imports", "--read", str(text))["peak"]
        count = state.count(Contact)
        return [
            ratio(f"xlsx of {count:,} x 30 read and mapped | openpyxl", read, theirs, 1 / 6),
            ratio(f"plan of {count:,} rows | the reading", whole - again, again, 2),
            applying(folder, state),
            Figure(f"memory, csv of {MEGABYTES[size]} MB, peak", peak, "MB", 200),
        ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        reading(Path(sys.argv[2]))
    else:
        tell(measure)

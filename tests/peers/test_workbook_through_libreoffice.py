"""The workbook opened and saved by LibreOffice: it asks for nothing that nobody edited."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench import demo
from kkworkbench.model.contact import Contact
from kkworkbench.state.state import State
from tests.peers.person import need
from tests.unit.sources.edited_workbook import Edited, asked, edits, export, planned, reasons

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.dk";"y")',
    "+4533178800",
    "@SUM(A1)",
    "-2",
    "\t=1+1",
    "33178800",
    "00451234",
    "1e5",
    "2026-01-02",
    "SAND",
    "_x0041_",
    "a\r\nb\rc\nd",
    "  to blanke  ",
    "'citat",
    "æ\u00a0ø\u2028å😀",
    "æ" * 40_000,
)
SAVED_AS = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def state() -> State:
    """The demo, with contacts named like whatever a spreadsheet would rather make of them."""
    records = tuple(demo.records())
    contacts = sorted((r for r in records if isinstance(r, Contact)), key=lambda c: c.id)
    named = zip(contacts, HOSTILE, strict=False)
    changed = {c.id: replace(c, title=text, note=text) for c, text in named}
    return State.of(changed.get(record.id, record) for record in records)


@pytest.fixture(scope="module")
def saved(state: State, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which LibreOffice saved the workbook, and one in which a cell was edited."""
    need("soffice")
    folder = tmp_path_factory.mktemp("office")
    book = Edited(export(folder / "demo.xlsx", state))
    contact = next(each for each in state.all(Contact) if each.title == HOSTILE[0])
    book.set("contacts", contact.id, "town", "Valby")
    edited = book.save().rename(folder / "edited.xlsx")
    export(folder / "demo.xlsx", state)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--convert-to", SAVED_AS, "--outdir", str(folder / "out")]
    subprocess.run(
        ["soffice", profile, "--headless", *convert, str(folder / "demo.xlsx"), str(edited)],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return folder / "out"


def test_what_libreoffice_saved_asks_for_nothing(saved: Path, state: State) -> None:
    plan = planned(state, saved / "demo.xlsx")
    assert (asked(plan), reasons(plan)) == ([], [])
    assert len(plan.changes) > 500


def test_an_edit_comes_through_libreoffice_alone(saved: Path, state: State) -> None:
    contact = next(each for each in state.all(Contact) if each.title == HOSTILE[0])
    plan = planned(state, saved / "edited.xlsx")
    assert edits(plan) == {f"{contact.id} contacts.town": "Valby"}
    assert reasons(plan) == []

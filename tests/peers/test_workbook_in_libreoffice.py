"""The exported workbook opened by LibreOffice: what stands in its cells is what we wrote."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree

from kkworkbench import demo
from kkworkbench.cli.checks import checked
from kkworkbench.exports.sheets import META, cell_values, sheets
from kkworkbench.exports.source import Source
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo
from tests.peers.person import need

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.dk";"y")',
    "+4533178800",
    "@SUM(A1)",
    "-2",
    "\t=1+1",
    "33178800",
    "1e5",
    "2026-01-02",
    "SAND",
)
OFFICE, TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)
DA = Messages("da")
Book = dict[str, list[list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def source() -> Source:
    """The demo with contacts named like formulas, and a postal code that begins with 0."""
    contacts = sorted(
        (record for record in demo.records() if isinstance(record, Contact)), key=lambda c: c.id
    )
    changed = {c.id: replace(c, title=text) for c, text in zip(contacts, HOSTILE, strict=False)}
    other = next(c for c in contacts[len(HOSTILE) :] if c.address)
    assert other.address is not None
    changed[other.id] = replace(other, address=replace(other.address, postal_code="0999"))
    state = State.of(changed.get(record.id, record) for record in demo.records())
    return Source(state, tuple(checked(state).all()), DA)


@pytest.fixture(scope="module")
def flat(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What LibreOffice made of the workbook, as the XML of its own flat format."""
    need("soffice")
    folder = tmp_path_factory.mktemp("office")
    info = WorkspaceInfo("w", "Demo", datetime(2026, 1, 1, tzinfo=UTC))
    write_workbook(folder / "demo.xlsx", source.state, checked(source.state), DA, info)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run(
        ["soffice", profile, *convert, str(folder / "demo.xlsx")],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return etree.parse(folder / "demo.fods").getroot()


@pytest.fixture(scope="module")
def book(flat: Any) -> Book:
    """The sheets by name: rows of cells, each its type and what it shows as text or value."""
    return {
        table.get(f"{TABLE}name"): list(rows(table))
        for table in flat.iter(f"{TABLE}table")
        if table.getparent().tag == f"{OFFICE}spreadsheet"
    }


def rows(table: Any) -> Iterator[list[tuple[str, str]]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells = [
            content(cell)
            for cell in row.iterchildren(f"{TABLE}table-cell")
            for _ in range(min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 50))
        ]
        while cells and cells[-1] == ("", ""):
            cells.pop()
        if cells:
            yield from [cells] * int(row.get(f"{TABLE}number-rows-repeated", "1"))


def content(cell: Any) -> tuple[str, str]:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind == "string":
        return kind, "\n".join(paragraph(p) for p in cell.iterchildren(f"{TEXT}p"))
    return kind, cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value", "")


def paragraph(element: Any) -> str:
    text = element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            text += " " * int(part.get(f"{TEXT}c", "1"))
        elif part.tag == f"{TEXT}tab":
            text += "\t"
        elif part.tag == f"{TEXT}line-break":
            text += "\n"
        else:
            text += paragraph(part)
        text += part.tail or ""
    return text


def wanted(value: object) -> tuple[str, str]:
    if value is None or value == "":
        return "", ""
    if isinstance(value, date):
        return "date", value.isoformat()
    return ("float" if isinstance(value, int) else "string"), str(value)


def test_every_cell_reads_as_it_was_written(book: Book, source: Source) -> None:
    written: dict[str, list[list[tuple[str, str]]]] = {}
    for key, values in cell_values(source):
        cells = [wanted(value) for value in values]
        while cells[-1] == ("", ""):
            cells.pop()
        written.setdefault(DA.text(f"exports.sheet.{key}"), []).append(cells)
    assert {name: page[2:] for name, page in book.items() if name != META} == written


def test_the_sheets_stand_in_their_order_under_danish_names(book: Book, source: Source) -> None:
    names = [DA.text(f"exports.sheet.{sheet.key}") for sheet in sheets(source)]
    assert list(book) == [*names, META]
    for name, sheet in zip(names, sheets(source), strict=True):
        headings = [DA.text(f"exports.column.{column.key}") for column in sheet.columns]
        assert [text for _kind, text in book[name][1]] == headings


def test_nothing_became_a_formula_and_hostile_names_are_texts(flat: Any, book: Book) -> None:
    assert not [cell for cell in flat.iter() if cell.get(f"{TABLE}formula") is not None]
    titles = [row[2] for row in book["Kontakter"][2:] if len(row) > 2]
    assert {("string", text) for text in HOSTILE} <= set(titles)


def test_phones_and_postal_codes_keep_their_spaces_and_zeros(book: Book) -> None:
    keys = [text for _kind, text in book["Kontakter"][0]]
    phones, codes = (
        {row[at] for row in book["Kontakter"][2:] if len(row) > at and row[at] != ("", "")}
        for at in (keys.index("contacts.phones"), keys.index("contacts.postal_code"))
    )
    assert ("string", "33 66 33 66") in phones
    assert ("string", "0999") in codes
    assert {kind for kind, _text in phones | codes} == {"string"}

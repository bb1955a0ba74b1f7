"""Rejected rows are saved whole with the reason, and come back by the same mapping."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.messages import Messages
from kkworkbench.sources.contact_table_words import tidy
from kkworkbench.sources.rejected_rows import write_rejected
from kkworkbench.sources.table import Table
from kkworkbench.sources.tables import read_csv, read_table
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.plan import Plan, Rejected
from tests.unit.sources.table_desk import LIBRARY, OFFICE, Desk, counts, why

DANISH = Messages("da")
FOLDERS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, LIBRARY, OFFICE)


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_whole_rows_are_saved_with_the_reason_and_corrected_rows_are_taken(desk: Desk) -> None:
    lines = ("orgnr;tlf;postnr;andet", "176;+45 33;2;bevares", "177;33131313;2300;x")
    planned = desk.take(*lines)
    saved = desk.folder / "afvist.csv"
    assert write_rejected(planned, read_table(desk.folder / "x.csv"), saved, DANISH) == 1
    assert saved.read_bytes().startswith(b"\xef\xbb\xbforgnr;")
    assert rows_of(saved) == [
        ["orgnr", "tlf", "postnr", "andet", "Hvorfor"],
        [
            "176",
            "'+45 33",
            "2",
            "bevares",
            "tlf: Telefonnummeret kan ikke læses; postnr: Postnummeret kan ikke læses",
        ],
    ]
    again = desk.plan(saved.read_text("utf-8-sig").strip(), name="afvist.csv")
    assert why(again) == why(planned)
    right = saved.read_text("utf-8-sig").replace("'+45 33;2;", "'+45 33 13 13 14;2500;").strip()
    corrected = desk.plan(right, name="afvist.csv")
    assert (counts(corrected), corrected.rejected) == ({"changed": 1}, ())
    assert [f.wanted for f in corrected.changes[0].fields] == ["33 13 13 14", "2500"]


def test_rows_rejected_again_get_the_new_reason_in_the_same_column(desk: Desk) -> None:
    planned = desk.plan("orgnr;tlf;Hvorfor", "176;x;gammel grund")
    saved = desk.folder / "afvist.csv"
    write_rejected(planned, read_table(desk.folder / "x.csv"), saved, DANISH)
    assert rows_of(saved)[0] == ["orgnr", "tlf", "Hvorfor"]
    assert rows_of(saved)[1][2].startswith("tlf: ")


def test_where_nothing_was_rejected_no_file_is_written(desk: Desk) -> None:
    planned = desk.plan("orgnr;tlf", "176;33131313")
    saved = desk.folder / "afvist.csv"
    assert write_rejected(planned, read_table(desk.folder / "x.csv"), saved, DANISH) == 0
    assert not saved.exists()


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(desk: Desk) -> None:
    planned = desk.plan("orgnr;tlf", "176;x")
    table = read_table(desk.folder / "x.csv")
    with pytest.raises(WorkbenchError, match=r"exports\.cannot_write"):
        write_rejected(planned, table, desk.folder / "nope" / "afvist.csv", DANISH)
    taken = desk.folder / "mappe"
    taken.mkdir()
    with pytest.raises(WorkbenchError, match=r"exports\."):
        write_rejected(planned, table, taken, DANISH)
    assert [path.name for path in desk.folder.glob(".*.tmp")] == []


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)


@FOLDERS
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_cell_comes_back_and_none_is_a_formula(
    tmp_path: Path, cells: list[list[str]]
) -> None:
    rows = [[f"{number}", *row] for number, row in enumerate(cells)]
    out = "\r\n".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in (["nr", "a", "b"], *rows)
    )
    table: Table = read_csv("x.csv", (out + "\r\n").encode())
    rejected = tuple(
        Rejected("x.csv", "", row.number, "a", "", "reject.phone") for row in table.rows
    )
    path = tmp_path / "afvist.csv"
    write_rejected(Plan("table", "x.csv", (), rejected), table, path, DANISH)
    back = read_table(path)
    assert back.header == ("nr", "a", "b", "Hvorfor")
    assert [list(map(tidy, row.texts(back.header)[:3])) for row in back.rows] == [
        list(map(tidy, row)) for row in rows
    ]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        for row in back.rows
        for cell in row.texts(back.header)
    )

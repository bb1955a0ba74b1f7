"""Any table that was written is read back cell for cell, and says how it was read."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Reading
from kkworkbench.sources.tables import Table, read_csv, read_table

CELLS = st.text(st.characters(codec="cp1252", exclude_characters="\x00\r"), max_size=8)
NAMES = st.text("abcdefgæøåABCÆØÅ ", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    header = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    width = len(header)
    rows = st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
    return header, draw(rows.filter(lambda rows: all("".join(row).strip() for row in rows)))


def written(header: list[str], rows: list[list[str]], separator: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([header, *rows])
    return out.getvalue()


def cells(table: Table) -> list[list[str]]:
    return [[row.cells[column] for column in table.header] for row in table.rows]


@given(tables(), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_csv_is_read_back_whole(
    content: tuple[list[str], list[list[str]]], separator: str, encoding: str
) -> None:
    header, rows = content
    table = read_csv("x.csv", written(header, rows, separator).encode(encoding))
    assert (list(table.header), cells(table), table.separator) == (header, rows, separator)
    assert table.encoding == encoding


@given(tables(), st.sampled_from(";,\t"))
def test_windows_1252_is_read_back_whole(
    content: tuple[list[str], list[list[str]]], separator: str
) -> None:
    header, rows = content
    header[0] = "Kød"  # a letter that makes the bytes no UTF-8
    if len(set(header)) < len(header):
        return
    data = written(header, rows, separator).encode("cp1252")
    if re.search(rb"\xc3[\x80-\xbf]", data):  # looks like UTF-8 in part: refused, not guessed
        with pytest.raises(UnreadableInputError, match=r"input\.encoding"):
            read_csv("x.csv", data)
        table = read_csv("x.csv", data, "cp1252")
    else:
        table = read_csv("x.csv", data)
    assert (list(table.header), cells(table)) == (header, rows)
    assert table.encoding == "cp1252"


def test_rows_are_numbered_as_excel_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a;b\n"to\nlinjer";1\n\n3;4\n', "utf-8")
    assert [row.number for row in read_table(path).rows] == [2, 4]


def test_a_separator_inside_quotes_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('"a,b,c,d";e\n1;2\n', "utf-8")
    assert read_table(path).header == ("a,b,c,d", "e")


def test_the_separator_that_excel_names_is_used(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("sep=,\na;x,b\n1,2\n", "utf-8")
    table = read_table(path)
    assert (table.separator, table.header, table.rows[0].number) == (",", ("a;x", "b"), 3)


def test_encoding_and_separator_can_be_overruled(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("a;b|ø\n1;2|3\n".encode("cp1252"))
    table = read_table(path, Reading("latin-1", "|"))
    assert (table.header, table.encoding, table.separator) == (("a;b", "ø"), "latin-1", "|")


def test_geojson_and_a_list_of_objects_give_the_same_rows(tmp_path: Path) -> None:
    rows = [{"a": 1, "b": None}, {"a": "x", "c": [1, {"d": True}]}, {"a": 2.0, "b": False}]
    collection = {"features": [{"properties": row} for row in rows]}
    first, second = tmp_path / "x.geojson", tmp_path / "x.json"
    first.write_text(json.dumps(collection), "utf-8")
    second.write_text(json.dumps(rows), "utf-8")
    assert read_table(first).rows == read_table(second).rows
    assert read_table(first).header == ("a", "b", "c")
    assert [row.cells for row in read_table(second).rows] == [
        {"a": "1", "b": "", "c": ""},
        {"a": "x", "b": "", "c": '[1, {"d": true}]'},
        {"a": "2", "b": "nej", "c": ""},
    ]


def test_json_is_known_by_its_content_too(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text('\n [{"a": 1}]', "utf-8")
    assert read_table(path).rows[0].cells == {"a": "1"}


def test_a_workbook_gives_its_first_sheet_with_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Tomt"
    sheet = book.create_sheet("Enheder")
    for row in (["nr", "navn", "åben"], [176, "Æblet", True], [None] * 3, ["0177", "=1+1", 2.5]):
        sheet.append(row)
    other = book.create_sheet("Andet")
    other.append(["x"])
    other.append(["y"])
    book.save(path)
    table = read_table(path)
    assert (table.sheet, table.header) == ("Enheder", ("nr", "navn", "åben"))
    assert [row.number for row in table.rows] == [2, 4]
    assert cells(table)[0] == ["176", "Æblet", "ja"]
    assert cells(table)[1][0] == "0177"
    assert read_table(path, Reading(sheet="Andet")).rows[0].cells == {"x": "y"}
    with pytest.raises(UnreadableInputError, match=r"input\.no_sheet"):
        read_table(path, Reading(sheet="Intet"))

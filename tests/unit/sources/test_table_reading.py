"""Lines are shown before anything is settled; the header is guessed, said and overruled."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Reading
from kkworkbench.sources.table import Table, table_of
from kkworkbench.sources.tables import read_grid, read_table
from kkworkbench.sources.workbooks import read_sheet, read_workbook, text_of
from tests.unit.sources.table_files import in_sheet, ods, ods_blank, ods_cell, ods_row, xlsx


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def texts(table: Table) -> list[list[str]]:
    return [row.texts(table.header) for row in table.rows]


def test_lines_are_shown_with_their_numbers_and_the_guess(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Liste over enheder\n\nNavn;Tlf;By\nA;1;B\n\nC;2;D\n")
    grid = read_grid(path)
    assert [(line.number, line.cells) for line in grid.lines] == [
        (1, ["Liste over enheder"]),
        (3, ["Navn", "Tlf", "By"]),
        (4, ["A", "1", "B"]),
        (6, ["C", "2", "D"]),
    ]
    assert (grid.header_row, grid.first_row, grid.separator) == (3, 4, ";")
    assert (grid.encoding, grid.doubt, grid.is_whole) == ("utf-8", "", True)


def test_only_the_first_lines_are_read_where_no_more_are_asked_for(tmp_path: Path) -> None:
    content = "a;b\n" + "1;2\n" * 50 + '"3;4'
    grid = read_grid(written(tmp_path, "x.csv", content), most=10)
    assert (len(grid.lines), grid.is_whole) == (10, False)
    json = written(tmp_path, "x.json", '[{"a": 1}, {"b": 2}, {"a": 3}]')
    grid = read_grid(json, most=2)
    assert (grid.header, len(grid.lines), grid.is_whole) == (("a", "b"), 2, False)
    book = written(tmp_path, "x.xlsx", xlsx([["a", "b"], *[[1, 2]] * 20]))
    assert len(read_grid(book, most=5).lines) == 5


def test_header_and_first_row_are_overruled(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "a;b\nNavn;By\n(tekst);(ord)\nA;B\n")
    assert read_table(path).header == ("a", "b")
    table = read_table(path, Reading(header_row=2, first_row=4))
    assert (table.header, table.header_row) == (("Navn", "By"), 2)
    assert texts(table) == [["A", "B"]]
    grid = read_grid(path)
    assert texts(table_of(grid, 2, 4)) == [["A", "B"]]
    assert texts(table_of(grid, 3)) == [["A", "B"]]
    assert texts(table_of(grid, first_row=3)) == [["(tekst)", "(ord)"], ["A", "B"]]


@pytest.mark.parametrize(
    ("reading", "key"),
    [
        (Reading(header_row=9), "input.no_header_row"),
        (Reading(header_row=2, first_row=2), "input.first_row"),
        (Reading(first_row=9), "input.no_rows"),
        (Reading(separator="ab"), "input.no_separator"),
        (Reading(separator='"'), "input.no_separator"),
        (Reading(encoding="base64"), "input.no_encoding"),
        (Reading(encoding="x\0"), "input.no_encoding"),
        (Reading(encoding="ascii"), "input.encoding"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(tmp_path: Path, reading: Reading, key: str) -> None:
    path = written(tmp_path, "x.csv", "a;b\n1;2\n3;æ\n")
    with pytest.raises(UnreadableInputError) as raised:
        read_table(path, reading)
    assert raised.value.key == key


def test_names_on_two_lines_are_not_guessed_silently(tmp_path: Path) -> None:
    content = "Enhed;;Adresse;;\nNavn;Tlf;Vej;Postnr;By\nA;33;Vej 1;2300;S\n"
    path = written(tmp_path, "x.csv", content)
    grid = read_grid(path)
    assert (grid.header_row, grid.doubt) == (2, "doubt.two_headers")
    with pytest.raises(UnreadableInputError) as raised:
        read_table(path)
    assert raised.value.params == {"file": "x.csv", "row": "1", "next": "2"}
    assert read_table(path, Reading(header_row=2)).header[1] == "Tlf"
    upper = "Enhed;;Adresse;Post;By\nNavn;Tlf;;Nr;Navn\nA;33;Vej 1;2300;S\n"
    assert read_grid(written(tmp_path, "y.csv", upper)).doubt == ""
    wide = "Enhed;;Adresse;;Post\nNavn;Tlf;Vej;Nr;By\nA;33;Vej 1;2300;S\n"
    assert read_grid(written(tmp_path, "z.csv", wide)).doubt == "doubt.two_headers"


def test_a_title_on_the_left_is_no_header(tmp_path: Path) -> None:
    content = "Opdateret;1.3.2026;;\nNavn;Tlf;Vej;By\nA;1;2;3\n"
    assert read_grid(written(tmp_path, "x.csv", content)).header_row == 2


def test_a_header_with_unnamed_columns_is_no_two_headers(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Navn;;;Tlf\nA;b;c;33123456\nB;d;e;33123457\n")
    assert read_table(path).header == ("Navn", "#2", "#3", "Tlf")


def test_the_separator_is_the_one_that_most_rows_agree_on(tmp_path: Path) -> None:
    content = "Enheder, telefoner, adresser\nNavn;Tlf\nA, B, C og D;1\nD;2\nE;3\n"
    assert read_grid(written(tmp_path, "x.csv", content)).separator == ";"
    assert read_table(written(tmp_path, "y.csv", "a|b\n1|2\n")).separator == "|"
    assert read_table(written(tmp_path, "z.tsv", "a,x\tb\n1\t2\n")).separator == "\t"


def test_the_odd_values_of_a_workbook_are_texts_that_people_know() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["tal", "dato", "tid", "tekst"])
    sheet.append([33123456.0, datetime.datetime(2026, 3, 1), datetime.time(9, 30), "0177"])
    sheet.append([2.5, 1, datetime.timedelta(hours=30), "a\nb"])
    sheet["B3"].number_format = "yyyy-mm-dd"
    sheet.append([1e300, datetime.datetime(2026, 3, 1, 9, 30), 0, "\u00a0x"])
    sheet["C4"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("A5:B6")
    sheet["A5"] = "flettet"
    sheet["D5"] = "x_x0000_y"
    out = io.BytesIO()
    book.save(out)
    table = read_workbook("x.xlsx", out.getvalue())
    assert texts(table) == [
        ["33123456", "2026-03-01", "09:30:00", "0177"],
        ["2.5", "1900-01-01", "1 day, 6:00:00", "a\nb"],
        ["1e+300", "2026-03-01T09:30:00", "00:00:00", "\u00a0x"],
        ["flettet", "", "", "xy"],
    ]


def test_a_formula_that_was_never_worked_out_is_told_by_its_cell() -> None:
    rows = [["a", "b", "c"], ["=1+1", "x", "=A2"], ["y", "=B2&CHAR(62)", "z"]]
    assert read_workbook("x.xlsx", xlsx(rows)).unread == ((2, "a"), (2, "c"), (3, "b"))
    cached = in_sheet(xlsx(rows), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    table = read_workbook("x.xlsx", cached)
    assert table.unread == ((2, "c"), (3, "b"))
    assert texts(table)[0] == ["2", "x", ""]
    assert read_workbook("x.xlsx", xlsx([["a"], ["1"]])).unread == ()


def test_each_formula_of_a_large_sheet_is_told_once() -> None:
    long = "".join(chr(65 + n % 26) for n in range(2_000))
    rows = [["a", "b"], *(["=1+1", f"{n} {long}"] for n in range(900))]
    unread = read_workbook("x.xlsx", xlsx(rows)).unread
    assert unread == tuple((row, "a") for row in range(2, 902))


def test_a_sheet_that_begins_far_in_keeps_its_numbers() -> None:
    book = openpyxl.Workbook()
    book.active["C4"], book.active["D4"], book.active["C6"] = "a", "b", "1"
    book.create_chartsheet("Graf")
    out = io.BytesIO()
    book.save(out)
    grid = read_sheet("x.xlsx", out.getvalue())
    assert [(line.number, line.cells) for line in grid.lines] == [
        (4, ["", "", "a", "b"]),
        (6, ["", "", "1", ""]),
    ]
    assert grid.sheets == ("Sheet",)
    assert table_of(grid).rows[0].cells["a"] == "1"


def test_an_opendocument_sheet_is_read_however_far_it_is_padded(tmp_path: Path) -> None:
    rows = ods_row(ods_cell("a") + ods_cell("b") + ods_blank(16_382))
    rows += ods_row(ods_cell("1") + ods_cell("2") + ods_blank(16_382), 2)
    rows += ods_row(ods_blank(16_384), 1_048_573)
    table = read_table(written(tmp_path, "x.ods", ods(rows)))
    assert (table.sheet, table.header) == ("Ark", ("a", "b"))
    assert texts(table) == [["1", "2"], ["1", "2"]]


def test_rows_that_are_only_declared_are_no_rows() -> None:
    data = in_sheet(
        xlsx([["a"], ["1"]]), b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"'
    )
    assert len(read_workbook("x.xlsx", data).rows) == 1


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(9999, 12, 31)),
    st.times(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
    st.sampled_from(["=1+1", "=HYPERLINK()", "#N/A", "0177", "1.0E+05", "\u00a0", "a\nb", "'="]),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.integers(0, 9), st.integers(0, 9))
def test_any_cells_of_a_workbook_are_a_table_or_refused_with_a_place(
    rows: list[list[object]], header_row: int, first_row: int
) -> None:
    try:
        grid = read_sheet("x.xlsx", xlsx(rows), Reading("", "", "", header_row, first_row))
        table = table_of(grid)
    except UnreadableInputError:
        return
    wide = [row for row in rows if any(text_of(cell).strip() for cell in row)]
    assert len(table.rows) <= len(wide)
    assert all(len(cells) == len(table.header) for cells in texts(table))


@given(st.binary(max_size=200), st.integers(0, 5), st.sampled_from(["", ";", ",", "\t", "x"]))
def test_any_bytes_are_lines_or_refused(data: bytes, header_row: int, separator: str) -> None:
    from kkworkbench.sources.separated import read_separated

    try:
        grid = read_separated("x", io.BytesIO(data), Reading("", separator, "", header_row))
        table_of(grid)
    except UnreadableInputError:
        return
    assert all(line.number > 0 for line in grid.lines)


def test_a_cell_as_long_as_the_body_of_a_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sider.csv"
    body = "æ" * 500_000
    path.write_text(f"Titel;Tekst\nPas;{body}\n", encoding="utf-8")
    assert read_table(path).rows[0].cells["Tekst"] == body

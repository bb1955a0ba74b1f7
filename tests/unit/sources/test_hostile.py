"""What is broken or dangerous is refused with a sentence that says where and what to do."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.messages import Messages
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.tables import read_csv, read_table
from kkworkbench.sources.workbooks import read_workbook

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 64
SHEET = "xl/worksheets/sheet1.xml"


def workbook(change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """A small workbook, with its parts changed."""
    out, changed = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["a", "b"], ["1", "2"]):
        book.active.append(row)
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(part, data) if change else data)
    return changed.getvalue()


def in_sheet(before: bytes, after: bytes) -> bytes:
    def change(part: str, data: bytes) -> bytes:
        assert part != SHEET or before in data
        return data.replace(before, after) if part == SHEET else data

    return workbook(change)


def lying(data: bytes, part: str, size: int) -> bytes:
    """Let an archive say that a part is small."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = struct.pack("<L", archive.getinfo(part).file_size)
    return data.replace(real, struct.pack("<L", size))


WHOLE = workbook()
BOMB = in_sheet(b"</sheetData>", b"</sheetData><!--" + b" " * 30_000_000 + b"-->")
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
WIDE = ";".join(f"k{n}" for n in range(300)) + "\n" + ";".join("x" * 300) + "\n"

CASES = {
    "empty.csv": (b"", "input.empty"),
    "blank.csv": (b"\xef\xbb\xbf \r\n\r\n", "input.empty"),
    "no-columns.csv": (b";;;\n1;2;3\n", "input.no_rows"),
    "only-commas.csv": (b";;;\n;;;\n", "input.no_columns"),
    "header-only.csv": (b"a;b\n", "input.no_rows"),
    "300.csv": (WIDE.encode(), "input.too_many_columns"),
    "twice.csv": (b"a;b;a\n1;2;3\n", "input.same_column"),
    "longer-row.csv": (b"a;b\n1;2\n1;2;3\n", "input.more_cells"),
    "truncated.csv": (b"a;b;c\n1;2;3\n1;2", "input.truncated"),
    "open-quote.csv": (b'a;b\n1;2\n"3;4\n5;6\n', "input.broken_line"),
    "cut-letter.csv": ("a;b\nå;".encode() + b"\xc3", "input.encoding"),
    "mixed.csv": ("a;b\nå;".encode() + "ø\n".encode("cp1252"), "input.encoding"),
    "no-encoding.csv": (b"a;b\n1;\x81\n", "input.encoding"),
    "odd-utf16.csv": (b"\xff\xfea\x00;", "input.encoding"),
    "picture.csv": (PNG, "input.not_a_table"),
    "picture.xlsx": (PNG, "input.broken_workbook"),
    "truncated.xlsx": (WHOLE[:-300], "input.broken_workbook"),
    "other-zip.xlsx": (b"PK\x05\x06" + b"\x00" * 18, "input.broken_workbook"),
    "bomb.xlsx": (BOMB, "input.bomb"),
    "lying-bomb.xlsx": (lying(BOMB, SHEET, 900), "input.bomb"),
    "entities.xlsx": (in_sheet(b"<worksheet", DTD + b"<worksheet"), "input.entities"),
    "far-cell.xlsx": (in_sheet(b'r="B2"', b'r="XFD1048576"'), "input.too_many_rows"),
    "wide-cell.xlsx": (in_sheet(b'r="B2"', b'x=">" r="XFD99999"'), "input.too_many_cells"),
    "truncated.geojson": (b'{"features": [{"properties": {"a": 1}}, {"prop', "input.broken_json"),
    "deep.json": (b"[" * 200_000, "input.broken_json"),
    "long-number.json": (b'[{"a": ' + b"9" * 10_000 + b"}]", "input.broken_json"),
    "no-rows.json": (b'{"features": []}', "input.no_rows"),
    "other.json": (b'{"a": 1}', "input.not_a_table"),
    "numbers.json": (b"[1, 2]", "input.not_a_table"),
    "nothing-in-it.json": (b"[{}, {}]", "input.no_columns"),
    "twice.json": (b'[{"a": 1, "a": 2}]', "input.same_column"),
    "half.json": (b'[{"a": "\\ud800"}]', "input.half_character"),
    "wrong-encoding.geojson": ('{"features": [{"æ": "Ã"}]}'.encode() + b"\xe6", "input.encoding"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, name: str, language: str
) -> None:
    data, key = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError) as raised:
        read_table(path)
    assert raised.value.key == key
    sentence = Messages(language).text(key, **raised.value.params)
    assert name in sentence
    assert "{" not in sentence.replace(name, "")
    assert sentence.count(". ") >= 1, "it says what to do as well"
    assert path.read_bytes() == data


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"input\.unreadable"):
        read_table(tmp_path / "nope.csv")
    with pytest.raises(UnreadableInputError, match=r"input\.folder"):
        read_table(tmp_path)


def test_the_small_workbook_itself_is_fine(tmp_path: Path) -> None:
    assert read_workbook("x.xlsx", WHOLE).rows[0].cells == {"a": "1", "b": "2"}


@given(st.data())
def test_a_cut_workbook_is_refused_wherever_it_is_cut(data: st.DataObject) -> None:
    whole = WHOLE
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(UnreadableInputError):
        read_workbook("x.xlsx", cut)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        table = read_csv("x.csv", data)
    except UnreadableInputError:
        return
    assert table.rows
    assert table.header


@given(st.binary(max_size=20), st.integers(0, 4000))
def test_a_workbook_with_changed_bytes_is_a_table_or_refused(change: bytes, at: int) -> None:
    whole = WHOLE
    at %= len(whole)
    try:
        assert read_workbook("x.xlsx", whole[:at] + change + whole[at + len(change) :]).rows
    except UnreadableInputError:
        return

"""A workbook that is made to fill the memory is refused before a reader sees it."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kkworkbench.sources import archives
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.tables import read_table
from kkworkbench.sources.workbooks import read_workbook
from tests.unit.sources.table_files import (
    STRINGS,
    changed,
    in_sheet,
    ods,
    ods_blank,
    ods_cell,
    ods_row,
    xlsx,
)

WHOLE = xlsx([["a", "b"], ["1", "2"]])
LAST = b"</sheetData>"


def refused(data: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(UnreadableInputError) as raised:
        read_workbook(name, data)
    return raised.value.key


def cells(many: int, cell: bytes) -> bytes:
    """A workbook with a last row of many cells that do not say where they stand."""
    return in_sheet(WHOLE, LAST, b"<row>" + cell * many + b"</row>" + LAST)


def shared(strings: bytes, sheet: bytes) -> bytes:
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    whole = in_sheet(WHOLE, LAST, sheet + LAST)
    return changed(whole, lambda part, content: content, **{STRINGS: start + strings + b"</sst>"})


def row_of_shared(number: int, cells: int, attributes: bytes = b't="s"') -> bytes:
    one = b'<c r="A%d" ' + attributes + b"><v>0</v></c>"
    return b"".join(b"<row>" + one % (number + n) + b"</row>" for n in range(cells))


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    wide = in_sheet(WHOLE, LAST, b'<row r="99999">' + b"<c><v>1</v></c>" * 200 + b"</row>" + LAST)
    assert refused(wide) == "input.too_many_cells"
    few = cells(3, b"<c><v>1</v></c>")
    assert read_workbook("x.xlsx", in_sheet(few, b"<c><v>1</v></c>" * 3, b"")).rows


def test_a_cell_far_away_is_found_however_it_is_written() -> None:
    for cell in (
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<c  r='XFD99999'><v>1</v></c>",
        b'<c t="n" r="XFD99999"><v>1</v></c>',
        b'<x:c xmlns:x="y" r="XFD99999"><v>1</v></x:c>',
        b'<c r="A200001"><v>1</v></c>',
        b'<c r="CW99999"><v>1</v></c>',
        b'<c r="CL150000"><v>1</v></c>',
    ):
        assert refused(cells(1, cell)).startswith("input.too_many"), cell
    assert read_workbook("x.xlsx", cells(1, b'<c r="B150000" t="str"><v>1</v></c>')).rows


def test_one_long_text_in_many_cells_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_TEXT", 1_000_000)
    long = b"<si><t>" + b"abcdefgh" * 1_000 + b"</t></si><si><t>kort</t></si>"
    for attributes in (b't="s"', b"t='s'", b'x="y" t = "s"'):
        assert refused(shared(long, row_of_shared(3, 200, attributes))) == "input.bomb"
    assert read_workbook("x.xlsx", shared(long, row_of_shared(3, 20))).rows
    others = row_of_shared(3, 200).replace(b"<v>0</v>", b"<v>1</v>")
    assert len(read_workbook("x.xlsx", shared(long, others)).rows) == 201
    prefixed = b'<x:si xmlns:x="y"><t>' + b"abcdefgh" * 1_000 + b"</t></x:si>"
    assert refused(shared(prefixed, row_of_shared(3, 200))) == "input.bomb"


def test_an_opendocument_sheet_that_repeats_itself_is_refused(tmp_path: Path) -> None:
    head = ods_row(ods_cell("a") + ods_cell("b"))
    for rows, key in (
        (ods_row(ods_cell("1", 2), 1_000_000), "input.too_many_rows"),
        (ods_row(ods_cell("1", 16_384), 1_000), "input.too_many_cells"),
        (ods_row(ods_blank(2), 300_000) + ods_row(ods_cell("1")), "input.too_many_rows"),
        (
            ods_row(ods_blank(16_000) + ods_cell("1")) + ods_row(ods_cell("1"), 1_000),
            "input.too_many_cells",
        ),
    ):
        path = tmp_path / "x.ods"
        path.write_bytes(ods(head + rows))
        with pytest.raises(UnreadableInputError) as raised:
            read_table(path)
        assert raised.value.key == key


def test_a_tag_that_never_ends_is_refused() -> None:
    noise = Random(1).randbytes(1_600_000).hex().encode()
    assert refused(in_sheet(WHOLE, LAST, b'<c x="' + noise + b'" r="XFD99999">' + LAST)) == (
        "input.bomb"
    )


def test_what_another_reader_would_open_first_is_refused() -> None:
    for data in (
        changed(WHOLE, lambda part, content: content, **{"xl/workbook.bin": b"x"}),
        b"\xd0\xcf\x11\xe0" + WHOLE,
    ):
        assert refused(data) == "input.broken_workbook"


def test_macros_and_links_to_other_files_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsm"
    link = b"<externalLink><externalBook/></externalLink>"
    data = changed(
        WHOLE,
        lambda part, content: content,
        **{"xl/vbaProject.bin": b"Shell", "xl/externalLinks/externalLink1.xml": link},
    )
    data = in_sheet(data, b'<c r="B2"', b'<c r="C2" t="str"><f>[1]Ark!A1</f><v/></c><c r="B2"')
    data = in_sheet(data, b'<c r="B1"', b'<c r="C1" t="str"><v>c</v></c><c r="B1"')
    path.write_bytes(data)
    table = read_table(path)
    assert table.rows[0].texts(table.header) == ["1", "2", ""]
    assert table.unread == ((2, "c"),)


MEASURE = """
import sys, resource
from pathlib import Path
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.tables import read_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_table(Path(sys.argv[1]))
    print("read")
except UnreadableInputError as error:
    print(error.key)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
def test_a_bomb_takes_little_memory_and_a_table_about_its_size(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(shared(b"<si><t>" + b"x" * 900_000 + b"</t></si>", row_of_shared(3, 3_000)))
    table = tmp_path / "table.csv"
    with table.open("w") as file:
        file.write(";".join(f"kolonne{n}" for n in range(20)) + "\n")
        for row in range(40_000):
            file.write(";".join(f"celle {row} {n}" for n in range(20)) + "\n")
    for path, key, most in ((bomb, "input.bomb", 60), (table, "read", 40)):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], check=True, capture_output=True, text=True
        )
        told, megabytes = done.stdout.split()
        assert told == key
        assert int(megabytes) < most

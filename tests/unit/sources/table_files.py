"""Workbooks made by hand: OpenDocument sheets, and Excel files with their parts changed."""

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def xlsx(rows: Sequence[Sequence[object]], title: str = "Ark", plain: bool = False) -> bytes:
    """A workbook of one sheet; plain texts are never formulas."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for cell in (cell for row in book.active.iter_rows() for cell in row if plain):
        if isinstance(cell.value, str):
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook with its parts changed, and more parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
        for part, content in more.items():
            new.writestr(part, content)
    return out.getvalue()


def in_sheet(data: bytes, before: bytes, after: bytes) -> bytes:
    """A workbook with something else in the XML of its first sheet."""

    def change(part: str, content: bytes) -> bytes:
        assert part != SHEET or before in content
        return content.replace(before, after) if part == SHEET else content

    return changed(data, change)


def ods(rows: str) -> bytes:
    """An OpenDocument sheet, from the XML of its rows."""
    out = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    spaces = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(out, "w", 8) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {spaces}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_SPACES}><office:body>'
            f'<office:spreadsheet><table:table table:name="Ark">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def ods_cell(text: str, times: int = 1) -> str:
    """A cell with a text, standing there a number of times."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_blank(times: int) -> str:
    """Cells that hold nothing."""
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def ods_row(cells: str, times: int = 1) -> str:
    """A row, standing there a number of times."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'

"""Find the cells of an Excel sheet whose formula was never worked out.

Such a cell holds no value, and a reader gives nothing for it, as if it were empty. Programs that
write a workbook without a spreadsheet leave formulas so.
"""

import io
import posixpath
import re
import zipfile

MOST_TOLD = 1_000
_CELL = re.compile(
    rb"<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?r\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*>\s*"
    rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f>)\s*"
    rb"(?:<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v>\s*</(?:[\w.-]+:)?v>)?\s*</(?:[\w.-]+:)?c>"
)
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PIECE = 1 << 20
_LONGEST_CELL = 1 << 16


def without_value(data: bytes, sheet: str) -> tuple[tuple[int, int], ...]:
    """Return the (row, column) of formulas without a value in a sheet, both from 1.

    Of many only the first are told. A file that is no Excel file has none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = _part_of(archive, sheet)
        if not part:
            return ()
        found: list[tuple[int, int]] = []
        kept = b""
        with archive.open(part) as file:
            while piece := file.read(_PIECE):
                text = kept + piece
                end = 0
                for match in _CELL.finditer(text):
                    found.append((int(match[2]), column_number(match[1])))
                    end = match.end()
                if len(found) >= MOST_TOLD:
                    return tuple(found[:MOST_TOLD])
                kept = text[max(end, len(text) - _LONGEST_CELL) :]
    return tuple(found)


def column_number(letters: bytes) -> int:
    """Return a column's number: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of the archive that holds a sheet, as the workbook itself says."""
    from defusedxml import ElementTree  # noqa: PLC0415  # loaded where there are formulas

    names = set(archive.namelist())
    if _BOOK not in names or _RELATIONS not in names:
        return ""
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in ElementTree.fromstring(archive.read(_RELATIONS))
    }
    for each in ElementTree.fromstring(archive.read(_BOOK)).iter():
        if each.tag.rpartition("}")[2] == "sheet" and each.get("name") == sheet:
            relation = next((v for k, v in each.items() if k.rpartition("}")[2] == "id"), "")
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            return part if part in names else ""
    return ""

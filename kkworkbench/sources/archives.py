"""Look whether an Excel file is safe to open, before a reader is let near it.

The reader lays a sheet out as a full rectangle and ends the whole process where memory does not
suffice, so what a sheet spans is measured here first.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.table import MOST_ROWS

MOST_UNPACKED = 400_000_000
MOST_RATIO = 200
"""How many times larger than its packed size a part may be, once it is over a megabyte."""
LARGE = 1_000_000
MOST_PARTS = 5_000
MOST_CELLS = 10_000_000
"""Cells in the rectangle that a sheet spans; the reader takes some 32 bytes for each."""
CHUNK = 1 << 20
MOST_DEEP = 1 << 40
BOOK = "xl/workbook.xml"
_XML = (".xml", ".rels", ".vml")
_TAG = re.compile(
    rb"<(?:[A-Za-z][\w.-]*:)?(row|c)(\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?>"  # > may be quoted
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)([0-9]+)\s*[\"']")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)


def check_archive(name: str, data: bytes) -> None:
    """Return where an Excel file is whole and harmless.

    Every part is unpacked once, in pieces that are thrown away: what an archive says of its own
    sizes is not believed.

    Raises:
        UnreadableInputError: it is no Excel file, is damaged, unpacks to far more than it is,
            declares XML entities, or spans more cells than fit in memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnreadableInputError("input.bomb", file=name)
            left = MOST_UNPACKED
            for part in parts:
                left -= _check_part(name, archive, part, left)
            if BOOK not in archive.namelist():
                raise UnreadableInputError("input.broken_workbook", file=name)
    except _BROKEN as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error


def _check_part(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Count a part's bytes while looking into them."""
    declared, part.file_size = part.file_size, MOST_DEEP  # else reading ends at what it declares
    span = _Span(name)
    size = 0
    kept = b""
    is_xml = part.filename.casefold().endswith(_XML)
    for piece in _pieces(archive, part):
        size += len(piece)
        if size > most or (size > LARGE and size > MOST_RATIO * max(1, part.compress_size)):
            raise UnreadableInputError("input.bomb", file=name)
        text = kept + piece.replace(b"\x00", b"")  # either width of letters
        if is_xml and any(mark in text.upper() for mark in _ENTITIES):
            raise UnreadableInputError("input.entities", file=name)
        end = max(0, text.rfind(b"<"))
        span.see(text[:end])
        kept = text[end:][:CHUNK]
    span.see(kept)
    if size != declared:
        raise zipfile.BadZipFile(part.filename)
    return size


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        while piece := file.read(CHUNK):
            yield piece


class _Span:
    """Measures the rectangle from a sheet's first cell to its last cell that holds something."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = 0
        self._rows = 0
        self._columns = 1

    def see(self, text: bytes) -> None:
        for tag, attributes in _TAG.findall(text):
            reference = _REFERENCE.search(attributes)
            if tag == b"row":
                self._row = int(reference[2][:9]) if reference else self._row + 1
            elif not attributes.endswith(b"/"):
                row = int(reference[2][:9]) if reference else self._row
                self._rows = max(self._rows, row)
                if reference:
                    self._columns = max(self._columns, _column(reference[1]))
        if self._rows > MOST_ROWS:
            raise UnreadableInputError("input.too_many_rows", file=self._name, most=str(MOST_ROWS))
        if self._rows * self._columns > MOST_CELLS:
            raise UnreadableInputError(
                "input.too_many_cells", file=self._name, most=str(MOST_CELLS)
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number

"""Look whether a workbook is safe to open, before a reader is let near it.

The reader lays a sheet out as a full rectangle, gives every cell a text of its own and ends the
whole process where memory does not suffice, so both are measured here first.
"""

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.spans import MOST_CELLS, OdsSpan, QuickSpan, Span

MOST_UNPACKED = 400_000_000
MOST_RATIO = 200
"""How many times larger than its packed size a part may be, once it is over a megabyte."""
LARGE = 1_000_000
MOST_PARTS = 5_000
MOST_TEXT = 400_000_000
"""Bytes of all cells' texts; one text that many cells share counts in each."""
CHUNK = 1 << 20
MOST_DEEP = 1 << 40
BOOK, BINARY_BOOK, ODS = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_XML = (".xml", ".rels", ".vml")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_FORMULA = re.compile(rb"[<:]f[\s/>]")
_CELL = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?c[\s>]")
_SHARES = re.compile(rb"[^<>]*\st\s*=\s*[\"']s[\"']")
_VALUE = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})?")
_STRING = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?si[\s/>]")
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)
"""What reading a damaged zip may raise."""


def check_archive(name: str, data: bytes) -> bool:
    """Return where a workbook is whole and harmless, and whether there are formulas in it.

    Every part is unpacked in pieces that are thrown away: what an archive says of its own sizes
    is not believed.

    Raises:
        UnreadableInputError: it is no workbook, is damaged, unpacks to far more than it is,
            declares XML entities, or its cells do not fit in memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnreadableInputError("input.bomb", file=name)
            names = {part.filename.casefold() for part in parts}
            if not data.startswith(b"PK") or BINARY_BOOK in names or not names & {BOOK, ODS}:
                raise UnreadableInputError("input.broken_workbook", file=name)
            look = _Look(name, archive)
            for part in parts:
                look.at(part)
            look.closer()
            return look.has_formulas
    except BROKEN_ZIP as error:
        raise UnreadableInputError("input.broken_workbook", file=name) from error


class _Look:
    """Looks at every part once, and again at those of which a glance does not tell enough."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.has_formulas = False
        self._name = name
        self._archive = archive
        self._left = MOST_UNPACKED
        self._unsure: list[zipfile.ZipInfo] = []
        self._cells = 0
        self._longest = 0

    def at(self, part: zipfile.ZipInfo) -> None:
        """Look at a part once."""
        declared, part.file_size = part.file_size, MOST_DEEP  # else reading ends at what it says
        quick = QuickSpan()
        ods = OdsSpan(self._name) if part.filename.casefold() == ODS else None
        size = shared = longest = 0
        has_strings = False
        for text, more in self._texts(part):
            size += more
            quick.see(text)
            if ods is not None:
                ods.see(text)
            if not self.has_formulas and (b"<f" in text or b":f" in text):
                self.has_formulas = _FORMULA.search(text) is not None
            has_strings = has_strings or b"<si" in text or b":si" in text
            first, *others = text.split(b"<si>")
            longest = max(longest, shared + len(first), *map(len, others))
            shared = len(others[-1]) if others else shared + len(first)
        if size != declared:
            raise zipfile.BadZipFile(part.filename)
        self._left -= size
        if has_strings:
            self._longest = max(self._longest, longest)
        if quick.cells > MOST_CELLS:
            raise UnreadableInputError(
                "input.too_many_cells", file=self._name, most=str(MOST_CELLS)
            )
        self._cells += quick.cells
        if not quick.is_safe:
            self._unsure.append(part)

    def closer(self) -> None:
        """Read every tag of the parts that may span too much, and count texts that are shared."""
        for part in self._unsure:
            span = Span(self._name)
            for text, _ in self._texts(part):
                span.see(text)
        if self._unsure or self._cells * self._longest > MOST_TEXT:
            self._count_text()

    def _count_text(self) -> None:
        lengths = array("Q")
        for part in self._archive.infolist():
            at = last = 0
            for text, _ in self._texts(part):
                for match in _STRING.finditer(text):
                    if lengths and last:
                        lengths[-1] = at + match.start() - last
                    lengths.append(0)
                    last = at + match.start() or 1
                at += len(text)
            if lengths and last:
                lengths[-1] = at - last
        longest = max(lengths, default=0)
        left = MOST_TEXT
        for part in self._archive.infolist() if longest else ():
            for text, _ in self._texts(part):
                for cell in _CELL.split(text)[1:]:
                    if _SHARES.match(b" " + cell):
                        value = _VALUE.search(cell)
                        number = int(value[1]) if value and value[1] else -1
                        left -= lengths[number] if 0 <= number < len(lengths) else longest
                if left < 0:
                    raise UnreadableInputError("input.bomb", file=self._name)

    def _texts(self, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
        """Yield a part in pieces that end before a tag, each with how much was unpacked for it."""
        size = 0
        kept = b""
        is_xml = part.filename.casefold().endswith(_XML)
        with self._archive.open(part) as file:
            while piece := file.read(CHUNK):
                size += len(piece)
                if size > self._left or (
                    size > LARGE and size > MOST_RATIO * max(1, part.compress_size)
                ):
                    raise UnreadableInputError("input.bomb", file=self._name)
                text = kept + (piece.replace(b"\x00", b"") if b"\x00" in piece else piece)
                is_xml = is_xml or text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
                if is_xml and b"<!" in text and any(m in text.upper() for m in _ENTITIES):
                    raise UnreadableInputError("input.entities", file=self._name)
                end = max(0, text.rfind(b"<"))
                kept = text[end:]
                if len(kept) > CHUNK:
                    if is_xml:  # no tag and no cell is so long
                        raise UnreadableInputError("input.bomb", file=self._name)
                    kept = b""
                yield text[:end], len(piece)
        yield kept, 0

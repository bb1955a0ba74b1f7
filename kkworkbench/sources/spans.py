"""Measure what a sheet spans, from the XML that it is made of.

`QuickSpan` looks at the sheets that spreadsheets write, in a fraction of the time; it says where it
cannot answer for its bound, and `Span` then reads every tag.
"""

import re

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.formulas import column_number
from kkworkbench.sources.table import MOST_ROWS

MOST_CELLS = 10_000_000
"""Cells in the rectangle that a sheet spans; the reader takes some 32 bytes for each."""
_NAME = rb"<(?:[A-Za-z][\w.-]*:)?"
_ATTRIBUTES = rb"(\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?>"  # > may be quoted
_TAG = re.compile(_NAME + rb"(row|c)" + _ATTRIBUTES)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)([0-9]+)\s*[\"']")
_PLACED = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,5}"')
_PLACED_LOW = re.compile(rb'<c r="([A-Z]{1,3})1?[0-9]{1,5}"')
_CELL = re.compile(rb"<c[\s/>]")
_OTHER_CELL = re.compile(rb":c[\s/>]")
_ODS = re.compile(_NAME + rb"(table|table-row|table-cell|covered-table-cell)" + _ATTRIBUTES)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*\+?([0-9]+)\s*[\"']")


class QuickSpan:
    """Bounds the rectangle of a sheet all of whose cells say where they are, as is usual."""

    def __init__(self) -> None:
        self.cells = 0
        self._letters: set[bytes] = set()
        self._rows = 99_999
        self._is_usual = True

    def see(self, text: bytes) -> None:
        """Take in a piece that ends before a tag."""
        if b":c" in text and _OTHER_CELL.search(text):
            self._is_usual = False
        cells = text.count(b"<c")
        if not cells:
            return
        placed = _PLACED.findall(text)
        if len(placed) != cells:
            cells = len(_CELL.findall(text))
        if len(placed) != cells:
            placed = _PLACED_LOW.findall(text)
            self._rows = MOST_ROWS
        self.cells += cells
        self._letters.update(placed)
        self._is_usual = self._is_usual and len(placed) == cells

    @property
    def is_safe(self) -> bool:
        """Whether the sheet surely spans few enough cells; if not, nothing is known of it."""
        columns = max(map(column_number, self._letters), default=0)
        return self._is_usual and self._rows * columns <= MOST_CELLS


class Span:
    """Measures the rectangle from a sheet's first cell to its last cell that holds something."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = 0
        self._column = 0
        self._rows = 0
        self._columns = 1

    def see(self, text: bytes) -> None:
        """Take in a piece that ends before a tag.

        Raises:
            UnreadableInputError: the sheet spans too much.
        """
        for tag, attributes in _TAG.findall(text):
            reference = _REFERENCE.search(attributes)
            if tag == b"row":
                self._row = int(reference[2][:9]) if reference else self._row + 1
                self._column = 0
                continue
            self._column = column_number(reference[1]) if reference else self._column + 1
            if not attributes.endswith(b"/"):
                row = int(reference[2][:9]) if reference else self._row
                self._rows = max(self._rows, row)
                self._columns = max(self._columns, self._column)
        refuse_beyond(self._name, self._rows, self._columns)


class OdsSpan:
    """The same for a sheet of an OpenDocument file, in which rows and cells say how often they
    stand there."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._start()

    def _start(self) -> None:
        self._row = 0
        self._column = 0
        self._rows = 0
        self._columns = 0

    def see(self, text: bytes) -> None:
        """Take in a piece that ends before a tag.

        Raises:
            UnreadableInputError: a sheet spans too much.
        """
        for tag, attributes in _ODS.findall(text):
            repeated = _REPEATED.search(attributes)
            times = int(repeated[1][:9]) if repeated else 1
            if tag == b"table":
                self._start()
            elif tag == b"table-row":
                self._row += times
                self._column = 0
            else:
                self._column += times
                if not attributes.endswith(b"/") or b"value" in attributes:
                    self._rows = max(self._rows, self._row)
                    self._columns = max(self._columns, self._column)
                    refuse_beyond(self._name, self._rows, self._columns)


def refuse_beyond(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that spans too much.

    Raises:
        UnreadableInputError: it does.
    """
    if rows > MOST_ROWS:
        raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    if rows * columns > MOST_CELLS:
        raise UnreadableInputError("input.too_many_cells", file=name, most=str(MOST_CELLS))

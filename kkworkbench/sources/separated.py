"""Read lines of separated cells, row by row, so that a large file costs little more than itself."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from kkworkbench.sources.encodings import WIDE, encoding_of, pieces_of
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.header_guess import with_guess
from kkworkbench.sources.source import GUESSED, Reading
from kkworkbench.sources.table import MOST_ROWS, Grid, Line, line_of

SEPARATORS = (";", ",", "\t", "|")
LONGEST_LINE = 1 << 20
_SAMPLE_LINES = 30
csv.field_size_limit(LONGEST_LINE)  # the body of a page is longer than the usual 131,072
_SAMPLE = 1 << 16


def read_separated(name: str, file: BinaryIO, reading: Reading = GUESSED, most: int = 0) -> Grid:
    """Read the lines of a file of separated cells; of many only the first `most`, if it is not 0.

    Raises:
        UnreadableInputError: it is no text, is badly quoted, or has too many rows.
    """
    encoding = encoding_of(name, file, reading.encoding)
    if not encoding.casefold().startswith(WIDE) and any(
        b"\0" in piece for piece in pieces_of(file)
    ):
        raise UnreadableInputError("input.not_a_table", file=name)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        sample = text.read(_SAMPLE)
        marked = _marked_separator(sample)
        separator = reading.separator or marked or sniffed(sample)
        text.seek(0)
        lines, whole = _lines(name, text, separator, bool(marked), most)
        cut = whole and not _ends_a_line(file, text.encoding)
    except UnicodeError as error:
        raise UnreadableInputError("input.unreadable", file=name, why=encoding) from error
    finally:
        text.detach()
    grid = Grid(name, lines, encoding=encoding, separator=separator, is_whole=whole, is_cut=cut)
    return with_guess(grid, reading.header_row, reading.first_row)


def sniffed(sample: str) -> str:
    """Return the separator by which most rows of a text have one number of cells, over one."""

    def fit(separator: str) -> tuple[float, int]:
        counts = Counter(_widths(sample, separator))
        width, rows = max(
            ((width, rows) for width, rows in counts.items() if width > 1),
            key=lambda each: each[1],
            default=(0, 0),
        )
        return rows / max(1, counts.total()), width

    return max(SEPARATORS, key=fit)


def _widths(sample: str, separator: str) -> Iterator[int]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield len(row)
            if rows.line_num >= _SAMPLE_LINES:
                return
    except csv.Error:
        return


def _lines(
    name: str, text: TextIO, separator: str, marked: bool, most: int
) -> tuple[tuple[Line, ...], bool]:
    if len(separator) != 1 or separator in '"\r\n\0':
        raise UnreadableInputError("input.no_separator", file=name, separator=separator)
    reader = csv.reader(_short_lines(name, text), delimiter=separator, strict=True)
    lines: list[Line] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1 and marked:
                continue
            if any(cells) and any(map(str.strip, cells)):
                lines.append(line_of(number, cells))
                if len(lines) > MOST_ROWS:
                    raise UnreadableInputError(
                        "input.too_many_rows", file=name, most=str(MOST_ROWS)
                    )
                if len(lines) == most:
                    return tuple(lines), False
    except csv.Error as error:
        row = str(reader.line_num)
        raise UnreadableInputError("input.broken_line", file=name, row=row) from error
    return tuple(lines), True


def _short_lines(name: str, text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise UnreadableInputError("input.long_line", file=name, row=str(number))
        yield line


def _ends_a_line(file: BinaryIO, encoding: str) -> bool:
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 4))
    end = file.read().rstrip(b"\0")
    return end.endswith((b"\n", b"\r"))


def _marked_separator(text: str) -> str:
    """Return the separator that Excel's own first line, such as "sep=;", names."""
    line = text[:8].splitlines()[0].strip().casefold() if text[:8].splitlines() else ""
    return line[4:] if len(line) == 5 and line.startswith("sep=") else ""

"""A table of texts, as any file gives it, and the lines that it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kkworkbench.sources.errors import UnreadableInputError

MOST_ROWS = 200_000
MOST_COLUMNS = 256
BETWEEN = "\x00"
"""Stands between the cells of a line that is kept as one text."""


class Cells(Mapping[str, str]):
    """A row's cells by column, cut out of one text when they are asked for.

    A text for each cell would take several times the size of the file.
    """

    __slots__ = ("_columns", "_line")

    def __init__(self, columns: dict[str, int], line: str) -> None:
        """Take the places of the columns, which all rows share, and the line."""
        self._columns = columns
        self._line = line

    def __getitem__(self, column: str) -> str:
        at = self._columns[column]
        cells = self._line.split(BETWEEN)
        return cells[at] if at < len(cells) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Cells({dict(self)!r})"

    def texts(self) -> list[str]:
        """Return all cells in the order of the columns, at the cost of one."""
        cells = self._line.split(BETWEEN)
        wanted = len(self._columns)
        if len(cells) < wanted:
            cells += [""] * (wanted - len(cells))
        return cells[:wanted]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (1 is the first) and its cells by column, as text.

    In a JSON file rows are its objects; elsewhere the header is a row too, as in Excel.
    """

    number: int
    cells: Mapping[str, str]

    def texts(self, header: Sequence[str]) -> list[str]:
        """Return the cells of these columns, which must be all of them, in their order."""
        if isinstance(self.cells, Cells):
            return self.cells.texts()
        return [self.cells.get(column, "") for column in header]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header, and how it was read.

    Sheet, encoding and separator are "" where there are none; `header_row` is 0 in a JSON file.
    `unread` holds the cells whose formula was never worked out, as (row, column's name).
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header_row: int = 0
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number there (1 is the first), and its cells as one text."""

    number: int
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells."""
        return self.text.split(BETWEEN)


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a file that are not blank, before it is settled which of them is the header.

    `header_row` and `first_row` are the guess, or what was asked for; `doubt` is a message key
    that says why nobody should rely on the guess. `header` is what a JSON file names its columns.
    `sheets` are the sheets that can be chosen. `is_whole` is false where reading stopped early,
    `is_cut` true where the last line has no end. `unread` holds (row, column from 1) of cells
    whose formula was never worked out.
    """

    file: str
    lines: tuple[Line, ...]
    header_row: int = 0
    first_row: int = 0
    doubt: str = ""
    header: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    is_whole: bool = True
    is_cut: bool = False
    unread: tuple[tuple[int, int], ...] = ()


def line_of(number: int, cells: Sequence[str]) -> Line:
    """Return a line. The character zero, which no table needs, is taken out of its cells."""
    text = BETWEEN.join(cells)
    if text.count(BETWEEN) >= max(1, len(cells)):
        text = BETWEEN.join([cell.replace(BETWEEN, "") for cell in cells])
    return Line(number, text)


def table_of(grid: Grid, header_row: int = 0, first_row: int = 0) -> Table:
    """Make a table of lines; 0 leaves a row to the grid's guess.

    Raises:
        UnreadableInputError: the rows do not fit, there are no columns or rows, two columns have
            one name, or a cell stands beyond the last column.
    """
    header_row = header_row or grid.header_row
    if grid.header:
        header, data = grid.header, grid.lines
    else:
        header = header_of(grid.file, grid.sheet, _line_at(grid, header_row).cells)
        if not first_row:
            first_row = grid.first_row if header_row == grid.header_row else header_row + 1
        if first_row <= header_row:
            raise UnreadableInputError("input.first_row", file=grid.file, row=str(header_row))
        data = tuple(line for line in grid.lines if line.number >= first_row)
    if not data:
        raise UnreadableInputError("input.no_rows", file=grid.file)
    columns = {column: at for at, column in enumerate(header)}
    for line in data:
        if line.text.count(BETWEEN) >= len(header) and any(
            cell.strip() for cell in line.cells[len(header) :]
        ):
            raise UnreadableInputError(
                "input.more_cells", file=grid.file, sheet=grid.sheet, row=str(line.number)
            )
    if grid.is_cut and data[-1].text.count(BETWEEN) + 1 < len(header):
        raise UnreadableInputError("input.truncated", file=grid.file, row=str(data[-1].number))
    return Table(
        grid.file,
        header,
        tuple([Row(line.number, Cells(columns, line.text)) for line in data]),
        grid.sheet,
        grid.encoding,
        grid.separator,
        header_row,
        tuple(
            (row, header[column - 1])
            for row, column in grid.unread
            if row >= first_row and column <= len(header)
        ),
    )


def header_of(name: str, sheet: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the header's columns; one without a name is called by its place, as "#3".

    Raises:
        UnreadableInputError: none, too many, or two of one name.
    """
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise UnreadableInputError("input.no_columns", file=name)
    if len(header) > MOST_COLUMNS:
        raise UnreadableInputError(
            "input.too_many_columns", file=name, most=str(MOST_COLUMNS), count=str(len(header))
        )
    named = [column or f"#{number}" for number, column in enumerate(header, start=1)]
    seen: set[str] = set()
    for column in named:
        if column in seen:
            raise UnreadableInputError("input.same_column", file=name, sheet=sheet, column=column)
        seen.add(column)
    return tuple(named)


def _line_at(grid: Grid, number: int) -> Line:
    for line in grid.lines:
        if line.number == number:
            return line
    if not grid.lines:
        raise UnreadableInputError("input.no_columns", file=grid.file)
    raise UnreadableInputError("input.no_header_row", file=grid.file, row=str(number))

"""A table of texts, as any file gives it."""

from dataclasses import dataclass

from kkworkbench.sources.errors import UnreadableInputError

MOST_ROWS = 200_000
MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (1 is the first) and its cells by column, as text.

    In a JSON file rows are its objects; elsewhere the header is a row too, as in Excel.
    """

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header, and how it was read: sheet, encoding and separator where it has."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    encoding: str = ""
    separator: str = ""


def header_of(name: str, sheet: str, cells: list[str]) -> tuple[str, ...]:
    """Return the header's columns.

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


def cells_of(
    name: str, sheet: str, header: tuple[str, ...], cells: list[str], row: int
) -> dict[str, str]:
    """Return a row's cells by column; cells that the row lacks are blank.

    Raises:
        UnreadableInputError: a cell stands beyond the last column.
    """
    if len(cells) == len(header):
        return dict(zip(header, cells, strict=True))
    if any(cell.strip() for cell in cells[len(header) :]):
        raise UnreadableInputError("input.more_cells", file=name, sheet=sheet, row=str(row))
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return dict(zip(header, padded, strict=False))

"""Tell which line of a file is its header, and say where nobody could."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kkworkbench.sources.table import Grid, Line

LOOKED_AT = 50
"""Lines at the top among which a header is looked for."""
TWO_HEADERS = "doubt.two_headers"
_LONGEST_LABEL = 40
_LABEL = re.compile(r"[^\W\d_]")


def guess_header(lines: Sequence[Line]) -> tuple[int, int, str]:
    """Return the header's row, the first row of data, and a doubt ("" for none).

    The header is the first line that fills over half as many cells as the fullest line does, or
    half of them from side to side: a title above a table fills one or two on the left. Where the names of columns seem to stand on two lines,
    the lower is guessed and the doubt says so.
    """
    top = [(line.number, _filled(line)) for line in lines[:LOOKED_AT]]
    most = max((len(filled) for _, filled in top), default=0)
    last = max((at for _, filled in top for at in filled), default=0)
    at = next(
        (
            at
            for at, (_, filled) in enumerate(top)
            if len(filled) * 2 > most or (len(filled) * 2 == most > 2 and last in filled)
        ),
        None,
    )
    if at is None:
        return 0, 0, ""
    number, filled = top[at]
    if at + 1 < len(top) and _is_upper_header(filled, top[at + 1][1], top[at + 2 :]):
        number = top[at + 1][0]
        return number, number + 1, TWO_HEADERS
    above = top[at - 1] if at else None
    is_next = above is not None and above[0] == number - 1 and len(above[1]) > 1
    if above is not None and is_next and _is_upper_header(above[1], filled, top[at + 1 :]):
        return number, number + 1, TWO_HEADERS
    return number, number + 1, ""


def with_guess(grid: Grid, header_row: int, first_row: int) -> Grid:
    """Return the grid with its guess, or with what a person chose instead."""
    number, first, doubt = guess_header(grid.lines)
    if header_row:
        return replace(grid, header_row=header_row, first_row=first_row or header_row + 1)
    return replace(grid, header_row=number, first_row=first_row or first, doubt=doubt)


def _filled(line: Line) -> dict[int, str]:
    return {at: text for at, cell in enumerate(line.cells) if (text := cell.strip())}


def _is_upper_header(
    upper: dict[int, str], lower: dict[int, str], below: Sequence[tuple[int, dict[int, str]]]
) -> bool:
    """Whether two lines together name the columns: the lower fills what the upper leaves open.

    Both hold labels alone, and what follows holds figures where they have none.
    """
    left_open = lower.keys() - upper.keys()
    if len(left_open) < 2 or not below:
        return False
    if not all(_is_label(text) for text in (*upper.values(), *lower.values())):
        return False
    return any(
        not _is_label(text) for _, filled in below for at, text in filled.items() if at in lower
    )


def _is_label(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LABEL and bool(_LABEL.match(text)) and not any(map(str.isdigit, text))
    )

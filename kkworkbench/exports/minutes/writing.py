"""Write minutes as a web page or a workbook, whole or not at all."""

import os
import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FunctionLoader, StrictUndefined

from kkworkbench.exports.cells import Cells, escaped, legal
from kkworkbench.exports.minutes.content import Minutes
from kkworkbench.messages import Messages
from kkworkbench.workspace.errors import WorkbenchError

NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET = 31
WIDTHS = (14, 60, 40, 40, 24, 30)
"""Characters of the columns of a sheet."""


def as_html(minutes: Minutes) -> str:
    """Return the minutes as a page of its own."""
    return str(_environment().get_template("page.html").render(minutes=minutes))


def as_print(minutes: Minutes, ink: str, line: str, ground: str) -> str:
    """Return the minutes as a text document sets them: text, lines and heads in three colours."""
    template = _environment().get_template("print.html")
    return str(template.render(minutes=minutes, ink=ink, line=line, ground=ground))


def write_html(path: Path, minutes: Minutes) -> None:
    """Write the minutes as a page.

    Raises:
        WorkbenchError: the file cannot be written.
    """
    text = as_html(minutes)
    put_in_place(path, lambda draft: draft.write_text(text, encoding="utf-8", newline="\n"))


def write_workbook(path: Path, minutes: Minutes, messages: Messages) -> None:
    """Write the minutes as a workbook, a sheet for each section.

    Raises:
        WorkbenchError: the file is open elsewhere, or cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # 140 ms, and only exports need it

    book: Any = Workbook(write_only=True)
    facts = tuple((name, value) for name, value in minutes.facts)
    _sheet(book, messages.text("minutes.minutes"), (minutes.title, ""), facts)
    for section in minutes.sections:
        rows = section.rows or ((section.said,),)
        _sheet(book, section.title, section.columns or (section.title,), rows)
    put_in_place(path, book.save)


def put_in_place(path: Path, write: Callable[[Path], object]) -> None:
    """Let a file be written under a temporary name, and put it in place when it is whole.

    Raises:
        WorkbenchError: the file is open elsewhere, or cannot be written.
    """
    draft = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.tmp")
    try:
        write(draft)
        os.replace(draft, path)
    except PermissionError as error:
        raise WorkbenchError("exports.open_elsewhere", name=path.name) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=path.name, why=why) from error
    finally:
        draft.unlink(missing_ok=True)


def _sheet(
    book: Any, title: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  # loaded at first use

    name = NOT_IN_SHEETS.sub(" ", title)[:LONGEST_SHEET]
    taken = {sheet.title for sheet in book.worksheets}
    page = book.create_sheet(name if name not in taken else f"{name[:28]} {len(taken)}")
    page.freeze_panes = "A2"
    for at, width in enumerate(WIDTHS[: len(columns)], start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    cells = Cells(page)
    page.append([cells.header(escaped(legal(text)), at) for at, text in enumerate(columns)])
    for row in rows:
        page.append([cells.text(escaped(legal(text)), at) for at, text in enumerate(row)])


@cache
def _environment() -> Environment:
    folder = resources.files("resources").joinpath("minutes")

    def read(name: str) -> str:
        return folder.joinpath(name).read_text(encoding="utf-8")

    return Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

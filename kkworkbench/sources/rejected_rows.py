"""Save the rows of which something was rejected, whole, to be corrected and brought again.

The file has the table's own columns and one more that says why; no mapping reads that one.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from kkworkbench.exports.cells import starts_formula
from kkworkbench.messages import Messages
from kkworkbench.sources.table import Table
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.plan import Plan


def write_rejected(plan: Plan, table: Table, path: Path, messages: Messages) -> int:
    """Write the rows as Danish Excel reads them, and return how many; none writes no file.

    A cell that a spreadsheet would work out as a formula gets a sign before it that keeps it a
    text, and that is left out when the file is read again.

    Raises:
        WorkbenchError: the file is open elsewhere, or cannot be written.
    """
    rows = list(_rows(plan, table, messages))
    if len(rows) < 2:
        return 0
    draft = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.tmp")
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerows([[_inert(cell) for cell in row] for row in rows])
        os.replace(draft, path)
    except PermissionError as error:
        raise WorkbenchError("exports.open_elsewhere", name=path.name) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=path.name, why=why) from error
    finally:
        draft.unlink(missing_ok=True)
    return len(rows) - 1


def _rows(plan: Plan, table: Table, messages: Messages) -> Iterator[list[str]]:
    why: dict[int, list[str]] = {}
    for cell in plan.rejected:
        if (cell.file, cell.sheet) == (table.file, table.sheet):
            why.setdefault(cell.row, []).append(f"{cell.column}: {messages.text(cell.reason)}")
    added = messages.text("rejected.why")
    kept = [at for at, column in enumerate(table.header) if column != added]
    yield [*(table.header[at] for at in kept), added]
    for row in table.rows:
        if row.number in why:
            texts = row.texts(table.header)
            yield [*(texts[at] for at in kept), "; ".join(dict.fromkeys(why[row.number]))]


def _inert(cell: str) -> str:
    return f"'{cell}" if starts_formula(cell) else cell

"""Write one workbook for each administration, all of them or none."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kkworkbench.exports.scope import Scope, scopes
from kkworkbench.exports.sheets import SHEETS
from kkworkbench.exports.workbook import (
    AllResults,
    ExportStopped,
    WorkbookReport,
    write_workbook,
)
from kkworkbench.messages import Messages
from kkworkbench.model.terms import Term
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

LONGEST_NAME = 100
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class _Known:
    """Results that were asked for once."""

    def __init__(self, results: AllResults) -> None:
        self._results = tuple(results.all())

    def all(self) -> tuple[Result, ...]:
        return self._results


def write_workbooks(
    folder: str | Path,
    state: State,
    results: AllResults,
    messages: Messages,
    info: WorkspaceInfo,
    *,
    step: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[WorkbookReport, ...]:
    """Write the workbooks into a folder, which is made where it is not there.

    Records that have no administration, and the facet values, are in one of their own. All are
    written beside their places first; `progress` is told (sheets written, sheets in all).

    Raises:
        ExportStopped: `cancelled` said so.
        WorkbenchError: a file is open elsewhere, or the folder cannot be written.
    """
    target, known = Path(folder), _Known(results)
    kinds = [sheet.kind for sheet in SHEETS if sheet.kind is not None]
    every = (record for kind in dict.fromkeys(kinds) for record in state.all(kind))
    names = _names(state, scopes(state, every), messages, info)
    made = not target.exists()
    try:
        target.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".kkworkbench-", dir=target) as drafts:
            reports = []
            for done, (scope, name) in enumerate(names.items()):
                tell = progress and _part_of(progress, done, len(names))
                report = write_workbook(
                    *(Path(drafts) / name, state, known, messages, info),
                    step=step,
                    scope=scope,
                    progress=tell,
                    cancelled=cancelled,
                )
                reports.append(WorkbookReport(target / name, report.rows, report.cut))
            if cancelled is not None and cancelled():
                raise ExportStopped("exports.cancelled")
            _put_in_place(Path(drafts), target, list(names.values()))
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=target.name, why=why) from error
    finally:
        if made:
            with suppress(OSError):  # it is not empty: the workbooks are in it
                target.rmdir()
    return tuple(reports)


def _part_of(
    progress: Callable[[int, int], None], done: int, books: int
) -> Callable[[int, int], None]:
    return lambda sheet, sheets: progress(done * sheets + sheet, books * sheets)


def _names(
    state: State, found: list[Scope], messages: Messages, info: WorkspaceInfo
) -> dict[Scope, str]:
    """Give each workbook a name by the administration's code, or its name where it has none."""
    names: dict[Scope, str] = {}
    taken: set[str] = set()
    for scope in found:
        term = state.get(Term, scope.administration)
        short = (term.code or term.name or term.id) if term is not None else ""
        short = short or messages.text("exports.no_administration")
        title = f"{info.title or 'kkworkbench'} {short}"
        title = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:LONGEST_NAME].strip(". ")
        name, number = title, 1
        while name.casefold() in taken:
            number += 1
            name = f"{title} {number}"
        taken.add(name.casefold())
        names[scope] = f"{name}.xlsx"
    return names


def _put_in_place(drafts: Path, target: Path, names: list[str]) -> None:
    """Move all workbooks to their places; where one cannot be, put back what stood there."""
    placed: list[str] = []
    try:
        for name in names:
            if (target / name).exists():
                os.replace(target / name, drafts / f"{name}.old")
            placed.append(name)
            os.replace(drafts / name, target / name)
    except OSError as error:
        for done in placed:
            old = drafts / f"{done}.old"
            if old.exists():
                os.replace(old, target / done)
            else:
                (target / done).unlink(missing_ok=True)
        if isinstance(error, PermissionError):
            raise WorkbenchError("exports.open_elsewhere", name=name) from error
        raise

"""Write a batch, and an Excel workbook beside it where it is asked for: all of it or nothing."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from kkworkbench.exports.drupal.batch import BatchReport, free_folder
from kkworkbench.exports.drupal.history import Order, remove_files, write
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.batch import Batch
from kkworkbench.workspace.errors import WorkbenchError
from ui.dialogs.working import FrozenResults
from ui.jobs import Token


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, named from the folder that the batch is in."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that was written, its record, and its files; `workbook` is beside the folder."""

    report: BatchReport
    batch: Batch
    files: tuple[WrittenFile, ...]
    workbook: Path | None = None

    def remove(self) -> None:
        """Take it all away, as where it could not be kept in the workspace."""
        remove_files(self.report)
        if self.workbook is not None:
            with suppress(OSError):
                self.workbook.unlink()


def write_all(
    order: Order,
    folder: Path,
    found: FrozenResults,
    messages: Messages,
    profile: Profile,
    token: Token,
    *,
    with_workbook: bool,
) -> Written:
    """Write beside the window; called off or failed, it leaves nothing.

    Raises:
        WorkbenchError: something cannot be written.
    """
    free = free_folder(folder)
    if not with_workbook:
        return _told(*write(order, free, found, messages, profile, token.progress), None)
    draft = free.with_name(f".{free.name}-{uuid4().hex[:8]}.xlsx")
    try:
        free.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(
            *(draft, order.state, found, messages, order.info),
            step=order.batch.step,
            progress=token.progress,
            cancelled=lambda: token.is_cancelled,
        )
        report, batch = write(order, free, found, messages, profile, token.progress)
        workbook = _free_file(free.with_name(f"{free.name}.xlsx"))
        try:
            os.replace(draft, workbook)
        except OSError:
            remove_files(report)
            raise
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=free.name, why=why) from error
    finally:
        draft.unlink(missing_ok=True)
    return _told(report, batch, workbook)


def _free_file(wanted: Path) -> Path:
    number, file = 1, wanted
    while os.path.lexists(file):
        number += 1
        file = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return file


def _told(report: BatchReport, batch: Batch, workbook: Path | None) -> Written:
    sums = {**report.files, "manifest.json": report.manifest}
    files = [
        WrittenFile(name, (report.path / name).stat().st_size, sums[name]) for name in sorted(sums)
    ]
    if workbook is not None:
        data = workbook.read_bytes()
        files.append(
            WrittenFile(f"../{workbook.name}", len(data), hashlib.sha256(data).hexdigest())
        )
    return Written(report, batch, tuple(files), workbook)

"""Write a batch, and beside it what else is asked for: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from kkworkbench.exports.drupal.batch import BatchReport, free_folder
from kkworkbench.exports.drupal.history import Order, remove_files, write
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.recipe.writing import write_recipe
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.batch import Batch
from kkworkbench.workspace.errors import WorkbenchError
from ui.dialogs.working import FrozenResults
from ui.jobs import Token


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, named from the batch's folder; a recipe is one, without a sum."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that was written, its record, and its files; the rest is beside its folder."""

    report: BatchReport
    batch: Batch
    files: tuple[WrittenFile, ...]
    workbook: Path | None = None
    recipe: Path | None = None

    def remove(self) -> None:
        """Take it all away, as where it could not be kept in the workspace."""
        remove_files(self.report)
        if self.workbook is not None:
            with suppress(OSError):
                self.workbook.unlink()
        if self.recipe is not None:
            shutil.rmtree(self.recipe, ignore_errors=True)


def write_all(
    order: Order,
    folder: Path,
    found: FrozenResults,
    messages: Messages,
    profile: Profile,
    token: Token,
    *,
    with_workbook: bool = False,
    with_recipe: bool = False,
) -> Written:
    """Write beside the window; called off or failed, it leaves nothing.

    Raises:
        WorkbenchError: something cannot be written.
    """
    free = free_folder(folder)
    state, info = order.state, order.info
    draft = free.with_name(f".{free.name}-{uuid4().hex[:8]}.xlsx")
    workbook: Path | None = None
    recipe: Path | None = None
    try:
        if with_workbook:
            free.parent.mkdir(parents=True, exist_ok=True)
            write_workbook(
                *(draft, state, found, messages, info),
                step=order.batch.step,
                progress=token.progress,
                cancelled=lambda: token.is_cancelled,
            )
        if with_recipe:
            place = free_folder(free.with_name(f"{free.name}-recipe"))
            recipe = write_recipe(
                *(place, state, found, messages, info),
                leave_out=True,
                profile=profile,
                progress=token.progress,
            ).path
        report, batch = write(order, free, found, messages, profile, token.progress)
        if with_workbook:
            workbook = _free_file(free.with_name(f"{free.name}.xlsx"))
            try:
                os.replace(draft, workbook)
            except OSError:
                remove_files(report)
                raise
    except BaseException as error:
        if recipe is not None:
            shutil.rmtree(recipe, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=free.name, why=why) from error
    finally:
        draft.unlink(missing_ok=True)
    return Written(report, batch, _files(report, workbook, recipe), workbook, recipe)


def _free_file(wanted: Path) -> Path:
    number, file = 1, wanted
    while os.path.lexists(file):
        number += 1
        file = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return file


def _files(
    report: BatchReport, workbook: Path | None, recipe: Path | None
) -> tuple[WrittenFile, ...]:
    sums = {**report.files, "manifest.json": report.manifest}
    files = [
        WrittenFile(name, (report.path / name).stat().st_size, sums[name]) for name in sorted(sums)
    ]
    if workbook is not None:
        data = workbook.read_bytes()
        files.append(WrittenFile(f"../{workbook.name}", len(data), sha256(data).hexdigest()))
    if recipe is not None:
        size = sum(each.stat().st_size for each in recipe.rglob("*") if each.is_file())
        files.append(WrittenFile(f"../{recipe.name}/", size, ""))
    return tuple(files)

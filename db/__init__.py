"""Storage of workspaces. This face imports nothing heavy: SQLAlchemy comes with the first store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from db.left_open import WriterNote, writer_note
from db.skeleton import WorkspaceSkeleton, skeleton

if TYPE_CHECKING:
    from db.salvaging import Salvage
    from kkworkbench.model.record import Record
    from kkworkbench.workspace.ports import Store

__all__ = [
    "WorkspaceSkeleton",
    "WriterNote",
    "copy_workspace",
    "create_store",
    "open_store",
    "salvage",
    "skeleton",
    "writer_note",
]


def open_store(path: str | Path, *, read_only: bool = False, author: str = "") -> Store:
    """Open a workspace file.

    Raises:
        WorkspaceInUseError: it is open for writing elsewhere (never when `read_only`).
        NewerFileError: it was made by a newer version of the program.
        UnreadableFileError: it is missing, no workspace, or damaged.
    """
    from db.opening import opened  # noqa: PLC0415  # SQLAlchemy takes 150 ms to import

    return opened(Path(path), read_only=read_only, author=author)


def create_store(
    path: str | Path,
    title: str,
    records: Iterable[Record] = (),
    *,
    workspace_id: str | None = None,
    author: str = "",
) -> Store:
    """Make a new workspace file with its first records and open it.

    The file appears whole or not at all.

    Raises:
        UnreadableFileError: there is a file already, or the folder cannot be written.
    """
    from db.opening import created  # noqa: PLC0415  # as above

    return created(Path(path), title, records, workspace_id=workspace_id, author=author)


def copy_workspace(source: str | Path, target: str | Path) -> None:
    """Copy a workspace file, also one that is open, whole or not at all.

    Raises:
        UnreadableFileError: the source is no workspace, or the target exists or cannot be written.
    """
    from db.opening import copied  # noqa: PLC0415  # as above

    copied(Path(source), Path(target))


def salvage(path: str | Path) -> Salvage:
    """Read what can be read of a damaged workspace, and say what could not; the log is left.

    Raises:
        NewerFileError: it was made by a newer version of the program.
        UnreadableFileError: it is missing, or nothing can be read.
    """
    from db.salvaging import salvaged  # noqa: PLC0415  # as above

    return salvaged(Path(path))

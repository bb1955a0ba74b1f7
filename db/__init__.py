"""Storage of workspaces. This face imports nothing heavy: SQLAlchemy comes with the first store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from db.skeleton import WorkspaceSkeleton, skeleton

if TYPE_CHECKING:
    from kkworkbench.model.record import Record
    from kkworkbench.workspace.ports import Store

__all__ = ["WorkspaceSkeleton", "create_store", "open_store", "skeleton"]


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

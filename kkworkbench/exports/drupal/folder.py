"""A folder that appears whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from kkworkbench.workspace.errors import WorkbenchError


def is_free(folder: Path) -> bool:
    """Whether there is nothing of that name, or an empty folder."""
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def put_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their path in a folder that is free.

    Raises:
        WorkbenchError: it cannot be written; nothing stays.
    """
    draft = folder.with_name(f".{folder.name}-{uuid4().hex[:8]}.tmp")
    try:
        draft.mkdir(parents=True)
        for name, data in files.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_bytes(data)
        if folder.is_dir():
            folder.rmdir()
        os.replace(draft, folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=folder.name, why=why) from error
    finally:
        if draft.exists():
            shutil.rmtree(draft, ignore_errors=True)

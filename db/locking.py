"""One writer at a time: a lock that the system holds, and a note of who has it."""

import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from db.left_open import WriterNote, note_path, writer_note
from kkworkbench.login import login_name
from kkworkbench.workspace.errors import UnreadableFileError, WorkspaceInUseError


class WriterLock:
    """Held from opening to closing; the system lets go of it where the program dies."""

    def __init__(self, path: Path, author: str) -> None:
        """Take the lock of a workspace file.

        Raises:
            WorkspaceInUseError: someone else has it; says who and since when.
            UnreadableFileError: the folder takes no lock; the file may be opened read-only.
        """
        self._lock = FileLock(f"{path.resolve()}.lock", is_singleton=False)
        self._note = note_path(path)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            note = writer_note(path) or WriterNote("?", "?")
            raise WorkspaceInUseError(
                "file.in_use", name=path.name, by=note.by, since=note.since
            ) from None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise UnreadableFileError("file.cannot_lock", name=path.name, why=why) from error
        with suppress(OSError):
            self._note.write_text(json.dumps(_who(author)), encoding="utf-8")

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()
            with suppress(OSError):
                Path(self._lock.lock_file).unlink(missing_ok=True)


def _who(author: str) -> dict[str, str]:
    since = f"{datetime.now():%d.%m.%Y %H.%M}"
    return {"by": author or login_name(), "host": platform.node() or "?", "since": since}

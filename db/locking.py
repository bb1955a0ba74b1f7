"""One writer at a time: a lock that the system holds, and a note of who has it."""

import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

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
        self._note = Path(f"{path.resolve()}.lock-note")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            by, since = self._read_note()
            raise WorkspaceInUseError("file.in_use", name=path.name, by=by, since=since) from None
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

    def _read_note(self) -> tuple[str, str]:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"{note['by']} ({note['host']})", str(note["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return "?", "?"


def _who(author: str) -> dict[str, str]:
    since = f"{datetime.now():%d.%m.%Y %H.%M}"
    return {"by": author or login_name(), "host": platform.node() or "?", "since": since}

"""The note of who has a workspace open, which one that ended unexpectedly leaves behind."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WriterNote:
    """Who opened a workspace for writing, as "name (computer)", and when, as "dd.mm.yyyy HH.MM"."""

    by: str
    since: str


def note_path(path: Path) -> Path:
    """Return where the note of a workspace file is."""
    return Path(f"{path.resolve()}.lock-note")


def writer_note(path: Path) -> WriterNote | None:
    """Return the note that stands beside a workspace file, if one does and can be read.

    Where the file can be opened for writing all the same, whoever wrote it ended without closing.
    """
    try:
        note = json.loads(note_path(path).read_text(encoding="utf-8"))
        return WriterNote(f"{note['by']} ({note['host']})", str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""What is SQLite's own: the file's marks, its journal, copies, and reading it safely."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, event

from kkworkbench.workspace.errors import NewerFileError, UnreadableFileError

APPLICATION_ID = 0x6B6B776B
"""Marks a workspace among SQLite files: "kkwk"."""
FORMAT = 8
"""The newest format that this program writes; one more for each migration."""
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
"""Bytes of SQLite's header; the format (user_version) stands at 60, the application at 68."""


def engine_of(path: Path, *, read_only: bool) -> Engine:
    """Make an engine for a file.

    The journal is deleted after each commit, so that a closed workspace is one file and network
    drives are safe; a commit is on the disk when it returns.
    """
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=10)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")

    return engine


def mark(path: Path) -> None:
    """Make an empty workspace file of the newest format."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.commit()


def check_file(path: Path) -> int:
    """Return the format of a workspace file.

    Raises:
        NewerFileError: a newer version of the program made it.
        UnreadableFileError: it is missing, no workspace, or damaged.
    """
    name = path.name
    if not path.exists():
        raise UnreadableFileError("file.missing", name=name)
    if path.is_dir():
        raise UnreadableFileError("file.folder", name=name)
    finish_interrupted(path)
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        raise UnreadableFileError("file.unreadable", name=name, why=why) from error
    if not start.startswith(_MAGIC):
        raise UnreadableFileError("file.not_a_workspace", name=name)
    if len(start) < _HEADER:
        raise UnreadableFileError("file.damaged", name=name, why="header")
    version = int.from_bytes(start[60:64], "big")
    if int.from_bytes(start[68:72], "big") != APPLICATION_ID:
        raise UnreadableFileError("file.not_a_workspace", name=name)
    if version > FORMAT:
        raise NewerFileError("file.newer", name=name)
    return version


def journal_of(path: Path) -> Path:
    """Name the file that holds what an unfinished commit must put back."""
    return path.with_name(f"{path.name}-journal")


def finish_interrupted(path: Path) -> None:
    """Put back what a killed program left half written; a read-only connection cannot."""
    if not journal_of(path).exists():
        return
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def remove(path: Path) -> None:
    """Remove a database with its journal, which would otherwise be played into the next one."""
    path.unlink(missing_ok=True)
    journal_of(path).unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy a workspace through SQLite's online backup, whole or not at all.

    Raises:
        OSError: the target cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    remove(part)
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(part)) as copy,
        ):
            original.backup(copy)
        journal_of(target).unlink(missing_ok=True)
        part.replace(target)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        remove(part)

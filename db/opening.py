"""Open a workspace file, or make a new one."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from db import rows, sqlite
from db.locking import WriterLock
from db.store import SqlStore, write_meta
from kkworkbench.model.record import Record
from kkworkbench.workspace.errors import UnreadableFileError


def opened(path: Path, *, read_only: bool, author: str) -> SqlStore:
    """Open a workspace file; see `db.open_store`."""
    found = sqlite.check_file(path)
    if read_only:
        return _store(path, read_only=True) if found == sqlite.FORMAT else _migrated_copy(path)
    lock = WriterLock(path, author)
    try:
        if found < sqlite.FORMAT:
            from db.migration import migrate_file  # noqa: PLC0415  # alembic, where it is needed

            migrate_file(path, found)
        return _store(path, read_only=False, on_close=lock.release)
    except BaseException:
        lock.release()
        raise


def created(
    path: Path, title: str, records: Iterable[Record], *, workspace_id: str | None, author: str
) -> SqlStore:
    """Make a workspace file under another name and bring it to its place; see `create_store`."""
    if path.exists():
        raise UnreadableFileError("file.exists", name=path.name)
    part = path.with_name(f".{path.name}.part")
    try:
        sqlite.remove(part)
        sqlite.mark(part)
        engine = sqlite.engine_of(part, read_only=False)
        with engine.begin() as connection:
            # The driver begins no transaction for tables: each would wait for the disk.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            rows.metadata.create_all(connection)
            write_meta(connection, workspace_id or str(uuid4()), title)
        store = SqlStore(engine)
        try:
            store.fill(records)
        finally:
            store.close()
        sqlite.journal_of(path).unlink(missing_ok=True)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError("file.cannot_create", name=path.name, why=why) from error
    finally:
        sqlite.remove(part)
    return opened(path, read_only=False, author=author)


def copied(source: Path, target: Path) -> None:
    """Copy a workspace file; see `db.copy_workspace`."""
    sqlite.check_file(source)
    if target.exists():
        raise UnreadableFileError("file.exists", name=target.name)
    try:
        sqlite.copy_file(source, target)
    except OSError as error:
        why = error.strerror or str(error)
        raise UnreadableFileError("file.cannot_create", name=target.name, why=why) from error


def _migrated_copy(path: Path) -> SqlStore:
    """Read an older file through a copy in the newest format; the file itself stays as it is."""
    from db.migration import migrate_file  # noqa: PLC0415  # alembic, where it is needed

    folder = TemporaryDirectory(prefix="kkworkbench-", ignore_cleanup_errors=True)
    try:
        copy = Path(folder.name) / path.name
        sqlite.copy_file(path, copy)
        migrate_file(copy, sqlite.check_file(copy))
        return _store(copy, read_only=True, on_close=folder.cleanup)
    except OSError as error:
        folder.cleanup()
        raise UnreadableFileError("file.damaged", name=path.name, why=str(error)) from error
    except BaseException:
        folder.cleanup()
        raise


def _store(path: Path, *, read_only: bool, on_close: Callable[[], None] | None = None) -> SqlStore:
    def backup(target: str) -> None:
        try:
            sqlite.copy_file(path, Path(target))
        except OSError as error:
            name, why = Path(target).name, str(error)
            raise UnreadableFileError("file.cannot_create", name=name, why=why) from error

    return SqlStore(
        sqlite.engine_of(path, read_only=read_only),
        read_only=read_only,
        backup=backup,
        on_close=on_close,
    )

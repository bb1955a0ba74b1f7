"""Open a workspace file, or make a new one."""

from collections.abc import Iterable
from pathlib import Path
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
        return _store(path, read_only=True)
    lock = WriterLock(path, author)
    try:
        if found < sqlite.FORMAT:
            from db.migration import migrate_file  # noqa: PLC0415  # alembic, where it is needed

            migrate_file(path, found)
        return _store(path, read_only=False, lock=lock)
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
        part.unlink(missing_ok=True)
        sqlite.mark(part)
        engine = sqlite.engine_of(part, read_only=False)
        with engine.begin() as connection:
            rows.metadata.create_all(connection)
            write_meta(connection, workspace_id or str(uuid4()), title)
        store = SqlStore(engine)
        store.fill(records)
        store.close()
        part.replace(path)
    except OSError as error:
        why = error.strerror or ""
        raise UnreadableFileError("file.cannot_create", name=path.name, why=why) from error
    finally:
        part.unlink(missing_ok=True)
    return opened(path, read_only=False, author=author)


def _store(path: Path, *, read_only: bool, lock: WriterLock | None = None) -> SqlStore:
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
        on_close=None if lock is None else lock.release,
    )

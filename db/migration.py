"""Bring an older file to the newest format, after a backup beside it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from db import sqlite
from kkworkbench.workspace.errors import UnreadableFileError

SCRIPTS = Path(__file__).parent / "migrations"
REVISIONS = {0: "base"} | {number: f"{number:04}" for number in range(1, sqlite.FORMAT + 1)}
"""The migration that leads to each format."""


def config_for(connection: Connection) -> Config:
    """Return alembic's settings for a connection: no file of settings is looked for."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, found: int = 0) -> None:
    """Run the migrations that lead from a format (0: an empty file) to the newest.

    The file's format decides, not alembic's own table, which a new workspace does not have.
    """
    config = config_for(connection)
    command.stamp(config, REVISIONS[found], purge=True)
    command.upgrade(config, REVISIONS[sqlite.FORMAT])


def migrate_file(path: Path, found: int) -> Path:
    """Bring a file from format `found` to the newest, all or nothing; return its backup.

    Raises:
        UnreadableFileError: the file cannot be brought there; it is as it was.
    """
    backup = path.with_name(f"{path.name}.before-{sqlite.FORMAT}.bak")
    engine = sqlite.engine_of(path, read_only=False)
    try:
        sqlite.copy_file(path, backup)
        with engine.begin() as connection:
            # The driver begins a transaction before rows are written, not before tables are made.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection, found)
            connection.exec_driver_sql(f"PRAGMA user_version = {sqlite.FORMAT}")
    except (OSError, DatabaseError) as error:
        raise UnreadableFileError("file.not_migrated", name=path.name, why=str(error)) from error
    finally:
        engine.dispose()
    return backup

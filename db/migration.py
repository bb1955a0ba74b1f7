"""Bring an older file to the newest format, after a backup beside it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db import sqlite

SCRIPTS = Path(__file__).parent / "migrations"
REVISIONS = {1: "0001"}
"""The migration that leads to each format."""


def config_for(connection: Connection) -> Config:
    """Return alembic's settings for a connection: no file of settings is looked for."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, version: int = sqlite.FORMAT) -> None:
    """Run the migrations up to a format."""
    command.upgrade(config_for(connection), REVISIONS[version])


def migrate_file(path: Path, found: int) -> Path:
    """Bring a file from format `found` to the newest; return where its backup is."""
    backup = path.with_name(f"{path.name}.format-{found}.bak")
    if not backup.exists():
        sqlite.copy_file(path, backup)
    engine = sqlite.engine_of(path, read_only=False)
    try:
        with engine.begin() as connection:
            upgrade(connection)
    finally:
        engine.dispose()
    sqlite.set_format(path, sqlite.FORMAT)
    return backup

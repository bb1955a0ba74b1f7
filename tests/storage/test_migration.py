"""Older files become new ones, with a backup; the migrations end at the tables of db.rows."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import db
from db import migration, rows, sqlite
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import UnreadableFileError

FORMAT = sqlite.FORMAT
NEWEST = migration.REVISIONS[FORMAT]


def schema_of(path: Path) -> dict[str, Any]:
    """Return the columns of each table and the indexes, without alembic's own table."""
    with closing(sqlite3.connect(path)) as file:
        names = file.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        return {
            f"{kind} {name}": (
                file.execute(f"PRAGMA table_info({name})").fetchall()
                if kind == "table"
                else file.execute(f"PRAGMA index_info({name})").fetchall()
            )
            for kind, name, table in names
            if table != "alembic_version"
        }


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of format 0: marked as ours, without tables."""
    path = tmp_path / "old.kkw"
    sqlite.mark(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 0")
    return path


@pytest.fixture
def second_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program with one migration more than ours; returns the file of that migration."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    script = folder / "next.py"
    script.write_text(
        f"from alembic import op\nrevision = 'next'\ndown_revision = '{NEWEST}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE extra (id TEXT)')\n"
    )
    plain = migration.config_for

    def config_for(connection: Any) -> Any:
        config = plain(connection)
        ours = migration.SCRIPTS / "versions"
        config.set_main_option("version_locations", os.pathsep.join((str(ours), str(folder))))
        return config

    monkeypatch.setattr(migration, "config_for", config_for)
    monkeypatch.setattr(migration, "REVISIONS", {**migration.REVISIONS, FORMAT + 1: "next"})
    monkeypatch.setattr(sqlite, "FORMAT", FORMAT + 1)
    return script


def test_the_migrations_end_at_the_tables_of_the_program(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.kkw", tmp_path / "migrated.kkw"
    db.create_store(made, "Trial").close()
    sqlite.mark(migrated)
    engine = sqlite.engine_of(migrated, read_only=False)
    with engine.begin() as connection:
        migration.upgrade(connection)
    engine.dispose()
    assert schema_of(migrated) == schema_of(made)
    assert len(schema_of(made)) > len(rows.TABLES)


def test_an_older_file_is_migrated_and_its_backup_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_format: Path
) -> None:
    path = tmp_path / "trial.kkw"
    with monkeypatch.context() as then:
        then.setattr(sqlite, "FORMAT", FORMAT)
        db.create_store(path, "Trial", [Page("p", title="Side")]).close()
    before = schema_of(path)
    with closing(db.open_store(path)) as store:
        assert State.of(store.load()) == State.of([Page("p", title="Side")])
    assert schema_of(path).keys() - before.keys() == {"table extra"}
    assert sqlite.check_file(path) == FORMAT + 1
    backup = tmp_path / f"trial.kkw.before-{FORMAT + 1}.bak"
    assert schema_of(backup) == before
    assert sqlite.check_file(backup) == FORMAT


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_format: Path
) -> None:
    path = tmp_path / "trial.kkw"
    with monkeypatch.context() as then:
        then.setattr(sqlite, "FORMAT", FORMAT)
        db.create_store(path, "Trial", [Page("p")]).close()
    before = path.read_bytes()
    sound = second_format.read_text()
    second_format.write_text(sound + "    op.execute('CREATE TABLE page (id)')\n")
    with pytest.raises(UnreadableFileError, match=r"file\.not_migrated"):
        db.open_store(path)
    assert path.read_bytes() == before
    assert sqlite.check_file(path) == FORMAT
    second_format.write_text(sound)
    db.open_store(path).close()
    assert sqlite.check_file(path) == FORMAT + 1


def test_an_older_file_is_read_through_a_copy_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_format: Path
) -> None:
    path = tmp_path / "trial.kkw"
    with monkeypatch.context() as then:
        then.setattr(sqlite, "FORMAT", FORMAT)
        db.create_store(path, "Trial", [Page("p")]).close()
    before = path.read_bytes()
    with closing(db.open_store(path, read_only=True)) as store:
        assert State.of(store.load()) == State.of([Page("p")])
    assert path.read_bytes() == before
    assert not path.with_name(f"trial.kkw.before-{FORMAT + 1}.bak").exists()


def test_no_settings_of_alembic_are_looked_for_in_the_working_folder(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = nowhere\n")
    monkeypatch.chdir(tmp_path)
    db.open_store(old).close()
    assert sqlite.check_file(old) == sqlite.FORMAT

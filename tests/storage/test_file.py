"""The file itself: its marks, what is refused and in which words, and what is saved of damage."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import db
from db import sqlite
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import (
    NewerFileError,
    StaleWriteError,
    UnreadableFileError,
    WorkbenchError,
)

PAGES = [Page(f"p{number:04}", title=f"Side {number}", body="x" * 300) for number in range(400)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.kkw"


@pytest.fixture
def full(path: Path) -> Path:
    db.create_store(path, "Trial", [*PAGES, Contact("c1", name="Borgerservice")]).close()
    return path


def query(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as file:
        (value,) = file.execute(sql).fetchone()
        file.commit()
    return value


def command(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(sql)
        file.commit()


def told(error: WorkbenchError) -> str:
    """Return the sentence of an error, and hold that both languages fill every field of it."""
    for language in ("da", "en"):
        text = Messages(language).text(error.key, **error.params)
        assert text != error.key
        assert "{" not in text
    return text


def test_a_workspace_is_one_file_when_it_is_closed(full: Path) -> None:
    assert [one.name for one in full.parent.iterdir()] == [full.name]


def test_the_file_bears_our_mark_and_format(full: Path) -> None:
    assert query(full, "PRAGMA application_id") == sqlite.APPLICATION_ID
    assert query(full, "PRAGMA user_version") == sqlite.FORMAT
    assert query(full, "PRAGMA journal_mode") == "delete"


def test_a_new_file_overwrites_nothing(full: Path) -> None:
    before = full.read_bytes()
    with pytest.raises(UnreadableFileError, match=r"file\.exists") as caught:
        db.create_store(full, "Other")
    told(caught.value)
    assert full.read_bytes() == before


def test_a_file_that_could_not_be_filled_does_not_appear(path: Path) -> None:
    with pytest.raises(StaleWriteError):
        db.create_store(path, "Trial", [Page("p"), Page("p")])
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"file\.cannot_create") as caught:
        db.create_store(tmp_path / "none" / "a.kkw", "Trial")
    told(caught.value)


def test_a_newer_file_is_refused_and_untouched(full: Path) -> None:
    command(full, f"PRAGMA user_version = {sqlite.FORMAT + 1}")
    before = full.read_bytes()
    for read_only in (True, False):
        with pytest.raises(NewerFileError) as caught:
            db.open_store(full, read_only=read_only)
        assert full.name in told(caught.value)
    assert full.read_bytes() == before


def make_png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def make_other_database(path: Path) -> None:
    command(path, "CREATE TABLE page (id)")


BROKEN = {
    "missing": lambda path: None,
    "a folder": Path.mkdir,
    "empty": Path.touch,
    "a picture": make_png,
    "another program's database": make_other_database,
    "only a mark": lambda path: path.write_bytes(b"SQLite format 3\x00"),
    "marks without tables": sqlite.mark,
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_workspace_is_refused_in_words(path: Path, kind: str, read_only: bool) -> None:
    BROKEN[kind](path)
    with pytest.raises(UnreadableFileError) as caught:
        db.open_store(path, read_only=read_only)
    told(caught.value)
    assert db.skeleton(path) is None
    assert [one for one in path.parent.iterdir() if one != path] == []


def test_a_truncated_file_is_refused_and_its_lock_is_let_go(full: Path) -> None:
    content = full.read_bytes()
    full.write_bytes(content[: len(content) // 2])
    for _ in range(2):
        with pytest.raises(UnreadableFileError) as caught:
            list(db.open_store(full).load())
        told(caught.value)


def test_of_a_damaged_file_is_saved_what_can_be_read(full: Path) -> None:
    content = bytearray(full.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = bytes(4096)
    full.write_bytes(content)
    found = db.salvage(full)
    saved = {record.id for record in found.records}
    assert len(saved) == len(found.records) > 300
    assert {"c1", "p0000", "p0399"} <= saved
    assert [problem.kind for problem in found.problems] == ["page"]


def test_one_record_that_does_not_fit_is_named_and_the_rest_saved(full: Path) -> None:
    command(full, "UPDATE page SET data = '{' WHERE id = 'p0007'")
    with (
        pytest.raises(UnreadableFileError, match=r"file\.damaged_record") as caught,
        closing(db.open_store(full)) as store,
    ):
        store.load()
    told(caught.value)
    found = db.salvage(full)
    assert len(found.records) == len(PAGES)
    assert [(problem.kind, problem.row) for problem in found.problems] == [("page", 8)]


def test_a_sound_file_has_nothing_to_salvage(full: Path) -> None:
    found = db.salvage(full)
    assert (len(found.records), found.problems) == (len(PAGES) + 1, ())


def test_a_backup_equals_the_workspace_also_while_it_is_open(full: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kkw"
    with closing(db.open_store(full)) as store:
        first = Page("p0000", title="Side 0", body="x" * 300)
        change = Change(Page, "p0000", first, None)
        store.apply(ChangeSet("command.trial", (change,), id="s1"))
        store.backup(str(copy))
        with closing(db.open_store(copy)) as other:
            assert State.of(other.load()) == State.of(store.load())
            assert other.change_sets((1,)) == store.change_sets((1,))
            assert other.info == store.info


def test_a_backup_that_cannot_be_written_is_said(full: Path, tmp_path: Path) -> None:
    with (
        closing(db.open_store(full)) as store,
        pytest.raises(UnreadableFileError, match=r"file\.cannot_create") as caught,
    ):
        store.backup(str(tmp_path / "none" / "copy.kkw"))
    told(caught.value)


def test_a_copy_overwrites_nothing(full: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kkw"
    db.copy_workspace(full, copy)
    with closing(db.open_store(copy, read_only=True)) as store:
        assert len(list(store.load())) == len(PAGES) + 1
    with pytest.raises(UnreadableFileError, match=r"file\.exists"):
        db.copy_workspace(full, copy)


def test_a_stale_journal_is_not_played_into_a_new_file(path: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"left over")
    db.create_store(path, "Trial").close()
    assert not journal.exists()


def test_the_skeleton_holds_the_first_levels_in_order(path: Path) -> None:
    pages = [
        Page("b", order="a1", title="Top 2", kind=PageKind.SECTION),
        Page("a", order="a0", title="Top 1", kind=PageKind.SECTION),
        Page("a2", "a", "a1", title="Barn 2"),
        Page("a1", "a", "a0", title="Barn 1"),
        Page("deep", "a1", "a0", title="Barnebarn"),
        Page("deeper", "deep", "a0", title="Oldebarn"),
    ]
    db.create_store(path, "Trial", pages).close()
    skeleton = db.skeleton(path)
    assert skeleton is not None
    assert skeleton.title == "Trial"
    assert [(page.id, page.level) for page in skeleton.pages] == [
        ("a", 1),
        ("b", 1),
        ("a1", 2),
        ("a2", 2),
        ("deep", 3),
    ]
    assert skeleton.pages[0].kind == "section"


def test_the_face_and_the_skeleton_load_nothing_heavy(full: Path) -> None:
    script = (
        "import sys, db; assert db.skeleton(sys.argv[1]).pages;"
        "print([m for m in ('sqlalchemy', 'alembic', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(full)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_opening_loads_no_alembic(full: Path) -> None:
    script = "import sys, db; db.open_store(sys.argv[1]).close(); print('alembic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, str(full)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"

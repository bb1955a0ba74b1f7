"""What is saved of a damaged file: past every hole, with the losses counted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import db
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.workspace.errors import NewerFileError, UnreadableFileError

PAGE = 4096
PAGES = [Page(f"p{number:04}", title=f"Side {number}", body="x" * 300) for number in range(400)]


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "trial.kkw"
    db.create_store(path, "Prøve", [*PAGES, Contact("c1", name="Borgerservice")]).close()
    return path


def leaves(content: bytes) -> list[int]:
    """Return where the leaves stand that hold page records."""
    return [
        at
        for at in range(PAGE, len(content), PAGE)
        if content[at] == 13 and b'"title":"Side' in content[at : at + PAGE]
    ]


def test_what_stands_between_two_holes_is_saved(full: Path) -> None:
    content = bytearray(full.read_bytes())
    found = leaves(content)
    for at in (found[4], found[-5]):
        content[at : at + PAGE] = b"\xa5" * PAGE
    full.write_bytes(content)
    saved = db.salvage(full)
    ids = {record.id for record in saved.records}
    assert {"p0000", "p0200", "p0399", "c1"} <= ids
    assert saved.lost("page") == len(PAGES) - saved.saved("page") < 30
    assert saved.lost("contact") == 0
    assert saved.title == "Prøve"


def test_of_a_file_cut_short_its_beginning_is_saved(full: Path) -> None:
    content = full.read_bytes()
    full.write_bytes(content[: len(content) // 2])
    saved = db.salvage(full)
    assert "p0000" in {record.id for record in saved.records}
    assert 0 < saved.saved("page") < len(PAGES)
    assert saved.lost("page") > 0


def test_a_page_whose_parent_is_lost_comes_to_the_top(tmp_path: Path) -> None:
    path = tmp_path / "tree.kkw"
    pages = [
        Page("a", title="Top"),
        Page("b", "a", title="Barn"),
        Page("c", "b", title="Barnebarn"),
    ]
    db.create_store(path, "Prøve", pages).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE page SET data = '{' WHERE id = 'a'")
        file.commit()
    parents = {record.id: record.parent for record in db.salvage(path).records}
    assert parents == {"b": None, "c": "b"}


def test_where_nothing_is_left_it_is_said(full: Path) -> None:
    content = bytearray(full.read_bytes())
    content[100:PAGE] = bytes(PAGE - 100)
    full.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"file\.nothing_saved"):
        db.salvage(full)
    with pytest.raises(UnreadableFileError, match=r"file\.missing"):
        db.salvage(full.with_name("none.kkw"))


def test_a_newer_file_is_not_taken_for_damaged(full: Path) -> None:
    with closing(sqlite3.connect(full)) as file:
        file.execute("PRAGMA user_version = 99")
        file.commit()
    with pytest.raises(NewerFileError):
        db.salvage(full)

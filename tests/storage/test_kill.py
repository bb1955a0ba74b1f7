"""Nothing that was acknowledged is lost when the program is killed."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import db
from benchmarks.kill import kill_rounds
from kkworkbench.model.page import Page
from kkworkbench.state.state import State


def test_a_killed_program_loses_nothing_and_leaves_no_half_edit(tmp_path: Path) -> None:
    assert kill_rounds(tmp_path / "kill.kkw", 15, seed=7) == []


def test_half_a_commit_is_put_back_also_for_a_look_only(tmp_path: Path) -> None:
    path, died = tmp_path / "trial.kkw", tmp_path / "died.kkw"
    pages = [Page(f"p{number}", title="før", body="x" * 500) for number in range(300)]
    db.create_store(path, "Trial", pages).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA cache_size = 1")
        file.execute("UPDATE page SET title = 'efter', data = '{}'")
        shutil.copy(path, died)
        shutil.copy(f"{path}-journal", f"{died}-journal")
        file.rollback()
    with closing(db.open_store(died, read_only=True)) as store:
        assert State.of(store.load()) == State.of(pages)
    skeleton = db.skeleton(died)
    assert skeleton is not None
    assert {page.title for page in skeleton.pages} == {"før"}

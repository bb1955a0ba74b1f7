"""One writer at a time, across processes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import db
from kkworkbench.messages import Messages
from kkworkbench.model.page import Page
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.workspace.errors import UnreadableFileError, WorkspaceInUseError

HOLD = """
import sys, db
store = db.open_store(sys.argv[1], author="Ada Lovelace")
print("held", flush=True)
sys.stdin.readline()
store.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "trial.kkw"
    db.create_store(path, "Trial", [Page("p", title="Side")]).close()
    return path


@contextmanager
def held(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process open the file for writing until the end, or until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        try:
            yield child
        finally:
            child.kill()


def test_a_second_writer_is_told_who_has_the_file(path: Path) -> None:
    with held(path), pytest.raises(WorkspaceInUseError) as caught:
        db.open_store(path)
    assert "Ada Lovelace" in str(caught.value.params["by"])
    text = Messages("da").text(caught.value.key, **caught.value.params)
    assert "Ada Lovelace" in text
    assert "{" not in text


def test_the_same_program_cannot_open_a_file_twice_for_writing(path: Path) -> None:
    with closing(db.open_store(path)), pytest.raises(WorkspaceInUseError):
        db.open_store(path)


def test_a_reader_is_let_in_and_does_not_hinder_the_writer(path: Path) -> None:
    with closing(db.open_store(path)) as writer, closing(db.open_store(path, read_only=True)) as r:
        assert len(list(r.load())) == 1
        change = Change(Page, "q", None, Page("q"))
        writer.apply(ChangeSet("command.trial", (change,)))
        assert len(list(r.load())) == 2


def test_another_program_can_look_while_one_writes(path: Path) -> None:
    with held(path), closing(db.open_store(path, read_only=True)) as store:
        assert len(list(store.load())) == 1


def test_the_file_is_free_when_it_was_closed(path: Path) -> None:
    with held(path) as child:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.wait(30) == 0
        db.open_store(path).close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_killed_program_leaves_no_lasting_lock(path: Path) -> None:
    with held(path) as child:
        child.kill()
        child.wait(30)
        db.open_store(path).close()


def test_closing_twice_is_harmless_to_the_next_writer(path: Path) -> None:
    first = db.open_store(path)
    first.close()
    second = db.open_store(path)
    first.close()
    with pytest.raises(WorkspaceInUseError):
        db.open_store(path)
    second.close()


def test_a_folder_that_takes_no_lock_is_said_and_can_be_read(path: Path) -> None:
    path.with_name(f"{path.name}.lock").mkdir()
    with pytest.raises(UnreadableFileError, match=r"file\.cannot_lock") as caught:
        db.open_store(path)
    assert "{" not in Messages("da").text(caught.value.key, **caught.value.params)
    db.open_store(path, read_only=True).close()

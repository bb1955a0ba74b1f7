"""The minutes of a workshop from the command line, as a workbook and as a PDF."""

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

import db
from kkworkbench import demo
from kkworkbench.model.ids import NoteId, SessionId
from kkworkbench.model.workshop import AgendaItem, Note, NoteSort, Session
from kkworkbench.workshop.commands import EditSession, PutNote, StartSession
from kkworkbench.workspace.workspace import Workspace
from tests.cli.command_line import Line, sentence
from tests.gui.window.pdf_text import pages_of

SAID = ("Æbler på tværs", "Ø-turen", "AB, CÅ")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a workshop in it."""
    path = tmp_path_factory.mktemp("held") / "x.kkw"
    db.create_store(path, "X", demo.records()).close()
    with closing(db.open_store(path, author="anne")) as store:
        workspace = Workspace(store, "anne")
        agenda = (AgendaItem("Ø-turen", 5),)
        session = Session(SessionId("s"), "Æbler på tværs", agenda, ("AB", "CÅ"), step=store.step)
        workspace.execute(StartSession(session))
        workspace.execute(PutNote(Note(NoteId("n"), session.id, NoteSort.DECISION, text="Ja")))
        workspace.execute(EditSession("s", "private_notes", "Skru ned for varmen"))
    return path


def words_in(path: Path) -> str:
    if path.suffix == ".pdf":
        return "".join(pages_of(path.read_bytes()))
    rows = (row for sheet in load_workbook(path) for row in sheet.values)
    return "".join("".join(str(cell or "") for cell in row) for row in rows)


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_minutes_are_written_and_what_is_private_only_where_it_is_wanted(
    line: Line, held: Path, suffix: str
) -> None:
    for wanted in ((), ("--private",)):
        out = line.folder / f"referat{suffix}"
        said = line("export", "minutes", held, out, *wanted)
        assert said.code == 0, said.err
        text = "".join(words_in(out).split())
        assert [each for each in SAID if "".join(each.split()) not in text] == []
        assert ("Skrunedforvarmen" in text) == bool(wanted)


def test_minutes_that_cannot_be_written_are_refused_in_words(line: Line, held: Path) -> None:
    for name in ("x.txt", "nowhere/x.pdf"):
        said = line("export", "minutes", held, line.folder / name)
        assert (said.code, sentence(said)) == (2, True)
        assert Path(name).name in said.err

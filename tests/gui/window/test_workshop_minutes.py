"""A workshop from agenda to PDF, by its keys and dialogs, and what is left after a crash."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

import db
from kkworkbench import demo
from kkworkbench.exports.minutes.content import Minutes, Section
from kkworkbench.messages import Messages
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.workshop import Note, NoteSort, Vote
from kkworkbench.state.state import State
from kkworkbench.workshop.sessions import notes, sessions
from tests.gui.window.pdf_text import pages_of
from tests.gui.window.workshop import led, menu, page
from ui.app import Application
from ui.workshop.card_sort_dialog import CardSortDialog
from ui.workshop.minutes_dialog import MinutesDialog
from ui.workshop.minutes_pdf import write_pdf
from ui.workshop.note_dialog import NoteDialog
from ui.workshop.page import WorkshopPage
from ui.workshop.start_dialog import StartDialog

__all__ = ["page"]
ROOT = Path(__file__).resolve().parents[3]


def letters(text: str) -> str:
    """Return a text as the reader of PDFs gives it: without blanks."""
    return "".join(text.split())


def test_an_empty_page_begins_a_workshop(opened: Application, monkeypatch: Any) -> None:
    page = opened.desk.workshop
    opened.window.show_page("workshop")
    assert page.empty.isVisible()
    monkeypatch.setattr(StartDialog, "exec", lambda _dialog: StartDialog.DialogCode.Accepted)
    page.empty.action_requested.emit()
    session = page.conduct.session
    assert session is not None
    assert session.title.endswith("2026")
    assert len(session.agenda) == 7
    assert not page.empty.isVisible()
    assert [s.name for s in opened.desk.bridge.state.all(Snapshot)] == [session.title]


def test_f5_opens_the_projector_and_closing_the_workspace_closes_it(
    opened: Application,
) -> None:
    page = led(opened)
    opened.window.show_page("hierarchy")
    opened.window.actions_by_name["workshop"].trigger()
    assert opened.window.current_page == "workshop"
    assert page.projector is not None
    assert page.projector.isVisible()
    opened.close_workspace()
    assert page.projector is None


@pytest.mark.usefixtures("told_is_closed")
def test_a_whole_workshop_from_agenda_to_pdf(
    opened: Application, qtbot: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    desk = opened.desk
    accepted = QDialog.DialogCode.Accepted

    def describe(dialog: StartDialog) -> QDialog.DialogCode:
        dialog.title.setText("Drill-menu, forår")
        dialog.people.set_tags(("AB", "ÆØ"))
        dialog.agenda.setPlainText("5 Velkommen\n30 Drill-menuen på tværs af forvaltninger")
        return accepted

    def decide(dialog: NoteDialog) -> QDialog.DialogCode:
        dialog.text.setPlainText("Jobcenter øverst; pladsanvisning næst")
        dialog.reason.setPlainText("Flest borgere ringer om arbejde")
        dialog.agreed[0].setChecked(True)
        dialog.owner.setText("ÆØ")
        return accepted

    monkeypatch.setattr(StartDialog, "exec", describe)
    monkeypatch.setattr(NoteDialog, "exec", decide)
    monkeypatch.setattr(CardSortDialog, "exec", lambda _dialog: accepted)
    opened.window.actions_by_name["workshop"].trigger()
    workshop: WorkshopPage = desk.workshop
    projector = workshop.projector
    assert projector is not None
    qtbot.waitUntil(projector.isActiveWindow)
    view = projector.entries.menu
    before = menu(workshop)
    view.setCurrentIndex(projector.entries.menu_model.index(4))
    qtbot.keyClick(view, Qt.Key.Key_3)
    for _up in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert menu(workshop)[0] == before[4]
    qtbot.keyClick(view, Qt.Key.Key_3)
    qtbot.keyClick(view, Qt.Key.Key_D)
    workshop.questions.answer.edit.setPlainText("Ja, når Jobcenter står øverst")
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    table = tmp_path / "sort.csv"
    table.write_text("card,category,user\nPas,Borger,u1\n,Borger,u2\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    desk.facilitation.read_card_sort()
    workshop.private.text.setPlainText("Skru ned for varmen")
    written = tmp_path / "referat.pdf"

    def save(dialog: MinutesDialog) -> QDialog.DialogCode:
        assert "Jobcenter øverst" in dialog.view.toPlainText()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(written), ""))
        dialog.save.click()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(MinutesDialog, "exec", save)
    desk.flush()
    opened.window.actions_by_name["workshop_end"].trigger()
    assert workshop.conduct.session is None
    assert workshop.projector is None
    found = pages_of(written.read_bytes())
    text = "".join(found)
    for wanted in (
        *("Drill-menu, forår", "AB, ÆØ", "Jobcenter øverst; pladsanvisning næst"),
        *("Flest borgere ringer om arbejde", "Drill-menuen på tværs af forvaltninger"),
        *("Ja, når Jobcenter står øverst", "●●●●●●", "Kortsortering", "fra plads 5", "ÆØ"),
    ):
        assert letters(wanted) in text, wanted
    assert letters("Skru ned for varmen") not in text
    for number, each in enumerate(found, start=1):
        assert each.endswith(f"Side{number}af{len(found)}")


@pytest.mark.usefixtures("qapp")
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for lines in range(38, 52):
        rows = tuple((f"Linje {number}",) for number in range(lines))
        parts = (
            Section("private", "Første", "", (), rows),
            Section("notes", "Anden", "", ("Note",), (("Tekst",),)),
        )
        write_pdf(tmp_path / "m.pdf", Minutes("T", (), parts, "da"), Messages("da"))
        found = pages_of((tmp_path / "m.pdf").read_bytes())
        (with_heading,) = (each for each in found if "Anden" in each)
        assert "AndenNoteTekst" in with_heading, lines


def test_private_notes_are_in_the_minutes_only_where_they_are_ticked(
    opened_once: Application, page: WorkshopPage
) -> None:
    page.private.text.setPlainText("Skru ned for varmen")
    page.private.text.commit()
    dialog = MinutesDialog(opened_once.desk.bridge, "s", opened_once.window)
    assert not dialog.private.isHidden()
    assert "varmen" not in dialog.view.toPlainText()
    dialog.private.setChecked(True)
    assert "varmen" in dialog.view.toPlainText()
    dialog.deleteLater()


STOPPED = """
import json, sys, time
from datetime import UTC, datetime
import db
from kkworkbench.model.ids import NoteId, SessionId
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.workshop import Note, Session
from kkworkbench.state.indexes import DRILL
from kkworkbench.workshop.commands import GiveDots, PutNote, StartSession
from kkworkbench.workspace.workspace import Workspace
workspace = Workspace(db.open_store(sys.argv[1], author="kill"), "kill")
session = SessionId("s")
workspace.execute(StartSession(Session(session, "Workshop", (), ("AB", "CD"), 9)))
entries = workspace.state.bucket(DRILL, True)
print(json.dumps([workspace.store.step, 0, 0]), flush=True)
for number in range(1, 10_000):
    workspace.execute(PutNote(Note(NoteId(str(number)), session, text=f"Sagt {number}")))
    workspace.execute(GiveDots(session, entries[number % 3], 1 + number % 2, "AB"))
    print(json.dumps([workspace.store.step, number, 1 + number % 2]), flush=True)
"""


def test_a_crash_in_the_middle_of_a_workshop_loses_nothing_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.kkw"
    db.create_store(path, "X", demo.records()).close()
    child = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        told = [child.stdout.readline() for _ in range(6)]
        child.kill()
        told += list(child.stdout)
    child.wait()
    step, said, dots = json.loads([line for line in told if line.endswith("\n")][-1])
    assert said >= 5
    with closing(db.open_store(path)) as store:
        state = State.of(store.load())
        assert store.step >= step
    (session,) = sessions(state)
    texts = [note.text for note in notes(state, session.id, NoteSort.NOTE)]
    assert texts[:said] == [f"Sagt {number}" for number in range(1, said + 1)]
    assert len(texts) - said in (0, 1)
    assert [note.number for note in state.all(Note) if note.id == str(said)] == [said]
    assert {vote.voter for vote in state.all(Vote)} == {"AB"}
    assert dots in {vote.dots for vote in state.all(Vote)}

"""Leading a workshop: by keyboard, on two screens, with everything to be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kkworkbench.model.ids import DrillEntryId, NoteId, SessionId
from kkworkbench.model.workshop import Note, NoteSort, Place, QuestionCard, Vote
from kkworkbench.workshop.agenda_text import agenda_of, agenda_text
from kkworkbench.workshop.commands import GiveDots, PutNote, RevealDots
from kkworkbench.workshop.sessions import notes
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from tests.gui.window.workshop import AGENDA, menu, page
from ui.app import Application
from ui.desk_variants import DeskVariants
from ui.dialogs.compare import CompareDialog
from ui.models.drill_list import NUMBER
from ui.workshop.entries import SIGN
from ui.workshop.note_dialog import NoteDialog
from ui.workshop.page import WorkshopPage
from ui.workshop.projector import SMALLEST, Projector
from ui.workshop.start_dialog import StartDialog

__all__ = ["page"]


@pytest.fixture
def projector(page: WorkshopPage, qtbot: Any) -> Iterator[Projector]:
    page.present()
    assert page.projector is not None
    qtbot.waitUntil(page.projector.isActiveWindow)
    yield page.projector
    page.close_projector()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def chosen(page: WorkshopPage, projector: Projector, row: int) -> str:
    projector.entries.menu.setCurrentIndex(projector.entries.menu_model.index(row))
    return menu(page)[row]


def test_who_takes_part_is_checked_while_it_is_typed(opened_once: Application) -> None:
    dialog = StartDialog(opened_once.desk.bridge, opened_once.window)
    assert dialog.ok.isEnabled()
    dialog.people.set_tags(("AB", "Anne Hansen"))
    dialog.people.tags_changed.emit(dialog.people.tags())
    assert not dialog.ok.isEnabled()
    assert "Anne Hansen" in dialog.problem.text()
    dialog.people.set_tags(("AB", "CD"))
    dialog.people.tags_changed.emit(dialog.people.tags())
    dialog.agenda.setPlainText("5 Velkommen\n\n20 min. Drill-menuen\nFrokost")
    assert dialog.ok.isEnabled()
    assert "25" in dialog.total.text()
    session = dialog.session()
    assert (session.participants, session.dots_per_head) == (("AB", "CD"), 3)
    assert [(item.title, item.minutes) for item in session.agenda] == [
        *(("Velkommen", 5), ("Drill-menuen", 20), ("Frokost", 0))
    ]
    assert agenda_of(agenda_text(AGENDA)) == AGENDA
    assert agenda_of("999 Langt")[0].minutes == 600
    dialog.deleteLater()


def test_the_menu_is_shown_with_its_numbers_and_the_question(projector: Projector) -> None:
    model = projector.entries.menu_model
    assert model.index(0).data(NUMBER) == 1
    assert projector.question.text().startswith("Er det de indgange")
    assert "1/16" in projector.count.text()
    projector._conduct.turn(-1)
    assert "1/16" in projector.count.text()
    for _turn in range(20):
        projector._conduct.turn(1)
    assert "16/16" in projector.count.text()
    assert projector.entries.view() is projector.entries.list
    assert projector.entries.list_model.rowCount() == 83


def test_dots_are_given_by_key_and_hidden_until_all_are_given(
    page: WorkshopPage, projector: Projector, qtbot: Any
) -> None:
    first = chosen(page, projector, 0)
    view = projector.entries.menu
    qtbot.keyClick(view, Qt.Key.Key_3)
    assert page.conduct.dots_of(first) is None
    assert page.conduct.voter == "CD"
    second = chosen(page, projector, 1)
    qtbot.keyClick(view, Qt.Key.Key_2)
    qtbot.keyClick(view, Qt.Key.Key_9)
    assert page.conduct.dots_of(second) is None
    first = chosen(page, projector, 0)
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert page.conduct.dots_of(first) == 4
    assert page.conduct.dots_of(second) == 2
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.conduct.dots_of(first) is None
    qtbot.keyClick(view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.conduct.dots_of(first) == 4
    spoken = projector.entries.menu_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "4 prikker" in spoken


def test_paper_is_counted_in_and_a_round_can_be_shown_early(page: WorkshopPage) -> None:
    conduct, voting = page.conduct, page.voting
    first = menu(page)[0]
    conduct.select(first)
    assert voting.paper.maximum() == 6
    voting.paper.setValue(4)
    voting.paper.editingFinished.emit()
    assert conduct.paper_of(first) == 4
    assert "skjult" in voting.state.full_text()
    voting.reveal.click()
    assert conduct.dots_of(first) == 4
    assert voting.reveal.text() == "Ny runde prikker"
    voting.reveal.click()
    assert conduct.session is not None
    assert conduct.session.round == 2
    assert voting.paper.value() == 0


def test_an_entry_that_is_dragged_or_moved_by_key_is_put_back_by_undo(
    page: WorkshopPage, projector: Projector, qtbot: Any
) -> None:
    model, view = projector.entries.menu_model, projector.entries.menu
    before = menu(page)
    data: QMimeData = model.mimeData([model.index(2)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert menu(page) == (before[2], before[0], before[1], *before[3:])
    qtbot.keyClick(projector, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert menu(page) == before
    chosen(page, projector, 1)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert menu(page)[:2] == (before[1], before[0])
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert menu(page) == before


def test_a_note_is_written_by_key_about_the_entry_in_front(
    page: WorkshopPage, projector: Projector, qtbot: Any, monkeypatch: Any
) -> None:
    entry = chosen(page, projector, 1)

    def write(dialog: NoteDialog) -> NoteDialog.DialogCode:
        assert not dialog.ok.isEnabled()
        dialog.text.setPlainText("Parkering ind")
        dialog.reason.setPlainText("Flest ringer om det")
        dialog.agreed[1].setChecked(True)
        dialog.owner.setText("AB")
        dialog.has_due.setChecked(True)
        return NoteDialog.DialogCode.Accepted

    monkeypatch.setattr(NoteDialog, "exec", write)
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_D)
    (decision,) = notes(page.conduct.bridge.state, "s", NoteSort.DECISION)
    assert decision.subjects == (entry,)
    assert (decision.text, decision.reason) == ("Parkering ind", "Flest ringer om det")
    assert (decision.agreed, decision.owner) == (("CD",), "AB")
    assert decision.due == page.conduct.bridge.today()
    assert projector.notes.list.count() == page.notes.list.count() == 1
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_P)
    (parked,) = notes(page.conduct.bridge.state, "s", NoteSort.PARKED)
    assert (parked.reason, parked.agreed, parked.owner) == ("", (), "AB")
    page.notes.list.setCurrentRow(0)
    page.notes.remove_current()
    assert notes(page.conduct.bridge.state, "s", NoteSort.DECISION) == []


def test_letters_typed_into_a_field_are_text_and_no_commands(
    page: WorkshopPage, qtbot: Any, monkeypatch: Any
) -> None:
    asked: list[str] = []
    page.conduct.note_wanted.connect(asked.append)
    monkeypatch.setattr(NoteDialog, "exec", lambda _dialog: NoteDialog.DialogCode.Rejected)
    page.conduct.select(menu(page)[0])
    page.window().activateWindow()
    page.private.text.setFocus()
    qtbot.keyClicks(page.private.text, "dnp 3")
    page.private.text.commit()
    assert page.conduct.session is not None
    assert page.conduct.session.private_notes == "dnp 3"
    assert asked == []
    assert page.conduct.bridge.state.count(Vote) == 0


def test_a_question_is_changed_answered_and_tied_to_entries(page: WorkshopPage) -> None:
    conduct, pane = page.conduct, page.questions
    first = menu(page)[0]
    conduct.select(first)
    pane.tie.click()
    assert conduct.is_tied(first)
    assert "Københavns Borgerservice" in pane.tied.full_text()
    pane.tie.click()
    assert not conduct.is_tied(first)
    pane.answer.edit.setPlainText("Ja, med to undtagelser")
    pane.text.edit.setPlainText("Er det de rigtige tolv?")
    conduct.turn(1)
    card = conduct.cards[0]
    assert pane.coming.full_text() == f"Næste: {conduct.cards[2].text}"
    assert (card.text, card.answer) == ("Er det de rigtige tolv?", "Ja, med to undtagelser")
    assert pane.answer.text() == ""
    pane.answer.edit.setPlainText("Ikke endnu")
    page.flush()
    assert conduct.cards[1].answer == "Ikke endnu"
    pane.new.click()
    assert (len(conduct.cards), pane.count.text()) == (17, "Spørgsmål 17/17")
    assert pane.coming.full_text() == ""
    assert conduct.card is not None
    assert conduct.card.place is Place.DRILL
    pane.remove.click()
    assert len(conduct.cards) == 16


def test_what_is_private_never_reaches_the_projector(
    page: WorkshopPage, projector: Projector
) -> None:
    page.private.text.setPlainText("Pas på GH")
    page.private.text.commit()
    shown = [w.text() for w in projector.findChildren(QLabel)]
    shown += [w.toPlainText() for w in projector.findChildren(type(page.private.text))]
    assert not any("GH" in text for text in shown)


WITH_TEXT: tuple[type[QWidget], ...] = (
    *(QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox),
)


def too_small(screen: QWidget) -> list[QWidget]:
    found = [w for kind in WITH_TEXT for w in screen.findChildren(kind) if w.isVisible()]
    assert len(found) > 5
    return [w for w in found if w.font().pointSizeF() < SMALLEST]


def test_nothing_on_the_projector_is_smaller_than_eighteen_points(
    page: WorkshopPage, projector: Projector, qtbot: Any, monkeypatch: Any
) -> None:
    asked: list[NoteDialog] = []

    def look(dialog: NoteDialog) -> NoteDialog.DialogCode:
        dialog.show()
        assert too_small(dialog) == []
        asked.append(dialog)
        return NoteDialog.DialogCode.Rejected

    monkeypatch.setattr(NoteDialog, "exec", look)
    assert too_small(projector) == []
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_D)
    page.conduct.bridge.run(PutNote(Note(NoteId("n"), SessionId("s"), text="Idé")))
    projector.notes.list.setCurrentRow(0)
    projector.notes.edit_current()
    assert len(asked) == 2
    page.conduct.give(9)
    assert too_small(projector) == []
    for view in projector.findChildren(QAbstractItemView):
        if view.isVisible():
            delegate = view.itemDelegate()
            assert delegate._points() >= SMALLEST
    before = projector.question.font().pointSizeF()
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(projector, Qt.Key.Key_Plus, held)
    assert projector.points() > SMALLEST
    assert projector.question.font().pointSizeF() > before
    qtbot.keyClick(projector, Qt.Key.Key_Plus, held)
    qtbot.keyClick(projector, Qt.Key.Key_0, held)
    assert projector.points() == SMALLEST
    qtbot.keyClick(projector, Qt.Key.Key_Minus, held)
    assert projector.points() == SMALLEST


def test_what_stood_before_is_beside_what_is(
    page: WorkshopPage, projector: Projector, qtbot: Any
) -> None:
    before, model, entries = projector.before, projector.entries.menu_model, menu(page)
    assert [before.list.item(row).data(SIGN) for row in range(12)] == [""] * 12
    chosen(page, projector, 4)
    projector.entries.move_by(-1)
    projector.entries.move_by(-1)
    page.conduct.bridge.run(TakeOutOfDrill((DrillEntryId(entries[0]),)))
    assert model.index(1).data(SIGN) == "▲ 3"
    assert "▲ 3" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    gone = before.list.item(0)
    assert (gone.data(NUMBER), gone.text(), gone.data(SIGN)) == (1, "Københavns Borgerservice", "✖")
    assert projector.heading.full_text() == "Nu · 6 prikker tilbage"
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_F)
    assert before.isHidden()
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_F)
    assert before.isVisible()
    page.conduct.turn(7)
    assert (before.heading.full_text(), before.list.count()) == ("Drill-menu", 11)
    assert before.list.item(1).text() == model.index(1).data()
    assert projector.heading.full_text().startswith("Kontaktliste")


def test_the_group_is_told_what_is_refused(page: WorkshopPage, projector: Projector) -> None:
    chosen(page, projector, 0)
    page.conduct.give(4)
    assert "3" in projector.said.text()
    assert projector.said.isVisible()
    page.conduct.turn(1)
    assert projector.said.isHidden()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_whole_menu_fits_on_the_projector(
    page: WorkshopPage, projector: Projector, size: tuple[int, int]
) -> None:
    projector.resize(*size)
    page.present()
    QApplication.processEvents()
    view = projector.entries.menu
    last = view.visualRect(projector.entries.menu_model.index(11))
    assert last.bottom() <= view.viewport().height()
    assert projector.size().toTuple() == size
    assert projector.points() == SMALLEST * size[1] / 720
    for is_over in (False, True):
        page.conduct.ticked.emit("+00:01", is_over)
        assert projector.clock.font().pointSizeF() == projector.points()
    projector._show_clock(*page.conduct.face())


def test_the_facilitators_page_fits_a_small_screen_at_150_percent(page: WorkshopPage) -> None:
    agenda = page.agenda.list
    QApplication.processEvents()
    assert page.minimumSizeHint().width() * 1.5 <= 1280 - 1.5 * 88
    assert agenda.item(0).text() == "5 min. · Velkommen"
    assert agenda.visualItemRect(agenda.item(0)).width() <= agenda.viewport().width()


def test_panels_give_their_room_to_the_workshop_and_get_it_back(
    opened_once: Application, page: WorkshopPage
) -> None:
    desk = opened_once.desk
    assert desk.problems_dock.isHidden()
    assert desk.preview_dock.isHidden()
    opened_once.window.show_page("drill")
    assert not desk.problems_dock.isHidden()
    assert not desk.preview_dock.isHidden()
    opened_once.window.show_page("workshop")
    page.conduct.end()
    assert not desk.problems_dock.isHidden()
    assert page.empty.isVisible()


def test_undoing_the_start_leaves_no_workshop(page: WorkshopPage, opened_once: Application) -> None:
    opened_once.desk.undo()
    assert page.conduct.session is None
    assert opened_once.desk.bridge.state.count(QuestionCard) == 0
    assert page.empty.isVisible()
    page.conduct.give(1)
    assert page.conduct.new_note(NoteSort.NOTE) is None


def test_dots_want_an_entry_and_participants(opened_once: Application, page: WorkshopPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    page.conduct.select("")
    page.conduct.give(2)
    assert said == ["Vælg en indgang først."]
    opened_once.desk.bridge.run(RevealDots(SessionId("s")))
    opened_once.desk.bridge.run(GiveDots(SessionId("s"), menu(page)[0], 1, "XX"))
    assert opened_once.desk.bridge.state.count(Vote) == 0


def test_a_variant_is_made_and_compared_by_key_and_named_to_the_group(
    page: WorkshopPage, projector: Projector, qtbot: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(DeskVariants, "_ask_name", lambda *_args: "Gruppe 1")
    compared: list[object] = []
    monkeypatch.setattr(CompareDialog, "exec", lambda dialog: compared.append(dialog))  # noqa: PLW0108  # a bound method
    chosen(page, projector, 0)
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_V)
    assert projector.title.text() == "Drill-menu 2026 · Gruppe 1"
    assert projector.before.heading.full_text() == "Gældende"
    before = menu(page)
    projector.entries.move_by(1)
    assert menu(page) != before
    assert projector.entries.menu_model.index(1).data(SIGN) == "▼ 1"
    qtbot.keyClick(projector.entries.menu, Qt.Key.Key_M)
    assert len(compared) == 1
    page.conduct.bridge.show("")
    assert menu(page) == before
    assert projector.title.text() == "Drill-menu 2026"

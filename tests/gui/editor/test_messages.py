"""Messages stand at their field, appear when one leaves it, and go as soon as it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.drill import EditDrillEntry
from tests.gui.editor.conftest import BARE, CONTACT, PAGE, SERVICE, Bench, records
from ui.editor.waive import WaiverDialog

NUMBER = "phones.p1.number"


def fix_button(bench: Bench, subject: str, path: str) -> QPushButton:
    line = bench.place(subject, path).line
    return next(b for b in line.findChildren(QPushButton) if b.property("kind") == "fix")


def test_an_unspaced_number_is_told_on_leaving_and_its_fix_is_one_step(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    assert bench.told(CONTACT, NUMBER) == []
    bench.phone.label.setFocus()
    bench.settled()
    assert bench.told(CONTACT, NUMBER) == ["K202"]
    button = fix_button(bench, CONTACT, NUMBER)
    assert button.text() == "Ret til 33 17 88 00"
    button.click()
    bench.settled()
    assert bench.contact.phones[0].number == "33 17 88 00"
    assert bench.phone.number.text() == "33 17 88 00"
    assert bench.told(CONTACT, NUMBER) == []
    bench.bridge.undo()
    assert bench.phone.number.text() == "33178800"


def test_a_pause_tells_too(bench: Bench, qtbot: Any) -> None:
    bench.type(bench.phone.number, "33178800")
    qtbot.waitUntil(lambda: bench.told(CONTACT, NUMBER) == ["K202"], timeout=3000)
    assert bench.phone.number.hasFocus()


def test_a_right_number_clears_its_message_before_it_is_saved(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.qtbot.keyClick(bench.phone.number, Qt.Key.Key_Return)
    bench.settled()
    assert bench.told(CONTACT, NUMBER) == ["K202"]
    bench.type(bench.phone.number, "33 17 88 00")
    assert bench.told(CONTACT, NUMBER) == []
    assert bench.contact.phones[0].number == "33178800"


def test_what_is_mended_goes_even_where_something_else_is_wrong_now(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.qtbot.keyClick(bench.phone.number, Qt.Key.Key_Return)
    bench.settled()
    bench.type(bench.phone.number, "33")
    assert bench.told(CONTACT, NUMBER) == []
    bench.phone.label.setFocus()
    bench.settled()
    assert bench.told(CONTACT, NUMBER) == ["K201"]


def test_a_mended_message_stays_away_while_the_text_waits(bench: Bench) -> None:
    bench.bridge.run(EditContact(CONTACT, "name", "HANDICAP"))
    bench.type(bench.phone.number, "33178800")
    bench.qtbot.keyClick(bench.phone.number, Qt.Key.Key_Return)
    bench.settled()
    bench.type(bench.phone.number, "33 17 88 00")
    bench.bridge.run(EditContact(CONTACT, "access_note", "Rampe"))
    bench.settled()
    assert bench.phone.number.text() == "33 17 88 00"
    assert bench.told(CONTACT, NUMBER) == []


def test_the_first_fix_is_applied_from_the_keyboard(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.editor.apply_first_fix()
    assert bench.contact.phones[0].number == "33 17 88 00"


def test_the_message_is_read_out_with_its_field(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.phone.label.setFocus()
    bench.settled()
    assert bench.phone.number.accessibleDescription() == "Skriv nummeret som 33 17 88 00"
    assert bench.phone.number.property("severity") == "error"
    bench.bridge.undo()
    bench.settled()
    assert bench.phone.number.accessibleDescription() == ""
    assert bench.phone.number.property("severity") is None


def test_every_finding_on_what_is_shown_is_told_somewhere(
    make_bench: Callable[..., Bench],
) -> None:
    found = [
        replace(r, phones=(), written=(), address=None, title="Kontakt")
        if isinstance(r, Contact)
        else replace(r, body="<p>Ring 33 66 33 66 eller 33 17 88 00, skriv til a@kk.dk</p>")
        if isinstance(r, Page)
        else r
        for r in records()
    ]
    bench = make_bench(found)
    for page in (PAGE, SERVICE, BARE):
        bench.editor.show_page(page)
        bench.settled()
        shown = bench.editor.editing.shown.subjects
        results = [r for id_ in shown for r in bench.bridge.results_of(id_)]
        told = [m for c in bench.editor.editing.messages._places for m in c.line.messages()]
        assert results
        assert {r.finding.code for r in results} == {m.principle_key for m in told}


def test_a_menu_entry_without_own_texts_is_told_under_the_pages(bench: Bench) -> None:
    title = bench.editor.title_card.title_field
    assert bench.place("drill", "title").field is title
    bench.bridge.run(EditDrillEntry("drill", "title", "Handicap"))
    assert isinstance(bench.bridge.state.get(DrillEntry, "drill"), DrillEntry)
    assert bench.place("drill", "title").field is bench.editor.placement_card.where


def test_a_finding_is_gone_to_wherever_it_is(bench: Bench) -> None:
    for field, subject, widget in (
        ("title", PAGE, bench.editor.title_card.title_field),
        ("summary", PAGE, bench.editor.title_card.summary_field.edit),
        ("help_text", "drill", bench.editor.title_card.summary_field.edit),
        (NUMBER, CONTACT, bench.phone.number),
        ("phones.p1.hours", CONTACT, bench.phone.grid.typed),
        ("address.postal_code", CONTACT, bench.editor.attendance_card.fields["postal_code"]),
        ("written.w1.url", CONTACT, bench.editor.written_card.rows["w1"].url),
        ("body", PAGE, bench.editor.page_card.text),
        ("boxes", PAGE, bench.editor.page_card.kind),
        ("no.such.field", CONTACT, bench.editor.source_card.title_field),
    ):
        bench.editor.focus_field(field, subject)
        assert QApplication.focusWidget() is widget, field
        where = widget.mapTo(bench.editor, widget.rect().center())
        assert bench.editor.rect().contains(where), field
    assert bench.phone.grid.isVisible()


def test_a_dispensation_wants_a_reason_and_silences_the_message(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.phone.label.setFocus()
    bench.settled()
    asked: list[WaiverDialog] = []

    def answer(dialog: WaiverDialog) -> Any:
        asked.append(dialog)
        assert not dialog.ok.isEnabled()
        bench.qtbot.keyClicks(dialog.reason.edit, "Nummeret lægges om i januar")
        assert dialog.ok.isEnabled()
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(WaiverDialog, "exec", answer)
    line = bench.place(CONTACT, NUMBER).line
    line.waiver_requested.emit(line.message().finding_key)
    bench.settled()
    assert len(asked) == 1
    assert bench.told(CONTACT, NUMBER) == []
    waiver = bench.bridge.results_of(CONTACT)[0].waiver
    assert waiver is not None
    assert (waiver.reason, waiver.by) == ("Nummeret lægges om i januar", "an")

"""Where a field comes from, and a body that is only written where it was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.editor.conftest import BODY, CONTACT, OTHER, SERVICE, Bench
from ui import theme
from ui.editor.contact_picker import ContactPicker


def test_an_override_is_shown_explained_and_given_up(bench: Bench) -> None:
    card = bench.editor.source_card
    rows = [card.fields.topLevelItem(n) for n in range(card.fields.topLevelItemCount())]
    said = {row.text(0): (row.text(1), row.text(3)) for row in rows}
    assert said["Navn"] == ("Borgercenter Handicap", "følger KK Org")
    assert said["Telefon"] == ("33178811", "tilsidesat her")
    card.fields.setCurrentItem(next(row for row in rows if row.text(0) == "Telefon"))
    bench.type(card.reason, "Ny omstilling")
    bench.qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    assert bench.contact.override_reasons == (("phone", "Ny omstilling"),)
    assert card.fields.currentItem().text(3) == "tilsidesat, begrundet"
    card.follow_button.click()
    assert bench.contact.phones[0].number.replace(" ", "") == "33178811"
    assert card.fields.currentItem().text(3) == "følger KK Org"


def test_a_change_of_look_changes_no_data(bench: Bench, styled_app: QApplication) -> None:
    card = bench.editor.source_card
    card.fields.setCurrentItem(card.fields.topLevelItem(1))
    step = bench.bridge.workspace.store.step
    theme.apply(styled_app, theme.Theme(theme.Scheme.DARK, 1.5))
    QApplication.processEvents()
    assert bench.bridge.workspace.store.step == step


def test_a_contact_is_marked_as_verified(bench: Bench) -> None:
    bench.editor.source_card.verify_button.click()
    assert bench.contact.verified_on == date(2026, 11, 25)
    assert not bench.editor.source_card.verify_button.isEnabled()


def test_a_reason_is_saved_for_the_field_it_was_typed_at(bench: Bench) -> None:
    card = bench.editor.source_card
    card.fields.setCurrentItem(card.fields.topLevelItem(1))
    bench.type(card.reason, "Ny omstilling")
    card.fields.setCurrentItem(card.fields.topLevelItem(0))
    assert bench.contact.override_reasons == (("phone", "Ny omstilling"),)
    assert card.reason.text() == ""


def test_a_body_that_is_only_looked_at_is_never_rewritten(bench: Bench) -> None:
    odd = '<div class="x"><p style="color:red">Hej</p>\n\n</div>'
    bench.bridge.run(EditPage(SERVICE, "body", odd))
    bench.editor.show_page(SERVICE)
    text = bench.editor.page_card.text
    text.setFocus()
    bench.editor.title_card.title_field.setFocus()
    bench.editor.flush()
    assert bench.page.body == odd


def test_a_body_keeps_its_marks_when_it_is_changed(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    text = bench.editor.page_card.text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    bench.qtbot.keyClicks(text, " Ja")
    bench.editor.title_card.title_field.setFocus()
    assert bench.page.body == BODY.replace("</p>", " Ja</p>")
    bench.bridge.undo()
    assert bench.page.body == BODY
    assert text.html() == BODY


def test_undo_in_a_body_takes_back_what_is_typed_first(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    text = bench.editor.page_card.text
    text.setFocus()
    bench.qtbot.keyClicks(text, "X")
    assert text.has_pending()
    bench.qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not text.has_pending()
    assert text.html() == BODY
    bench.editor.flush()
    assert bench.bridge.workspace.store.step == 0


def test_words_are_made_bold_and_italic_from_the_keyboard(bench: Bench) -> None:
    bench.bridge.run(EditPage(SERVICE, "body", "<p>Ring nu</p>"))
    bench.editor.show_page(SERVICE)
    text = bench.editor.page_card.text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.moveCursor(QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor)
    bench.qtbot.keyClick(text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    text.commit()
    assert bench.page.body == "<p>Ring <strong>nu</strong></p>"
    bench.qtbot.keyClick(text, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    text.commit()
    assert bench.page.body == "<p>Ring <em><strong>nu</strong></em></p>"


def test_the_picker_finds_a_contact_by_name_or_number(
    make_bench: Callable[..., Bench], qtbot: Any
) -> None:
    bench = make_bench()
    picker = ContactPicker(bench.bridge)
    qtbot.addWidget(picker)
    assert picker.list.count() == 2
    for query in ("døgn", "33173333"):
        picker._fill(query)
        assert (picker.list.count(), picker.contact_id()) == (1, OTHER)
    picker._fill("tandlæge")
    assert picker.contact_id() is None


def test_the_facts_of_the_contact_follow_a_change_elsewhere(bench: Bench) -> None:
    bench.bridge.run(EditContact(CONTACT, "name", "Handicapcentret"))
    card = bench.editor.source_card
    row = next(
        card.fields.topLevelItem(n)
        for n in range(card.fields.topLevelItemCount())
        if card.fields.topLevelItem(n).text(0) == "Navn"
    )
    assert (row.text(2), row.text(3)) == ("Handicapcentret", "tilsidesat her")
    assert isinstance(bench.bridge.state.get(Page, SERVICE), Page)

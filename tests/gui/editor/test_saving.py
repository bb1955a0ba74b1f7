"""What is typed is saved once, refreshed in place, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.channels import Audience
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.contacts import DeleteContacts, EditContact, RemovePart
from kkworkbench.workspace.commands.pages import DeletePages, EditPage
from kkworkbench.workspace.errors import WorkbenchError
from tests.gui.editor.conftest import BARE, CONTACT, OTHER, PAGE, SERVICE, TOPIC, Bench


def test_showing_another_page_saves_what_is_typed(bench: Bench) -> None:
    bench.type(bench.editor.title_card.title_field, "Handicapcentret")
    bench.editor.show_page(SERVICE)
    assert bench.bridge.state.get(Page, PAGE).title == "Handicapcentret"
    assert bench.editor.title_card.title_field.text() == "Hjælpemidler"


def test_each_key_gives_a_draft_and_saves_nothing(bench: Bench) -> None:
    drafts: list[Any] = []
    bench.editor.draft_changed.connect(drafts.append)
    bench.type(bench.editor.title_card.title_field, "Ny")
    assert [draft.get(Page, PAGE).title for draft in drafts] == ["N", "Ny"]
    assert bench.page.title == "Borgercenter Handicap"


def test_pauses_in_one_field_undo_as_one_step_until_the_focus_moves(bench: Bench) -> None:
    field = bench.editor.title_card.title_field
    bench.type(field, "A")
    field.commit()
    bench.qtbot.keyClicks(field, "B")
    field.commit()
    bench.editor.attendance_card.fields["town"].setFocus()
    bench.type(field, "C")
    field.commit()
    bench.bridge.undo()
    assert field.text() == "AB"
    bench.bridge.undo()
    assert field.text() == "Borgercenter Handicap"


def test_undo_in_a_field_takes_back_what_is_typed_first(bench: Bench) -> None:
    field = bench.editor.title_card.title_field
    bench.type(field, "Forkert")
    bench.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "Borgercenter Handicap"
    assert bench.bridge.workspace.store.step == 0


def test_a_change_elsewhere_is_shown_without_moving_focus_or_cursor(bench: Bench) -> None:
    field = bench.editor.title_card.title_field
    rows = dict(bench.editor.phones_card.rows)
    bench.type(field, "Handicap på vej")
    field.setCursorPosition(3)
    bench.bridge.run(EditPage(PAGE, "summary", "Ny hjælpetekst"))
    bench.bridge.run(EditContact(CONTACT, "access_note", "Rampe"))
    bench.settled()
    assert QApplication.focusWidget() is field
    assert (field.text(), field.cursorPosition()) == ("Handicap på vej", 3)
    assert bench.editor.title_card.summary_field.text() == "Ny hjælpetekst"
    assert bench.editor.attendance_card.fields["access_note"].text() == "Rampe"
    assert bench.editor.phones_card.rows == rows


def test_what_is_typed_survives_that_the_entry_on_the_list_goes(bench: Bench) -> None:
    field = bench.editor.title_card.title_field
    bench.type(field, "Handicap på vej")
    bench.bridge.run(RemoveFromList(("entry",)))
    assert bench.editor.editing.shown.list_entry == ""
    assert field.text() == "Handicap på vej"
    assert "ikke på kontaktlisten" in bench.editor.placement_card.where.text()


def test_a_save_that_fails_keeps_the_text_to_be_saved(
    bench: Bench, monkeypatch: Any, qtbot: Any
) -> None:
    field = bench.editor.title_card.title_field
    store = bench.bridge.workspace.store

    def fails(_change_set: object) -> int:
        raise WorkbenchError("file.read_only")

    told: list[str] = []
    bench.bridge.failed.connect(told.append)
    with monkeypatch.context() as patched:
        patched.setattr(store, "apply", fails)
        bench.type(field, "Skal gemmes")
        bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(told) == 1
    assert (field.text(), field.has_pending()) == ("Skal gemmes", True)
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bench.page.title == "Skal gemmes"


def test_a_choice_that_is_refused_shows_what_stands(bench: Bench) -> None:
    bench.editor.show_page(TOPIC)
    kind = bench.editor.page_card.kind
    refused: list[str] = []
    bench.bridge.refused.connect(refused.append)
    kind.setCurrentIndex(kind.findData("link"))
    kind.activated.emit(kind.currentIndex())
    assert len(refused) == 1
    assert kind.currentData() == bench.page.kind == "topic"


def test_choices_are_saved_as_they_are_made(bench: Bench) -> None:
    bench.editor.placement_card._channels["address"].click()
    box = bench.bridge.state.get(ContactBox, "box")
    assert "address" not in box.channels
    audience = bench.editor.title_card.audience
    next(b for key, b in audience._buttons.items() if key == "both").click()
    assert bench.page.primary_audiences == (Audience.CITIZEN, Audience.BUSINESS)
    bench.editor.title_card.words.setFocus()
    bench.qtbot.keyClicks(QApplication.focusWidget(), "støtte,")
    assert bench.page.search_words == ("støtte",)
    districts = bench.editor.placement_card._facets["districts"]
    districts._fill()
    next(a for a in districts.menu.actions() if a.text() == "Valby").trigger()
    assert len(bench.contact.districts) == 1
    assert districts.currentText() == "Valby"


def test_a_postal_code_fills_its_town_and_leaves_one_that_fits(bench: Bench) -> None:
    fields = bench.editor.attendance_card.fields
    bench.type(fields["postal_code"], "2500")
    bench.qtbot.keyClick(fields["postal_code"], Qt.Key.Key_Return)
    assert fields["town"].text() == "Valby"
    assert bench.contact.address.town == "Valby"
    bench.type(fields["postal_code"], "9999")
    bench.qtbot.keyClick(fields["postal_code"], Qt.Key.Key_Return)
    assert fields["town"].text() == "Valby"


def test_parts_are_added_focused_and_removed(bench: Bench) -> None:
    phones, written = bench.editor.phones_card, bench.editor.written_card
    first = phones.rows["p1"]
    phones.add_button.click()
    written.add_button.click()
    assert len(bench.contact.phones) == len(phones.rows) == 2
    assert len(bench.contact.written) == len(written.rows) == 2
    assert phones.rows["p1"] is first
    new = next(row for part, row in phones.rows.items() if part != "p1")
    bench.type(new.number, "33 66 33 66")
    bench.click(first.remove_button)
    assert [phone.number for phone in bench.contact.phones] == ["33 66 33 66"]
    assert list(phones.rows.values()) == [new]
    bench.bridge.undo()
    assert set(phones.rows) == {"p1", new.part_id}
    QApplication.processEvents()
    back = phones.rows["p1"]
    assert stops_between(back.number, new.number) == [
        back.label,
        back.note,
        back.remove_button,
        back.toggle,
        back.uses,
    ]


def stops_between(first: QWidget, last: QWidget) -> list[QWidget]:
    """Return the visible fields that Tab passes on the way."""
    passed = []
    widget = first.nextInFocusChain()
    while widget is not last and widget is not first:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            passed.append(widget)
        widget = widget.nextInFocusChain()
    return passed


def test_tab_goes_as_the_eye_does(bench: Bench) -> None:
    bench.type(bench.phone.number, "33178800")
    bench.phone.label.setFocus()
    bench.phone.show_hours(True)
    bench.editor.phones_card.add_button.click()
    bench.settled()
    inner = bench.editor._scroll.widget()
    stops = stops_between(bench.editor.title_card.title_field, bench.editor.page_card.text)
    assert len(stops) > 60
    assert all(inner.isAncestorOf(stop) for stop in stops)
    rows = [stop.mapTo(inner, stop.rect().center()).y() // 30 for stop in stops]
    assert all(later >= earlier - 1 for earlier, later in pairwise(rows))


def test_boxes_on_one_page_are_tabs(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    assert bench.editor.editing.shown.contact == CONTACT
    bench.type(bench.editor.phones_card.rows["p1"].number, "33 17 88 01")
    bench.editor._boxes.setCurrentIndex(1)
    assert bench.bridge.state.get(Contact, CONTACT).phones[0].number == "33 17 88 01"
    assert bench.editor.editing.shown.contact == OTHER
    assert bench.phone.number.text() == "33 17 33 33"
    bench.bridge.run(EditContact(OTHER, "title", "Vagten"))
    assert bench.editor._boxes.tabText(1) == "Vagten"
    bench.editor.placement_card.remove_button.click()
    assert bench.editor.editing.shown.contact == CONTACT


def test_a_page_without_a_box_offers_one(bench: Bench, monkeypatch: Any) -> None:
    monkeypatch.setattr("ui.editor.editor.pick_contact", lambda *_: OTHER)
    bench.editor.show_page(BARE)
    empty = bench.editor._no_box
    assert empty.isVisible()
    assert not bench.editor.phones_card.isVisible()
    empty.action_requested.emit()
    assert bench.editor.phones_card.isVisible()
    assert not empty.isVisible()
    bench.editor.show_page(TOPIC)
    assert not empty.isVisible()


def test_what_is_deleted_is_no_longer_shown(bench: Bench) -> None:
    shown: list[Any] = []
    bench.editor.subject_shown.connect(shown.append)
    bench.bridge.run(DeletePages((PAGE,)))
    assert shown[-1] == frozenset()
    bench.editor.show_contact(OTHER)
    assert bench.editor.phones_card.isVisible()
    assert not bench.editor.title_card.isVisible()
    bench.bridge.run(DeleteContacts((OTHER,)))
    assert not bench.editor.phones_card.isVisible()


def test_what_is_typed_for_something_that_goes_is_saved_nowhere(bench: Bench) -> None:
    refused: list[str] = []
    bench.bridge.refused.connect(refused.append)
    bench.type(bench.phone.number, "33 66 33 66")
    bench.bridge.run(RemovePart(CONTACT, "phones", "p1"))
    assert bench.contact.phones == ()
    bench.type(bench.editor.title_card.title_field, "Væk")
    bench.bridge.run(DeletePages((PAGE,)))
    assert bench.bridge.state.get(Page, PAGE) is None
    assert refused == []


def test_a_jump_link_asks_for_its_page(bench: Bench) -> None:
    asked: list[str] = []
    bench.editor.page_requested.connect(asked.append)
    (link,) = bench.editor.placement_card._links.values()
    assert link.text() == "Hjælpemidler"
    link.click()
    assert asked == [SERVICE]


def test_nothing_is_edited_in_a_workspace_for_reading(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(read_only=True)
    bench.editor.show_page(PAGE)
    fields = (
        bench.editor.title_card.title_field,
        bench.phone.number,
        bench.editor.phones_card.add_button,
        bench.editor.hours_card.grid.typed,
        bench.editor.page_card.text,
    )
    assert [field.isEnabled() for field in fields] == [False] * len(fields)


def test_every_field_has_a_name_and_no_two_share_an_access_key(bench: Bench) -> None:
    menus = set("frvidkeh")
    keys: list[str] = []
    bench.phone.show_hours(True)
    QApplication.processEvents()
    for widget in bench.editor.findChildren(QWidget):
        text = getattr(widget, "text", lambda: "")
        said = str(text()) if callable(text) else ""
        if widget.isVisible() and "&" in said.replace("&&", ""):
            keys.append(said[said.index("&") + 1].casefold())
        takes = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
        if takes and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName() or said, type(widget).__name__
    assert len(keys) == len(set(keys)), keys
    assert not menus & set(keys)

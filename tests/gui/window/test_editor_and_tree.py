"""The editor and the tree, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.workspace.commands.pages import DeletePages, EditPage, MovePages
from tests.gui.window.conftest import page_id, select
from ui.app import Application
from ui.models.badges import PageBadges
from ui.models.mime import PAGES, mime_of
from ui.models.page_tree import PageTreeModel


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def phone_row(application: Application) -> Any:
    return next(iter(application.desk.editor.phones_card.rows.values()))


def contact_shown(application: Application) -> Contact:
    contact = application.desk.bridge.state.get(
        Contact, application.desk.editor.editing.shown.contact
    )
    assert contact is not None
    return contact


def test_an_unspaced_number_is_told_mended_and_undone(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    qtbot.waitUntil(lambda: place.line.message() is not None)
    assert place.line.message().fix_text == "Ret til 33 17 88 00"
    row.number.setFocus()
    opened.desk.apply_fix()
    assert contact_shown(opened).phones[0].number == "33 17 88 00"
    assert row.number.text() == "33 17 88 00"
    qtbot.waitUntil(lambda: place.line.message() is None)
    opened.desk.undo()
    assert contact_shown(opened).phones[0].number == "33178800"


def test_typing_the_right_number_clears_the_message_at_once(
    opened: Application, qtbot: Any
) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    qtbot.waitUntil(lambda: place.line.message() is not None)
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "33 17 88 00")
    assert place.line.message() is None
    assert contact_shown(opened).phones[0].number == "33178800"
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert contact_shown(opened).phones[0].number == "33 17 88 00"


def test_new_errors_wait_until_the_field_is_left(opened: Application, qtbot: Any) -> None:
    select(opened, "Københavns Borgerservice", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "3366")
    assert place.line.message() is None
    row.label.setFocus()
    qtbot.waitUntil(lambda: place.line.message() is not None)
    assert contact_shown(opened).phones[0].number == "3366"


def test_the_preview_follows_each_key_and_nothing_is_saved(opened: Application, qtbot: Any) -> None:
    select(opened, "Døgnvagten", PageKind.CONTACT)
    steps = opened.desk.bridge.workspace.store.step
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Døgnet rundt")
    spoken = opened.desk.preview.box.accessibleName
    qtbot.waitUntil(lambda: "Døgnet rundt" in opened.desk.preview.box.accessibleDescription()
                    or "Døgnet rundt" in spoken())  # fmt: skip
    assert opened.desk.bridge.workspace.store.step == steps


def test_changing_page_saves_what_is_being_typed(opened: Application, qtbot: Any) -> None:
    id_ = select(opened, "Pas")
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, " og kort")
    select(opened, "Flytning")
    assert opened.desk.bridge.state.get(Page, id_).title == "Pas og kort"


def test_a_refresh_keeps_the_focus_and_the_widgets(opened: Application, qtbot: Any) -> None:
    id_ = select(opened, "Pas")
    field = opened.desk.editor.title_card.summary_field.edit
    opened.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    opened.desk.bridge.run(EditPage(id_, "title", "Pas og andet"))
    assert QApplication.focusWidget() is field
    assert opened.desk.editor.title_card.title_field.text() == "Pas og andet"


def test_a_postal_code_fills_in_its_town(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    fields = opened.desk.editor.attendance_card.fields
    fields["postal_code"].setFocus()
    fields["postal_code"].selectAll()
    qtbot.keyClicks(fields["postal_code"], "2500")
    qtbot.keyClick(fields["postal_code"], Qt.Key.Key_Return)
    assert contact_shown(opened).address.town == "Valby"


def test_typed_hours_fill_the_grid_and_monday_is_copied(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    grid = opened.desk.editor.hours_card.grid
    grid.typed.setFocus()
    grid.typed.selectAll()
    qtbot.keyClicks(grid.typed, "man 10-12")
    qtbot.keyClick(grid.typed, Qt.Key.Key_Return)
    assert [s.day for s in contact_shown(opened).visiting_hours.spans] == [1]
    grid.copy_button.click()
    hours = contact_shown(opened).visiting_hours
    assert [(s.day, s.start, s.end) for s in hours.spans] == [(d, 600, 720) for d in range(1, 6)]
    grid.typed.selectAll()
    qtbot.keyClicks(grid.typed, "ring først")
    qtbot.keyClick(grid.typed, Qt.Key.Key_Return)
    assert contact_shown(opened).visiting_hours == hours


def test_phones_are_added_and_removed(opened: Application, qtbot: Any) -> None:
    select(opened, "Døgnvagten", PageKind.CONTACT)
    card = opened.desk.editor.phones_card
    card.add_button.click()
    assert len(card.rows) == len(contact_shown(opened).phones) == 2
    opened.desk.undo()
    assert len(card.rows) == 1


def rows_of(model: PageTreeModel, parent: str | None = None) -> Iterator[str]:
    index = model.index_of(parent)
    for row in range(model.rowCount(index)):
        child = model.id_of(model.index(row, 0, index))
        yield child
        yield from rows_of(model, child)


def state_rows(application: Application, parent: str | None = None) -> Iterator[str]:
    for child in application.desk.bridge.state.bucket(CHILDREN, parent):
        yield child
        yield from state_rows(application, child)


def test_the_tree_follows_moves_deletes_and_undo_without_reset(
    opened: Application, qtbot: Any
) -> None:
    model = opened.desk.hierarchy.tree.model
    QAbstractItemModelTester(model, STRICT, model)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    bridge = opened.desk.bridge
    pas, flytning = page_id(opened, "Pas"), page_id(opened, "Flytning")
    handicap = page_id(opened, "Handicap", PageKind.TOPIC)
    om = page_id(opened, "Om kommunen")
    bridge.run(MovePages((flytning, pas), handicap, 0))
    assert list(rows_of(model)) == list(state_rows(opened))
    bridge.run(MovePages((handicap,), None, 0))
    bridge.run(DeletePages((om,)))
    assert list(rows_of(model)) == list(state_rows(opened))
    while bridge.undo() is not None:
        assert list(rows_of(model)) == list(state_rows(opened))
    while bridge.redo() is not None:
        assert list(rows_of(model)) == list(state_rows(opened))
    assert resets == []


def test_badges_equal_a_count_from_scratch(opened: Application) -> None:
    tree = opened.desk.hierarchy.tree
    bridge = opened.desk.bridge
    pas = page_id(opened, "Meld dig ledig")
    bridge.run(MovePages((pas,), page_id(opened, "Handicap", PageKind.TOPIC), 0))
    bridge.run(DeletePages((page_id(opened, "Affald og miljø"),)))
    bridge.undo()
    bridge.settle()
    fresh = PageBadges(bridge)
    for page in bridge.state.all(Page):
        assert tree.badges.of(page.id) == fresh.of(page.id), page.title
    total = fresh.of(page_id(opened, "Borger"))
    assert total.errors >= 3


def test_illegal_drops_are_refused_with_a_sentence(opened: Application) -> None:
    tree = opened.desk.hierarchy.tree
    said: list[str] = []
    tree.refused.connect(said.append)
    om, kontakt = page_id(opened, "Om kommunen"), page_id(opened, "Kontakt")
    into_itself = tree.model.index_of(kontakt)
    move = Qt.DropAction.MoveAction
    assert not tree.model.canDropMimeData(mime_of(PAGES, [om]), move, 0, 0, into_itself)
    overview = tree.model.index_of(page_id(opened, "Kontaktoversigt", PageKind.OVERVIEW))
    branch = page_id(opened, "Handicap", PageKind.TOPIC)
    assert not tree.model.canDropMimeData(mime_of(PAGES, [branch]), move, 0, 0, overview)
    assert any("ind under sig selv" in sentence for sentence in said)
    assert any("højst 4 niveauer" in sentence for sentence in said)


def test_a_drop_moves_rows_and_the_view_removes_none(opened: Application) -> None:
    model = opened.desk.hierarchy.tree.model
    pas, flytning = page_id(opened, "Pas"), page_id(opened, "Flytning")
    target = page_id(opened, "Handicap", PageKind.TOPIC)
    move = Qt.DropAction.MoveAction
    data = mime_of(PAGES, [pas, flytning])
    assert not model.dropMimeData(data, move, 0, 0, model.index_of(target))
    assert opened.desk.bridge.state.bucket(CHILDREN, target)[:2] == (pas, flytning)


def test_the_keyboard_renames_moves_cuts_and_deletes(opened: Application, qtbot: Any) -> None:
    tree = opened.desk.hierarchy.tree
    pas = select(opened, "Pas")
    parent = opened.desk.bridge.state.get(Page, pas).parent
    tree.down_action.trigger()
    assert opened.desk.bridge.state.bucket(CHILDREN, parent)[1] == pas
    tree.up_action.trigger()
    assert opened.desk.bridge.state.bucket(CHILDREN, parent)[0] == pas
    tree.cut_action.trigger()
    target = select(opened, "Handicap", PageKind.TOPIC)
    tree.paste_action.trigger()
    assert opened.desk.bridge.state.get(Page, pas).parent == target
    select(opened, "Pas")
    tree.delete_action.trigger()
    assert opened.desk.bridge.state.get(Page, pas) is None
    opened.desk.undo()
    assert opened.desk.bridge.state.get(Page, pas).parent == target


def test_the_filter_keeps_ancestors_and_the_selection(opened: Application, qtbot: Any) -> None:
    tree = opened.desk.hierarchy.tree
    pas = select(opened, "Pas")
    tree.search.setText("doegnvagten")
    qtbot.waitUntil(lambda: tree.view.is_filtered)
    hit = tree.model.index_of(page_id(opened, "Døgnvagten", PageKind.CONTACT))
    assert hit.isValid()
    assert tree.view.isExpanded(hit.parent())
    assert not tree.model.index_of(page_id(opened, "Borger")).isValid()
    assert tree.view.current_page == pas
    tree.search.clear()
    assert not tree.view.is_filtered
    assert tree.model.id_of(tree.view.currentIndex()) == pas
    tree.search.setText("tandlæge")
    qtbot.waitUntil(lambda: tree._stack.currentWidget() is tree._empty)

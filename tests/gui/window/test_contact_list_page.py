"""The contact list: keys, menu, counts, what changes with findings, and nothing to show."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import BoxId, PageId
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import term_id
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.boxes import PutBox, RemoveBox
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.contacts import AddContact, EditContact
from tests.gui.stage import heard
from ui.app import Application
from ui.models.contact_table import Column
from ui.pages.contact_list import ContactListPage

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
EDITING = QAbstractItemView.State.EditingState


@pytest.fixture
def page(opened: Application, qtbot: Any) -> ContactListPage:
    opened.window.show_page("list")
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    return opened.desk.contact_list


def listed(page: ContactListPage) -> int:
    return page._bridge.state.count(ListEntry)


def scope_texts(page: ContactListPage) -> list[str]:
    return [button.text() for button in page.scope._buttons.values()]


def show(page: ContactListPage, scope: str) -> None:
    page.scope._buttons[scope].click()


def clear_list(page: ContactListPage) -> None:
    entries = tuple(entry.id for entry in page._bridge.state.all(ListEntry))
    page._bridge.run(RemoveFromList(entries))


# keys and menu


@pytest.mark.parametrize("other", ["facets", "search"])
def test_the_lists_keys_do_nothing_where_another_pane_has_the_focus(
    page: ContactListPage, qtbot: Any, other: str
) -> None:
    page.table.setCurrentIndex(page.filter.index(2, 0))
    widget: QWidget = getattr(page, other)
    widget.setFocus()
    assert QApplication.focusWidget() is widget
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
        qtbot.keyClick(widget, key)
    assert listed(page) == 83
    assert page.table.state() is not EDITING
    page._bridge.run(AddContact("new", "Ny enhed"))
    show(page, "others")
    page.table.setCurrentIndex(page.filter.index(0, 0))
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Insert)
    assert listed(page) == 83


def test_the_lists_keys_act_where_the_table_has_the_focus(
    page: ContactListPage, qtbot: Any
) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.filter.index(2, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert listed(page) == 82
    show(page, "others")
    page.table.setFocus()
    page.table.setCurrentIndex(page.filter.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Insert)
    assert listed(page) == 83


def test_f2_renames_on_the_list_and_refuses_off_it(page: ContactListPage, qtbot: Any) -> None:
    told = heard(page.refused)
    page._bridge.run(AddContact("new", "Ny enhed"))
    show(page, "others")
    page.table.setFocus()
    page.table.setCurrentIndex(page.filter.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert told == ["»Ny enhed« er ikke på kontaktlisten og kan ikke omdøbes her."]
    assert page.table.state() is not EDITING
    show(page, "listed")
    page.table.setCurrentIndex(page.filter.index(0, Column.PHONE))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.table.state() is EDITING
    assert len(told) == 1


def test_the_tables_menu_does_what_the_keys_do(page: ContactListPage, qtbot: Any) -> None:
    opened = heard(page.page_requested)
    index = page.filter.index(1, 0)
    page.table.setCurrentIndex(index)
    page.table.customContextMenuRequested.emit(page.table.visualRect(index).center())
    assert page.menu.isVisible()
    shown = [action.text() for action in page.menu.actions() if not action.isSeparator()]
    assert shown == [
        *("&Rediger", "&Omdøb på listen", "Føj &til kontaktlisten", "&Fjern fra listen"),
        *("Rediger &samlet…", "F&lyt til…", "Ekspor&ter det valgte…", "Giv &dispensation…"),
    ]
    page.menu.close()
    enabled = [a.isEnabled() for a in page.menu.actions() if not a.isSeparator()]
    assert enabled == [True, True, False, True, True, True, True, False]
    page.open_action.trigger()
    assert opened == [page.chosen()[0].page]
    page.remove_action.trigger()
    assert listed(page) == 82


def test_no_menu_opens_beside_the_rows(page: ContactListPage) -> None:
    page.search.setText("7-Springeren")
    page._on_filter_changed()
    page.table.customContextMenuRequested.emit(QPoint(5, page.table.viewport().height() - 2))
    assert not page.menu.isVisible()


# counts and columns


def test_each_scope_tells_how_many_it_holds(page: ContactListPage) -> None:
    assert scope_texts(page) == ["På listen (83)", "Ikke på listen (0)"]
    page._bridge.run(AddContact("new", "Ny enhed"))
    assert scope_texts(page) == ["På listen (83)", "Ikke på listen (1)"]
    page.table.setCurrentIndex(page.filter.index(0, 0))
    page.remove()
    assert scope_texts(page) == ["På listen (82)", "Ikke på listen (2)"]
    show(page, "others")
    assert scope_texts(page) == ["På listen (82)", "Ikke på listen (2)"]
    assert page.scope._buttons["others"].accessibleName() == "Vis: Ikke på listen (2)"


def test_the_problems_are_on_the_screen_at_1440(page: ContactListPage) -> None:
    table, header = page.table, page.table.horizontalHeader()
    right = header.sectionViewportPosition(Column.PROBLEMS) + header.sectionSize(Column.PROBLEMS)
    assert page.window().width() == 1440
    assert 0 < right <= table.viewport().width()
    for column in (Column.NAME, Column.PROBLEMS, Column.PHONE):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)


# findings


def test_findings_tell_only_the_rows_whose_subjects_changed(page: ContactListPage) -> None:
    model = page.model
    QAbstractItemModelTester(model, STRICT, model)
    QAbstractItemModelTester(page.filter, STRICT, page.filter)
    for row in model.rows:
        model.problems(row)
    at = next(n for n, row in enumerate(model.rows) if n and not model.problems(row))
    contact = contact_of_page(page._bridge.state, model.rows[at].page)
    assert contact is not None
    told: list[tuple[int, int, int]] = []
    page._bridge.findings_changed.emit(frozenset({contact.id}))
    model.dataChanged.connect(lambda a, b, _roles: told.append((a.row(), b.row(), a.column())))
    page._bridge.findings_changed.emit(frozenset({contact.id}))
    assert told == []
    page._bridge.start_checking()  # what is edited now is checked in its turn, after the edit
    page._bridge.run(EditContact(contact.id, "written", ()))
    page._bridge.run(EditContact(contact.id, "phones", ()))
    told.clear()
    assert model.problems(model.rows[at]) == 0
    page._bridge.settle()
    assert model.problems(model.rows[at]) > 0
    assert set(told) == {(at, at, Column.PROBLEMS)}


def test_a_box_that_goes_takes_its_findings_off_the_row(page: ContactListPage) -> None:
    """Its id leads to no row once it is gone, and the row itself stays as it was."""
    model, bridge = page.model, page._bridge
    sof = term_id(Vocabulary.ADMINISTRATION, "SOF")
    other = next(c for c in bridge.state.all(Contact) if c.administration == sof)
    at = next(
        n
        for n, row in enumerate(model.rows)
        if row.contact and model.text(row, Column.ADMINISTRATION) == "BUF"
    )
    row = model.rows[at]
    bridge.run(PutBox(BoxId("second"), PageId(row.page), other.id))
    bridge.settle()
    before = model.problems(row)
    assert bridge.results_of("second")
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b, _roles: told.append((a.row(), a.column())))
    bridge.run(RemoveBox(BoxId("second")))
    assert model.rows[at] is row
    assert model.problems(row) < before
    assert (at, Column.PROBLEMS) in told


def test_findings_do_not_ask_the_filter_again(
    page: ContactListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("ui.models.contact_filter.accepts", lambda *a: not asked.append(a))
    every = frozenset(contact.id for contact in page._bridge.state.all(Contact))
    page.model._badges.clear()
    page._bridge.findings_changed.emit(every)
    assert asked == []
    page._on_filter_changed()
    assert len(asked) == len(page.model.rows)


def test_rows_sorted_by_problems_move_as_findings_change(page: ContactListPage) -> None:
    page.table.sortByColumn(Column.PROBLEMS, Qt.SortOrder.AscendingOrder)
    last = page.filter.index(page.filter.rowCount() - 1, 0)
    row = page.model.row_at(page.filter.mapToSource(last))
    assert page.model.problems(row) == 0
    for field in ("written", "phones", "visiting_hours"):
        page._bridge.run(EditContact(row.contact, field, () if field != "visiting_hours" else None))
    page._bridge.settle()
    counts = [
        page.model.problems(page.model.row_at(page.filter.mapToSource(page.filter.index(n, 0))))
        for n in range(page.filter.rowCount())
    ]
    assert counts == sorted(counts, reverse=True)
    at = page.filter.mapFromSource(page.model.index_of(row.key)).row()
    assert at < page.filter.rowCount() - 1


# nothing there


def test_an_empty_list_leads_to_those_who_could_be_on_it(page: ContactListPage) -> None:
    clear_list(page)
    assert page._empty.isVisible()
    assert page._empty.accessibleName() == "Kontaktlisten er tom."
    page._empty.action_requested.emit()
    assert page.scope.value() == "others"
    assert page.filter.rowCount() > 0
    assert not page._empty.isVisible()


def test_a_scope_with_nobody_leads_back_to_the_list(page: ContactListPage) -> None:
    show(page, "others")
    assert page._empty.accessibleName() == "Alle kontakter står på kontaktlisten."
    page._empty.action_requested.emit()
    assert page.scope.value() == "listed"
    assert page.filter.rowCount() == 83


def test_a_filter_with_no_result_is_cleared_from_where_it_says_so(
    page: ContactListPage, qtbot: Any
) -> None:
    page.search.setText("tandlæge")
    qtbot.waitUntil(page._empty.isVisible)
    assert page._empty.accessibleName() == "Ingen resultater for »tandlæge«"
    page._empty.action_requested.emit()
    assert page.filter.rowCount() == 83

"""What an editor needs of the contact list: columns, more filters, letters, and many at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import TermId
from kkworkbench.model.setting import Waiver
from kkworkbench.model.terms import Vocabulary
from kkworkbench.text.danish import index_letter
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.contacts import AddContact, EditContact
from kkworkbench.workspace.commands.settings import SetSetting
from kkworkbench.workspace.commands.terms import AddTerm
from kkworkbench.workspace.search import LACKS, STATUS
from tests.gui.stage import heard
from ui.app import Application
from ui.dialogs.waive_many import WaiveManyDialog
from ui.models.contact_status import DOUBLE, ERROR, STALE, WARNING
from ui.models.contact_table import Column
from ui.pages.contact_list import ContactListPage
from ui.pages.facets import MORE, MOST, VALUE

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(opened: Application, qtbot: Any) -> ContactListPage:
    opened.window.show_page("list")
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    return opened.desk.contact_list


def names(page: ContactListPage) -> list[str]:
    return [page.filter.index(n, 0).data() for n in range(page.filter.rowCount())]


def items(page: ContactListPage, group: str) -> dict[str, Any]:
    """Return the rows of a group that are shown, by value."""
    top = page.facets._groups[group]
    found = [top.child(n) for n in range(top.childCount())]
    return {item.data(0, VALUE): item for item in found if not item.isHidden()}


# counts


def test_what_nobody_sees_is_counted_when_it_is_shown(opened: Application, qtbot: Any) -> None:
    page, window = opened.desk.contact_list, opened.window
    window.show_page("list")
    qtbot.waitUntil(page.isVisible)
    assert page.count.text() == "83 af 83 indgange"
    window.show_page("drill")
    entry = next(iter(opened.desk.bridge.state.all(ListEntry)))
    assert opened.desk.bridge.run(RemoveFromList((entry.id,)))
    assert page.count.text() == "83 af 83 indgange"
    window.show_page("list")
    assert page.count.text() == "82 af 82 indgange"


# filters


@pytest.mark.parametrize("group", [STATUS, LACKS, *Vocabulary])
def test_each_value_leaves_as_many_rows_as_it_says(page: ContactListPage, group: str) -> None:
    QAbstractItemModelTester(page.filter, STRICT, page.filter)
    shown = {value: item.text(0) for value, item in items(page, group).items() if value != MORE}
    assert shown
    for value, text in shown.items():
        page.facets.choose(group, [value])
        assert text.endswith(f"({page.filter.rowCount()})"), text
    page.clear_filter()
    assert page.filter.rowCount() == 83


def test_the_status_of_a_row_follows_findings_days_and_settings(
    page: ContactListPage, qtbot: Any
) -> None:
    bridge, model = page._bridge, page.model
    at = next(n for n, row in enumerate(model.rows) if not model.problems(row))
    contact = bridge.state.get(Contact, model.rows[at].contact)
    assert contact is not None
    today = bridge.today()
    bridge.run(EditContact(contact.id, "verified_on", today))
    assert STALE not in model.status(model.rows[at])
    bridge.run(EditContact(contact.id, "verified_on", today.replace(year=today.year - 1)))
    assert STALE in model.status(model.rows[at])
    bridge.run(SetSetting("verified.months", 24))
    assert STALE not in model.status(model.rows[at])
    page.facets.choose(STATUS, [ERROR, WARNING])
    assert model.rows[at].name not in names(page)
    bridge.run(EditContact(contact.id, "written", ()))
    bridge.run(EditContact(contact.id, "phones", ()))
    bridge.settle()
    qtbot.waitUntil(lambda: model.rows[at].name in names(page))
    assert {ERROR, WARNING} & set(model.status(model.rows[at]))


def test_both_of_a_pair_are_possible_duplicates(page: ContactListPage) -> None:
    bridge = page._bridge
    contact = next(c for c in bridge.state.all(Contact) if c.phones and c.address)
    bridge.run(AddContact("twin", contact.name))
    bridge.run(EditContact("twin", "phones", contact.phones))
    bridge.settle()
    found = {row.contact for row in page.model.rows if DOUBLE in page.model.status(row)}
    assert found == {contact.id, "twin"}


def test_entries_without_a_district_are_found_by_that(page: ContactListPage) -> None:
    row = page.model.rows[0]
    page._bridge.run(EditContact(row.contact, "districts", ()))
    page.facets.choose(Vocabulary.DISTRICT, [""])
    assert row.name in names(page)
    assert all(row.facets[Vocabulary.DISTRICT] == ("",) for row in shown_rows(page))


def shown_rows(page: ContactListPage) -> list[Any]:
    shown = page.filter
    return [
        page.model.row_at(shown.mapToSource(shown.index(n, 0))) for n in range(shown.rowCount())
    ]


def test_a_long_group_shows_the_commonest_and_all_on_demand(
    page: ContactListPage, qtbot: Any
) -> None:
    rows = page.model.rows
    counts = Counter(value for row in rows for value in row.facets[Vocabulary.DISTRICT] if value)
    for number in range(MOST + 3 - len(counts)):
        term = f"new{number}"
        page._bridge.run(AddTerm(TermId(term), Vocabulary.DISTRICT, f"Kvarter {number}"))
        page._bridge.run(EditContact(rows[number].contact, "districts", (TermId(term),)))
    total = len({v for row in page.model.rows for v in row.facets[Vocabulary.DISTRICT] if v})
    assert total > MOST
    shown = items(page, Vocabulary.DISTRICT)
    assert len([value for value in shown if value not in (MORE, "")]) == MOST
    assert shown[MORE].text(0) == f"Vis alle {total}"
    page.facets.setCurrentItem(shown[MORE])
    page.facets.setFocus()
    qtbot.keyClick(page.facets, Qt.Key.Key_Return)
    shown = items(page, Vocabulary.DISTRICT)
    assert len([value for value in shown if value not in (MORE, "")]) == total
    assert shown[MORE].text(0) == "Vis færre"
    page.facets.itemClicked.emit(shown[MORE], 0)
    assert len(items(page, Vocabulary.DISTRICT)) < total


# columns


def test_columns_are_chosen_moved_by_keys_and_remembered(
    opened: Application, page: ContactListPage, qtbot: Any
) -> None:
    columns, table = page.columns, page.table
    assert table.isColumnHidden(Column.CHECKED)
    columns._actions[Column.CHECKED].trigger()
    columns._actions[Column.WRITTEN].trigger()
    assert not table.isColumnHidden(Column.CHECKED)
    assert table.isColumnHidden(Column.WRITTEN)
    table.setFocus()
    table.setCurrentIndex(page.filter.index(0, Column.CHECKED))
    for _ in range(20):
        qtbot.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert columns.shown()[:2] == ("name", "checked")
    qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wanted = columns.shown()
    assert wanted[:3] == ("name", "problems", "checked")
    path = opened.path
    opened.close_workspace()
    assert path is not None
    assert opened.open(path)
    again = opened.desk.contact_list
    assert again.columns.shown() == wanted
    assert again.table.isColumnHidden(Column.WRITTEN)
    again.columns.reset()
    assert again.columns.shown()[:3] == ("name", "problems", "usage")


def test_columns_that_nobody_knows_are_left_out(page: ContactListPage) -> None:
    page.columns.show(("phone", "no_such", "org"))
    assert page.columns.shown() == ("name", "phone", "org")
    page.columns.show(())
    assert page.columns.shown() == ("name", "phone", "org")


def test_the_last_check_sorts_by_day_and_what_is_missing_comes_last(page: ContactListPage) -> None:
    first, second = page.model.rows[4], page.model.rows[9]
    page._bridge.run(EditContact(first.contact, "verified_on", date(2026, 11, 2)))
    page._bridge.run(EditContact(second.contact, "verified_on", date(2026, 2, 28)))
    page.table.sortByColumn(Column.CHECKED, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == first.name
    page.table.sortByColumn(Column.PHONE, Qt.SortOrder.AscendingOrder)
    phones = [row.phone for row in shown_rows(page)]
    assert "" in phones
    assert "" not in phones[: phones.index("")]
    assert set(phones[phones.index("") :]) == {""}


# letters


def test_a_letter_leads_to_its_first_name(page: ContactListPage, qtbot: Any) -> None:
    strip = page.alphabet
    assert strip.letters == tuple(dict.fromkeys(index_letter(name) for name in names(page)))
    page.table.sortByColumn(Column.PHONE, Qt.SortOrder.AscendingOrder)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.centre_of("B"))
    assert page.table.currentIndex().data() == next(n for n in names(page) if n[0] == "B")
    assert page.table.hasFocus()
    page.table.setCurrentIndex(page.filter.index(0, Column.PHONE))
    QTest.keyClicks(page.table, "v")
    assert str(page.table.currentIndex().data()).startswith("V")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Aase", "Å"), ("åben", "Å"), ("Éva", "E"), ("7-Springeren", "#"), ("", "#"), ("ødum", "Ø"),
     ("Ægir", "Æ"), ("Øst", "Ø")],
)  # fmt: skip
def test_a_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert index_letter(name) == letter


# many at once


def test_the_bar_says_how_many_and_does_what_the_menu_does(page: ContactListPage) -> None:
    page.export_requested.disconnect()
    exported = heard(page.export_requested)
    page.facets.choose(LACKS, ["phone"])
    page.table.selectAll()
    count = page.filter.rowCount()
    assert page.chosen_bar.count.text() == f"{count} valgt"
    page.chosen_bar.buttons[page.export_action].click()
    assert exported == [tuple(row.page for row in page.chosen())]
    assert len(exported[0]) == count > 2
    page.table.clearSelection()
    assert not any(button.isEnabled() for button in page.chosen_bar.buttons.values())


def test_many_findings_of_a_rule_are_waived_as_one_step(page: ContactListPage) -> None:
    bridge = page._bridge
    page.facets.choose(STATUS, [WARNING])
    page.table.selectAll()
    subjects = {id_ for row in page.chosen() for id_ in page.model.subjects(row)}
    found = [result for id_ in subjects for result in bridge.results_of(id_)]
    dialog = WaiveManyDialog(bridge, found, page)
    code = Counter(result.finding.code for result in found).most_common(1)[0][0]
    dialog.rule.setCurrentIndex(dialog.rule.findData(code))
    dialog.reason.load("Aftalt")
    assert bridge.run(dialog.command())
    waived = [waiver for waiver in bridge.state.all(Waiver) if waiver.rule == code]
    assert len(waived) == sum(1 for result in found if result.finding.code == code) > 1
    assert {waiver.reason for waiver in waived} == {"Aftalt"}
    bridge.undo()
    assert not [waiver for waiver in bridge.state.all(Waiver) if waiver.rule == code]
    dialog.deleteLater()


def test_what_is_edited_keeps_the_place_in_the_list(page: ContactListPage) -> None:
    index = page.filter.index(20, 0)
    page.table.setCurrentIndex(index)
    name = index.data()
    page._bridge.run(EditContact(page.chosen()[0].contact, "org_id", "4711"))
    QApplication.processEvents()
    assert page.table.currentIndex().data() == name
    assert page.chosen()[0].org_id == "4711"

"""The palette: what it lists for what is typed, and where each hit leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.state.lookups import entry_title
from kkworkbench.text.danish import short_spans
from kkworkbench.workspace.commands.contacts import EditContact
from ui.app import Application
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.go_to_rows import ACTION

Open = Callable[..., GoToDialog]


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


@pytest.fixture
def palette(opened: Application, qtbot: Any) -> Iterator[Open]:
    made: list[GoToDialog] = []

    def shown(typed: str = "", *, commands_only: bool = False) -> GoToDialog:
        menus = opened.window.menuBar()
        dialog = GoToDialog(opened.desk.bridge, menus, opened.window, commands_only=commands_only)
        made.append(dialog)
        dialog.show()
        dialog.search.setText(typed)
        return dialog

    yield shown
    for dialog in made:
        dialog.close()
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def titles(dialog: GoToDialog) -> list[str]:
    return [dialog.hits.item(n).text() for n in range(dialog.hits.count())]


def kinds(dialog: GoToDialog) -> list[str]:
    rows = (dialog.hits.item(n).data(Qt.ItemDataRole.UserRole) for n in range(dialog.hits.count()))
    return [row.kind for row in rows]


def choose(opened: Application, typed: str, kind: str, *, commands_only: bool = False) -> None:
    """Open the palette as the menu does, type, walk down to the first hit of a kind, and Enter."""

    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        try:
            QTest.keyClicks(dialog.search, typed)
            seen.extend(kinds(dialog))
            for _ in range(seen.index(kind)):
                QTest.keyClick(dialog.search, Qt.Key.Key_Down)
            QTest.keyClick(dialog.search, Qt.Key.Key_Return)
        finally:
            dialog.done(dialog.result())  # what went wrong must not leave the box open

    QTimer.singleShot(0, act)
    opened.desk.dialogs.go_to(commands_only=commands_only)
    assert kind in seen


def test_each_key_narrows_and_the_first_hit_is_chosen(palette: Open) -> None:
    dialog = palette()
    QTest.keyClicks(dialog.search, "bib")
    many = dialog.hits.count()
    QTest.keyClicks(dialog.search, "liotek osterbro")
    assert 0 < dialog.hits.count() < many
    assert "Østerbro Bibliotek" in dialog.row().title


def test_drill_entries_come_first_and_a_number_tells_itself(palette: Open) -> None:
    assert kinds(palette("borgercenter"))[0] == "drill_entry"
    row = palette("3366 3366").row()
    assert row.field.startswith("phones.")
    assert row.text in row.spoken


def test_nothing_found_is_said(palette: Open) -> None:
    dialog = palette("qqqq")
    assert dialog.hits.count() == 0
    assert dialog.empty.isVisible()
    assert "qqqq" in dialog.empty.accessibleName()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_was_gone_to_is_offered_first_and_only_while_it_is(
    opened: Application, palette: Open
) -> None:
    assert palette().empty.isVisible()
    choose(opened, "borgercenter voksne", "contact")
    choose(opened, "vuggestuer og", "page")
    again = palette()
    assert kinds(again) == ["page", "contact"]


def test_commands_only_lists_what_can_be_done_with_its_keys(palette: Open) -> None:
    dialog = palette(commands_only=True)
    assert set(kinds(dialog)) == {ACTION}
    assert "Fortryd" not in titles(dialog)  # nothing to undo yet
    dialog.search.setText("kontroller alt")
    assert dialog.row().what == "F9"
    assert dialog.row().where == "Kontrol"


def test_a_command_is_done(opened: Application) -> None:
    choose(opened, "kontaktliste", ACTION, commands_only=True)
    assert opened.window.current_page == "list"


def test_a_drill_entry_leads_to_its_card(opened: Application) -> None:
    desk = opened.desk
    entry = next(e for e in desk.bridge.state.all(DrillEntry) if e.placed)
    choose(opened, entry_title(desk.bridge.state, entry), "drill_entry")
    assert opened.window.current_page == "drill"
    assert desk.drill.model.entry_id(desk.drill.view.currentIndex()) == entry.id


def test_a_list_entry_leads_to_its_row_through_a_filter(opened: Application) -> None:
    desk = opened.desk
    entry = next(iter(desk.bridge.state.all(ListEntry)))
    opened.window.show_page("list")
    desk.contact_list.search.setText("noget helt andet")
    QTest.keyClick(desk.contact_list.search, Qt.Key.Key_Return)
    choose(opened, entry_title(desk.bridge.state, entry), "list_entry")
    assert [row.key for row in desk.contact_list.chosen()] == [entry.id]


def test_a_page_leads_to_its_node(opened: Application) -> None:
    desk = opened.desk
    page = next(p for p in desk.bridge.state.all(Page) if p.parent is not None)
    choose(opened, page.title, "page")
    found = desk.bridge.state.get(Page, desk.hierarchy.tree.view.current_page)
    assert found is not None
    assert found.title == page.title


def test_a_number_leads_to_its_field(opened: Application, qtbot: Any) -> None:
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    desk = opened.desk
    contact = next(c for c in desk.bridge.state.all(Contact) if c.phones)
    desk.bridge.run(
        EditContact(
            contact.id,
            "phones",
            (type(contact.phones[0])(contact.phones[0].part_id, "33 99 88 77"),),
        )
    )
    choose(opened, "+45 3399 8877", "contact")
    assert desk.editor.editing.shown.contact == contact.id
    assert "33 99 88 77" in opened.window.focusWidget().text()


@pytest.mark.parametrize(
    ("pieces", "text", "marked"),
    [
        (["ors"], "Til Ørstedsparken", ["Ørs"]),
        (["ors"], "Oerstedsparken", ["Oers"]),
        (["3366"], "Ring 33 66 33 66", ["33 66"]),
        (["bibliotek"], "Hovedbiblioteket", ["bibliotek"]),
        (["b", "bi"], "Bi bo", ["Bi", "b"]),
        (["xyz"], "Bi bo", []),
    ],
)
def test_what_matches_is_marked(pieces: list[str], text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in short_spans(pieces, text)] == marked


def test_esc_closes_the_palette_also_where_something_is_typed(palette: Open) -> None:
    dialog = palette("parkering")
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == GoToDialog.DialogCode.Rejected

"""Find and replace: a row for each field, ticked by row, told of by the rules, undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.pages import EditPage
from kkworkbench.workspace.replacing import Group
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.dialogs import find_replace
from ui.dialogs.find_replace import AFTER, BEFORE, BREAKS, WHERE, FindReplaceDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


@pytest.fixture
def dialog(opened: Application) -> Iterator[FindReplaceDialog]:
    made = FindReplaceDialog(opened.desk.bridge, opened.window)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def look_for(dialog: FindReplaceDialog, wanted: str, new: str, *groups: Group) -> None:
    for group, box in dialog.groups.items():
        box.setChecked(not groups or group in groups)
    dialog.wanted.setText(wanted)
    dialog.new.setText(new)
    dialog.look_up()


def titled(application: Application) -> set[str]:
    return {page.title for page in application.desk.bridge.state.all(Page)}


def test_nothing_is_shown_before_anything_is_typed(dialog: FindReplaceDialog) -> None:
    assert dialog.empty.isVisible()
    assert not dialog.replace_button.isEnabled()
    QTest.keyClicks(dialog.wanted, "bibliotek")
    QTest.keyClick(dialog.wanted, Qt.Key.Key_Return)
    assert dialog.tree.isVisible()
    assert dialog.tree.topLevelItemCount() > 0


def test_with_nothing_to_put_in_its_place_the_button_says_that_it_deletes(
    dialog: FindReplaceDialog,
) -> None:
    look_for(dialog, "Bibliotek", "", Group.TITLES)
    assert dialog.replace_button.text().startswith("Slet")
    assert dialog.replace_button.property("kind") != "primary"
    look_for(dialog, "Bibliotek", "Boghus", Group.TITLES)
    assert dialog.replace_button.text().startswith("E&rstat")
    assert dialog.replace_button.property("kind") == "primary"


def test_what_is_ticked_is_replaced_and_undone_as_one_step(
    opened: Application, dialog: FindReplaceDialog
) -> None:
    before = opened.desk.bridge.state
    look_for(dialog, "Bibliotek", "Boghus", Group.TITLES)
    assert dialog.tree.topLevelItemCount() > 2
    kept = dialog.tree.topLevelItem(0)
    kept.setCheckState(WHERE, Qt.CheckState.Unchecked)
    count = len(dialog.ticked())
    assert str(count) in dialog.replace_button.text()
    dialog.replace_button.click()
    assert "Østerbro Boghus" in titled(opened)
    assert dialog.tree.topLevelItemCount() == 1
    assert not dialog.ticked(), "what was unticked stays so"
    opened.desk.bridge.undo()
    assert opened.desk.bridge.state == before


def test_none_and_all_can_be_ticked(dialog: FindReplaceDialog) -> None:
    look_for(dialog, "Bibliotek", "Boghus", Group.TITLES)
    dialog.none_button.click()
    assert dialog.ticked() == ()
    assert not dialog.replace_button.isEnabled()
    dialog.all_button.click()
    assert len(dialog.ticked()) == dialog.tree.topLevelItemCount()


def test_the_rules_tell_what_a_row_would_break(dialog: FindReplaceDialog) -> None:
    look_for(dialog, "Østerbro Bibliotek", "hjælp@kk.dk", Group.TITLES)
    told = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    assert all(int(item.text(BREAKS)) > 0 and item.toolTip(BREAKS) for item in told)
    look_for(dialog, "Østerbro Bibliotek", "", Group.TITLES)
    assert dialog.tree.topLevelItem(0).text(AFTER) == "(tomt)"
    look_for(dialog, "Østerbro Bibliotek", "Østerbro Boghus", Group.TITLES)
    assert dialog.tree.topLevelItem(0).text(BREAKS) == ""


def test_a_stale_row_is_refused_and_a_new_search_shows_it_anew(
    opened: Application, dialog: FindReplaceDialog, qtbot: Any
) -> None:
    changed = page_id(opened, "Østerbro Bibliotek")
    look_for(dialog, "Østerbro Bibliotek", "Boghus", Group.TITLES)
    opened.desk.bridge.run(EditPage(changed, "title", "Østerbro Bibliotek ved søen"))  # type: ignore[arg-type]
    with qtbot.waitSignal(opened.desk.bridge.refused) as told:
        dialog.replace_button.click()
    assert "Østerbro Bibliotek ved søen" in told.args[0]
    dialog.look_up()
    dialog.replace_button.click()
    assert "Boghus ved søen" in titled(opened)


def test_a_long_text_is_shown_from_where_it_changes(
    opened: Application, dialog: FindReplaceDialog
) -> None:
    id_ = next(iter(opened.desk.bridge.state.all(Page))).id
    body = f"<p>{'Før. ' * 40}<b>Her</b> er bussen.</p>"
    opened.desk.bridge.run(EditPage(id_, "body", body))
    look_for(dialog, "bussen", "toget", Group.BODIES)
    (item,) = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    assert item.text(BEFORE).startswith("…")
    assert item.text(BEFORE).endswith("er bussen.")
    assert item.text(AFTER).endswith("er toget.")


def test_enter_in_the_table_leads_to_the_field(dialog: FindReplaceDialog, qtbot: Any) -> None:
    look_for(dialog, "Østerbro Bibliotek", "Boghus", Group.TITLES)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.tree.setFocus()
    with qtbot.waitSignal(dialog.place_requested) as told:
        QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert told.args[2] in ("title", "name")


def test_links_are_left_alone_until_they_are_chosen(opened: Application, qtbot: Any) -> None:
    made = FindReplaceDialog(opened.desk.bridge, opened.window)
    qtbot.addWidget(made)
    assert [group for group, box in made.groups.items() if not box.isChecked()] == [Group.LINKS]


def test_a_long_search_leaves_the_window_free_and_nothing_stale_can_be_written(
    dialog: FindReplaceDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.wanted.setText("borger")
    dialog.look_up()
    rows = dialog.tree.topLevelItemCount()
    told = [dialog.tree.topLevelItem(n).text(BREAKS) for n in range(rows)]
    assert rows > 1
    monkeypatch.setattr(find_replace, "SLICE_SECONDS", 0)
    monkeypatch.setattr(find_replace, "AT_ONCE", 1)
    dialog.look_up()
    assert dialog.tree.topLevelItemCount() == 0
    assert not dialog.replace_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.is_looking)
    assert [dialog.tree.topLevelItem(n).text(BREAKS) for n in range(rows)] == told
    assert dialog.replace_button.isEnabled()

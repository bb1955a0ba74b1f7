"""Good boxes stand in the rule catalogue as examples (P62)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import db
from kkworkbench.model.contact import ContactBox
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.good_boxes import flawed_subjects, good_boxes
from ui.app import Application
from ui.dialogs.catalogue import EXAMPLES, NAME, CatalogueDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


@pytest.fixture
def catalogue(opened: Application) -> Any:
    dialog = CatalogueDialog(opened.desk.bridge, EXAMPLES, opened.window)
    dialog.place_requested.connect(opened.desk.show_finding)
    dialog.show()
    yield dialog
    dialog.deleteLater()


def test_the_demo_has_examples_and_each_is_shown_as_citizens_see_it(
    catalogue: CatalogueDialog, opened: Application
) -> None:
    bridge, view = opened.desk.bridge, catalogue.examples
    expected = good_boxes(bridge.state, flawed_subjects(bridge.results.all()))
    assert 0 < len(expected) == view.count()
    assert view.isVisible()
    assert not catalogue.detail.isVisible()
    assert catalogue.tree.currentItem().text(NAME) == f"Gode kontaktbokse ({len(expected)})"
    for row, each in enumerate(expected):
        view.list.setCurrentRow(row)
        assert each.page.title in view.list.currentItem().text()
        assert each.contact.phones[0].number in view.preview.accessibleDescription() + (
            view.preview.accessibleName()
        )


def test_enter_goes_to_the_box_and_the_arrows_walk(
    catalogue: CatalogueDialog, opened: Application, qtbot: QtBot
) -> None:
    view = catalogue.examples
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    wanted = view.current()
    assert view.list.currentRow() == 1
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert not catalogue.isVisible()
    assert opened.desk.editor.editing.shown.page == wanted.page.id
    assert opened.desk.editor.editing.shown.contact == wanted.contact.id


def test_a_click_on_the_button_goes_to_the_box(
    catalogue: CatalogueDialog, opened: Application, qtbot: QtBot
) -> None:
    wanted = catalogue.examples.current()
    catalogue.examples.go_button.click()
    assert opened.desk.editor.editing.shown.box == wanted.box.id
    assert not catalogue.isVisible()


def test_a_box_that_gets_a_finding_is_an_example_no_more(
    catalogue: CatalogueDialog, opened: Application
) -> None:
    bridge, view = opened.desk.bridge, catalogue.examples
    first = view.current()
    assert bridge.run(EditContact(first.contact.id, "phones", ()))
    bridge.settle()
    boxes = [view.list.item(n).data(Qt.ItemDataRole.UserRole).box for n in range(view.count())]
    assert first.box not in boxes
    opened.desk.undo()
    bridge.settle()
    assert view.list.item(0).data(Qt.ItemDataRole.UserRole).box == first.box


def test_without_examples_it_says_what_makes_a_good_box(
    application: Application, tmp_path: Path
) -> None:
    path = tmp_path / "empty.kkw"
    db.create_store(path, "Tom", [Page("p", title="Side"), ContactBox("b", "p", "-")]).close()
    assert application.open(path)
    application.desk.bridge.settle()
    dialog = CatalogueDialog(application.desk.bridge, EXAMPLES, application.window)
    dialog.show()
    assert dialog.examples.count() == 0
    assert dialog.examples.empty.isVisible()
    assert "adresse og åbningstider" in dialog.examples.empty.accessibleName()
    assert not dialog.examples.go_button.isVisible()
    dialog.deleteLater()


def test_the_search_finds_the_row_of_the_examples(catalogue: CatalogueDialog) -> None:
    row = catalogue.tree.topLevelItem(0)
    catalogue.search.search_changed.emit("gode kontakt")
    assert not row.isHidden()
    catalogue.search.search_changed.emit("K202")
    assert row.isHidden()


def test_the_catalogue_of_the_menu_goes_to_the_box(opened: Application) -> None:
    wanted: list[str] = []

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CatalogueDialog)
        dialog.select(EXAMPLES)
        wanted.append(dialog.examples.current().box.id)
        dialog.examples.go_button.click()

    QTimer.singleShot(0, go)
    opened.window.actions_by_name["catalogue"].trigger()
    assert wanted == [opened.desk.editor.editing.shown.box]

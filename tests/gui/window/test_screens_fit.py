"""The screens on a small projector at 100, 150 and 200 %, and without a mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kkworkbench.messages import Messages
from kkworkbench.model.setting import Waiver
from kkworkbench.workspace.commands.contacts import AddContact, EditContact
from kkworkbench.workspace.commands.settings import Waive
from tests.gui.window.accessible import controls, faults
from tests.gui.window.every_dialog import DIALOGS, NAME, ROOM, contact_of
from tests.gui.window.filled_dialogs import REASON
from ui import i18n, theme
from ui.app import Application
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.waivers import BY, FIELD, VALUE, WaiversDialog
from ui.dialogs.where_used import FIELD as USE_FIELD
from ui.dialogs.where_used import NOW, WhereUsedDialog
from ui.panels.problems import ProblemsPanel
from ui.widgets import ElidedLabel, WrapLabel


@pytest.fixture(scope="module")
def filled_once(opened_once: Application) -> Application:
    """Give the demo a double and a dispensation, so that no list is empty."""
    bridge = opened_once.desk.bridge
    first = contact_of(bridge)
    assert bridge.run(AddContact("zz-double", "Handicap, Borgercentr"))
    phones = (replace(first.phones[0], part_id="zz-phone", label="Ny", hours=None),)
    assert bridge.run(EditContact("zz-double", "phones", phones))
    bridge.settle()
    finding = next(r.finding for r in bridge.results_of(first.id) if r.finding.code == "K202")
    waiver = Waiver(
        "w", "K202", first.id, finding.field, finding.value, REASON, "Anne", date(2099, 1, 1)
    )
    assert bridge.run(Waive(waiver))
    bridge.settle()
    return opened_once


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=["100", "150", "200"])
def zoom(request: Any) -> float:
    return float(request.param)


@pytest.fixture
def filled(filled_once: Application, qapp: QApplication, request: Any) -> Iterator[Application]:
    """Give the open window the zoom of the test: it applies its own when it opens."""
    wanted = request.getfixturevalue("zoom") if "zoom" in request.fixturenames else 1.0
    if theme.current().zoom != wanted:
        theme.apply(qapp, theme.Theme(zoom=wanted))
    yield filled_once
    # What stays alive is dressed anew at each zoom.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def in_english(
    qapp: QApplication, filled_once: Application, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Say all in English in the dialogs that are made now; the window keeps its texts."""
    monkeypatch.setattr(filled_once.desk.bridge, "_messages", Messages("en"))
    i18n.install(qapp, "en")
    yield
    i18n.install(qapp, "da")


def shown(dialog: QDialog) -> QDialog:
    dialog.resize(*ROOM)
    dialog.show()
    QApplication.processEvents()
    return dialog


def visible(dialog: QDialog, kind: Any) -> list[Any]:
    return [each for each in dialog.findChildren(kind) if each.isVisibleTo(dialog)]


def all_in_sight(dialog: QDialog) -> None:
    """Hold that a dialog gets by with its room, and no button or column is cut."""
    assert (dialog.width(), dialog.height()) == ROOM, dialog.minimumSizeHint()
    for box in visible(dialog, QDialogButtonBox):
        for button in filter(QAbstractButton.isVisible, box.buttons()):
            at = button.mapTo(dialog, QPoint(0, 0))
            assert dialog.rect().contains(button.rect().translated(at)), button.text()
            assert button.width() >= button.sizeHint().width(), button.text()
    for header in visible(dialog, QHeaderView):
        for column in range(header.count()):
            if not header.isSectionHidden(column) and header.orientation() is Qt.Horizontal:
                assert header.sectionSize(column) >= header.sectionSizeHint(column)


@pytest.mark.parametrize("name", DIALOGS)
def test_all_buttons_and_columns_are_in_sight(zoom: float, filled: Application, name: str) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    all_in_sight(dialog)
    for view in (
        visible(dialog, QTreeView) + visible(dialog, QTableView) + visible(dialog, QListView)
    ):
        assert view.viewport().height() > 0
        if zoom < 2 and name != "workshop: card sort":  # a group makes any number of categories
            assert view.horizontalScrollBar().maximum() == 0, view.accessibleName()
    dialog.deleteLater()


@pytest.mark.parametrize("name", [name for name in DIALOGS if name.startswith("import")])
def test_no_button_field_or_name_of_the_guide_is_cut(
    zoom: float, filled: Application, name: str
) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    for kind in (QPushButton, QCheckBox, QComboBox, QLineEdit, QLabel):
        for each in visible(dialog, kind):
            view = each.parentWidget().parentWidget()
            if isinstance(view, QAbstractItemView):
                continue  # what stands in a row is scrolled to
            at = each.mapTo(dialog, QPoint(0, 0))
            assert dialog.rect().contains(each.rect().translated(at)), each
            if isinstance(each, WrapLabel):
                assert each.height() >= each.heightForWidth(each.width()), each.text()
            elif not isinstance(each, ElidedLabel):
                assert each.width() >= each.minimumSizeHint().width(), each
                assert each.height() >= each.minimumSizeHint().height(), each
    for box in dialog.findChildren(QComboBox) if name == "import: columns" else ():
        if box.isVisibleTo(dialog) and isinstance(
            box.parentWidget().parentWidget(), QAbstractItemView
        ):
            assert box.height() >= box.sizeHint().height()
            assert box.width() >= box.sizeHint().width()
    dialog.deleteLater()


@pytest.mark.parametrize("zoom", [2.0], indirect=True)
@pytest.mark.parametrize("name", DIALOGS)
def test_in_english_all_is_in_sight_and_named_at_200(
    zoom: float, filled: Application, in_english: None, name: str
) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    all_in_sight(dialog)
    assert faults(dialog, "en") == []
    assert letters_of_two_buttons(dialog) == []
    dialog.deleteLater()


@pytest.mark.parametrize("name", DIALOGS)
def test_each_control_has_a_name_and_a_role_tab_goes_there_and_back_and_esc_closes(
    filled: Application, qtbot: QtBot, name: str
) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    before = filled.desk.bridge.state
    assert faults(dialog, "da") == []
    assert letters_of_two_buttons(dialog) == []
    wanted = {
        each
        for each in controls(dialog)
        if isinstance(each, QAbstractButton | QAbstractItemView)
        and (each.isChecked() if isinstance(each, QRadioButton) else True)  # arrows reach the rest
    }
    start = QApplication.focusWidget()
    passed: list[QWidget] = []
    for _ in range(80):
        focused = QApplication.focusWidget()
        passed.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start and wanted <= set(passed):
            break
    assert wanted <= set(passed), wanted - set(passed)
    for expected in reversed(passed):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier
        )
        assert QApplication.focusWidget() is expected
    if name != "working":  # it asks before it is called off
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
    assert filled.desk.bridge.state == before
    dialog.deleteLater()


def letters_of_two_buttons(dialog: QDialog) -> list[str]:
    letters = Counter(
        text[text.index("&") + 1].casefold()
        for button in visible(dialog, QAbstractButton)
        if "&" in (text := button.text().replace("&&", ""))
    )
    return [letter for letter, count in letters.items() if count > 1]


def test_every_dialog_of_the_program_is_looked_at(filled: Application) -> None:
    known = set()
    for file in Path("ui").rglob("*.py"):
        module = import_module(".".join(file.with_suffix("").parts))
        known |= {
            each
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, QDialog) and each.__module__[:3] == "ui."
        }
    made = [make(filled.desk.bridge, filled.window) for make in DIALOGS.values()]
    assert known - {each for dialog in made for each in type(dialog).__mro__} == set()
    for dialog in made:
        dialog.deleteLater()


def test_a_narrow_list_of_dispensations_says_the_rest_below(filled: Application) -> None:
    dialog = WaiversDialog(filled.desk.bridge, filled.window)
    shown(dialog)
    rare = (FIELD, VALUE, BY)
    assert not any(dialog.list.isColumnHidden(column) for column in rare)
    dialog.resize(700, 400)
    QApplication.processEvents()
    assert all(dialog.list.isColumnHidden(column) for column in rare)
    words = dialog.words.text()
    for part in (NAME, "Telefonformat (K202)", "Telefon", "33178800", REASON, "givet af Anne"):
        assert part in words
    dialog.end()
    assert not dialog.words.isVisible()
    dialog.deleteLater()
    filled.desk.bridge.undo()


def test_columns_that_say_nothing_are_left_out(filled: Application) -> None:
    bridge = filled.desk.bridge
    of_contact = WhereUsedDialog(bridge, "", contact_of(bridge).id, filled.window)
    of_number = WhereUsedDialog(bridge, "33 66 33 66", "", filled.window)
    assert all(of_contact.tree.isColumnHidden(column) for column in (USE_FIELD, NOW))
    assert not any(of_number.tree.isColumnHidden(column) for column in (USE_FIELD, NOW))
    for dialog in (of_contact, of_number):
        dialog.deleteLater()


def test_without_doubles_there_are_no_buttons_to_merge_with(opened: Application) -> None:
    dialog = shown(DuplicatesDialog(opened.desk.bridge, opened.window))
    for button in (dialog.merge_button, dialog.swap_button, dialog.waive_button):
        assert not button.isVisible()
    dialog.deleteLater()


def test_the_counts_of_problems_stand_alone_where_words_have_no_room(
    filled: Application, qtbot: QtBot
) -> None:
    panel = ProblemsPanel(filled.desk.bridge)
    qtbot.addWidget(panel)
    count = next(iter(panel._counts.values()))
    for width, has_words in ((1300, True), (640, False), (1300, True)):
        panel.resize(width, 200)
        panel.show()
        QApplication.processEvents()
        assert panel.width() == width
        assert panel.search.geometry().right() < width
        assert count.text().endswith("fejl") is has_words
        assert count.text()[0].isdigit()
        assert count.accessibleName().endswith("fejl")


def test_a_guideline_without_types_says_so_until_the_first_is_added(opened: Application) -> None:
    dialog = shown(PropertiesDialog(opened.desk.bridge, None, opened.window))
    form = dialog.guideline
    dialog.tabs.setCurrentWidget(form)
    assert form.table.rowCount() == 0
    assert not form.table.isVisible()
    form.new_type.setText("Ansøgning")
    form.add_type()
    assert form.table.isVisible()
    assert form.table.hasFocus()
    dialog.deleteLater()

"""The screens on a small projector at 100, 150 and 200 %, and without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt
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
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.setting import Waiver
from kkworkbench.workspace.bulk_edits import BulkField
from kkworkbench.workspace.commands.contacts import AddContact, EditContact
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.plan import FieldChange, Plan, PlanKind, PlannedChange, Rejected
from kkworkbench.workspace.search import all_rows
from tests.gui.window.compared import compare_of
from tests.gui.window.filled_dialogs import REASON, replacing, take_over_of, written_files
from tests.gui.window.workshop import WORKSHOP_DIALOGS
from ui import theme
from ui.app import Application
from ui.bridge import Bridge
from ui.dialogs.bulk_edit import BulkEditDialog
from ui.dialogs.catalogue import EXAMPLES, CatalogueDialog
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.export_batch import DIFFERENCE, FILES, GATE, ExportBatchDialog
from ui.dialogs.few_routes import RoutesDialog
from ui.dialogs.fix_all import FixAllDialog
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.holidays import HolidaysDialog
from ui.dialogs.paste_block import PasteBlockDialog
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.try_search import TrySearchDialog
from ui.dialogs.waivers import BY, FIELD, VALUE, WaiversDialog
from ui.dialogs.where_used import FIELD as USE_FIELD
from ui.dialogs.where_used import NOW, WhereUsedDialog
from ui.editor.unit_picker import UnitPicker
from ui.editor.waive import WaiverDialog
from ui.exporting.history import BatchHistoryDialog
from ui.exporting.prototype import PrototypeDialog
from ui.exporting.written import WrittenDialog
from ui.importing.guide import COLUMNS, FILE, PLAN, ImportGuide
from ui.panels.problems import ProblemsPanel
from ui.panels.record_picker import RecordPicker
from ui.widgets import ElidedLabel, WrapLabel

ROOM = (1178, 662)
"""What a dialog may take of a screen of 1280 × 720."""
NAME = "Borgercenter Handicap"

DIALOGS: dict[str, Callable[[Bridge, QWidget], QDialog]] = {
    "catalogue": lambda bridge, window: CatalogueDialog(bridge, "K303", window),
    "examples": lambda bridge, window: CatalogueDialog(bridge, EXAMPLES, window),
    "settings": SettingsDialog,
    "waivers": WaiversDialog,
    "waive": lambda bridge, window: WaiverDialog(REASON, bridge.today(), None, window),
    "fix all": FixAllDialog,
    "replace": lambda bridge, window: replacing(bridge, window, "bibliotek"),
    "go to": lambda bridge, window: GoToDialog(bridge, window.menuBar(), window),
    "commands": lambda bridge, window: GoToDialog(
        bridge, window.menuBar(), window, commands_only=True
    ),
    "duplicates": DuplicatesDialog,
    "few ways": lambda bridge, window: RoutesDialog(bridge, "", window),
    "ways": lambda bridge, window: RoutesDialog(bridge, contact_of(bridge).id, window),
    "uses": lambda bridge, window: WhereUsedDialog(bridge, "33 66 33 66", "", window),
    "uses of a contact": lambda bridge, window: WhereUsedDialog(
        bridge, "", contact_of(bridge).id, window
    ),
    "search": lambda bridge, window: TrySearchDialog(bridge, "hvordan får jeg nyt pas", window),
    "export": ExportBatchDialog,
    "export: gate": lambda bridge, window: export_at(bridge, window, GATE),
    "export: difference": lambda bridge, window: export_at(bridge, window, DIFFERENCE),
    "export: files": lambda bridge, window: export_at(bridge, window, FILES),
    "export: written": lambda _bridge, window: WrittenDialog(written_files(), REASON, window),
    "batches": BatchHistoryDialog,
    "record": RecordPicker,
    "prototype": PrototypeDialog,
    "properties": lambda bridge, window: PropertiesDialog(bridge, None, window),
    "unit": lambda bridge, window: UnitPicker(bridge, contact_of(bridge).id, window),
    "import: files": lambda bridge, window: guide_of(bridge, window, FILE),
    "import: columns": lambda bridge, window: guide_of(bridge, window, COLUMNS),
    "import: difference": lambda bridge, window: guide_of(bridge, window, PLAN),
    "import: rejected": lambda bridge, window: guide_of(bridge, window, PLAN, tab=1),
}
LONG = "Kontaktoplysninger fra Socialforvaltningen, modtaget 14. oktober (endelig version 3).csv"
ROWS = f"Trukket af Anne;;;\n\nEnhed;Ring på;Gruppe;Post nr\n{NAME};33173334;X;22x\n"


def export_at(bridge: Bridge, window: QWidget, step: int) -> ExportBatchDialog:
    """Return the export at a step, with the keyboard in it."""
    dialog = ExportBatchDialog(bridge, window)
    dialog.steps.setCurrentIndex(step)
    return dialog


DIALOGS["take over"] = take_over_of


def bulk_edit_of(bridge: Bridge, window: QWidget) -> BulkEditDialog:
    """Return the dialog on every entry, at the field with the most to fill in."""
    dialog = BulkEditDialog(bridge, tuple(all_rows(bridge.state)), window)
    dialog.field.setCurrentIndex(dialog.field.findData(BulkField.WRITTEN))
    return dialog


def paste_of(bridge: Bridge, window: QWidget) -> PasteBlockDialog:
    """Return the dialog with a block that offers, is refused and is not understood in part."""
    data = QMimeData()
    data.setText(f"{NAME}\nMobil: 21 22 23 24\nMan 9-12\nx@kk.dk\n{REASON}")
    return PasteBlockDialog(bridge, contact_of(bridge).id, data, window)


DIALOGS["compare"] = compare_of
DIALOGS["bulk edit"] = bulk_edit_of
DIALOGS["paste block"] = paste_of
DIALOGS.update(WORKSHOP_DIALOGS)
DIALOGS["holidays"] = lambda bridge, window: HolidaysDialog(Hours(), bridge.today(), window)


def guide_of(bridge: Bridge, window: QWidget, step: int, tab: int = 0) -> ImportGuide:
    """Return the guide at a step, with a file of a long name and all kinds of changes."""
    guide = ImportGuide(bridge, window)
    with TemporaryDirectory() as folder:
        path = Path(folder, LONG)
        path.write_text(ROWS, encoding="utf-8")
        guide.take_files([path])
    if step != FILE:
        guide.go_on()
        assert guide.pages.currentIndex() == COLUMNS
    if step == PLAN:
        contact = contact_of(bridge)
        said = "Mandag 06:45-16:45 Tirsdag 06:45-16:45 Onsdag 06:45-16:45 Torsdag 06:45-16:45"
        fields = (
            FieldChange("name", NAME, REASON, "Handicap", True),
            FieldChange("note", "", said),
        )
        changes = [
            PlannedChange(kind, kind.value, NAME, 1, fields, (contact,), why="why.box_kle")
            for kind in PlanKind
        ]
        changes[0] = replace(changes[0], build=lambda _fields: (contact,))
        refused = Rejected(LONG, "Ark1", 4, "Post nr", REASON, "reject.book_not_on_the_list")
        dropped = {"email": 387, "person": 12, "inward": 7}
        guide.plan.show_plan(Plan("kkorg", LONG, tuple(changes), (refused,), dropped), "KK Org")
        guide.plan.tabs.setCurrentIndex(tab)
        guide.pages.setCurrentIndex(PLAN)
        guide._refresh()
    return guide


def contact_of(bridge: Bridge) -> Contact:
    return next(c for c in bridge.state.all(Contact) if c.name == NAME)


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


def shown(dialog: QDialog) -> QDialog:
    dialog.resize(*ROOM)
    dialog.show()
    QApplication.processEvents()
    return dialog


def visible(dialog: QDialog, kind: Any) -> list[Any]:
    return [each for each in dialog.findChildren(kind) if each.isVisibleTo(dialog)]


@pytest.mark.parametrize("name", DIALOGS)
def test_all_buttons_and_columns_are_in_sight(zoom: float, filled: Application, name: str) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    assert (dialog.width(), dialog.height()) == ROOM, dialog.minimumSizeHint()
    for box in visible(dialog, QDialogButtonBox):
        for button in filter(QAbstractButton.isVisible, box.buttons()):
            at = button.mapTo(dialog, QPoint(0, 0))
            assert dialog.rect().contains(button.rect().translated(at)), button.text()
            assert button.width() >= button.sizeHint().width(), button.text()
    for view in (
        visible(dialog, QTreeView) + visible(dialog, QTableView) + visible(dialog, QListView)
    ):
        assert view.viewport().height() > 0
        if zoom < 2 and name != "workshop: card sort":  # a group makes any number of categories
            assert view.horizontalScrollBar().maximum() == 0, view.accessibleName()
    for header in visible(dialog, QHeaderView):
        for column in range(header.count()):
            if not header.isSectionHidden(column) and header.orientation() is Qt.Horizontal:
                assert header.sectionSize(column) >= header.sectionSizeHint(column)
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


@pytest.mark.parametrize("name", DIALOGS)
def test_each_control_is_reached_by_tab_has_a_name_and_esc_closes(
    filled: Application, qtbot: QtBot, name: str
) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    before = filled.desk.bridge.state
    wanted = {
        each
        for each in visible(dialog, QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and (each.focusProxy() is None)
        and isinstance(each, QAbstractButton | QAbstractItemView)
    }
    for each in wanted:
        text = each.text() if isinstance(each, QAbstractButton) else ""
        assert each.accessibleName() or text, each
    reached = set()
    for _ in range(80):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached, wanted - reached
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert filled.desk.bridge.state == before
    dialog.deleteLater()


@pytest.mark.parametrize("name", DIALOGS)
def test_no_letter_stands_for_two_buttons(filled: Application, name: str) -> None:
    dialog = shown(DIALOGS[name](filled.desk.bridge, filled.window))
    letters = [
        text[text.index("&") + 1].casefold()
        for button in visible(dialog, QAbstractButton)
        if "&" in (text := button.text().replace("&&", ""))
    ]
    assert sorted(letters) == sorted(set(letters))
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

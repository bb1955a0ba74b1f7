"""Every dialog of the program, each with something in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QDialog, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.workspace.bulk_edits import BulkField
from kkworkbench.workspace.plan import FieldChange, Plan, PlanKind, PlannedChange, Rejected
from kkworkbench.workspace.search import all_rows
from tests.gui.window.compared import compare_of
from tests.gui.window.filled_dialogs import REASON, replacing, take_over_of, written_files
from tests.gui.window.workshop import WORKSHOP_DIALOGS
from ui.bridge import Bridge
from ui.dialogs.about import AboutDialog
from ui.dialogs.bin import BinDialog
from ui.dialogs.bulk_edit import BulkEditDialog
from ui.dialogs.catalogue import EXAMPLES, CatalogueDialog
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.export_batch import DIFFERENCE, FILES, GATE, ExportBatchDialog
from ui.dialogs.fault_report import FaultReportDialog
from ui.dialogs.few_routes import RoutesDialog
from ui.dialogs.fix_all import FixAllDialog
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.holidays import HolidaysDialog
from ui.dialogs.move_to import MoveToDialog
from ui.dialogs.new_page import NewPageDialog
from ui.dialogs.page_picker import PagePicker
from ui.dialogs.paste_block import PasteBlockDialog
from ui.dialogs.principle import PrincipleDialog
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.settling import Settling
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.swap import SwapDialog
from ui.dialogs.terms import NameDialog, TermsDialog
from ui.dialogs.try_search import TrySearchDialog
from ui.dialogs.usage_ranking import UsageRankingDialog
from ui.dialogs.waive_many import WaiveManyDialog
from ui.dialogs.waivers import WaiversDialog
from ui.dialogs.where_used import WhereUsedDialog
from ui.dialogs.working import Working
from ui.editor.contact_picker import ContactPicker
from ui.editor.unit_picker import UnitPicker
from ui.editor.waive import WaiverDialog
from ui.exporting.history import BatchHistoryDialog
from ui.exporting.prototype import PrototypeDialog
from ui.exporting.written import WrittenDialog
from ui.importing.guide import COLUMNS, FILE, PLAN, ImportGuide
from ui.panels.record_picker import RecordPicker

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


def other_page(bridge: Bridge) -> PageId:
    """Return a page that stands somewhere and is not in the drill menu."""
    taken = {entry.target for entry in bridge.state.all(DrillEntry)}
    return next(p.id for p in bridge.state.all(Page) if p.parent and p.id not in taken)


DIALOGS.update(
    {
        "new page": lambda bridge, window: NewPageDialog(bridge, other_page(bridge), window),
        "move to": lambda bridge, window: MoveToDialog(bridge, (other_page(bridge),), window),
        "swap": lambda bridge, window: SwapDialog(bridge, other_page(bridge), "", window),
        "bin": BinDialog,
        "page": lambda bridge, window: PagePicker(bridge, None, window),
        "contact": ContactPicker,
        "waive many": lambda bridge, window: WaiveManyDialog(
            bridge, tuple(bridge.results.all())[:9], window
        ),
        "terms": TermsDialog,
        "name": lambda bridge, window: NameDialog(REASON[:30], bridge.today(), window),
        "ranking": UsageRankingDialog,
        "principle": lambda bridge, window: PrincipleDialog(bridge, "P36", window),
        "shortcuts": lambda _bridge, window: ShortcutsDialog(window.menuBar(), window),
        "about": lambda _bridge, window: AboutDialog(window),
        "settling": Settling,
        "working": lambda _bridge, window: Working(REASON, lambda _token: None, window),
        "recovery": lambda bridge, window: RecoveryDialog(bridge, NAME, "26.11.2026", window),
        "fault": lambda _bridge, window: FaultReportDialog(Path("none"), window),
    }
)

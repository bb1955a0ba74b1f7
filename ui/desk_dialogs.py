"""The dialogs of an open workspace: what each is given, and where its answer goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kkworkbench.workspace.errors import Refused
from ui.dialogs.bin import BinDialog
from ui.dialogs.catalogue import CatalogueDialog
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.export_batch import ExportBatchDialog
from ui.dialogs.export_excel import export_excel, export_per_administration
from ui.dialogs.few_routes import RoutesDialog
from ui.dialogs.find_replace import FindReplaceDialog
from ui.dialogs.fix_all import FixAllDialog
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.principle import PrincipleDialog
from ui.dialogs.settling import settled
from ui.dialogs.terms import TermsDialog
from ui.dialogs.try_search import TrySearchDialog
from ui.dialogs.usage_ranking import UsageRankingDialog
from ui.dialogs.waivers import WaiversDialog
from ui.dialogs.where_used import WhereUsedDialog
from ui.exporting.chosen import selected_records
from ui.exporting.history import BatchHistoryDialog
from ui.exporting.prototype import InBrowser, export_prototype
from ui.exporting.take_over import TakeOverDialog
from ui.going import go
from ui.importing.guide import ImportGuide


class DeskDialogs(QObject):
    """Opens dialogs; what is being typed is saved before those that read the workspace."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk = desk
        self._browser: InBrowser | None = None

    def go_to(self, *, commands_only: bool = False) -> None:
        """Ask where to go, to anything or to a command."""
        desk = self._desk
        desk.flush()
        menus = desk.window.menuBar()
        dialog = GoToDialog(desk.bridge, menus, desk.window, commands_only=commands_only)
        chosen = dialog.exec() == GoToDialog.DialogCode.Accepted
        row = dialog.row()
        dialog.deleteLater()
        if chosen and row is not None:
            go(desk, row)

    def commands(self) -> None:
        """Ask for a command."""
        self.go_to(commands_only=True)

    def find_replace(self) -> None:
        """Replace a text wherever it stands."""
        self._desk.flush()
        dialog = FindReplaceDialog(self._desk.bridge, self._desk.window)
        dialog.place_requested.connect(self._desk.show_finding)
        dialog.exec()
        dialog.deleteLater()

    def open_bin(self) -> None:
        """Show what was deleted."""
        BinDialog(self._desk.bridge, self._desk.window).exec()

    def export_batch(self) -> None:
        """Write a batch for Drupal."""
        self._export(selected_records(self._desk), only=False)

    def export_selected(self, ids: Sequence[str]) -> None:
        """Write a batch of what is selected in the tree or the list."""
        self._export(ids, only=True)

    def _is_settled(self) -> bool:
        """Save what is being typed, and wait until all is checked; False where that is left."""
        self._desk.flush()
        return settled(self._desk.bridge, self._desk.window)

    def _is_barred(self) -> bool:
        """Say that something belongs to the main line, where that is not shown as it stands."""
        barred = not self._desk.bridge.workspace.is_current
        if barred:
            self._desk.bridge.tell(Refused("refused.in_variant"))
        return barred

    def _export(self, ids: Sequence[str], *, only: bool) -> None:
        if self._is_barred():
            return
        if not self._is_settled():
            return
        dialog = ExportBatchDialog(self._desk.bridge, self._desk.window, ids)
        if only:
            dialog.what.choose_selected()
        dialog.finding_activated.connect(self._desk.show_finding)
        dialog.exec()
        dialog.deleteLater()

    def show_batches(self) -> None:
        """Show the batches that were written."""
        self._batches().exec()

    def compare_batches(self) -> None:
        """Show what differs between the newest two batches."""
        dialog = self._batches()
        dialog.choose_newest_two()
        dialog.exec()

    def _batches(self) -> BatchHistoryDialog:
        self._desk.flush()
        dialog = BatchHistoryDialog(self._desk.bridge, self._desk.window)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def take_over(self) -> None:
        """Keep what a site made itself, so that it is updated and not doubled."""
        if self._is_barred():
            return
        self._desk.flush()
        dialog = TakeOverDialog(self._desk.bridge, self._desk.window)
        dialog.exec()
        dialog.deleteLater()

    def export_excel(self) -> None:
        """Write an Excel workbook."""
        if self._is_settled():
            export_excel(self._desk.bridge, self._desk.window)

    def export_per_administration(self) -> None:
        """Write an Excel workbook for each administration."""
        if self._is_settled():
            export_per_administration(self._desk.bridge, self._desk.window)

    def export_prototype(self) -> None:
        """Write a site to click through."""
        self._desk.flush()
        export_prototype(self._desk.bridge, self._desk.window)

    def show_in_browser(self, page_id: str) -> None:
        """Show a page in the browser as citizens see it."""
        self._desk.flush()
        self._browser = self._browser or InBrowser(self._desk.bridge, self._desk.window)
        self._browser.show_page(page_id)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Take in files of any source."""
        self._import(paths=paths)

    def sync_kk_org(self) -> None:
        """Take in what KK Org says now."""
        self._import(source="kkorg")

    def _import(self, **asked: Any) -> None:
        if self._is_barred():
            return
        self._desk.flush()
        guide = ImportGuide(self._desk.bridge, self._desk.window, **asked)
        guide.exec()
        guide.deleteLater()

    def show_principle(self, code: str) -> None:
        """Explain a rule."""
        PrincipleDialog(self._desk.bridge, code, self._desk.window).exec()

    def catalogue(self) -> None:
        """Show the rules, their switches and their findings."""
        self._desk.flush()
        dialog = CatalogueDialog(self._desk.bridge, parent=self._desk.window)
        dialog.findings_requested.connect(self._desk.show_findings_of)
        dialog.place_requested.connect(self._desk.show_finding)
        dialog.exec()

    def fix_all(self) -> None:
        """Show all safe fixes, and do those that are ticked."""
        if self._is_settled():
            FixAllDialog(self._desk.bridge, self._desk.window).exec()

    def waive(self) -> None:
        """Ask for a dispensation for the problem that is current in the panel."""
        problems = self._desk.problems
        if problems.current() is None:
            self._desk.window.say(self.tr("Vælg et problem først."))
            return
        self._desk.flush()
        problems.waive_current()

    def waivers(self) -> None:
        """Show all dispensations."""
        if not self._is_settled():
            return
        dialog = WaiversDialog(self._desk.bridge, self._desk.window)
        dialog.place_requested.connect(self._desk.show_finding)
        dialog.exec()
        dialog.deleteLater()

    def terms(self) -> None:
        """Show the filter values of the contact list."""
        self._desk.flush()
        dialog = TermsDialog(self._desk.bridge, self._desk.window)
        dialog.exec()
        dialog.deleteLater()

    def routes(self) -> None:
        """Show the contacts that too few ways lead to."""
        self._show_routes("")

    def routes_to(self) -> None:
        """Draw the ways to the contact in the editor."""
        contact = self._desk.editor.editing.shown.contact
        if contact:
            self._show_routes(contact)
        else:
            said = self.tr("Vælg en kontakt eller en side med en kontakt først.")
            self._desk.window.say(said)

    def _show_routes(self, contact_id: str) -> None:
        self._desk.flush()
        dialog = RoutesDialog(self._desk.bridge, contact_id, self._desk.window)
        dialog.page_requested.connect(self._desk.show_page)
        dialog.contact_requested.connect(self._desk.show_contact)
        dialog.exec()
        dialog.deleteLater()

    def duplicates(self) -> None:
        """Show the contacts that seem to be one."""
        if self._is_settled():
            DuplicatesDialog(self._desk.bridge, self._desk.window).exec()

    def usage(self) -> None:
        """Show what citizens use most."""
        self._desk.flush()
        dialog = UsageRankingDialog(self._desk.bridge, self._desk.window)
        dialog.page_requested.connect(self._desk.show_page)
        dialog.contact_requested.connect(self._desk.show_contact)
        dialog.import_requested.connect(self._desk.window.actions_by_name["import"].trigger)
        dialog.exec()

    def try_search(self, query: str = "") -> None:
        """Search as a citizen would."""
        self._desk.flush()
        dialog = TrySearchDialog(self._desk.bridge, query, self._desk.window)
        dialog.page_requested.connect(self._desk.show_page)
        dialog.exec()
        dialog.deleteLater()

    def where_used(self, wanted: str = "", contact_id: str = "") -> None:
        """Show where a number, a link or a contact is used."""
        self._desk.flush()
        dialog = WhereUsedDialog(self._desk.bridge, wanted, contact_id, self._desk.window)
        dialog.place_requested.connect(self._desk.show_finding)
        dialog.exec()

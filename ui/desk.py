"""What fills the window when a workspace is open, and the one table of who hears whom."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.preferences import TreeState
from kkworkbench.state.lookups import pages_of_contact
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.workspace import Undone
from ui import theme
from ui.bridge import Bridge
from ui.desk_dialogs import DeskDialogs
from ui.desk_menus import fill_menus
from ui.desk_toast import DeskToast
from ui.docking import lay_out
from ui.editor.tab_order import chain, tab_stops
from ui.file_drop import FileDrop
from ui.focus import PaneCycle, escape_leads
from ui.icons import icon
from ui.main_window import MainWindow, RailPage
from ui.pages.contact_list import ContactListPage
from ui.pages.drill import DrillPage
from ui.pages.hierarchy import HierarchyPage
from ui.panels.history import HistoryPanel
from ui.panels.preview import PreviewPanel
from ui.panels.problems import ProblemsPanel
from ui.workshop.page import WorkshopPage


class Desk(QObject):
    """The pages, panels and menus of one open workspace.

    Signals:
        failed(str): a sentence about trouble that wants a dialog.
    """

    failed = Signal(str)

    def __init__(self, window: MainWindow, bridge: Bridge, tree: TreeState | None) -> None:
        super().__init__(window)
        self.window = window
        self.bridge = bridge
        self.hierarchy = HierarchyPage(bridge, window.stack)
        self.editor = self.hierarchy.editor
        self.drill = DrillPage(bridge, window.stack)
        self.contact_list = ContactListPage(bridge, window.stack)
        self.workshop = WorkshopPage(bridge, window.stack)
        self.problems_dock = window.add_panel("problems", self.tr("Problemer"), "Ctrl+Shift+M")
        self.history_dock = window.add_panel("history", self.tr("Historik"), "Ctrl+Shift+H")
        self.preview_dock = window.add_panel("preview", self.tr("Forhåndsvisning"), "Ctrl+Shift+V")
        self.problems = ProblemsPanel(bridge, self.problems_dock)
        self.history = HistoryPanel(bridge, self.history_dock)
        self.preview = PreviewPanel(bridge, self.preview_dock)
        self.toast = DeskToast(self).toast
        self.focus = PaneCycle(self._panes, self)
        self.dialogs = DeskDialogs(self)
        self.undo_action: QAction
        self.redo_action: QAction
        window.set_pages(
            (
                RailPage("hierarchy", "tree", self.tr("Hierarki"), self.hierarchy),
                RailPage("drill", "drill", self.tr("Drill-menu"), self.drill),
                RailPage("list", "list", self.tr("Kontaktliste"), self.contact_list),
                RailPage("workshop", "workshop", self.tr("Workshop"), self.workshop),
            )
        )
        self._dock_panels()
        fill_menus(self)
        self._wire()
        self._chain()
        FileDrop(window, self.dialogs.import_files, self)
        saved = {"expanded": list(tree.expanded), "current": tree.selected} if tree else {}
        self.hierarchy.tree.restore_view(saved)
        self._show_saved()
        self._show_counts()
        self._show_undo()

    # what the application asks

    def flush(self) -> None:
        """Save what is being typed."""
        self.editor.flush()
        self.workshop.flush()

    def tree_state(self) -> TreeState:
        """Return what to remember of the tree."""
        saved = self.hierarchy.tree.saved_view()
        return TreeState(tuple(saved["expanded"]), saved["current"] or None)

    def show_page(self, page_id: str) -> None:
        """Show a page in the hierarchy and the editor."""
        self.window.show_page("hierarchy")
        self.hierarchy.tree.select_page(page_id)

    def close(self) -> None:
        """Save, and stop following the workspace."""
        self.flush()
        self.workshop.close_projector()
        self.bridge.close()
        self.toast.deleteLater()

    # wiring

    def _wire(self) -> None:
        tree, bridge, editor = self.hierarchy.tree, self.bridge, self.editor
        for signal, slot in (
            (self.hierarchy.page_selected, self._on_page_selected),
            (self.drill.page_selected, self.preview.show_page),
            (self.contact_list.page_selected, self.preview.show_page),
            (self.drill.page_requested, self.show_page),
            (self.contact_list.page_requested, self.show_page),
            (self.contact_list.contact_requested, self.show_contact),
            (self.contact_list.import_requested, self.dialogs.import_files),
            (editor.page_requested, self.show_page),
            (editor.uses_requested, self.dialogs.where_used),
            (editor.search_requested, self.dialogs.try_search),
            (editor.draft_changed, self.preview.show_draft),
            (editor.subject_shown, bridge.show_first),
            (editor.principle_requested, self.dialogs.show_principle),
            (self.problems.principle_requested, self.dialogs.show_principle),
            (self.problems.finding_activated, self.show_finding),
            (tree.activated_page, self._edit_page),
            (tree.drill_requested, self._add_to_drill),
            (tree.export_requested, self.dialogs.export_selected),
            (tree.browser_requested, self.dialogs.show_in_browser),
            (self.preview.browser_requested, self.dialogs.show_in_browser),
            (tree.refused, self.window.say),
            (self.drill.refused, self.window.say),
            (self.drill.told, self.window.say),
            (self.contact_list.export_requested, self.dialogs.export_selected),
            (self.contact_list.refused, self.window.say),
            (bridge.refused, self.window.say),
            (bridge.failed, self.failed),
            (bridge.state_changed, self._on_state_changed),
            (bridge.findings_changed, self._show_counts),
            (bridge.checking_changed, self._show_counts),
            (self.window.closing, self.flush),
            (self.window.page_shown, self._on_rail_page_shown),
            (self.window.counts_button.clicked, self._raise_problems),
        ):
            signal.connect(slot)

    def _dock_panels(self) -> None:
        self.problems_dock.setWidget(self.problems)
        self.history_dock.setWidget(self.history)
        self.preview_dock.setWidget(self.preview)
        self.reset_layout()

    def reset_layout(self) -> None:
        """Put the panels where they were at first."""
        lay_out(self.window, self.problems_dock, self.history_dock, self.preview_dock)

    # what happens

    def _on_page_selected(self, page_id: str) -> None:
        self.editor.show_page(page_id or None)
        self.preview.show_page(page_id)

    def _edit_page(self, page_id: str) -> None:
        self.editor.show_page(page_id)
        self.editor.focus_field("title", page_id)

    def show_contact(self, contact_id: str) -> None:
        self.window.show_page("hierarchy")
        self.editor.show_contact(contact_id)
        self.preview.show_contact(contact_id)

    def show_finding(self, kind: str, subject: str, field: str) -> None:
        """Show a finding's field in the editor, or the page that it is about."""
        page_id = page_of_subject(self.bridge, subject)
        if page_id is not None:
            self.show_page(page_id)
        elif kind == "contact":
            self.show_contact(subject)
        elif kind == "site":
            if field == "drill":
                self.window.show_page("drill")
            else:
                self.window.actions_by_name["properties"].trigger()
            return
        self.editor.focus_field(field, subject)

    def _on_state_changed(self, event: StateChanged) -> None:
        self._show_saved()
        self._show_undo()

    def _on_rail_page_shown(self, name: str) -> None:
        self.editor.flush()
        self.bridge.close_group()

    def _add_to_drill(self, page_ids: object) -> None:
        self.drill.add_pages(page_ids)

    def undo(self) -> None:
        """Give a field its text back, or take the newest step back."""
        focused = self.window.focusWidget()
        if focused is not None and getattr(focused, "has_pending", bool)():
            focused.revert()  # type: ignore[attr-defined]  # an UndoFree field
            return
        self.editor.flush()
        self.say_undone(self.bridge.undo())

    def say_undone(self, undone: Undone | None) -> None:
        """Say in the status bar what was taken back."""
        self._say_taken_back(undone, self.tr("Fortrød: {what}"))

    def redo(self) -> None:
        self._say_taken_back(self.bridge.redo(), self.tr("Gendannede: {what}"))

    def _say_taken_back(self, undone: Undone | None, sentence: str) -> None:
        if undone is not None and not undone.conflicts:
            self.window.say(sentence.format(what=self.bridge.text(undone.group.label)))

    def find(self) -> None:
        page = self.window.current_page
        field = {
            "hierarchy": self.hierarchy.tree.search,
            "drill": self.drill.search,
            "list": self.contact_list.search,
        }.get(page)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def check_all(self) -> None:
        self.flush()
        self.bridge.start_checking()
        self._raise_problems()

    def show_uses(self) -> None:
        """Show where the number of the contact in the editor is used."""
        contact = self.bridge.state.get(Contact, self.editor.editing.shown.contact)
        number = contact.phones[0].number if contact is not None and contact.phones else ""
        self.dialogs.where_used(number)

    def show_findings_of(self, code: str) -> None:
        """Show the findings of one rule among the problems."""
        self._raise_problems()
        self.problems.show_rule(code)

    def _raise_problems(self) -> None:
        self.problems_dock.bring_forward()

    def apply_fix(self) -> None:
        """Apply the first fix of the field, or of the problem, that has the focus."""
        if self.problems.isAncestorOf(self.window.focusWidget() or self.editor):
            is_done = self.problems.fix_current()
        else:
            is_done = self.editor.apply_first_fix()
        if not is_done:
            self.window.say(self.tr("Her er ingen rettelse at udføre. Skriv det rigtige i feltet."))

    def _panes(self) -> tuple[QWidget, ...]:
        page = {
            "hierarchy": (self.hierarchy.tree, self.editor),
            "drill": (self.drill,),
            "list": (self.contact_list,),
            "workshop": (self.workshop,),
        }[self.window.current_page]
        return (self.window.rail, *page, self.preview, self.problems, self.history)

    def _chain(self) -> None:
        """Let Tab go through the window as the eye does, and Esc from a form to its list."""
        window = self.window
        pages = (self.hierarchy, self.drill, self.contact_list, self.workshop)
        panels = (self.preview, self.problems, self.history)
        # Qt chains only what can have the focus, and of the rail that is the page in front.
        for button in window.rail.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = (window.toolbar, window.rail, *pages, *panels, window.counts_button)
        chain(stop for part in parts for stop in tab_stops(part))
        window.show_page(window.current_page)
        escape_leads(self.editor, self.hierarchy.tree.view)
        escape_leads(self.drill.entry, self.drill.view)

    # what the frame shows

    def _show_saved(self) -> None:
        if self.bridge.is_read_only:
            self.window.show_saved(self.tr("Skrivebeskyttet"))
            return
        at: datetime = self.bridge.saved_at
        self.window.show_saved(self.tr("Alt er gemt · {time}").format(time=f"{at:%H.%M}"))

    def _show_counts(self, _changed: object = None) -> None:
        counts = self.bridge.counts()
        text = " · ".join(
            (
                self.tr("%n fejl", "", counts[Severity.ERROR]),
                self.tr("%n advarsler", "", counts[Severity.WARNING]),
                self.tr("%n anbefalinger", "", counts[Severity.ADVICE]),
            )
        )
        if self.bridge.is_checking:
            text = f"{text} · {self.tr('kontrollerer…')}"
        self.window.show_counts(text)

    def _show_undo(self) -> None:
        history = self.bridge.workspace.history
        for action, group, text in (
            (self.undo_action, history.next_undo, self.tr("Fortryd")),
            (self.redo_action, history.next_redo, self.tr("Gendan")),
        ):
            action.setEnabled(group is not None and not self.bridge.is_read_only)
            what = self.bridge.text(group.label) if group is not None else ""
            action.setToolTip(f"{text}: {what}" if what else text)
            action.setIconText(text)
        self.undo_action.setIcon(icon("undo", theme.current()))


def page_of_subject(bridge: Bridge, subject: str) -> str | None:
    """Return a page on which a finding's subject is shown, or None."""
    state = bridge.state
    if state.get(Page, subject) is not None:
        return subject
    box = state.get(ContactBox, subject)
    if box is not None:
        return box.page
    drill = state.get(DrillEntry, subject)
    if drill is not None:
        return drill.target
    entry = state.get(ListEntry, subject)
    if entry is not None:
        return entry.page
    pages = pages_of_contact(state, subject)
    contact_pages = [p for p in pages if (page := state.get(Page, p)) and page.kind == "contact"]
    return next(iter(contact_pages or pages), None)

"""What the menu Workshop does, and how its page is wired to the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFileDialog

from kkworkbench.model.workshop import NoteSort
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.tables import TABLES
from kkworkbench.workshop.card_sorting import read_card_sort
from kkworkbench.workshop.sessions import sessions
from ui.desk_variants import DeskVariants
from ui.dialogs.sign_off import SignOffDialog
from ui.workshop.card_sort_dialog import CardSortDialog
from ui.workshop.minutes_dialog import MinutesDialog


class DeskWorkshop(QObject):
    """The workshop's commands; they act on the page of the desk."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk = desk
        self._hidden: list[QDockWidget] = []
        page = desk.workshop
        for signal, slot in (
            (page.told, desk.window.say),
            (page.undo_wanted, desk.undo),
            (page.redo_wanted, desk.redo),
            (page.pages_dropped, desk.drill.add_pages),
            (page.page_dropped_on, desk.drill.put_onto),
            (page.card_sort_wanted, self.read_card_sort),
            (page.minutes_wanted, self.minutes),
            (page.conduct.variant_wanted, self.new_variant),
            (page.conduct.compare_wanted, self.compare_variants),
            (desk.drill.coverage.sign_off.clicked, self.sign_off),
            (page.conduct.changed, self._take_room),
            (desk.window.page_shown, self._take_room),
        ):
            signal.connect(slot)

    @property
    def menu_actions(self) -> tuple[QAction | None, ...]:
        """The actions of the menu, None for a separator."""
        page, make = self._desk.workshop, self._desk.window.make_action
        return (
            make("workshop", self.tr("&Projektor"), "F5", "workshop", self.present),
            make("workshop_start", self.tr("&Start workshop…"), None, "", self.start),
            make("workshop_end", self.tr("&Afslut workshop"), None, "", page.end),
            None,
            make("note", self.tr("Skriv en &note…"), None, "", lambda: self._write(NoteSort.NOTE)),
            make(
                *("decision", self.tr("Skriv en &beslutning…"), None, ""),
                lambda: self._write(NoteSort.DECISION),
            ),
            make("card_sort", self.tr("Læs &kortsortering…"), None, "", self.read_card_sort),
            make("minutes", self.tr("&Referat…"), None, "", self.minutes),
            None,
            make("sign_off", self.tr("&Godkendelser…"), None, "", self.sign_off),
        )

    def present(self) -> None:
        """Show the workshop to the group."""
        self._desk.window.show_page("workshop")
        self._desk.workshop.present()

    def start(self) -> None:
        """Begin a workshop."""
        self._desk.window.show_page("workshop")
        page = self._desk.workshop
        under_way = page.conduct.session
        if under_way is not None:
            key = "refused.session_under_way"
            self._desk.window.say(self._desk.bridge.text(key, title=under_way.title))
        else:
            page.start()

    def give_room_back(self) -> None:
        """Show the panels again that were hidden while a workshop is led."""
        for dock in self._hidden:
            dock.show()
        self._hidden = []

    def _take_room(self, _page: object = None) -> None:
        """Hide the panels while the page with a workshop is in front: it needs their room."""
        desk = self._desk
        is_led = (
            desk.window.current_page == "workshop" and desk.workshop.conduct.session is not None
        )
        if not is_led:
            self.give_room_back()
        elif not self._hidden:
            docks = (desk.problems_dock, desk.history_dock, desk.preview_dock)
            self._hidden = [dock for dock in docks if not dock.isHidden()]
            for dock in self._hidden:
                dock.hide()

    def _write(self, sort: NoteSort) -> None:
        page = self._desk.workshop
        if page.conduct.session is None:
            self._desk.window.say(self.tr("Start en workshop først."))
        else:
            page.write_note(sort)

    def minutes(self, session: str = "") -> None:
        """Show the minutes of a workshop, the newest where none is named."""
        desk = self._desk
        desk.flush()
        if not sessions(desk.bridge.state):
            desk.window.say(self.tr("Start en workshop først."))
            return
        dialog = MinutesDialog(desk.bridge, session, desk.window)
        dialog.exec()
        dialog.deleteLater()

    def new_variant(self) -> None:
        """Branch a variant off what is shown."""
        self._variants().make()

    def compare_variants(self) -> None:
        """Compare the main line with a variant."""
        self._variants().compare()

    def _variants(self) -> DeskVariants:
        found: DeskVariants = self._desk.findChild(DeskVariants)
        return found

    def sign_off(self) -> None:
        """Let the administrations accept their part."""
        self._desk.flush()
        dialog = SignOffDialog(self._desk.bridge, self._desk.window)
        dialog.exec()
        dialog.deleteLater()

    def read_card_sort(self) -> None:
        """Ask for the results of a card sort, and show how far its users agreed."""
        desk = self._desk
        if desk.workshop.conduct.session is None:
            desk.window.say(self.tr("Start en workshop først."))
            return
        kinds = " ".join(f"*{suffix}" for suffix in TABLES)
        name, _kind = QFileDialog.getOpenFileName(
            *(desk.window, self.tr("Læs kortsortering"), ""),
            self.tr("Tabeller ({kinds})").format(kinds=kinds),
        )
        if not name:
            return
        try:
            found = read_card_sort(Path(name))
        except UnreadableInputError as error:
            desk.bridge.tell(error)
            return
        dialog = CardSortDialog(desk.bridge, found, desk.window)
        if dialog.exec() == CardSortDialog.DialogCode.Accepted:
            desk.workshop.conduct.keep_card_sort(found)
        dialog.deleteLater()

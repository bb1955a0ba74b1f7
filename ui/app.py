"""The composition root: the only module of the user interface that opens a store."""

from __future__ import annotations

import linecache
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import db
from kkworkbench import preferences
from kkworkbench.garbage import clear_away
from kkworkbench.login import login_name
from kkworkbench.messages import Messages
from kkworkbench.preferences import Preferences
from kkworkbench.workspace.errors import UnreadableFileError, WorkbenchError, WorkspaceInUseError
from ui import i18n, placing
from ui.dialogs.files import (
    SUFFIX,
    ask_copy,
    ask_existing,
    ask_new,
    ask_read_only,
    ask_salvage,
)
from ui.errors import ErrorReporter
from ui.frame_dialogs import FrameDialogs
from ui.main_window import MainWindow
from ui.pages.skeleton import skeleton_tree
from ui.theme import Appearance
from ui.welcoming import Welcoming

if TYPE_CHECKING:
    from kkworkbench.model.record import Record
    from kkworkbench.workspace.workspace import Workspace
    from ui.desk import Desk
    from ui.salvaged import Salvaged, SalvagedBar

CLEARED_MS = 200
"""How long after a workspace is closed its widgets are gone and what is left is collected."""


class Application(QObject):
    """One window and at most one open workspace, and what a person prefers."""

    def __init__(self, app: QApplication, prefs_path: Path) -> None:
        super().__init__(app)
        self._app = app
        self._prefs_path = prefs_path
        self.prefs: Preferences = preferences.load(prefs_path)
        self.errors = ErrorReporter(self)
        i18n.install(app, self.prefs.language)
        self.appearance = Appearance(app, self.prefs.theme, self.prefs.zoom, parent=self)
        self.messages = Messages(self.prefs.language)
        self.dialogs, self.welcoming = FrameDialogs(self), Welcoming(self)
        self.desk: Desk | None = None
        self.path: Path | None = None
        self._salvage: Salvaged | None = None
        self._bar: SalvagedBar | None = None
        self.window = self._new_window()

    # files

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a workspace in place of the one that is open; say what hinders it."""
        self.close_workspace()
        left = None if read_only else db.writer_note(path)
        try:
            workspace = self._loaded(path, read_only)
        except WorkspaceInUseError as error:
            sentence = self.messages.text(error.key, **error.params)
            if ask_read_only(self.window, sentence):
                return self.open(path, read_only=True)
        except WorkbenchError as error:
            sentence = self.messages.text(error.key, **error.params)
            if not (isinstance(error, UnreadableFileError) and error.is_damage):
                self.show_error(sentence)
            elif ask_salvage(self.window, path.name, sentence):
                return self._open_salvaged(path)
        else:
            mark = self.tr("skrivebeskyttet")
            self._show(workspace, path, f"{path.stem} ({mark})" if read_only else path.stem)
            self.prefer(self.prefs.with_recent(str(path.resolve())))
            if left is not None:
                self.dialogs.recovery(left.by, left.since)
            return True
        self.show_welcome()
        return False

    def show_salvaged(self, path: Path, found: Salvaged) -> None:
        """Show what was saved of a damaged file, to look at and to save under another name."""
        from kkworkbench.workspace.memory_store import MemoryStore  # noqa: PLC0415
        from kkworkbench.workspace.workspace import Workspace  # noqa: PLC0415
        from ui.salvaged import salvaged_bar  # noqa: PLC0415

        self.close_workspace()
        store = MemoryStore(found.records, title=found.title, read_only=True)
        mark = self.tr("reddet, skrivebeskyttet")
        self._show(Workspace(store, login_name()), path, f"{path.stem} ({mark})")
        self._salvage = found
        self._bar = salvaged_bar(found, self.messages, self.window)
        self._bar.save_requested.connect(self.save_copy)

    def show_skeleton(self, path: Path | None) -> None:
        """Paint the first levels of a workspace before anything heavy is imported."""
        found = db.skeleton(path) if path is not None else None
        if found is None:
            return
        self.window.show_alone(skeleton_tree(found.title, found.pages))

    def start(self, path: Path | None, *, demo: bool = False) -> None:
        """Open what the program starts with: a file, the demo, or the welcome page.

        Who starts it for the first time gets a demo of their own, and is led through it.
        """
        if path is not None:
            self.open(path)
        elif demo or not (self.prefs.recent or self.prefs.coach_done):
            self.open_demo()
        else:
            self.show_welcome()
        if not self.prefs.coach_done:
            self.dialogs.show_tour()

    def open_demo(self) -> bool:
        """Open the demo: a copy of one's own, made at first in the documents folder."""
        from kkworkbench import demo  # noqa: PLC0415  # after the first paint

        path = documents() / f"kkworkbench demo{SUFFIX}"
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self._cannot_write(path, error)
                return False
            if not self._made(path, self.tr("Demo"), demo.records()):
                return False
        return self.open(path)

    def new(self) -> None:
        """Ask for a file and open a new workspace in it."""
        from kkworkbench.shipped_terms import new_workspace_records  # noqa: PLC0415

        path = ask_new(self.window, documents())
        if path is not None and self._made(path, path.stem, new_workspace_records()):
            self.open(path)

    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        path = ask_existing(self.window, documents())
        if path is not None:
            self.open(path)

    def save_copy(self) -> None:
        """Ask for a file and write a copy of the workspace to it.

        What was saved of a damaged file is then opened from there, to work on.
        """
        if self.desk is None or self.path is None:
            return
        self.desk.flush()
        target = ask_copy(self.window, self.path)
        if target is None:
            return
        if self._salvage is not None:
            if target.resolve() == self.path.resolve():
                self.show_error(self.messages.text("file.exists", name=target.name))
            elif self._made(target, self._salvage.title or target.stem, self._salvage.records):
                self.open(target)
            return
        try:
            self.desk.bridge.workspace.store.backup(str(target))
        except (WorkbenchError, OSError) as error:
            self._cannot_write(target, error)
            return
        self.window.say(self.tr("Kopien er gemt: {name}").format(name=target.name))

    def close_workspace(self) -> None:
        """Save what is pending and let go of the file."""
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        self.dialogs.forget_tour()
        desk.flush()
        workspace = desk.bridge.workspace
        if self._bar is not None:
            self.window.removeToolBar(self._bar)
            self._bar.deleteLater()
        else:
            self._remember(desk)
        self._salvage = self._bar = None
        desk.close()
        workspace.close()
        self.window.clear_menus()
        self.window.drop_panels()
        self.window.clear_pages()
        desk.deleteLater()
        # A slot that its signals hold would hold the workspace as long as the program runs.
        desk.bridge.deleteLater()
        QTimer.singleShot(CLEARED_MS, self, clear_away)
        self.path = None

    def show_welcome(self) -> None:
        """Show what can be opened."""
        self.welcoming.show()

    # menu items of the frame

    def do(self, name: str) -> None:
        """Do a menu item that belongs to no page."""
        actions: dict[str, Any] = {
            "new": self.new,
            "open": self.ask_open,
            "demo": self.open_demo,
            "new_import": self.welcoming.new_import,
            "copy_as": self.save_copy,
            "quit": self.window.close,
            "zoom_in": self.appearance.zoom_in,
            "zoom_out": self.appearance.zoom_out,
            "zoom_reset": self.appearance.zoom_reset,
            "theme_system": lambda: self._set_theme("system"),
            "theme_light": lambda: self._set_theme("light"),
            "theme_dark": lambda: self._set_theme("dark"),
            "theme_contrast": lambda: self._set_theme("contrast"),
            "language_da": lambda: self.set_language("da"),
            "language_en": lambda: self.set_language("en"),
            "full_screen": self._full_screen,
            "settings": self.dialogs.settings,
            "properties": self.dialogs.properties,
            "tour": self.dialogs.show_tour,
            "shortcuts": self.dialogs.shortcuts,
            "fault_report": self.dialogs.fault_report,
            "about": self.dialogs.about,
        }
        actions[name]()
        zoom = self.appearance.theme.zoom
        if zoom != self.prefs.zoom:
            self.prefer(replace(self.prefs, zoom=zoom))

    def set_language(self, language: str) -> None:
        """Build the window again in another language; the workspace stays as it is."""
        if language == self.prefs.language:
            return
        self.prefer(replace(self.prefs, language=language))  # type: ignore[arg-type]
        i18n.install(self._app, language)
        self.messages = Messages(language)
        self.rebuild()

    def take_preferences(self, chosen: Preferences) -> None:
        """Follow what was chosen in the settings."""
        language = chosen.language
        self.appearance.choose(chosen.theme)
        self.appearance.set_zoom(chosen.zoom)
        self.prefer(replace(chosen, language=self.prefs.language))
        self.set_language(language)

    def tour_was_seen(self) -> None:
        """Do not show the tour by itself again."""
        self.prefer(replace(self.prefs, coach_done=True))

    def rebuild(self) -> None:
        """Make the window anew, as after a change of language or look."""
        path = self.path
        read_only = self.desk is not None and self.desk.bridge.is_read_only
        page, salvage = self.window.current_page, self._salvage
        tour = self.dialogs.tour_step()
        self.close_workspace()
        old, self.window = self.window, self._new_window()
        self.window.setGeometry(old.geometry())
        if path is None:
            self.show_welcome()
        elif salvage is not None:
            self.show_salvaged(path, salvage)
        else:
            self.open(path, read_only=read_only)
        if self.desk is not None and page:
            self.window.show_page(page)
        if tour is not None:
            self.dialogs.show_tour(tour)
        self.window.show()
        old.closing.disconnect()
        old.close()
        old.deleteLater()

    def show_error(self, sentence: str) -> None:
        """Tell about trouble in a dialog."""
        QMessageBox.warning(self.window, "kkworkbench", sentence)

    # inside

    def _new_window(self) -> MainWindow:
        window = MainWindow()
        window.chosen.connect(self.do)
        window.closing.connect(self._on_closing)
        window.recent_menu.aboutToShow.connect(self.welcoming.fill_recent)
        self.errors.window = window
        return window

    def _loaded(self, path: Path, read_only: bool) -> Workspace:
        from kkworkbench.workspace.workspace import Workspace  # noqa: PLC0415  # after the first paint

        author = self.prefs.display_name or login_name()
        store = db.open_store(path, read_only=read_only, author=author)
        # Qt's import hook reads the source of each module, which linecache then keeps: 17 MB.
        linecache.clearcache()
        try:
            return Workspace(store, author)
        except BaseException:
            store.close()
            raise

    def _open_salvaged(self, path: Path) -> bool:
        try:
            found = db.salvage(path)
        except WorkbenchError as error:
            self.show_error(self.messages.text(error.key, **error.params))
            self.show_welcome()
            return False
        self.show_salvaged(path, found)
        return True

    def _show(self, workspace: Workspace, path: Path, title: str) -> None:
        from ui.bridge import Bridge  # noqa: PLC0415  # after the first paint
        from ui.desk import Desk  # noqa: PLC0415

        linecache.clearcache()
        bridge = Bridge(workspace, self.messages, parent=self)
        self.path = path
        self.desk = Desk(self.window, bridge, self.prefs.trees.get(workspace.store.info.id))
        self.desk.failed.connect(self.show_error)
        self.desk.drill.cards_action.setChecked(not self.prefs.drill_in_column)
        self.desk.contact_list.columns.show(self.prefs.list_columns)
        conduct = self.desk.workshop.conduct
        conduct.take_up(self.prefs.workshop)
        conduct.moved.connect(lambda place: self.prefer(replace(self.prefs, workshop=place)))
        self.window.setWindowTitle(f"{title} – kkworkbench")
        placing.restore(self.window, self.prefs.layout_on(placing.arrangement()))
        self.desk.hierarchy.tree.view.setFocus()
        bridge.start_checking()

    def _made(self, path: Path, title: str, records: Iterable[Record]) -> bool:
        """Make a workspace in place of what the person has agreed to overwrite."""
        try:
            path.unlink(missing_ok=True)
            db.create_store(path, title, records).close()
        except (WorkbenchError, OSError) as error:
            self._cannot_write(path, error)
            return False
        return True

    def _cannot_write(self, path: Path, error: Exception) -> None:
        if isinstance(error, WorkbenchError):
            self.show_error(self.messages.text(error.key, **error.params))
        else:
            sentence = self.tr("{name} kan ikke skrives. Vælg en anden mappe. ({why})")
            why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
            self.show_error(sentence.format(name=path.name, why=why))

    def _set_theme(self, choice: str) -> None:
        self.appearance.choose(choice)
        self.prefer(replace(self.prefs, theme=choice))  # type: ignore[arg-type]

    def _full_screen(self) -> None:
        full = self.window.isFullScreen()
        self.window.showNormal() if full else self.window.showFullScreen()

    def _remember(self, desk: Desk) -> None:
        columns = desk.contact_list.columns.shown()
        desk.facilitation.give_room_back()
        prefs = self.prefs.with_layout(placing.arrangement(), placing.layout_of(self.window))
        prefs = replace(
            prefs, list_columns=columns, drill_in_column=not desk.drill.view.shows_cards
        )
        info = desk.bridge.workspace.store.info
        self.prefer(prefs.with_tree(info.id, desk.tree_state()))

    def prefer(self, prefs: Preferences) -> None:
        """Keep what a person prefers from now on."""
        self.prefs = prefs
        with suppress(OSError):
            preferences.save(prefs, self._prefs_path)

    def _on_closing(self) -> None:
        self.close_workspace()


def documents() -> Path:
    """Return the person's documents folder."""
    import platformdirs  # noqa: PLC0415  # after the first paint

    return Path(platformdirs.user_documents_dir())

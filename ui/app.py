"""The composition root: the only module of the user interface that opens a store."""

from __future__ import annotations

import linecache
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

import db
from kkworkbench import preferences
from kkworkbench.login import login_name
from kkworkbench.messages import Messages
from kkworkbench.preferences import Preferences
from kkworkbench.workspace.errors import UnreadableFileError, WorkbenchError, WorkspaceInUseError
from ui import i18n
from ui.dialogs.files import (
    SUFFIX,
    ask_copy,
    ask_existing,
    ask_new,
    ask_read_only,
    ask_salvage,
)
from ui.errors import ErrorReporter
from ui.main_window import MainWindow
from ui.pages.skeleton import skeleton_tree
from ui.theme import Appearance

if TYPE_CHECKING:
    from kkworkbench.model.record import Record
    from kkworkbench.workspace.workspace import Workspace
    from ui.desk import Desk
    from ui.salvaged import Salvaged, SalvagedBar


class Application(QObject):
    """One window and at most one open workspace, and what a person prefers."""

    def __init__(self, app: QApplication, prefs_path: Path) -> None:
        super().__init__(app)
        self._app = app
        self._prefs_path = prefs_path
        self.prefs: Preferences = preferences.load(prefs_path)
        self.errors = ErrorReporter(self)
        i18n.install(app, self.prefs.language)
        self.appearance = Appearance(app, self.prefs.theme, self.prefs.zoom)
        self.messages = Messages(self.prefs.language)
        self.desk: Desk | None = None
        self.path: Path | None = None
        self._salvage: Salvaged | None = None
        self._bar: SalvagedBar | None = None
        self.window = self._new_window()

    # files

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a workspace in place of the one that is open; say what hinders it."""
        self.close_workspace()
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
            self._prefer(self.prefs.with_recent(str(path.resolve())))
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
        """Open what the program starts with: a file, the demo, or the welcome page."""
        if path is not None:
            self.open(path)
        elif demo:
            self.open_demo()
        else:
            self.show_welcome()

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
        desk.flush()
        workspace = desk.bridge.workspace
        if self._bar is not None:
            self.window.removeToolBar(self._bar)
            self._bar.deleteLater()
        else:
            self._remember(desk)
        self._salvage = self._bar = None
        desk.close()
        desk.bridge.setParent(None)
        workspace.close()
        self.window.clear_menus()
        self.window.drop_panels()
        self.window.toolbar.clear()
        desk.deleteLater()
        self.path = None

    def show_welcome(self) -> None:
        """Show what can be opened."""
        from ui.pages.welcome import WelcomePage  # noqa: PLC0415

        page = WelcomePage(self.prefs.recent)
        page.chosen.connect(self.do)
        page.file_chosen.connect(lambda path: self.open(Path(path)))
        self.window.setWindowTitle("kkworkbench")
        self.window.show_alone(page)

    # menu items of the frame

    def do(self, name: str) -> None:
        """Do a menu item that belongs to no page."""
        actions: dict[str, Any] = {
            "new": self.new,
            "open": self.ask_open,
            "demo": self.open_demo,
            "copy_as": self.save_copy,
            "quit": self.window.close,
            "zoom_in": self.appearance.zoom_in,
            "zoom_out": self.appearance.zoom_out,
            "zoom_reset": self.appearance.zoom_reset,
            "theme_system": lambda: self._set_theme("system"),
            "theme_light": lambda: self._set_theme("light"),
            "theme_dark": lambda: self._set_theme("dark"),
            "language_da": lambda: self.set_language("da"),
            "language_en": lambda: self.set_language("en"),
            "full_screen": self._full_screen,
            "settings": self._settings,
            "properties": self._properties,
            "shortcuts": self._shortcuts,
            "about": self._about,
        }
        actions[name]()
        zoom = self.appearance.theme.zoom
        if zoom != self.prefs.zoom:
            self._prefer(replace(self.prefs, zoom=zoom))

    def set_language(self, language: str) -> None:
        """Build the window again in another language; the workspace stays as it is."""
        if language == self.prefs.language:
            return
        self._prefer(replace(self.prefs, language=language))  # type: ignore[arg-type]
        i18n.install(self._app, language)
        self.messages = Messages(language)
        self.rebuild()

    def rebuild(self) -> None:
        """Make the window anew, as after a change of language or look."""
        path = self.path
        read_only = self.desk is not None and self.desk.bridge.is_read_only
        page, salvage = self.window.current_page, self._salvage
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
        window.recent_menu.aboutToShow.connect(self._fill_recent)
        self.errors.window = window
        return window

    def _fill_recent(self) -> None:
        menu = self.window.recent_menu
        menu.clear()
        for file in self.prefs.recent:
            action = menu.addAction(Path(file.path).name.replace("&", "&&"))
            action.setToolTip(file.path)
            action.setEnabled(Path(file.path).exists())
            action.triggered.connect(lambda _on, path=file.path: self.open(Path(path)))
        if not self.prefs.recent:
            menu.addAction(self.tr("Ingen endnu")).setEnabled(False)

    def _loaded(self, path: Path, read_only: bool) -> Workspace:
        from kkworkbench.workspace.workspace import Workspace  # noqa: PLC0415  # after the first paint

        store = db.open_store(path, read_only=read_only, author=login_name())
        # Qt's import hook reads the source of each module, which linecache then keeps: 17 MB.
        linecache.clearcache()
        try:
            return Workspace(store, login_name())
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
        self.window.setWindowTitle(f"{title} – kkworkbench")
        self.window.restore_layout(self.prefs.geometry, self.prefs.window_state)
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
        self._prefer(replace(self.prefs, theme=choice))  # type: ignore[arg-type]

    def _full_screen(self) -> None:
        full = self.window.isFullScreen()
        self.window.showNormal() if full else self.window.showFullScreen()

    def _settings(self) -> None:
        from ui.dialogs.settings import SettingsDialog  # noqa: PLC0415

        if self.desk is not None:
            SettingsDialog(self.desk.bridge, self.window).exec()

    def _properties(self) -> None:
        from ui.dialogs.properties import PropertiesDialog  # noqa: PLC0415

        if self.desk is not None:
            self.desk.flush()
            PropertiesDialog(self.desk.bridge, self.path, self.window).exec()

    def _shortcuts(self) -> None:
        from ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415

        ShortcutsDialog(self.window.menuBar(), self.window).exec()

    def _about(self) -> None:
        from ui.dialogs.about import AboutDialog  # noqa: PLC0415

        AboutDialog(self.window).exec()

    def _remember(self, desk: Desk) -> None:
        geometry, state = self.window.layout_text()
        columns = desk.contact_list.columns.shown()
        prefs = replace(self.prefs, geometry=geometry, window_state=state, list_columns=columns)
        prefs = replace(prefs, drill_in_column=not desk.drill.view.shows_cards)
        info = desk.bridge.workspace.store.info
        self._prefer(prefs.with_tree(info.id, desk.tree_state()))

    def _prefer(self, prefs: Preferences) -> None:
        self.prefs = prefs
        with suppress(OSError):
            preferences.save(prefs, self._prefs_path)

    def _on_closing(self) -> None:
        self.close_workspace()


def documents() -> Path:
    """Return the person's documents folder."""
    import platformdirs  # noqa: PLC0415  # after the first paint

    return Path(platformdirs.user_documents_dir())

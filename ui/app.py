"""The composition root: the only module of the user interface that opens a store."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
)

import db
from kkworkbench import preferences
from kkworkbench.messages import Messages
from kkworkbench.preferences import Preferences
from kkworkbench.workspace.errors import WorkbenchError, WorkspaceInUseError
from ui import i18n
from ui.errors import ErrorReporter, log_path, start_log
from ui.main_window import MainWindow
from ui.pages.skeleton import skeleton_tree
from ui.theme import Appearance

if TYPE_CHECKING:
    from ui.desk import Desk

SUFFIX = ".kkw"


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
        self.window = self._new_window()

    # files

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a workspace in place of the one that is open; say what hinders it."""
        from kkworkbench.workspace.workspace import Workspace  # noqa: PLC0415  # after the first paint
        from ui.bridge import Bridge  # noqa: PLC0415
        from ui.desk import Desk  # noqa: PLC0415

        self.close_workspace()
        try:
            store = db.open_store(path, read_only=read_only, author=self._author())
            workspace = Workspace(store, self._author())
        except WorkspaceInUseError as error:
            return self._offer_read_only(path, error)
        except WorkbenchError as error:
            self.show_error(self.messages.text(error.key, **error.params))
            self.show_welcome()
            return False
        bridge = Bridge(workspace, self.messages, parent=self)
        self.path = path
        self.desk = Desk(self.window, bridge, self.prefs.trees.get(store.info.id))
        self.desk.failed.connect(self.show_error)
        mark = self.tr("skrivebeskyttet")
        title = f"{path.stem} ({mark})" if read_only else path.stem
        self.window.setWindowTitle(f"{title} – kkworkbench")
        self._prefer(self.prefs.with_recent(str(path.resolve())))
        self.window.restore_layout(self.prefs.geometry, self.prefs.window_state)
        self.desk.hierarchy.tree.view.setFocus()
        bridge.start_checking()
        return True

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
                db.create_store(path, self.tr("Demo"), demo.records()).close()
            except (WorkbenchError, OSError) as error:
                self._cannot_write(path, error)
                return False
        return self.open(path)

    def new(self) -> None:
        """Ask for a file and open a new workspace in it."""
        from kkworkbench.shipped_terms import new_workspace_records  # noqa: PLC0415

        name, _kind = QFileDialog.getSaveFileName(
            self.window,
            self.tr("Nyt arbejdsrum"),
            str(documents() / self.tr("Nyt arbejdsrum.kkw")),
            self.tr("Arbejdsrum (*.kkw)"),
        )
        if not name:
            return
        path = Path(name).with_suffix(SUFFIX)
        try:
            if path.exists():
                path.unlink()
            db.create_store(path, path.stem, new_workspace_records()).close()
        except (WorkbenchError, OSError) as error:
            self._cannot_write(path, error)
            return
        self.open(path)

    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        name, _kind = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Åbn arbejdsrum"),
            str(documents()),
            self.tr("Arbejdsrum (*.kkw)"),
        )
        if name:
            self.open(Path(name))

    def save_copy(self) -> None:
        """Ask for a file and write a copy of the workspace to it."""
        if self.desk is None or self.path is None:
            return
        self.desk.flush()
        name, _kind = QFileDialog.getSaveFileName(
            self.window,
            self.tr("Gem kopi som"),
            str(self.path.with_name(f"{self.path.stem} {self.tr('kopi')}{SUFFIX}")),
            self.tr("Arbejdsrum (*.kkw)"),
        )
        if not name:
            return
        target = Path(name).with_suffix(SUFFIX)
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
        self._remember(desk)
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
        page = self.window.current_page
        self.close_workspace()
        old, self.window = self.window, self._new_window()
        self.window.setGeometry(old.geometry())
        if path is None:
            self.show_welcome()
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

    def _offer_read_only(self, path: Path, error: WorkspaceInUseError) -> bool:
        if self.ask_read_only(self.messages.text(error.key, **error.params)):
            return self.open(path, read_only=True)
        self.show_welcome()
        return False

    def ask_read_only(self, sentence: str) -> bool:
        """Ask whether a file that is in use is to be opened read-only."""
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("kkworkbench")
        box.setText(sentence)
        read = box.addButton(self.tr("Åbn &skrivebeskyttet"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is read

    def _cannot_write(self, path: Path, error: Exception) -> None:
        if isinstance(error, WorkbenchError):
            self.show_error(self.messages.text(error.key, **error.params))
        else:
            sentence = self.tr("{name} kan ikke skrives. Vælg en anden mappe. ({why})")
            why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
            self.show_error(sentence.format(name=path.name, why=why))

    def _author(self) -> str:
        import getpass  # noqa: PLC0415  # after the first paint

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "ukendt"

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

    def _shortcuts(self) -> None:
        from ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415

        ShortcutsDialog(self.window.menuBar(), self.window).exec()

    def _about(self) -> None:
        from ui.dialogs.about import AboutDialog  # noqa: PLC0415

        AboutDialog(self.window).exec()

    def _remember(self, desk: Desk) -> None:
        geometry, state = self.window.layout_text()
        prefs = replace(self.prefs, geometry=geometry, window_state=state)
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


def main(argv: Sequence[str]) -> int:
    """Start the window: [FILE.kkw] [--demo] [--screenshot OUT.png]."""
    parser = argparse.ArgumentParser(prog="kkworkbench")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--screenshot", type=Path, metavar="OUT.png")
    options = parser.parse_args(list(argv))
    if options.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kkworkbench")
    if options.screenshot is not None:
        from ui.screenshot import take  # noqa: PLC0415

        with TemporaryDirectory() as folder:
            shown = Application(app, Path(folder) / "preferences.json")
            return take(shown, options.file, options.screenshot)
    application = Application(app, preferences.default_path())
    application.errors.install()
    path = _first_file(application, options)
    application.show_skeleton(path)
    application.window.show()
    app.processEvents()
    with suppress(OSError):
        start_log(log_path())
    QTimer.singleShot(0, lambda: application.start(path, demo=options.demo))
    return app.exec()


def _first_file(application: Application, options: argparse.Namespace) -> Path | None:
    """Return the file to open: the one that was named, else the last one; None for the demo."""
    if options.file is not None:
        return Path(options.file)
    recent = [Path(file.path) for file in application.prefs.recent]
    return recent[0] if recent and recent[0].exists() and not options.demo else None

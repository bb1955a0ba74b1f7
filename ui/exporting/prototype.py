"""The prototype from the window: written into a folder, or shown in the browser where one is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.prototype.writing import (
    MARK,
    Written,
    refuse_strangers,
    write_prototype,
)
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.dialogs.working import Working, tell_trouble
from ui.dialogs.written import tell_written
from ui.jobs import Token
from ui.points import title_of_shown
from ui.widgets import WrapLabel, size_dialog

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class PrototypeDialog(QDialog):
    """Ask what the prototype is called and where it goes; say what hinders it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Klikbar prototype"))
        about = WrapLabel(
            self.tr(
                "Et lille websted med alt det, borgerne ser: drill-menu, kontaktoversigt, sider og "
                "kontaktbokse. Det åbnes i en browser uden internet. Skriv to varianter i hver sin "
                "mappe, når de skal prøves mod hinanden."
            )
        )
        self.name = QLineEdit(title_of_shown(bridge))
        self.name.setAccessibleName(self.tr("Navn"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Mappe"))
        choose = QPushButton(self.tr("&Vælg…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(self.tr("Vælg mappe"))
        choose.clicked.connect(self._choose)
        self.status = WrapLabel("")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(
            self.tr("&Skriv prototypen"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.write_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        form = QFormLayout()
        form.addRow(self.tr("&Navn"), self.name)
        folder_label = QLabel(self.tr("&Mappe"))
        folder_label.setBuddy(self.folder)
        form.addRow(folder_label, row)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.status)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.name.textChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        size_dialog(self, 84, 26)
        self._refresh()

    @property
    def target(self) -> Path:
        """The folder of the prototype."""
        return Path(self.folder.text().strip()).expanduser()

    def barrier(self) -> str:
        """Say why nothing can be written; empty where it can."""
        if not self.name.text().strip():
            return self.tr("Giv prototypen et navn.")
        if not self.folder.text().strip():
            return self.tr("Vælg en mappe.")
        if not self.target.parent.is_dir():
            return self.tr("Mappen »{name}« findes ikke.").format(name=self.target.parent)
        try:
            refuse_strangers(self.target)
        except WorkbenchError as error:
            return self._bridge.text(error.key, **error.params)
        return ""

    def _refresh(self) -> None:
        barrier = self.barrier()
        replaced = not barrier and (self.target / MARK).exists()
        note = self.tr("Prototypen i mappen bliver erstattet.") if replaced else ""
        self.status.setText(barrier or note)
        self.write_button.setEnabled(not barrier)

    def _choose(self) -> None:
        """Take a folder as it is where it may be written, else a new one in it."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Vælg mappe"))
        if chosen:
            self.folder.setText(QDir.toNativeSeparators(str(self._place_in(Path(chosen)))))

    def _place_in(self, folder: Path) -> Path:
        """What is not the main line as it stands goes beside the prototype that is there already."""
        name = " ".join(_NOT_IN_NAMES.sub(" ", self.name.text()).split()).strip(". ")
        own = name or "prototype"
        if not self._bridge.workspace.is_current and folder.name != own:
            return (folder.parent if (folder / MARK).exists() else folder) / own
        try:
            refuse_strangers(folder)
        except WorkbenchError:
            return folder / own
        return folder


def export_prototype(bridge: Bridge, parent: QWidget) -> None:
    """Ask for a name and a folder, and write the prototype."""
    dialog = PrototypeDialog(bridge, parent)
    if dialog.exec() == PrototypeDialog.DialogCode.Accepted:
        write_to(bridge, dialog.target, dialog.name.text().strip(), parent)
    dialog.deleteLater()


def write_to(bridge: Bridge, folder: Path, name: str, parent: QWidget) -> Working:
    """Write the prototype beside the window and tell where it is, with a way to the browser."""

    def tell(written: Written) -> None:
        sentence = QCoreApplication.translate("Prototype", "Prototypen er skrevet.")
        tell_written(written.folder, sentence, parent, opens=written.start)

    return _started(bridge, folder, name, parent, tell)


def show_file(path: Path) -> None:
    """Open a file on this machine in the browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class InBrowser:
    """Shows a page in the browser, of a prototype that is written anew when something changed."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        self._bridge = bridge
        self._parent = parent
        self._folder = QTemporaryDir()
        self._working: Working | None = None
        self._written: Written | None = None
        self._state: State | None = None

    def show_page(self, page_id: str) -> Working | None:
        """Open a page; the start page where citizens do not see it.

        Return the work that it takes, None where there is none or the last has not ended.
        """
        if self._working is not None:
            return None
        state = self._bridge.state
        if self._written is not None and self._state is state:
            show_file(self._written.place(page_id))
            return None

        def tell(written: Written) -> None:
            self._written, self._state = written, state
            show_file(written.place(page_id))

        folder = Path(self._folder.path()) / "prototype"
        name = title_of_shown(self._bridge) or "kkworkbench"
        self._working = working = _started(self._bridge, folder, name, self._parent, tell)
        for ended in (working.succeeded, working.failed, working.stopped):
            ended.connect(self._on_ended)
        return working

    def _on_ended(self, *_told: object) -> None:
        self._working = None


def _started(
    bridge: Bridge, folder: Path, name: str, parent: QWidget, tell: Callable[[Written], None]
) -> Working:
    state, day = bridge.state, bridge.today()

    def work(token: Token) -> Written:
        return write_prototype(folder, state, name, day, token.progress)

    words = QCoreApplication.translate("Prototype", "Klikbar prototype")
    working = Working(words, work, parent)
    working.succeeded.connect(tell)
    working.failed.connect(lambda error: tell_trouble(bridge, error))
    working.start()
    return working

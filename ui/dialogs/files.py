"""Ask which file, and what to do about one that cannot be opened as it should."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

SUFFIX = ".kkw"


def ask_new(parent: QWidget, folder: Path) -> Path | None:
    """Ask where a new workspace is to be."""
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("Files", "Nyt arbejdsrum"),
        str(folder / QCoreApplication.translate("Files", "Nyt arbejdsrum.kkw")),
        QCoreApplication.translate("Files", "Arbejdsrum (*.kkw)"),
    )
    return Path(name).with_suffix(SUFFIX) if name else None


def ask_existing(parent: QWidget, folder: Path) -> Path | None:
    """Ask which workspace to open."""
    name, _kind = QFileDialog.getOpenFileName(
        parent,
        QCoreApplication.translate("Files", "Åbn arbejdsrum"),
        str(folder),
        QCoreApplication.translate("Files", "Arbejdsrum (*.kkw)"),
    )
    return Path(name) if name else None


def ask_copy(parent: QWidget, path: Path) -> Path | None:
    """Ask where a copy of a workspace is to be."""
    copy = QCoreApplication.translate("Files", "kopi")
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("Files", "Gem kopi som"),
        str(path.with_name(f"{path.stem} {copy}{SUFFIX}")),
        QCoreApplication.translate("Files", "Arbejdsrum (*.kkw)"),
    )
    return Path(name).with_suffix(SUFFIX) if name else None


def ask_read_only(parent: QWidget, sentence: str) -> bool:
    """Ask whether a file that is in use is to be opened read-only."""
    return _asked(parent, sentence, "", QCoreApplication.translate("Files", "Åbn &skrivebeskyttet"))


def ask_salvage(parent: QWidget, name: str, sentence: str) -> bool:
    """Ask whether what can be saved of a damaged file is to be opened."""
    said = QCoreApplication.translate("Files", "»{name}« er beskadiget").format(name=name)
    more = QCoreApplication.translate(
        "Files",
        "Filen bliver ikke ændret. Det, der kan læses, kan åbnes og gemmes som et nyt arbejdsrum. "
        "Har du en sikkerhedskopi, er den sikkert bedre.",
    )
    button = QCoreApplication.translate("Files", "Åbn det, der kan &reddes (skrivebeskyttet)")
    return _asked(parent, said, f"{sentence}\n\n{more}", button)


def _asked(parent: QWidget, sentence: str, more: str, button: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if more else QMessageBox.Icon.Information)
    box.setWindowTitle("kkworkbench")
    box.setText(sentence)
    box.setInformativeText(more)
    yes = QPushButton(button)
    box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    chosen = box.clickedButton() is yes
    box.deleteLater()
    return chosen

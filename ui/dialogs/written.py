"""Tell what was written, with a way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def tell_written(
    path: Path, sentence: str, parent: QWidget, details: str = "", opens: Path | None = None
) -> None:
    """Say where files are; offer to show the folder, to copy the path and to open a page."""
    box = QMessageBox(parent)
    box.setWindowTitle(box.tr("Skrevet"))
    box.setText(sentence)
    box.setInformativeText(str(path))
    if details:
        box.setDetailedText(details)
    role = QMessageBox.ButtonRole.ActionRole
    browse = box.addButton(box.tr("&Åbn i browseren"), role) if opens is not None else None
    show = box.addButton(box.tr("&Vis i mappe"), role)
    copy = box.addButton(box.tr("&Kopier sti"), role)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if opens is not None and box.clickedButton() is browse:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(opens)))
    elif box.clickedButton() is show:
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
    elif box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(str(path))
    box.deleteLater()

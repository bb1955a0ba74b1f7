"""Tell what was written, with a way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def tell_written(path: Path, sentence: str, parent: QWidget, details: str = "") -> None:
    """Say where files are; offer to show the folder and to copy the path."""
    box = QMessageBox(parent)
    box.setWindowTitle(box.tr("Skrevet"))
    box.setText(sentence)
    box.setInformativeText(str(path))
    if details:
        box.setDetailedText(details)
    show = box.addButton(box.tr("&Vis i mappe"), QMessageBox.ButtonRole.ActionRole)
    copy = box.addButton(box.tr("&Kopier sti"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is show:
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
    elif box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(str(path))
    box.deleteLater()

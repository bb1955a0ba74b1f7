"""What was written: each file with its size and SHA-256, and the way to it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.exporting.writing import Written
from ui.widgets import ColumnShares, WrapLabel, dress_view, size_dialog

NAME, SIZE, SUM = range(3)
SHARES: Final = {NAME: 34, SIZE: 12, SUM: 54}
"""Of the width."""


class WrittenDialog(QDialog):
    """List the files of a batch."""

    def __init__(self, written: Written, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Skrevet"))
        self.path = QLineEdit(str(written.report.path))
        self.path.setReadOnly(True)
        self.path.setAccessibleName(self.tr("Mappe"))
        self.path.setCursorPosition(0)
        self.files = QTreeWidget()
        self.files.setRootIsDecorated(False)
        self.files.setUniformRowHeights(True)
        self.files.setAccessibleName(self.tr("Filer"))
        self.files.setHeaderLabels([self.tr("Fil"), self.tr("Størrelse"), self.tr("SHA-256")])
        dress_view(self.files)
        ColumnShares(self.files, SHARES)
        locale = QLocale()
        for file in written.files:
            item = QTreeWidgetItem([file.name, locale.formattedDataSize(file.size), file.sha256])
            item.setToolTip(SUM, file.sha256)
            self.files.addTopLevelItem(item)
        self.files.setCurrentItem(self.files.topLevelItem(0))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        show = buttons.addButton(self.tr("&Vis i mappe"), role)
        self.copy_path = buttons.addButton(self.tr("&Kopier sti"), role)
        self.copy_list = buttons.addButton(self.tr("Kopier &listen"), role)
        show.clicked.connect(lambda: _show_folder(written.report.path))
        self.copy_path.clicked.connect(lambda: _copy(str(written.report.path)))
        self.copy_list.clicked.connect(lambda: _copy(_as_text(written)))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(WrapLabel(sentence))
        layout.addWidget(self.path)
        layout.addWidget(self.files, 1)
        layout.addWidget(buttons)
        size_dialog(self, 120, 50)


def _as_text(written: Written) -> str:
    return "\n".join(f"{file.sha256}  {file.name}" for file in written.files)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)

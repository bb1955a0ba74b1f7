"""The fault report: read here first, then written to a file. Nothing is sent."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.fault_report import report_parts, worded, write_report
from ui.widgets import WrapLabel, size_dialog


class FaultReportDialog(QDialog):
    """Show all that the file will hold, and write it where the person says."""

    def __init__(self, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fejlrapport"))
        self._parts = report_parts(logs)
        words = WrapLabel(
            self.tr(
                "Alt herunder kommer i filen, og intet andet. Der er ingen kontakter, sider eller "
                "navne i den. Intet bliver sendt; du bestemmer selv, hvem der får filen."
            )
        )
        self.text = QPlainTextEdit(worded(self._parts))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Fejlrapportens indhold"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.save_button = buttons.addButton(self.tr("&Gem fejlrapport…"), role)
        self.save_button.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        size_dialog(self, 110, 60)

    def save(self) -> None:
        """Ask where, and write the report there."""
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Gem fejlrapport"),
            "kkworkbench-fejlrapport.zip",
            self.tr("Zip-filer (*.zip)"),
        )
        if name:
            self.save_to(Path(name).with_suffix(".zip"))

    def save_to(self, path: Path) -> None:
        """Write the report to a file, and say so."""
        try:
            write_report(self._parts, path)
        except OSError as error:
            sentence = self.tr("{name} kan ikke skrives. Vælg en anden mappe. ({why})")
            why = os.strerror(error.errno) if error.errno else ""
            QMessageBox.warning(self, "kkworkbench", sentence.format(name=path.name, why=why))
            return
        said = self.tr("Fejlrapporten er gemt: {name}").format(name=path.name)
        QMessageBox.information(self, "kkworkbench", said)

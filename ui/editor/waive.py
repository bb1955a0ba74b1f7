"""Grant a dispensation: a rule may be broken in this place, for a reason, until a day."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import WaiverId
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result
from kkworkbench.workspace.commands.settings import Waive
from ui.bridge import Bridge
from ui.widgets import NoWheelDateEdit, PlainTextField, size_dialog


class WaiverDialog(QDialog):
    """Ask why, and for how long."""

    def __init__(self, bridge: Bridge, result: Result, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finding = result.finding
        self.setWindowTitle(self.tr("Giv dispensation"))
        said = QLabel(bridge.describe(result).message)
        said.setWordWrap(True)
        self.reason = PlainTextField()
        self.reason.setAccessibleName(self.tr("Begrundelse"))
        self.limited = QCheckBox(self.tr("Gælder &til og med"))
        self.until = NoWheelDateEdit()
        self.until.setAccessibleName(self.tr("Gælder til og med"))
        today = bridge.today()
        self.until.setDate(QDate(today.year, today.month, today.day).addYears(1))
        self.until.setEnabled(False)
        self.limited.toggled.connect(self.until.setEnabled)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("&Giv dispensation"))
        self.ok.setEnabled(False)
        self.reason.edited.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Begrundelse"), self.reason)
        form.addRow(self.limited, self.until)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        size_dialog(self, 64)

    def command(self) -> Waive:
        """Return the dispensation as it is filled in."""
        until = self.until.date()
        return Waive(
            Waiver(
                WaiverId(str(uuid4())),
                self._finding.code,
                self._finding.subject,
                self._finding.field,
                self._finding.value,
                self.reason.text().strip(),
                self._bridge.workspace.author,
                date(until.year(), until.month(), until.day())
                if self.limited.isChecked()
                else None,
            )
        )


def ask_waiver(bridge: Bridge, result: Result, parent: QWidget) -> Waive | None:
    """Ask for a dispensation; None where none is given."""
    if bridge.is_read_only:
        return None
    dialog = WaiverDialog(bridge, result, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        return dialog.command()
    return None

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
from kkworkbench.rules.wording import subject_title
from kkworkbench.workspace.commands.settings import EditWaiver, Waive
from ui.bridge import Bridge
from ui.widgets import NoWheelDateEdit, PlainTextField, size_dialog


class WaiverDialog(QDialog):
    """Ask why, and for how long."""

    def __init__(
        self, said: str, today: date, waiver: Waiver | None = None, parent: QWidget | None = None
    ) -> None:
        """Say what is to be waived; `waiver` is the dispensation to edit, where there is one."""
        super().__init__(parent)
        self.setWindowTitle(
            self.tr("Giv dispensation") if waiver is None else self.tr("Ret dispensation")
        )
        self.words = QLabel(said)
        self.words.setWordWrap(True)
        self.reason = PlainTextField()
        self.reason.setAccessibleName(self.tr("Begrundelse"))
        self.limited = QCheckBox(self.tr("Gælder &til og med"))
        self.until = NoWheelDateEdit()
        self.until.setAccessibleName(self.tr("Gælder til og med"))
        self.until.setDate(QDate(today.year, today.month, today.day).addYears(1))
        self.until.setEnabled(False)
        self.limited.toggled.connect(self.until.setEnabled)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("&Giv dispensation") if waiver is None else self.tr("&Gem"))
        self.ok.setEnabled(False)
        self.reason.edited.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Begrundelse"), self.reason)
        form.addRow(self.limited, self.until)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        size_dialog(self, 64)
        if waiver is not None:
            self._show(waiver)

    def last_day(self) -> date | None:
        """Return the last day that is chosen; None where it is for good."""
        until = self.until.date()
        if not self.limited.isChecked():
            return None
        return date(until.year(), until.month(), until.day())

    def _show(self, waiver: Waiver) -> None:
        self.reason.load(waiver.reason)
        self.ok.setEnabled(bool(waiver.reason.strip()))
        if waiver.until is not None:
            self.limited.setChecked(True)
            self.until.setDate(QDate(waiver.until.year, waiver.until.month, waiver.until.day))


def ask_waiver(bridge: Bridge, result: Result, parent: QWidget) -> Waive | None:
    """Ask for a dispensation; None where none is given."""
    if bridge.is_read_only:
        return None
    title = subject_title(result.finding, bridge.state)
    said = ": ".join(part for part in (title, bridge.describe(result).message) if part)
    dialog = WaiverDialog(said, bridge.today(), None, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return None
    finding = result.finding
    return Waive(
        Waiver(
            WaiverId(str(uuid4())),
            finding.code,
            finding.subject,
            finding.field,
            finding.value,
            dialog.reason.text().strip(),
            bridge.workspace.author,
            dialog.last_day(),
        )
    )


def ask_changes(bridge: Bridge, waiver: Waiver, said: str, parent: QWidget) -> EditWaiver | None:
    """Ask for another reason or last day; None where it is left as it is."""
    if bridge.is_read_only:
        return None
    dialog = WaiverDialog(said, bridge.today(), waiver, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return None
    return EditWaiver(waiver.id, dialog.reason.text().strip(), dialog.last_day())

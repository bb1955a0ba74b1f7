"""The principles' numbers and lists, as settings of the workspace."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import SettingId
from kkworkbench.rules.settings import SETTINGS, SettingEntry, Value, value_of
from kkworkbench.workspace.commands.settings import SetSetting
from ui.bridge import Bridge
from ui.widgets import NoWheelSpinBox


class SettingsDialog(QDialog):
    """A field for each setting; what differs from its default is kept in the workspace."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Indstillinger"))
        self.fields: dict[str, QWidget] = {}
        words = QLabel(
            self.tr("Indstillingerne følger arbejdsrummet, kan fortrydes og står i historikken.")
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        form = QFormLayout()
        for entry in SETTINGS:
            if entry.name == "rules.off":
                continue
            field = self._field(entry)
            name = bridge.text(f"setting.{entry.name}")
            field.setAccessibleName(name)
            form.addRow(name, field)
            self.fields[entry.name] = field
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 90, 0)
        if bridge.is_read_only:
            for field in self.fields.values():
                field.setEnabled(False)

    def accept(self) -> None:
        for entry in SETTINGS:
            field = self.fields.get(entry.name)
            if field is None:
                continue
            value = self._value(entry, field)
            if value == value_of(self._bridge.state, entry.name):
                continue
            wanted = None if value == entry.default else value
            if not self._bridge.run(SetSetting(SettingId(entry.name), wanted)):
                return
        super().accept()

    def _field(self, entry: SettingEntry) -> QWidget:
        value = value_of(self._bridge.state, entry.name)
        if isinstance(entry.default, int):
            spin = NoWheelSpinBox()
            spin.setRange(entry.least, entry.greatest)
            spin.setValue(int(str(value)))
            return spin
        line = QLineEdit(", ".join(value) if isinstance(value, tuple) else str(value))
        line.setCursorPosition(0)
        return line

    def _value(self, entry: SettingEntry, field: QWidget) -> Value:
        if isinstance(field, NoWheelSpinBox):
            return field.value()
        assert isinstance(field, QLineEdit)
        text = field.text().strip()
        if isinstance(entry.default, tuple):
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return text

"""The principles' numbers and lists, as settings of the workspace, by group."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.messages import Messages
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.profile import changed_values, describe_problem, read_profile, write_profile
from kkworkbench.rules.settings import SETTINGS, SettingEntry, Value, value_of
from kkworkbench.whole_file import write_whole
from kkworkbench.workspace.commands.settings import SetSettings
from ui.bridge import Bridge
from ui.dialogs.settings_personal import PersonalPages
from ui.widgets import LedFocus, NoWheelSpinBox, dress_view, label, size_dialog

ELSEWHERE = frozenset({"rules.off", "drill.locked"})
"""Settings that have a screen of their own."""
LIST_LINES = 5
NUMBER_WIDTH = 16


class SettingsDialog(QDialog):
    """A field for each setting; what differs from its default is kept in the workspace.

    With the pages of a person's own preferences, those come first; the caller keeps what they say.
    """

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, personal: PersonalPages | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.personal = personal
        self.setWindowTitle(self.tr("Indstillinger"))
        self.fields: dict[str, SettingField] = {}
        self.groups = QListWidget()
        self.groups.setAccessibleName(self.tr("Grupper"))
        dress_view(self.groups)
        self._pages = QStackedWidget()
        self._fill()
        self.groups.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.groups.setCurrentRow(0)
        self.groups.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        words = label(
            self.tr(
                "Generelt, Udseende og Genveje er dine egne. Resten følger arbejdsrummet, kan "
                "fortrydes og står i historikken."
            ),
            "secondary",
        )
        words.setWordWrap(True)
        body = QHBoxLayout()
        body.addWidget(self.groups)
        body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addLayout(body, 1)
        layout.addWidget(self._buttons())
        size_dialog(self, 120, 70)

    def accept(self) -> None:
        state = self._bridge.state
        values: list[tuple[str, Value | None]] = []
        for name, field in self.fields.items():
            value = field.value()
            if value != value_of(state, name):
                values.append((name, None if value == field.entry.default else value))
        if not values or self._bridge.run(SetSettings(tuple(values))):
            super().accept()

    def import_profile(self) -> None:
        """Take over the principles of a file; what is wrong in it is told by line."""
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Importer profil"), "", self.tr("Profiler (*.toml)")
        )
        if name:
            self.take_profile(Path(name))

    def take_profile(self, path: Path) -> None:
        """Show what a profile says in the fields; its severities and switches are set at once."""
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            sentence = self.tr("{name} kan ikke læses. ({why})")
            self._warn(sentence.format(name=path.name, why=error.strerror or ""))
            return
        profile = read_profile(text, RULES)
        if profile.problems:
            said = [describe_problem(each, self._bridge.messages) for each in profile.problems]
            self._warn(self._bridge.text("profile.refused", name=path.name), said)
            return
        changes = changed_values(profile, self._bridge.state, RULES)
        if not changes:
            self._tell(self._bridge.text("profile.same"))
        elif self._bridge.run(SetSettings(tuple(changes.items()))):
            for name, field in self.fields.items():
                field.show_value(value_of(self._bridge.state, name))
            self._tell(self._bridge.text("profile.applied", n=len(changes)))

    def export_profile(self) -> None:
        """Write the principles as they are set in the workspace to a file."""
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Eksporter profil"),
            self.tr("kontaktprincipper.toml"),
            self.tr("Profiler (*.toml)"),
        )
        if not name:
            return
        path = Path(name).with_suffix(".toml")
        try:
            write_whole(path, write_profile(self._bridge.state, RULES))
        except OSError as error:
            sentence = self.tr("{name} kan ikke skrives. Vælg en anden mappe. ({why})")
            self._warn(sentence.format(name=path.name, why=error.strerror or ""))
            return
        self._tell(self.tr("Profilen er skrevet til {name}").format(name=path.name))

    def _fill(self) -> None:
        for name, page in self.personal.pages() if self.personal is not None else ():
            self.groups.addItem(name)
            self._pages.addWidget(page)
        by_group: dict[str, list[SettingEntry]] = {}
        for entry in SETTINGS:
            if entry.name not in ELSEWHERE:
                by_group.setdefault(entry.name.partition(".")[0], []).append(entry)
        for group, entries in by_group.items():
            self.groups.addItem(self._bridge.text(f"setting_group.{group}"))
            form = QFormLayout()
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            for entry in entries:
                field = SettingField(entry, self._bridge.messages)
                field.show_value(value_of(self._bridge.state, entry.name))
                field.setEnabled(not self._bridge.is_read_only)
                form.addRow(QLabel(self._label(entry)), field)
                self.fields[entry.name] = field
            page = QWidget()
            page.setLayout(form)
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are stops enough
            scroll.setWidget(page)
            self._pages.addWidget(scroll)

    def _label(self, entry: SettingEntry) -> str:
        name = self._bridge.text(f"setting.{entry.name}")
        if isinstance(entry.default, tuple):
            return self.tr("{name} (én på hver linje)").format(name=name)
        return name

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        action = QDialogButtonBox.ButtonRole.ResetRole
        take = buttons.addButton(self.tr("&Importer profil…"), action)
        take.clicked.connect(self.import_profile)
        take.setEnabled(not self._bridge.is_read_only)
        buttons.addButton(self.tr("&Eksporter profil…"), action).clicked.connect(
            self.export_profile
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _warn(self, sentence: str, details: list[str] | None = None) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "kkworkbench", sentence, parent=self)
        if details:
            box.setInformativeText("\n".join(details[:8]))
            box.setDetailedText("\n".join(details))
        box.exec()
        box.deleteLater()

    def _tell(self, sentence: str) -> None:
        QMessageBox.information(self, "kkworkbench", sentence)


class SettingField(LedFocus, QWidget):
    """One setting: its value, and a button that takes the default back where it differs."""

    def __init__(self, entry: SettingEntry, messages: Messages) -> None:
        super().__init__()
        self.entry = entry
        name = messages.text(f"setting.{entry.name}")
        self.editor = self._editor()
        self.editor.setAccessibleName(name)
        self.lead_focus_to(self.editor)
        self.reset = QPushButton(self.tr("Standard"))
        self.reset.setAutoDefault(False)
        self.reset.setAccessibleName(self.tr("Standard for {name}").format(name=name))
        self.reset.clicked.connect(lambda: self.show_value(entry.default))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        is_list, is_number = (
            isinstance(self.editor, kind) for kind in (QPlainTextEdit, NoWheelSpinBox)
        )
        at = Qt.AlignmentFlag.AlignTop if is_list else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.editor, 0 if is_number else 1)
        row.addWidget(self.reset, 0, at)
        if is_number:
            self.editor.setMinimumWidth(self.fontMetrics().averageCharWidth() * NUMBER_WIDTH)
            row.addStretch(1)

    def value(self) -> Value:
        """Return what stands in the field."""
        match self.editor:
            case QCheckBox():
                return self.editor.isChecked()
            case NoWheelSpinBox():
                return self.editor.value()
            case QPlainTextEdit():
                lines = self.editor.toPlainText().splitlines()
                return tuple(line.strip() for line in lines if line.strip())
        assert isinstance(self.editor, QLineEdit)
        return self.editor.text().strip()

    def show_value(self, value: Value) -> None:
        """Put a value into the field."""
        match self.editor:
            case QCheckBox():
                self.editor.setChecked(bool(value))
            case NoWheelSpinBox():
                self.editor.setValue(int(str(value)))
            case QPlainTextEdit():
                assert isinstance(value, tuple)
                self.editor.setPlainText("\n".join(value))
            case QLineEdit():
                self.editor.setText(str(value))
                self.editor.setCursorPosition(0)
        self._show_reset()

    def _editor(self) -> QWidget:
        default = self.entry.default
        if isinstance(default, bool):
            switch = QCheckBox(self.tr("Ja"))
            switch.toggled.connect(self._show_reset)
            return switch
        if isinstance(default, int):
            spin = NoWheelSpinBox()
            spin.setRange(self.entry.least, self.entry.greatest)
            spin.valueChanged.connect(self._show_reset)
            return spin
        if isinstance(default, tuple):
            lines = QPlainTextEdit()
            lines.setTabChangesFocus(True)
            lines.setFixedHeight(lines.fontMetrics().lineSpacing() * (LIST_LINES + 1))
            lines.textChanged.connect(self._show_reset)
            return lines
        line = QLineEdit()
        line.textChanged.connect(self._show_reset)
        return line

    def _show_reset(self, _value: object = None) -> None:
        if hasattr(self, "reset"):
            self.reset.setEnabled(self.value() != self.entry.default)

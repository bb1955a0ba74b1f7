"""Explain a rule: what it holds, why, the principle behind it, good and bad examples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from kkworkbench.rules.all_rules import RULES
from ui.bridge import Bridge
from ui.widgets import label, size_dialog


class PrincipleDialog(QDialog):
    """One rule, in our own words."""

    def __init__(self, bridge: Bridge, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = bridge.text
        rule = next((each for each in RULES if each.code == code), None)
        cites = rule.cites if rule is not None else ()
        self.setWindowTitle(text(f"rule.{code}.name"))
        layout = QVBoxLayout(self)
        layout.addWidget(label(text(f"rule.{code}.name"), "h1"))
        self.why = QLabel(text(f"rule.{code}.why"))
        self.why.setWordWrap(True)
        layout.addWidget(self.why)
        form = QFormLayout()
        for name, value in (
            (self.tr("Princip"), "\n".join(f"{text(f'principle.{c}')} ({c})" for c in cites)),
            (self.tr("Godt"), text(f"rule.{code}.good")),
            (self.tr("Ikke godt"), text(f"rule.{code}.bad")),
            (self.tr("Regel"), code),
        ):
            shown = QLabel(value)
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, shown)
        layout.addLayout(form)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        size_dialog(self, 72)

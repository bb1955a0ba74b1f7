"""Begin a workshop: its title, who takes part, the agenda, and how many dots each has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import SessionId
from kkworkbench.model.workshop import Session
from kkworkbench.workshop.agenda_text import agenda_of, agenda_text
from kkworkbench.workshop.commands import MOST_DOTS, check_participants
from kkworkbench.workshop.shipped import shipped_agenda
from kkworkbench.workspace.errors import Refused
from ui import theme
from ui.bridge import Bridge
from ui.widgets import (
    NoWheelSpinBox,
    TagEdit,
    UndoFreeLineEdit,
    UndoFreePlainTextEdit,
    size_dialog,
)

LINES: Final = 8
"""Lines of the agenda that are seen without scrolling."""


class StartDialog(QDialog):
    """Ask for what a workshop needs; an agenda is proposed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Start workshop"))
        year = bridge.today().year
        self.title = UndoFreeLineEdit(f"{bridge.text('workshop.demo_title')} {year}")
        self.people = TagEdit(self.tr("Deltagernes initialer"), self.tr("Tilføj initialer"))
        self.dots = NoWheelSpinBox()
        self.dots.setRange(1, MOST_DOTS)
        self.dots.setValue(3)
        self.dots.setAccessibleName(self.tr("Prikker til hver"))
        agenda = shipped_agenda(bridge.messages)
        self.agenda = UndoFreePlainTextEdit(agenda_text(agenda), idle_ms=0)
        self.agenda.setAccessibleName(self.tr("Dagsorden"))
        self.agenda.setFixedHeight(
            LINES * self.agenda.fontMetrics().lineSpacing() + theme.current().px(16)
        )
        hint = QLabel(self.tr("Minutter og punkt, et på hver linje"))
        hint.setProperty("role", "secondary")
        self.total = QLabel()
        self.total.setProperty("role", "secondary")
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("severity", "error")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("&Start"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Titel"), self.title)
        form.addRow(self.tr("&Deltagere (initialer)"), self.people)
        form.addRow(self.tr("&Prikker til hver"), self.dots)
        form.addRow(self.tr("D&agsorden"), self.agenda)
        form.addRow("", hint)
        form.addRow("", self.total)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.title.edited.connect(self._check)
        self.agenda.edited.connect(self._check)
        self.people.tags_changed.connect(self._check)
        self._check()
        size_dialog(self, 76)
        self.people.setFocus()

    def session(self) -> Session:
        """Return the workshop that was described; it begins now, after the log's newest step."""
        return Session(
            SessionId(str(uuid4())),
            self.title.text().strip(),
            agenda_of(self.agenda.toPlainText()),
            self.people.tags(),
            self.dots.value(),
            started=datetime.now(UTC),
            step=self._bridge.workspace.store.step,
        )

    def _check(self, _edited: object = None) -> None:
        problem = ""
        try:
            check_participants(self.people.tags())
        except Refused as refused:
            problem = self._bridge.text(refused.key, **refused.params)
        minutes = sum(item.minutes for item in agenda_of(self.agenda.toPlainText()))
        self.total.setText(self.tr("I alt %n minutter", "", minutes))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.ok.setEnabled(not problem and bool(self.title.text().strip()))

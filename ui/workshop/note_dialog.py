"""Write a note, a parked point or a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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

from kkworkbench.model.workshop import Note, NoteSort, Session
from kkworkbench.workshop.sessions import subject_titles
from ui import theme
from ui.bridge import Bridge
from ui.widgets import (
    FlowLayout,
    NoWheelComboBox,
    NoWheelDateEdit,
    UndoFreeLineEdit,
    UndoFreePlainTextEdit,
    size_dialog,
)


class NoteDialog(QDialog):
    """Ask for what was said; of a decision also why, who agrees, what is open and what follows.

    Its text has so many points, those of a body where none are named: a group may read along.
    """

    def __init__(
        self,
        bridge: Bridge,
        session: Session,
        note: Note,
        parent: QWidget | None = None,
        points: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._note = note
        if points:
            # A font that is set goes no further than to the dialog under a style sheet.
            self.setStyleSheet(f"* {{ font-size: {points}pt; }}")
            self.ensurePolished()
        self.setWindowTitle(self.tr("Skriv ned"))
        self.sort = NoWheelComboBox()
        for sort, name in (
            (NoteSort.NOTE, self.tr("Note")),
            (NoteSort.DECISION, self.tr("Beslutning")),
            (NoteSort.PARKED, self.tr("Parkeret")),
        ):
            self.sort.addItem(name, sort.value)
        self.sort.setCurrentIndex(self.sort.findData(note.sort.value))
        self.text = self._field(3)
        self.text.setAccessibleName(self.tr("Tekst"))
        self.text.load(note.text)
        titles = subject_titles(note.subjects, bridge.state)
        self.tied = QCheckBox(self.tr("Om {titles}").format(titles=", ".join(titles)))
        self.tied.setChecked(bool(titles))
        self.tied.setVisible(bool(titles))
        self.reason = self._field(2)
        self.reason.setAccessibleName(self.tr("Begrundelse"))
        self.reason.load(note.reason)
        self.agreed = [QCheckBox(who) for who in session.participants]
        for box in self.agreed:
            box.setChecked(box.text() in note.agreed)
        self.open_points = UndoFreeLineEdit(note.open_points)
        self.owner = UndoFreeLineEdit(note.owner)
        self.has_due = QCheckBox(self.tr("Sene&st"))
        self.due = NoWheelDateEdit()
        self.due.setAccessibleName(self.tr("Senest"))
        day = note.due or bridge.today()
        self.due.setDate(QDate(day.year, day.month, day.day))
        self.has_due.setChecked(note.due is not None)
        self.due.setEnabled(note.due is not None)
        self.has_due.toggled.connect(self.due.setEnabled)
        self._lay_out()
        self.sort.currentIndexChanged.connect(self._refresh)
        self.text.edited.connect(self._refresh)
        self._refresh()
        size_dialog(self, 72, 60 if note.sort is NoteSort.DECISION else 0)
        self.text.setFocus()

    def note(self) -> Note:
        """Return the note as it was written."""
        sort = NoteSort(self.sort.currentData())
        note = replace(
            self._note,
            sort=sort,
            text=self.text.toPlainText().strip(),
            subjects=self._note.subjects if self.tied.isChecked() else (),
        )
        if sort is NoteSort.DECISION:
            note = replace(
                note,
                reason=self.reason.toPlainText().strip(),
                agreed=tuple(box.text() for box in self.agreed if box.isChecked()),
                open_points=self.open_points.text().strip(),
            )
        if sort is not NoteSort.NOTE:
            note = replace(note, owner=self.owner.text().strip(), due=self._due())
        return note

    def _due(self) -> date | None:
        day = self.due.date()
        return date(day.year(), day.month(), day.day()) if self.has_due.isChecked() else None

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("&Gem"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        people = QWidget()
        flow = FlowLayout(people)
        flow.setSpacing(theme.current().px(12))
        for box in self.agreed:
            flow.addWidget(box)
        self.people = people
        self.form = QFormLayout()
        self.form.addRow(self.tr("S&lags"), self.sort)
        self.form.addRow(self.tr("&Tekst"), self.text)
        self.form.addRow("", self.tied)
        self.form.addRow(self.tr("&Begrundelse"), self.reason)
        agreed = QLabel(self.tr("Enige"))
        self.form.addRow(agreed, people)
        self.form.addRow(self.tr("Åbne &punkter"), self.open_points)
        self.form.addRow(self.tr("&Hvem følger op"), self.owner)
        self.form.addRow(self.has_due, self.due)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addStretch(1)
        column.addWidget(buttons)

    def _refresh(self, _edited: object = None) -> None:
        sort = NoteSort(self.sort.currentData())
        decided = sort is NoteSort.DECISION
        for field in (self.reason, self.open_points):
            self.form.setRowVisible(field, decided)
        self.form.setRowVisible(self.people, decided and bool(self.agreed))
        for field in (self.owner, self.due):
            self.form.setRowVisible(field, sort is not NoteSort.NOTE)
        self.form.setRowVisible(self.tied, not self.tied.isHidden() or bool(self._note.subjects))
        self.ok.setEnabled(bool(self.text.toPlainText().strip()))

    def _field(self, lines: int) -> UndoFreePlainTextEdit:
        """Return a field of some lines, two where room is short; it keeps what is typed."""
        field = UndoFreePlainTextEdit(self, idle_ms=0)
        field.ensurePolished()
        line, around = field.fontMetrics().lineSpacing(), theme.current().px(18)
        field.setMinimumHeight(min(lines, 2) * line + around)
        field.setMaximumHeight(lines * line + around)
        return field

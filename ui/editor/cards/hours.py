"""Card 5: opening hours for visits, with dated exceptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
)

from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import DateException, Hours
from kkworkbench.model.ids import ContactId
from kkworkbench.text.hours_reading import clock, read_hours
from kkworkbench.workspace.commands.contacts import EditContact
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard
from ui.editor.hours_grid import HoursGrid
from ui.widgets import UndoFreeLineEdit


class HoursCard(EditorCard):
    """When one can come."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self._title.setText(self.tr("Åbningstider"))
        self.setAccessibleName(self.tr("Åbningstider"))
        self.grid = HoursGrid(self.tr("Åbningstider"))
        self.grid.hours_changed.connect(self._save)
        line = self.add_message(self.grid, self._id, "visiting_hours")
        self.body.addWidget(self.grid)
        self.body.addWidget(line)
        self.body.addWidget(QLabel(self.tr("Særlige dage")))
        self.exceptions = QListWidget()
        self.exceptions.setAccessibleName(self.tr("Særlige dage"))
        self.exceptions.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.body.addWidget(self.exceptions)
        self._date = QDateEdit(QDate.currentDate())
        self._date.setDisplayFormat("dd.MM.yyyy")
        self._date.setCalendarPopup(True)
        self._date.setAccessibleName(self.tr("Dato"))
        self._text = UndoFreeLineEdit()
        self._text.setPlaceholderText(self.tr("Lukket, eller 10-14"))
        self._text.setAccessibleName(self.tr("Hvad der gælder den dag"))
        self._add = QPushButton(self.tr("Tilføj &dag"))
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add_exception)
        self._remove = QPushButton(self.tr("Fj&ern dag"))
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self.remove_exception)
        row = QHBoxLayout()
        row.addWidget(self._date)
        row.addWidget(self._text, 1)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.exceptions.currentRowChanged.connect(lambda _row: self._enable())

    def load(self) -> None:
        self.grid.set_hours(self._hours(), load=True)
        super().load()

    def refreshed(self) -> None:
        hours = self._hours()
        self.grid.set_hours(hours)
        shown = [self._worded(each) for each in hours.exceptions]
        if shown != [self.exceptions.item(n).text() for n in range(self.exceptions.count())]:
            self.exceptions.clear()
            for text in shown:
                self.exceptions.addItem(QListWidgetItem(text))
        self._enable()

    def flush(self) -> None:
        super().flush()
        self.grid.flush()

    def add_exception(self) -> None:
        """Add what holds on a date; an empty text is closed."""
        day = date(self._date.date().year(), self._date.date().month(), self._date.date().day())
        text = self._text.text().strip()
        made = _exception(day, text)
        if made is None:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._text.selectAll()
            return
        hours = self._hours()
        others = [each for each in hours.exceptions if each.date != day]
        self._text.load("")
        exceptions = tuple(sorted((*others, made), key=lambda each: each.date))
        self._save(replace(hours, exceptions=exceptions))

    def remove_exception(self) -> None:
        """Take the chosen date away."""
        at, hours = self.exceptions.currentRow(), self._hours()
        if 0 <= at < len(hours.exceptions):
            kept = hours.exceptions[:at] + hours.exceptions[at + 1 :]
            self._save(replace(hours, exceptions=kept))

    def _save(self, hours: Hours) -> None:
        value = None if hours == Hours() else hours
        self.editing.commit(EditContact(self._id(), "visiting_hours", value))

    def _enable(self) -> None:
        self._remove.setEnabled(self.exceptions.currentRow() >= 0)

    def _worded(self, each: DateException) -> str:
        if each.closed or not each.spans:
            text = each.note or self.tr("Lukket")
        else:
            spans = " og ".join(f"{clock(a)}-{clock(b)}" for a, b in each.spans)
            text = f"{spans} {each.note}".strip()
        return f"{each.date:%d.%m.%Y}: {text}"

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _hours(self) -> Hours:
        contact = self.editing.state.get(Contact, self._id())
        hours = contact.visiting_hours if contact is not None else None
        return hours if hours is not None else Hours()


def _exception(day: date, text: str) -> DateException | None:
    """Read what holds on a date; None where the times are not understood."""
    if not text or text.casefold() == "lukket":
        return DateException(day)
    if not any(char.isdigit() for char in text):
        return DateException(day, note=text)
    hours = read_hours(f"mandag {text}").hours
    if hours is None:
        return None
    return DateException(day, tuple((s.start, s.end) for s in hours.spans), closed=False)

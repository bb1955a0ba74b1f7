"""Card 5: opening hours for visits, with dated exceptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton

from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import DateException, Hours
from kkworkbench.model.ids import ContactId
from kkworkbench.text.hours_reading import clock, read_hours
from kkworkbench.workspace.commands.contacts import EditContact
from ui.dialogs.holidays import HolidaysDialog
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard, at_left
from ui.editor.hours_grid import HoursGrid
from ui.widgets import NoWheelDateEdit, UndoFreeLineEdit, WrapLabel, set_severity

MOST_ROWS = 6


class HoursCard(EditorCard):
    """When one can come."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("Åbningstider"))
        self.grid = HoursGrid(self.tr("Åbningstider"))
        self.grid.hours_changed.connect(lambda hours: editing.commit(self._edit(hours)))
        self.grid.hours_edited.connect(lambda hours: editing.try_out(self._edit(hours)))
        line = self.add_message(self.grid, self._id, "visiting_hours")
        line.set_home(self.grid.typed)
        self.body.addWidget(self.grid)
        self.body.addWidget(line)
        self.body.addWidget(QLabel(self.tr("Særlige dage")))
        self.exceptions = QListWidget()
        self.exceptions.setAccessibleName(self.tr("Særlige dage"))
        self.exceptions.currentRowChanged.connect(lambda _row: self._enable())
        self.body.addWidget(self.exceptions)
        self.date = NoWheelDateEdit()
        today = editing.bridge.today()
        self.date.setDate(QDate(today.year, today.month, today.day))
        self.date.setAccessibleName(self.tr("Dato"))
        self.text = UndoFreeLineEdit(idle_ms=0)
        self.text.setPlaceholderText(self.tr("Lukket, eller 10-14"))
        self.text.setAccessibleName(self.tr("Hvad der gælder den dag"))
        self.text.returnPressed.connect(self.add_exception)
        self.add_button = QPushButton(self.tr("Tilføj dag"))
        self.remove_button = QPushButton(self.tr("Fjern dag"))
        self.suggest_button = QPushButton(self.tr("Foreslå helligdage…"))
        for button, do in (
            (self.suggest_button, self.suggest_holidays),
            (self.add_button, self.add_exception),
            (self.remove_button, self.remove_exception),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(do)
        row = QHBoxLayout()
        row.addWidget(self.date)
        row.addWidget(self.text, 1)
        self.body.addLayout(row)
        self.problem = WrapLabel()
        set_severity(self.problem, "error")
        self.problem.hide()
        self.body.addWidget(self.problem)
        row_of_buttons = (self.add_button, self.suggest_button, self.remove_button)
        self.body.addLayout(at_left(*row_of_buttons))
        self._add_self_service()

    def load(self) -> None:
        self.grid.set_hours(self._hours(), load=True)
        self.self_service.set_hours(self._hours("self_service_hours"), load=True)
        self.show_self_service(self._hours("self_service_hours") != Hours())
        self.text.load("")
        self._refuse("")
        super().load()

    def refreshed(self) -> None:
        hours = self._hours()
        self.grid.set_hours(hours)
        self.self_service.set_hours(self._hours("self_service_hours"))
        shown = [self._worded(each) for each in hours.exceptions]
        if shown != [self.exceptions.item(n).text() for n in range(self.exceptions.count())]:
            self.exceptions.clear()
            for text in shown:
                self.exceptions.addItem(QListWidgetItem(text))
        self.exceptions.setVisible(bool(shown))
        rows = min(MOST_ROWS, len(shown))
        self.exceptions.setFixedHeight(rows * self.exceptions.sizeHintForRow(0) + 4 if rows else 0)
        self._enable()

    def flush(self) -> None:
        super().flush()
        self.grid.flush()
        self.self_service.flush()

    def add_exception(self) -> None:
        """Add what holds on a date; an empty text is closed."""
        text = self.text.text().strip()
        made = _exception(date(*self.date.date().getDate()), text)
        if made is None:
            told = self.tr("Ikke forstået: »{rest}«. Skriv »lukket« eller tiderne som 10-14.")
            self._refuse(told.format(rest=text))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._refuse("")
        hours = self._hours()
        others = [each for each in hours.exceptions if each.date != made.date]
        exceptions = tuple(sorted((*others, made), key=lambda each: each.date))
        if self.editing.commit(self._edit(replace(hours, exceptions=exceptions))):
            self.text.load("")

    def remove_exception(self) -> None:
        """Take the chosen date away."""
        at, hours = self.exceptions.currentRow(), self._hours()
        if 0 <= at < len(hours.exceptions):
            kept = hours.exceptions[:at] + hours.exceptions[at + 1 :]
            self.editing.commit(self._edit(replace(hours, exceptions=kept)))

    def suggest_holidays(self) -> None:
        """Show the holidays that nothing is said of, and close those that are ticked, as one."""
        self.grid.flush()
        dialog = HolidaysDialog(self._hours(), self.editing.bridge.today(), self)
        if dialog.exec() == HolidaysDialog.DialogCode.Accepted:
            self.editing.commit(self._edit(dialog.hours()))
        dialog.deleteLater()

    def show_self_service(self, shown: bool) -> None:
        """Show or hide the hours of self-service."""
        self.self_service.setVisible(shown)
        self.toggle.setText(
            self.tr("Skjul tider for selvbetjening")
            if shown
            else self.tr("Vis tider for selvbetjening")
        )

    def _add_self_service(self) -> None:
        """Add the hours of a house that is open without staff; few have any."""
        self.self_service = HoursGrid(self.tr("Tider for selvbetjening"))
        field = "self_service_hours"
        self.self_service.hours_changed.connect(
            lambda hours: self.editing.commit(self._edit(hours, field))
        )
        self.self_service.hours_edited.connect(
            lambda hours: self.editing.try_out(self._edit(hours, field))
        )
        line = self.add_message(self.self_service, self._id, field)
        line.set_home(self.self_service.typed)
        self.toggle = QPushButton()
        self.toggle.setProperty("kind", "link")
        self.toggle.setAutoDefault(False)
        self.toggle.clicked.connect(lambda: self.show_self_service(self.self_service.isHidden()))
        self.body.addLayout(at_left(self.toggle))
        self.body.addWidget(self.self_service)
        self.body.addWidget(line)
        self.show_self_service(False)

    def _edit(self, hours: Hours, field: str = "visiting_hours") -> EditContact:
        return EditContact(self._id(), field, None if hours == Hours() else hours)

    def _enable(self) -> None:
        has_days = self.exceptions.count() > 0
        self.remove_button.setVisible(has_days)
        self.remove_button.setEnabled(self.exceptions.currentRow() >= 0)

    def _refuse(self, text: str) -> None:
        set_severity(self.text, "error" if text else None)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _worded(self, each: DateException) -> str:
        if each.closed or not each.spans:
            text = each.note or self.tr("Lukket")
        else:
            spans = " og ".join(f"{clock(a)}-{clock(b)}" for a, b in each.spans)
            text = f"{spans} {each.note}".strip()
        return f"{each.date:%d.%m.%Y}: {text}"

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _hours(self, field: str = "visiting_hours") -> Hours:
        contact = self.editing.state.get(Contact, self._id())
        hours: Hours | None = getattr(contact, field) if contact is not None else None
        return hours if hours is not None else Hours()


def _exception(day: date, text: str) -> DateException | None:
    """Read what holds on a date; None where the times are not understood."""
    if not text or text.casefold() == "lukket":
        return DateException(day)
    if not any(char.isdigit() for char in text):
        return DateException(day, note=text)
    hours = read_hours(f"mandag {text}").hours
    if hours is None or {span.day for span in hours.spans} != {1}:
        return None
    return DateException(day, tuple((s.start, s.end) for s in hours.spans), closed=False)

"""The public holidays of the next year on which a contact says nothing: closed, those ticked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.hours import DateException, Hours
from kkworkbench.text.holidays import coming_holidays, holiday_name
from kkworkbench.text.hours_writing import DAY_NAMES
from ui.widgets import EmptyState, dress_view, label, size_dialog

DAY: Final = Qt.ItemDataRole.UserRole
AHEAD: Final = 365
"""Days ahead that are looked at."""


class HolidaysDialog(QDialog):
    """List the holidays that fall on a day of opening and have no word of their own."""

    def __init__(self, hours: Hours, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = hours
        self.setWindowTitle(self.tr("Foreslå helligdage"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Helligdage de næste 12 måneder"))
        dress_view(self.list)
        for day in _undecided(hours, today):
            weekday = DAY_NAMES["da"][day.isoweekday() - 1].casefold()
            name = f"{holiday_name(day, 'da')}, {weekday} {day:%d.%m.%Y}"
            item = QListWidgetItem(name, self.list)
            item.setData(DAY, day)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        empty = EmptyState(self.tr("Alle helligdage de næste 12 måneder er afgjort."), "", self)
        stack = QStackedWidget()
        stack.addWidget(self.list)
        stack.addWidget(empty)
        stack.setCurrentIndex(0 if self.list.count() else 1)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.ok = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = label(self.tr("Det, der er markeret, bliver skrevet som lukket."), "secondary")
        words.setWordWrap(True)
        layout.addWidget(words)
        layout.addWidget(stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 56, 60)
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self._show_count()

    def ticked(self) -> tuple[date, ...]:
        """Return the days that are ticked."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return tuple(i.data(DAY) for i in items if i.checkState() is Qt.CheckState.Checked)

    def hours(self) -> Hours:
        """Return the hours with the ticked days as closed."""
        closed = (DateException(day) for day in self.ticked())
        days = sorted((*self._hours.exceptions, *closed), key=lambda each: each.date)
        return replace(self._hours, exceptions=tuple(days))

    def _show_count(self) -> None:
        count = len(self.ticked())
        self.ok.setText(self.tr("&Luk %n dage", "", count))
        self.ok.setEnabled(count > 0)


def _undecided(hours: Hours, today: date) -> Iterator[date]:
    return (day for day in coming_holidays(today, AHEAD) if not hours.decides(day))

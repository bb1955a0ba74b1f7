"""A week's hours as a grid: two spans a day, or closed."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.hours import Hours, Span
from kkworkbench.text.hours_reading import clock, read_hours
from kkworkbench.text.hours_writing import DAY_NAMES, hours_summary
from ui import theme
from ui.widgets import UndoFreeLineEdit, set_severity

_TIME = re.compile(r"\s*(\d{1,2})(?:[.:]?([0-5]\d))?\s*")
SPANS = 2


class HoursGrid(QWidget):
    """Seven rows of times, flags, and a line that reads hours as people write them.

    Signals:
        hours_changed(Hours): what a person made of them.
    """

    hours_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = Hours()
        self._name = name
        self._times: list[list[UndoFreeLineEdit]] = []
        self._closed: list[QCheckBox] = []
        self.setAccessibleName(name)
        look = theme.current()
        self.typed = UndoFreeLineEdit()
        self.typed.setPlaceholderText(self.tr("Man-tor 9-15, fre 9-14"))
        self.typed.setAccessibleName(f"{name}: {self.tr('skriv tiderne')}")
        self.typed.committed.connect(self._read_typed)
        self._problem = QLabel()
        self._problem.setProperty("role", "secondary")
        self._problem.setWordWrap(True)
        self._problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(6))
        grid.setVerticalSpacing(look.px(4))
        for day in range(1, 8):
            self._add_day(grid, day)
        grid.setColumnStretch(9, 1)
        self._always = QCheckBox(self.tr("Døgnåbent"))
        self._appointment = QCheckBox(self.tr("Kun efter aftale"))
        copy = QPushButton(self.tr("Kopier mandag til hverdage"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy_monday)
        self.copy_button = copy
        for box in (self._always, self._appointment):
            box.setAccessibleName(f"{name}: {box.text()}")
            box.clicked.connect(self._emit)
        self._comment = UndoFreeLineEdit()
        self._comment.setPlaceholderText(self.tr("Bemærkning, fx »Helligdage lukket«"))
        self._comment.setAccessibleName(f"{name}: {self.tr('bemærkning')}")
        self._comment.committed.connect(self._emit)
        flags = QHBoxLayout()
        flags.addWidget(self._always)
        flags.addWidget(self._appointment)
        flags.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(6))
        layout.addWidget(self.typed)
        layout.addWidget(self._problem)
        layout.addLayout(grid)
        below = QHBoxLayout()
        below.addWidget(copy)
        below.addStretch(1)
        layout.addLayout(below)
        layout.addLayout(flags)
        layout.addWidget(self._comment)

    def set_hours(self, hours: Hours | None, *, load: bool = False) -> None:
        """Show hours; fields that hold uncommitted text keep it, unless `load`."""
        self._hours = hours if hours is not None else Hours()
        _put(self.typed, hours_summary(self._hours), load=load)
        for day in range(1, 8):
            spans = sorted(span for span in self._hours.spans if span.day == day)
            for at in range(SPANS):
                start, end = self._times[day - 1][2 * at : 2 * at + 2]
                span = spans[at] if at < len(spans) else None
                _put(start, clock(span.start) if span else "", load=load)
                _put(end, clock(span.end) if span else "", load=load)
            self._closed[day - 1].setChecked(day in self._hours.closed_days)
        self._always.setChecked(self._hours.always_open)
        self._appointment.setChecked(self._hours.by_appointment)
        _put(self._comment, self._hours.comment, load=load)
        self._problem.hide()

    def copy_monday(self) -> None:
        """Give Tuesday to Friday Monday's hours."""
        monday = [span for span in self._hours.spans if span.day == 1]
        others = tuple(span for span in self._hours.spans if not 2 <= span.day <= 5)
        copied = tuple(replace(span, day=day) for day in range(2, 6) for span in monday)
        closed = {day for day in self._hours.closed_days if not 2 <= day <= 5}
        if 1 in self._hours.closed_days:
            closed |= {2, 3, 4, 5}
        self._give(
            replace(
                self._hours,
                spans=tuple(sorted((*others, *copied))),
                closed_days=tuple(sorted(closed)),
            )
        )

    def flush(self) -> None:
        """Save what is being typed."""
        self.typed.commit()
        for times in self._times:
            for field in times:
                field.commit()
        self._comment.commit()

    def _add_day(self, grid: QGridLayout, day: int) -> None:
        name = DAY_NAMES["da"][day - 1]
        grid.addWidget(QLabel(name), day, 0)
        fields: list[UndoFreeLineEdit] = []
        width = self.fontMetrics().averageCharWidth() * 8
        for at in range(SPANS * 2):
            field = UndoFreeLineEdit()
            field.setFixedWidth(width)
            field.setMaxLength(5)
            which = self.tr("fra") if at % 2 == 0 else self.tr("til")
            field.setAccessibleName(f"{self._name}: {name} {which} {at // 2 + 1}")
            field.committed.connect(self._emit)
            fields.append(field)
            column = 1 + at + (at // 2)
            grid.addWidget(field, day, column + (1 if at % 2 else 0))
        for at in range(SPANS):
            grid.addWidget(QLabel("–"), day, 2 + at * 3)
        grid.addWidget(QLabel(self.tr("og") if day == 1 else ""), day, 4)
        closed = QCheckBox(self.tr("Lukket"))
        closed.setAccessibleName(f"{self._name}: {name} {self.tr('lukket')}")
        closed.clicked.connect(self._emit)
        grid.addWidget(closed, day, 8)
        self._times.append(fields)
        self._closed.append(closed)

    def _emit(self, _value: object = None) -> None:
        spans: list[Span] = []
        whole = True
        for day in range(1, 8):
            for at in range(SPANS):
                start, end = self._times[day - 1][2 * at : 2 * at + 2]
                first, last = _minutes(start.text()), _minutes(end.text())
                for field, value in ((start, first), (end, last)):
                    wrong = bool(field.text().strip()) and value is None
                    set_severity(field, "error" if wrong else None)
                    whole = whole and not wrong
                if first is not None and last is not None:
                    spans.append(Span(day, first, last))
                elif (first is None) != (last is None):
                    whole = False
        if not whole:
            return
        kept = {span.day for span in spans}
        closed = tuple(
            day for day in range(1, 8) if self._closed[day - 1].isChecked() and day not in kept
        )
        self._give(
            replace(
                self._hours,
                spans=tuple(sorted(spans)),
                closed_days=closed,
                always_open=self._always.isChecked(),
                by_appointment=self._appointment.isChecked(),
                comment=self._comment.text().strip(),
            )
        )

    def _read_typed(self, text: str) -> None:
        if not text.strip():
            self._give(Hours(exceptions=self._hours.exceptions, comment=self._hours.comment))
            return
        reading = read_hours(text)
        if reading.hours is None:
            self._problem.setText(
                self.tr("Ikke forstået: »{rest}«. Intet er ændret.").format(rest=reading.rest)
            )
            self._problem.show()
            return
        comment = reading.hours.comment or self._hours.comment
        self._give(replace(reading.hours, exceptions=self._hours.exceptions, comment=comment))

    def _give(self, hours: Hours) -> None:
        self._problem.hide()
        if hours != self._hours:
            self._hours = hours
            self.hours_changed.emit(hours)


def _put(field: UndoFreeLineEdit, text: str, *, load: bool) -> None:
    if load:
        field.load(text)
    else:
        field.set_committed(text)
    set_severity(field, None)


def _minutes(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[1]) * 60 + int(match[2] or 0)
    return minutes if minutes <= 1440 else None

"""A week's hours as a grid: two spans a day, or closed."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kkworkbench.model.hours import Hours, Span
from kkworkbench.text.hours_reading import clock, read_hours
from kkworkbench.text.hours_writing import DAY_NAMES, hours_summary
from ui import theme
from ui.editor.fields import at_left
from ui.editor.hours_keys import HoursKeys
from ui.widgets import Themed, UndoFreeLineEdit, WrapLabel, set_severity

_TIME = re.compile(r"\s*(\d{1,2})(?:[.:]?([0-5]\d))?\s*")
_BOTH = re.compile(r"([\d.: ]+)[-–]([\d.: ]+)")
SPANS = 2
WORKDAYS = range(1, 6)


class HoursGrid(Themed, QWidget):
    """Seven rows of times, flags, and a line that reads hours as people write them.

    What cannot be read is never saved and never taken away: it stays in its field and is told.

    Signals:
        hours_changed(Hours): what a person made of them.
        hours_edited(Hours): what they would be, with what is being typed.
    """

    hours_changed = Signal(object)
    hours_edited = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = Hours()
        self._name = name
        self.times: list[list[UndoFreeLineEdit]] = []
        self.closed: list[QCheckBox] = []
        self.setAccessibleName(name)
        self.typed = self._line(self.tr("Skriv tiderne"))
        self.typed.setPlaceholderText(self.tr("Man-tor 9-15, fre 9-14"))
        self.typed.committed.connect(self._read_typed)
        self.refusal, self.problem = WrapLabel(), WrapLabel()
        for told in (self.refusal, self.problem):
            set_severity(told, "error")
            told.hide()
        self._grid = QGridLayout()
        for day in range(1, 8):
            self._add_day(day)
        self._grid.setColumnStretch(9, 1)
        HoursKeys(self, self.times, self.copy_monday, self._close_day)
        self.copy_button = QPushButton(self.tr("Kopier mandag til hverdage"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.setToolTip(self.tr("Ctrl+D i en tid"))
        self.copy_button.clicked.connect(self.copy_monday)
        self.always = self._check(self.tr("Døgnåbent"))
        self.appointment = self._check(self.tr("Kun efter aftale"))
        self.comment = self._line(self.tr("Bemærkning til tiderne"))
        self.comment.setPlaceholderText(self.tr("Bemærkning, fx »Helligdage lukket«"))
        self.comment.edited.connect(self._try)
        self.comment.committed.connect(self._save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.typed)
        self._column.addWidget(self.refusal)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.problem)
        self._column.addLayout(at_left(self.copy_button))
        self._column.addLayout(at_left(self.always, self.appointment))
        self._column.addWidget(self.comment)
        self.dress()

    def restyle(self, look: theme.Theme) -> None:
        # The widget's own metrics lag behind a change of the style sheet.
        width = QFontMetrics(look.font()).horizontalAdvance("00.00") + look.px(26)
        for fields in self.times:
            for field in fields:
                field.setFixedWidth(width)
        self._grid.setHorizontalSpacing(look.px(6))
        self._grid.setVerticalSpacing(look.px(2))
        self._column.setSpacing(look.px(6))

    def set_hours(self, hours: Hours | None, *, load: bool = False) -> None:
        """Show hours; a day that did not change keeps what is typed in it, unless `load`."""
        hours, before = hours if hours is not None else Hours(), self._hours
        self._hours = hours
        if hours != before or load:
            self._refuse("")
            _put(self.typed, hours_summary(hours), load=load)
        for day, fields in enumerate(self.times, start=1):
            spans = _spans(hours, day)
            closed = day in hours.closed_days
            if load or spans != _spans(before, day):
                for field, text in zip(fields, _texts(spans), strict=True):
                    _put(field, text, load=load)
            else:
                self._tidy(day)
            if self.closed[day - 1].isChecked() != closed:
                self.closed[day - 1].setChecked(closed)
        self.always.setChecked(hours.always_open)
        self.appointment.setChecked(hours.by_appointment)
        _put(self.comment, hours.comment, load=load)
        if load:
            self._tell("")

    def copy_monday(self) -> None:
        """Give Tuesday to Friday Monday's hours."""
        self.flush()
        hours = self._hours
        spans = [s for s in hours.spans if s.day == 1 or s.day not in WORKDAYS]
        closed = {day for day in hours.closed_days if day == 1 or day not in WORKDAYS}
        for day in WORKDAYS:
            spans += [replace(span, day=day) for span in hours.spans if span.day == 1 < day]
        if 1 in closed:
            closed.update(WORKDAYS)
        self._give(replace(hours, spans=tuple(sorted(spans)), closed_days=tuple(sorted(closed))))

    def flush(self) -> None:
        """Save what is being typed."""
        self.typed.commit()
        for fields in self.times:
            for field in fields:
                field.commit()
        self.comment.commit()

    def _line(self, text: str) -> UndoFreeLineEdit:
        field = UndoFreeLineEdit()
        field.setAccessibleName(f"{self._name}: {text}")
        return field

    def _check(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(f"{self._name}: {text}")
        box.clicked.connect(self._save)
        return box

    def _add_day(self, day: int) -> None:
        grid = self._grid
        name = DAY_NAMES["da"][day - 1]
        grid.addWidget(QLabel(name), day, 0)
        fields: list[UndoFreeLineEdit] = []
        for at in range(SPANS):
            if at:
                grid.addWidget(QLabel(self.tr("og")), day, 4)
            for which, column in ((self.tr("fra"), 1 + 4 * at), (self.tr("til"), 3 + 4 * at)):
                field = self._line(f"{name} {which} {at + 1}")
                field.setMaxLength(11)
                field.edited.connect(self._try)
                field.committed.connect(lambda _text, day=day, at=at: self._save_time(day, at))
                fields.append(field)
                grid.addWidget(field, day, column)
            grid.addWidget(QLabel("–"), day, 2 + 4 * at)
        closed = QCheckBox(self.tr("Lukket"))
        closed.setAccessibleName(f"{self._name}: {name} {closed.text()}")
        closed.clicked.connect(lambda on, day=day: self._on_closed(day, on))
        grid.addWidget(closed, day, 8)
        self.times.append(fields)
        self.closed.append(closed)

    def _close_day(self, day: int) -> None:
        self.closed[day - 1].setChecked(True)
        self._on_closed(day, True)

    def _save_time(self, day: int, at: int) -> None:
        """Save a time; one that was typed as "9-15" is both from and to."""
        first, last = self.times[day - 1][2 * at : 2 * at + 2]
        for field in (first, last):
            both = _BOTH.fullmatch(field.text())
            if both is not None:
                first.load(both[1].strip())
                last.load(both[2].strip())
                break
        self._save()

    def _on_closed(self, day: int, on: bool) -> None:
        if on:
            for field in self.times[day - 1]:
                field.load("")
        self._save()

    def _typed_hours(self) -> tuple[Hours, list[UndoFreeLineEdit], bool]:
        """Return the hours of the grid, the fields that cannot be read, and if a time lacks.

        A day with either keeps the hours that it has.
        """
        spans: list[Span] = []
        wrong: list[UndoFreeLineEdit] = []
        lacks = False
        for day, fields in enumerate(self.times, start=1):
            minutes = [_minutes(field.text()) for field in fields]
            bad = [
                f for f, m in zip(fields, minutes, strict=True) if f.text().strip() and m is None
            ]
            pairs = list(zip(minutes[::2], minutes[1::2], strict=True))
            half = any((first is None) != (last is None) for first, last in pairs)
            if bad or half:
                spans += _spans(self._hours, day)
            elif any(first is not None for first, _last in pairs):
                spans += [Span(day, a, b) for a, b in pairs if a is not None and b is not None]
                # Spans that the grid has no fields for stay as they are.
                spans += _spans(self._hours, day)[SPANS:]
            wrong += bad
            lacks = lacks or half
        opened = {span.day for span in spans}
        closed = [day for day, box in enumerate(self.closed, start=1) if box.isChecked()]
        made = replace(
            self._hours,
            spans=tuple(sorted(spans)),
            closed_days=tuple(day for day in closed if day not in opened),
            always_open=self.always.isChecked(),
            by_appointment=self.appointment.isChecked(),
            comment=self.comment.text().strip(),
        )
        return made, wrong, lacks

    def _try(self, _text: str = "") -> None:
        self.hours_edited.emit(self._typed_hours()[0])

    def _save(self, _value: object = None) -> None:
        hours, wrong, lacks = self._typed_hours()
        for field in (field for fields in self.times for field in fields):
            set_severity(field, "error" if field in wrong else None)
        if wrong:
            self._tell(self.tr("Skriv tiden som 9.00. Det, der står rødt, er ikke gemt."))
        elif lacks:
            self._tell(self.tr("Skriv både fra og til. En tid, der står alene, er ikke gemt."))
        else:
            self._tell("")
        self._give(hours)

    def _tidy(self, day: int) -> None:
        """Write times that were typed as 9 or 0900 as the rest are."""
        fields = self.times[day - 1]
        texts = _texts(_spans(self._hours, day))
        for field, text in zip(fields, texts, strict=True):
            same = _minutes(field.text()) == _minutes(text)
            if same and text and field.text() != text and not field.has_pending():
                field.set_committed(text)

    def _read_typed(self, text: str) -> None:
        kept = Hours(exceptions=self._hours.exceptions, comment=self._hours.comment)
        if not text.strip():
            self._refuse("")
            self._give(kept)
            return
        reading = read_hours(text)
        if reading.hours is None:
            told = self.tr("Ikke forstået: »{rest}«. Tiderne er ikke ændret.")
            self._refuse(told.format(rest=reading.rest or text))
            return
        self._refuse("")
        comment = reading.hours.comment or kept.comment
        self._give(replace(reading.hours, exceptions=kept.exceptions, comment=comment))
        if not self.typed.has_pending():
            self.typed.set_committed(hours_summary(self._hours))

    def _refuse(self, text: str) -> None:
        set_severity(self.typed, "error" if text else None)
        _show(self.refusal, text)

    def _tell(self, text: str) -> None:
        _show(self.problem, text)

    def _give(self, hours: Hours) -> None:
        if hours != self._hours:
            self.hours_changed.emit(hours)


def _spans(hours: Hours, day: int) -> list[Span]:
    return sorted(span for span in hours.spans if span.day == day)


def _texts(spans: list[Span]) -> list[str]:
    times = [clock(minutes) for span in spans[:SPANS] for minutes in (span.start, span.end)]
    return times + [""] * (2 * SPANS - len(times))


def _show(told: WrapLabel, text: str) -> None:
    told.setText(text)
    told.setVisible(bool(text))


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

"""Hours by keyboard alone, and the holidays that are suggested."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.text.holidays import public_holidays
from tests.gui.editor.conftest import TODAY, Bench
from ui.dialogs.holidays import HolidaysDialog
from ui.editor.hours_grid import HoursGrid


@pytest.fixture
def grid(bench: Bench) -> HoursGrid:
    return bench.editor.hours_card.grid


def hours(bench: Bench) -> Hours:
    made = bench.contact.visiting_hours
    return made if made is not None else Hours()


def where(grid: HoursGrid) -> tuple[int, int]:
    return next(
        (day, at)
        for day, fields in enumerate(grid.times)
        for at, field in enumerate(fields)
        if field is QApplication.focusWidget()
    )


def press(bench: Bench, key: Qt.Key, with_: Qt.KeyboardModifier | None = None) -> None:
    none = Qt.KeyboardModifier.NoModifier
    bench.qtbot.keyClick(QApplication.focusWidget(), key, with_ or none)


def test_arrows_go_from_time_to_time(bench: Bench, grid: HoursGrid) -> None:
    grid.times[0][0].setFocus()
    grid.times[0][0].selectAll()
    keys = Qt.Key
    for key, wanted in (
        (keys.Key_Down, (1, 0)), (keys.Key_Right, (1, 1)), (keys.Key_Right, (1, 2)),
        (keys.Key_Up, (0, 2)), (keys.Key_Up, (0, 2)), (keys.Key_Left, (0, 1)),
    ):  # fmt: skip
        press(bench, key)
        assert where(grid) == wanted


def test_an_arrow_within_a_text_stays_in_it(bench: Bench, grid: HoursGrid) -> None:
    field = grid.times[0][0]
    field.setFocus()
    field.setCursorPosition(1)
    press(bench, Qt.Key.Key_Right)
    assert where(grid) == (0, 0)
    assert field.cursorPosition() == 2


def test_two_times_in_one_field_are_from_and_to(bench: Bench, grid: HoursGrid) -> None:
    bench.type(grid.times[5][0], "9.30-15")
    press(bench, Qt.Key.Key_Return)
    assert Span(6, 570, 900) in hours(bench).spans
    assert [field.text() for field in grid.times[5][:2]] == ["9.30", "15.00"]


def test_del_closes_the_day_and_ctrl_d_copies_monday(bench: Bench, grid: HoursGrid) -> None:
    grid.times[2][0].setFocus()
    grid.times[2][0].selectAll()
    press(bench, Qt.Key.Key_Delete)
    assert 3 in hours(bench).closed_days
    assert all(span.day != 3 for span in hours(bench).spans)
    bench.type(grid.times[0][0], "8")
    press(bench, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [span for span in hours(bench).spans if span.day == 3] == [Span(3, 480, 900)]
    assert hours(bench).closed_days == ()


def test_holidays_on_open_days_are_suggested_and_closed_as_one_step(bench: Bench) -> None:
    card = bench.editor.hours_card
    told = DateException(date(2026, 12, 25), note="Vagt")
    week = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)), exceptions=(told,))
    dialog = HolidaysDialog(week, TODAY)
    days = dialog.ticked()
    year = {*public_holidays(2026), *public_holidays(2027)}
    assert set(days) == {
        day
        for day in year
        if 0 <= (day - TODAY).days <= 365 and day.isoweekday() < 6 and day != told.date
    }
    assert dialog.list.item(0).text().startswith("Nytårsdag, fredag 01.01.2027")
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.ok.text() == f"&Luk {len(days) - 1} dage"
    made = dialog.hours()
    assert made.exceptions[0] == told
    assert [each.date for each in made.exceptions[1:]] == list(days[1:])
    before = bench.bridge.state
    assert card.editing.commit(card._edit(made))
    bench.bridge.undo()
    assert bench.bridge.state == before
    assert HolidaysDialog(made, TODAY).ticked() == days[:1]

"""Hours are read, copied and closed in the grid; what cannot be read stays and is told."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt

from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours, Span
from kkworkbench.workspace.commands.contacts import EditContact
from tests.gui.editor.conftest import CONTACT, Bench
from ui.editor.hours_grid import HoursGrid


@pytest.fixture
def grid(bench: Bench) -> HoursGrid:
    return bench.editor.hours_card.grid


def hours(bench: Bench) -> Hours:
    made = bench.contact.visiting_hours
    return made if made is not None else Hours()


def enter(bench: Bench, field: Any, text: str) -> None:
    bench.type(field, text)
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_line_of_text_fills_the_grid(bench: Bench, grid: HoursGrid) -> None:
    enter(bench, grid.typed, "man-tor 9-15, fre 9.30-12 og 13-14, lør lukket")
    assert [field.text() for field in grid.times[4]] == ["9.30", "12.00", "13.00", "14.00"]
    assert [box.isChecked() for box in grid.closed] == [False] * 5 + [True, False]
    assert Span(5, 570, 720) in hours(bench).spans
    assert grid.typed.text() == "Man-tor 9.00-15.00, fre 9.30-12.00 og 13.00-14.00, lør lukket"


def test_a_line_that_is_not_understood_changes_nothing_and_says_so(
    bench: Bench, grid: HoursGrid
) -> None:
    before = hours(bench)
    enter(bench, grid.typed, "man 9-15, ring først")
    assert hours(bench) == before
    assert "ring først" in grid.refusal.text()
    assert grid.refusal.isVisible()
    bench.bridge.run(EditContact(CONTACT, "access_note", "Rampe"))
    assert grid.typed.text() == "man 9-15, ring først"
    enter(bench, grid.typed, "man 9-15")
    assert not grid.refusal.isVisible()


def test_times_are_tidied_and_tried_out_while_one_types(bench: Bench, grid: HoursGrid) -> None:
    drafts: list[Any] = []
    bench.editor.draft_changed.connect(drafts.append)
    start, end = grid.times[5][:2]
    bench.type(start, "10")
    bench.type(end, "1430")
    assert Span(6, 600, 870) in drafts[-1].get(Contact, CONTACT).visiting_hours.spans
    assert Span(6, 600, 870) not in hours(bench).spans
    grid.comment.setFocus()
    assert Span(6, 600, 870) in hours(bench).spans
    assert (start.text(), end.text()) == ("10.00", "14.30")


def test_a_time_that_cannot_be_read_stays_and_the_rest_is_saved(
    bench: Bench, grid: HoursGrid
) -> None:
    monday, tuesday = grid.times[0][0], grid.times[1][0]
    enter(bench, monday, "9.75")
    assert grid.problem.isVisible()
    assert monday.property("severity") == "error"
    enter(bench, tuesday, "8")
    assert monday.text() == "9.75"
    assert Span(1, 540, 900) in hours(bench).spans
    assert Span(2, 480, 900) in hours(bench).spans
    enter(bench, monday, "10")
    assert not grid.problem.isVisible()
    assert Span(1, 600, 900) in hours(bench).spans


def test_a_time_alone_is_told(bench: Bench, grid: HoursGrid) -> None:
    enter(bench, grid.times[5][0], "10")
    assert "alene" in grid.problem.text()
    assert not any(span.day == 6 for span in hours(bench).spans)
    enter(bench, grid.times[5][1], "12")
    assert not grid.problem.isVisible()
    assert Span(6, 600, 720) in hours(bench).spans


def test_monday_is_copied_to_the_weekdays_alone(bench: Bench, grid: HoursGrid) -> None:
    enter(bench, grid.typed, "man 8-12 og 13-15, tir 9-10, lør 10-12")
    bench.click(grid.copy_button)
    expected = [Span(day, *times) for day in range(1, 6) for times in ((480, 720), (780, 900))]
    assert list(hours(bench).spans) == [*expected, Span(6, 600, 720)]
    bench.click(grid.closed[0])
    bench.click(grid.copy_button)
    assert hours(bench).closed_days == (1, 2, 3, 4, 5)
    assert hours(bench).spans == (Span(6, 600, 720),)
    bench.bridge.undo()
    bench.bridge.undo()
    assert [field.text() for field in grid.times[3]] == ["8.00", "12.00", "13.00", "15.00"]


def test_closed_empties_the_day_and_times_open_it(bench: Bench, grid: HoursGrid) -> None:
    grid.closed[2].click()
    assert hours(bench).closed_days == (3,)
    assert [field.text() for field in grid.times[2]] == [""] * 4
    bench.type(grid.times[2][0], "9")
    bench.type(grid.times[2][1], "10")
    grid.comment.setFocus()
    assert hours(bench).closed_days == ()
    assert not grid.closed[2].isChecked()


def test_spans_beyond_the_grid_are_kept(bench: Bench, grid: HoursGrid) -> None:
    third = Span(1, 1080, 1140)
    many = Hours((Span(1, 480, 600), Span(1, 660, 720), third))
    bench.bridge.run(EditContact(CONTACT, "visiting_hours", many))
    enter(bench, grid.times[0][0], "9")
    assert hours(bench).spans == (Span(1, 540, 600), Span(1, 660, 720), third)


def test_flags_and_comment_are_saved(bench: Bench, grid: HoursGrid) -> None:
    grid.always.click()
    grid.appointment.click()
    enter(bench, grid.comment, "Ring på")
    made = hours(bench)
    assert (made.always_open, made.by_appointment, made.comment) == (True, True, "Ring på")


def test_special_days_are_added_replaced_and_removed(bench: Bench) -> None:
    card = bench.editor.hours_card
    card.date.setDate(QDate(2026, 12, 24))
    card.add_button.click()
    card.date.setDate(QDate(2026, 12, 23))
    enter(bench, card.text, "10-12")
    shown = [card.exceptions.item(n).text() for n in range(card.exceptions.count())]
    assert shown == ["23.12.2026: 10.00-12.00", "24.12.2026: Lukket"]
    enter(bench, card.text, "10-tolv")
    assert card.problem.isVisible()
    assert card.text.text() == "10-tolv"
    enter(bench, card.text, "Lillejuleaften")
    assert card.exceptions.item(0).text() == "23.12.2026: Lillejuleaften"
    assert not card.problem.isVisible()
    card.exceptions.setCurrentRow(1)
    card.remove_button.click()
    assert [str(each.date) for each in hours(bench).exceptions] == ["2026-12-23"]


def test_telephone_hours_open_and_sum_up(bench: Bench) -> None:
    row = bench.phone
    assert not row.grid.isVisible()
    assert row.toggle.text() == "▸ Telefontider: Man-fre 9.00-15.00"
    row.toggle.click()
    assert row.grid.isVisible()
    enter(bench, row.grid.typed, "døgnåbent")
    assert bench.contact.phones[0].hours == Hours(always_open=True)
    assert row.toggle.text() == "▾ Telefontider: Døgnåbent"

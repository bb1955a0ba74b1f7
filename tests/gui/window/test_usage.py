"""How much is used stands beside entries, candidates and contacts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from kkworkbench.model.usage import Usage
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.settings import SetSetting
from tests.gui.window.usage_counts import IN, NOW, OUT, PHONE, WEB, count, subjects, use_both
from ui import theme
from ui.app import Application
from ui.models import candidates, drill_list
from ui.models.contact_table import Column


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def used(opened: Application) -> Application:
    return use_both(opened)


def test_the_menus_entries_show_and_say_how_much_they_are_used(used: Application) -> None:
    board = used.desk.drill
    QAbstractItemModelTester(board.model, STRICT, board.model)
    entries = {
        board.model.index(row).data(): board.model.index(row)
        for row in range(board.model.rowCount())
    }
    index = entries[IN]
    assert index.data(drill_list.USED) == "40"
    assert "brugt 40 gange" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "\nBrug i 12 mdr.: 40 (Telefon 30 · Sidevisninger 10)" in tip
    other = next(index for title, index in entries.items() if title != IN)
    assert other.data(drill_list.USED) == ""
    assert "brugt" not in other.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Brug" not in other.data(Qt.ItemDataRole.ToolTipRole).split("\n")[-1][:5]


def test_a_corrected_count_and_a_shorter_period_are_seen_at_once(used: Application) -> None:
    board, (_, contact) = used.desk.drill, subjects(used, IN)
    index = board.model.index_of(
        next(
            entry
            for entry in used.desk.bridge.state.bucket(DRILL, True)
            if board.model.index_of(entry).data() == IN
        )
    )
    assert index.data(drill_list.USED) == "40"
    count(used, Usage("u2", contact, NOW, PHONE, None, 9))
    assert index.data(drill_list.USED) == "44"
    old = Usage("u9", contact, date(NOW.year - 2, NOW.month, 1), PHONE, None, 100)
    count(used, old)
    assert index.data(drill_list.USED) == "44"
    assert used.desk.bridge.run(SetSetting("drill.usage_months", 36))
    assert index.data(drill_list.USED) == "144"


def test_candidates_show_their_use_and_sort_by_it(used: Application) -> None:
    pane = used.desk.drill.side
    QAbstractItemModelTester(pane.model, STRICT, pane.model)
    orders = [pane._order.itemData(n) for n in range(pane._order.count())]
    assert "usage" in orders
    pane._order.setCurrentIndex(orders.index("usage"))
    pane._order.activated.emit(orders.index("usage"))
    first = pane.model.index(0)
    assert (first.data(), first.data(candidates.USED)) == (OUT, "1.300")
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith("brugt 1300 gange")
    assert "Brug i 12 mdr.: 1.300" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert pane.model.index(1).data(candidates.USED) == ""
    _, contact = subjects(used, "Nørrebro Bibliotek")
    count(used, Usage("u6", contact, NOW, PHONE, None, 2000))
    assert [pane.model.index(n).data() for n in range(2)] == ["Nørrebro Bibliotek", OUT]


def test_the_list_has_a_column_of_use_once_something_is_counted(opened: Application) -> None:
    page = opened.desk.contact_list
    QAbstractItemModelTester(page.model, STRICT, page.model)
    QAbstractItemModelTester(page.filter, STRICT, page.filter)
    assert page.table.isColumnHidden(Column.USAGE)
    (_, contact), (_, other) = subjects(opened, IN), subjects(opened, OUT)
    page.table.sortByColumn(Column.USAGE, Qt.SortOrder.AscendingOrder)
    count(opened, Usage("u1", contact, NOW, PHONE, None, 9), Usage("u2", other, NOW, WEB, None, 10))
    assert not page.table.isColumnHidden(Column.USAGE)
    told = [
        (page.filter.index(n, 0).data(), page.filter.index(n, Column.USAGE).data())
        for n in range(3)
    ]
    assert told[:2] == [(OUT, "10"), (IN, "9")]
    assert told[2][1] == "—"
    said = [
        page.filter.index(n, Column.USAGE).data(Qt.ItemDataRole.AccessibleTextRole) for n in (1, 2)
    ]
    assert said == ["brugt 9 gange", "ikke talt"]
    opened.desk.undo()
    assert page.table.isColumnHidden(Column.USAGE)


def test_the_count_is_painted_beside_an_entry_and_a_candidate(opened: Application) -> None:
    opened.window.show_page("drill")
    board = opened.desk.drill
    QApplication.processEvents()
    entry = board.model.index(0)
    title = str(entry.data())
    (_, contact), (_, other) = subjects(opened, title), subjects(opened, OUT)
    board.search.setText(OUT)
    board.side._on_search(OUT)
    views = ((board.view, entry), (board.side.view, board.side.model.index(0)))
    before = [view.viewport().grab(view.visualRect(index)).toImage() for view, index in views]
    again = [view.viewport().grab(view.visualRect(index)).toImage() for view, index in views]
    assert before == again
    count(
        opened,
        Usage("u1", contact, NOW, PHONE, None, 1234),
        Usage("u2", other, NOW, PHONE, None, 5678),
    )
    QApplication.processEvents()
    after = [view.viewport().grab(view.visualRect(index)).toImage() for view, index in views]
    assert before[1] != after[1]
    gutter, width = theme.current().px(56), board.view.fontMetrics().horizontalAdvance("1.234") // 2
    beside = after[0].copy(after[0].width() - gutter - width, 4, width, after[0].height() - 8)
    pixels = {beside.pixel(x, y) for x in range(width) for y in range(beside.height())}
    assert len(pixels) > 1  # texts end before the count, so what stands there is the count

"""Columns share the width of their view, and each shows its heading."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTreeWidget

from tests.gui.stage import shown
from ui.widgets import ColumnShares

NAMES = ["Navn", "Til og med", "Hvorfor"]


def header_of(view: QTreeWidget | QTableWidget) -> QHeaderView:
    return view.horizontalHeader() if isinstance(view, QTableWidget) else view.header()


def widths(view: QTreeWidget | QTableWidget) -> list[int]:
    header = header_of(view)
    return [header.sectionSize(n) for n in range(3) if not header.isSectionHidden(n)]


def built(qtbot: Any, kind: type[QTreeWidget] | type[QTableWidget], width: int = 900) -> Any:
    view = kind()
    view.setColumnCount(3)
    if isinstance(view, QTableWidget):
        view.setHorizontalHeaderLabels(NAMES)
    else:
        view.setHeaderLabels(NAMES)
    view.columns = ColumnShares(view, {0: 60, 1: 10, 2: 30})
    shown(qtbot, view).resize(width, 400)
    qtbot.waitUntil(lambda: view.width() > width - 60)
    return view


@pytest.mark.parametrize("kind", [QTreeWidget, QTableWidget])
def test_the_columns_fill_the_view_in_their_proportions(qtbot: Any, kind: Any) -> None:
    view = built(qtbot, kind)
    first, second, third = widths(view)
    assert first + second + third == pytest.approx(view.viewport().width(), abs=3)
    assert first == pytest.approx(2 * third, abs=4)
    assert second >= header_of(view).sectionSizeHint(1)


@pytest.mark.parametrize("kind", [QTreeWidget, QTableWidget])
def test_they_follow_the_view_and_none_loses_its_heading(qtbot: Any, kind: Any) -> None:
    view = built(qtbot, kind)
    view.window().resize(340, 400)
    qtbot.waitUntil(lambda: view.width() < 340)
    header = header_of(view)
    for column, width in enumerate(widths(view)):
        assert width >= header.sectionSizeHint(column)
    assert sum(widths(view)) == pytest.approx(view.viewport().width(), abs=3)
    view.window().resize(120, 400)
    qtbot.waitUntil(lambda: view.viewport().width() < sum(widths(view)))
    for column, width in enumerate(widths(view)):
        assert width >= header.sectionSizeHint(column)


def test_what_a_person_dragged_stays_dragged(qtbot: Any) -> None:
    view = built(qtbot, QTreeWidget)
    header_of(view).resizeSection(2, 420)
    share = 420 / sum(widths(view))
    view.window().resize(1200, 400)
    qtbot.waitUntil(lambda: view.width() > 1100)
    assert widths(view)[2] / sum(widths(view)) == pytest.approx(share, abs=0.02)


def test_a_hidden_column_leaves_its_room_to_the_others(qtbot: Any) -> None:
    view = built(qtbot, QTreeWidget)
    view.setColumnHidden(2, True)
    view.columns.share()
    assert sum(widths(view)) == pytest.approx(view.viewport().width(), abs=3)
    view.setColumnHidden(2, False)
    view.columns.share()
    first, _second, third = widths(view)
    assert first == pytest.approx(2 * third, abs=6)

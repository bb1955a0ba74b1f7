"""Let Tab go through widgets in the order in which they are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QToolBar,
    QWidget,
)

from ui.widgets import SegmentedControl


def chain_in_layout_order(root: QWidget) -> None:
    """Put the fields within a widget one after the other, where the first of them stands now.

    Fields that are made later would else come last of all in the window.
    """
    chain(tab_stops(root))


def chain(stops: Iterable[QWidget]) -> None:
    """Let Tab go from one to the next."""
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Walk through the fields within a widget in the order of its layouts, hidden ones too."""
    layout = root.layout()
    # One with a proxy too, for Tab follows it from where it stands: Qt's tab widget is such a one.
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, QToolBar):
        # Not by its layout: Qt drops an item with its action, and PySide would keep a wrapper of
        # the place in memory, for whatever comes to lie there.
        for action in root.actions():
            widget = root.widgetForAction(action)
            if widget is not None:
                yield from tab_stops(widget)
    elif isinstance(root, SegmentedControl):
        yield from root.segments  # any may become the one at which Tab stops
    elif layout is not None:
        yield from _of_layout(layout)
    elif isinstance(root, QTabWidget):
        yield root.tabBar()
        for at in range(root.count()):
            yield from tab_stops(root.widget(at))
    elif isinstance(root, QSplitter):
        for at in range(root.count()):
            yield from tab_stops(root.widget(at))
    elif isinstance(root, QScrollArea) and root.widget() is not None:
        yield from tab_stops(root.widget())


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in _order(layout):
        item = layout.itemAt(at)
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _of_layout(inner)


def _order(layout: QLayout) -> list[int]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: layout.getItemPosition(at)[:2])
    return places

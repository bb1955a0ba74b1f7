"""Columns that share the width of their view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView

LEAST = 6
"""Average characters that a column keeps, however narrow its view is."""


class ColumnShares(QObject):
    """Give the columns of a view their shares of its width, also when the view is resized.

    A column that the person has dragged keeps its new share. None is narrower than its heading,
    so in a view that has no room for all headings one scrolls sideways.
    """

    def __init__(self, view: QTreeView | QTableView, shares: Mapping[int, float]) -> None:
        """Take the shares by column, in any unit."""
        super().__init__(view)
        self._view = view
        self._shares = dict(shares)
        self._sharing = False
        header = self._header
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._on_resized)
        view.viewport().installEventFilter(self)
        self.share()

    def share(self) -> None:
        """Set the widths anew, as after a column was hidden or shown."""
        header = self._header
        shown = [column for column in self._shares if not header.isSectionHidden(column)]
        left, width = sum(self._shares[column] for column in shown), self._view.viewport().width()
        # The neediest first: what a column must have beyond its share, the others give.
        shown.sort(key=lambda column: self._shares[column] / self._least(column))
        self._sharing = True
        for column in shown:
            share = self._shares[column]
            size = max(self._least(column), int(width * share / left) if left else 0)
            header.resizeSection(column, size)
            width, left = max(0, width - size), left - share
        self._sharing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the view."""
        if event.type() == QEvent.Type.Resize:
            self.share()
        return super().eventFilter(watched, event)

    @property
    def _header(self) -> QHeaderView:
        view = self._view
        return view.horizontalHeader() if isinstance(view, QTableView) else view.header()

    def _least(self, column: int) -> int:
        unit = self._view.fontMetrics().averageCharWidth()
        return max(self._header.sectionSizeHint(column), unit * LEAST, 1)

    def _on_resized(self, column: int, before: int, now: int) -> None:
        """Keep what a person dragged."""
        if not self._sharing and before > 0 and now > 0 and column in self._shares:
            self._shares[column] *= now / before

"""Where the panels lie: below and to the right, and closed where the window is too low for them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from ui import theme

FEW: Final = 1200
"""Pixels of width, before the zoom, under which the preview goes to a tab below the editor."""
LOW: Final = 760
"""Pixels of height, before the zoom, under which what lies below starts closed."""


class PanelDock(QDockWidget):
    """A panel that is disabled behind another's tab, where Tab would go through it unseen."""

    def __init__(self, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.visibilityChanged.connect(self._on_shown)
        self.toggleViewAction().triggered.connect(self._on_asked_for)

    def bring_forward(self) -> None:
        """Show the panel in front of those that share its place."""
        self.show()
        self.raise_()

    def _on_shown(self, shown: bool) -> None:
        self.widget().setEnabled(shown or self.window().isMinimized())

    def _on_asked_for(self, shown: bool) -> None:
        if shown:
            self.raise_()


def lay_out(
    window: QMainWindow, problems: QDockWidget, history: QDockWidget, preview: QDockWidget
) -> None:
    """Put the panels where they are at first; the status bar's counts open those below."""
    px = theme.current().px
    below, right = Qt.DockWidgetArea.BottomDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    for dock, area in ((problems, below), (history, below), (preview, right)):
        dock.setFloating(False)
        window.addDockWidget(area, dock)
        dock.show()
    window.setCorner(Qt.Corner.BottomRightCorner, below)
    window.tabifyDockWidget(problems, history)
    is_low, is_narrow = window.height() < px(LOW), window.width() < px(FEW)
    if is_narrow:
        window.tabifyDockWidget(history, preview)
    problems.raise_()
    width = min(px(420), window.width() * 27 // 100)
    window.resizeDocks([preview], [width], Qt.Orientation.Horizontal)
    height = min(px(220), window.height() // 3)
    window.resizeDocks([problems], [height], Qt.Orientation.Vertical)
    for dock in (problems, history):
        dock.setVisible(not is_low)
    preview.setVisible(not (is_low and is_narrow))

"""Where the window stands: remembered for each arrangement of screens, and never off all of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from kkworkbench.preferences import WindowLayout

STATE_VERSION: Final = 1
GRIP: Final = 60
"""Pixels of the window's top that must be on a screen for a person to get hold of it."""


def arrangement() -> str:
    """Name the screens that there are now, as in ``1920x1080+0+0 1280x720+1920+0``."""
    areas = [screen.geometry() for screen in QGuiApplication.screens()]
    return " ".join(sorted(f"{a.width()}x{a.height()}+{a.x()}+{a.y()}" for a in areas))


def layout_of(window: QMainWindow) -> WindowLayout:
    """Return where a window stands and how its panels lie, as base64 text."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    state = bytes(window.saveState(STATE_VERSION).toBase64().data()).decode()
    return WindowLayout(geometry, state)


def restore(window: QMainWindow, layout: WindowLayout) -> None:
    """Take a layout back; what is malformed is ignored, and a window out of reach comes back."""
    if layout.geometry:
        window.restoreGeometry(QByteArray.fromBase64(layout.geometry.encode()))
    if layout.state:
        window.restoreState(QByteArray.fromBase64(layout.state.encode()), STATE_VERSION)
    bring_back(window)


def bring_back(window: QMainWindow) -> None:
    """Put a window that no screen shows the top of into the middle of the first screen."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    frame = window.frameGeometry()
    top = QRect(frame.x(), frame.y(), frame.width(), GRIP)
    if not screens or any(_holds(screen, top) for screen in screens):
        return
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(window.size().boundedTo(room.size()))
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())


def fit(window: QMainWindow) -> None:
    """Make a window that was never placed no larger than its screen."""
    room = window.screen().availableGeometry()
    window.resize(window.size().boundedTo(room.size()))


def _holds(screen: QRect, top: QRect) -> bool:
    seen = screen.intersected(top)
    return seen.width() >= GRIP and seen.height() >= GRIP // 2

"""A window for the parts under test, and an ear for their signals."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget


def shown(qtbot: Any, *parts: QWidget) -> QWidget:
    """Answer an active window with the parts under each other."""
    window = QWidget()
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(window)
    # The test holds the parts, and a part its window.
    parts[0].window_of_test = window
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def heard(signal: Any) -> list[Any]:
    """Answer a list that the signal fills."""
    got: list[Any] = []
    signal.connect(got.append)
    return got

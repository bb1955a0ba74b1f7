"""How large a dialog opens."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog

MOST: Final = 0.92
"""The share of the screen that a dialog takes at most, whatever the zoom."""


def size_dialog(dialog: QDialog, width: int, height: int = 0) -> None:
    """Give a dialog a size in average characters; no height is the least that it needs."""
    unit = dialog.fontMetrics().averageCharWidth()
    room = dialog.screen().availableSize() * MOST
    dialog.resize(min(unit * width, room.width()), min(unit * height, room.height()))

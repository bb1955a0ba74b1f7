"""The foot of a dialog whose edits are done at once: what one can do, and Close."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

Act = tuple[QPushButton, Callable[[], object]]


def closing_buttons(dialog: QDialog, acts: Iterable[Act] = ()) -> QDialogButtonBox:
    """Return a button for each act, and Close; Enter presses none of them by itself."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
    box.rejected.connect(dialog.reject)
    for button, act in acts:
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on, act=act: act())
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
    return box

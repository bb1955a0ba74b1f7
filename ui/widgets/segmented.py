"""A choice among a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.widgets.led_focus import LedFocus


class SegmentedControl(LedFocus, QWidget):
    """One of some buttons is down; arrows move, and the control is one stop for Tab.

    Signals:
        chosen(str): the key that the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Take an accessible name and ``(key, text)`` for each segment; the first is down."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (key, text) in enumerate(options):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.setProperty(
                "place", "first" if at == 0 else "last" if at == len(options) - 1 else "middle"
            )
            self._group.addButton(button)
            self._buttons[key] = button
            self.set_text(key, text)
            row.addWidget(button)
        row.addStretch(1)
        first = next(iter(self._buttons.values()))
        first.setChecked(True)
        self._stop_at(first)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def segments(self) -> tuple[QAbstractButton, ...]:
        return tuple(self._buttons.values())

    def value(self) -> str:
        """Answer the key of the segment that is down."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, key: str) -> None:
        """Press a segment without a signal."""
        self._group.blockSignals(True)
        self._buttons[key].setChecked(True)
        self._group.blockSignals(False)
        self._stop_at(self._buttons[key])

    def set_text(self, key: str, text: str) -> None:
        """Write on a segment, as when it tells a count."""
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(f"{self.accessibleName()}: {text.replace('&', '')}")

    def _on_toggled(self, button: QAbstractButton, is_down: bool) -> None:
        if is_down:
            self._stop_at(button)
            self.chosen.emit(self.value())

    def _stop_at(self, down: QAbstractButton) -> None:
        """Let Tab stop at the segment that is down; Qt sees to it first when one has the focus."""
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is down else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.lead_focus_to(down)

"""What can be done with the entries that are chosen on the contact list, under the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui import theme
from ui.widgets import FlowLayout, Themed, label


class ChosenBar(Themed, QFrame):
    """How many are chosen, and a button for each thing that can be done with them together."""

    def __init__(self, actions: Mapping[QAction, str], parent: QWidget | None = None) -> None:
        """Take the actions, each with what its button says."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Det valgte"))
        self.count = label("", "secondary")
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.count)
        self.buttons: dict[QAction, QPushButton] = {}
        for action, text in actions.items():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setEnabled(action.isEnabled())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self.buttons[action] = button
            self._flow.addWidget(button)
        self.dress()

    def show_chosen(self, count: int) -> None:
        """Say how many are chosen."""
        self.count.setText(self.tr("%n valgt", "", count))

    def restyle(self, look: theme.Theme) -> None:
        self._flow.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        self._flow.setSpacing(look.px(8))
        button = next(iter(self.buttons.values()), None)
        if button is not None:
            self.count.setMinimumHeight(button.sizeHint().height())

"""What a list shows when it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.themed import Themed


class EmptyState(Themed, QWidget):
    """One sentence and at most one action.

    Signals:
        action_requested(): the button was pressed.
    """

    action_requested = Signal()

    def __init__(
        self, sentence: str, action_text: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setProperty("role", "muted")
        self._action = QPushButton()
        self._action.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._action.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._sentence)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.set_sentence(sentence)
        self.set_action(action_text)
        self.dress()

    def set_sentence(self, sentence: str) -> None:
        """Say why there is nothing."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def set_action(self, text: str | None) -> None:
        """Name what one can do about it, or nothing."""
        self._action.setText(text or "")
        self._action.setAccessibleName((text or "").replace("&", ""))
        self._action.setVisible(bool(text))

    def restyle(self, theme: Theme) -> None:
        edge = theme.px(24)
        self.layout().setContentsMargins(edge, edge, edge, edge)
        self.layout().setSpacing(theme.px(12))

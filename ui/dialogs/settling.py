"""Wait until all is checked, where something needs every finding: how far it is, and a way out."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.bridge import Bridge

AT_ONCE_SECONDS = 0.15
"""How long what is left may take without a dialog."""
LOOK_MS = 100
"""How often it is looked how much is left."""


class Settling(QDialog):
    """Shows how far the checking is, which goes on behind it; Esc goes back without waiting."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._most = max(1, bridge.results.left)
        words = self.tr("Alt kontrolleres først. Intet ændres, og du kan annullere.")
        self.setWindowTitle(self.tr("Kontrollerer"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(words))
        layout.addWidget(self.bar)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._show)
        self._look.start()
        bridge.checking_changed.connect(self._on_checking_changed)
        self._show()

    def _show(self) -> None:
        left = self._bridge.results.left
        self._most = max(self._most, left)
        self.bar.setRange(0, self._most)
        self.bar.setValue(self._most - left)

    def _on_checking_changed(self, checking: bool) -> None:
        if not checking:
            self.accept()


def settled(bridge: Bridge, parent: QWidget | None) -> bool:
    """Wait until all is checked; False where a person did not want to wait."""
    if bridge.settle(AT_ONCE_SECONDS):
        return True
    dialog = Settling(bridge, parent)
    is_done = dialog.exec() == Settling.DialogCode.Accepted
    dialog.deleteLater()
    return is_done

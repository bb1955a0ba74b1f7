"""What the program is, its version and licences."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from kkworkbench.version import VERSION
from ui.widgets import label, size_dialog


class AboutDialog(QDialog):
    """Version, sources and licences; nothing is looked up on a network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Om kkworkbench"))
        words = QLabel(
            self.tr(
                "Arbejdsbord til kontaktindgange på kk.dk, uden netværk. Reglerne hviler på "
                "arbejdspapiret »Kontaktprincipper i praksis 2021, del II«.\n\n"
                "kkworkbench er fri software under Mozilla Public License 2.0. Qt bruges under "
                "LGPL 3. Skriften Inter bruges under SIL Open Font License."
            )
        )
        words.setWordWrap(True)
        about = QLabel(f"kkworkbench {VERSION} · Qt {qVersion()}")
        about.setProperty("role", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label("kkworkbench", "h1"))
        layout.addWidget(about)
        layout.addWidget(words)
        layout.addWidget(buttons)
        size_dialog(self, 70)

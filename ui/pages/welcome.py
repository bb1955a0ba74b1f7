"""What stands in the window when no workspace is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kkworkbench.preferences import RecentFile
from ui import theme
from ui.icons import icon


class WelcomePage(QWidget):
    """New, open, recent, demo.

    Signals:
        chosen(str): "new", "open" or "demo".
        file_chosen(str): the path of a recent workspace.
    """

    chosen = Signal(str)
    file_chosen = Signal(str)

    def __init__(self, recent: tuple[RecentFile, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        column = QVBoxLayout()
        column.setSpacing(look.px(10))
        title = QLabel("kkworkbench")
        title.setProperty("role", "h1")
        words = QLabel(
            self.tr(
                "Arbejdsbordet for kontaktindgange på kk.dk: hierarkiet, drill-menuen, "
                "kontaktlisten og kontaktboksene, kontrolleret mod kontaktprincipperne."
            )
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(look.px(12))
        for name, picture, text in (
            ("demo", "drill", self.tr("&Prøv demoen")),
            ("new", "new", self.tr("&Nyt arbejdsrum…")),
            ("open", "open", self.tr("&Åbn…")),
        ):
            button = QPushButton(text)
            button.setIcon(icon(picture, look))
            button.setObjectName(name)
            if name == "demo":
                button.setProperty("kind", "primary")
                button.setIcon(icon(picture, look, "on_accent"))
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            column.addWidget(button)
        column.addSpacing(look.px(12))
        heading = QLabel(self.tr("Seneste"))
        heading.setProperty("role", "section")
        heading.setVisible(bool(recent))
        column.addWidget(heading)
        for file in recent:
            column.addWidget(self._recent_button(file))
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(look.px(460))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(64), look.px(24), look.px(24))
        row.addStretch(1)
        row.addWidget(holder, 3)
        row.addStretch(1)

    def _recent_button(self, file: RecentFile) -> QPushButton:
        path = Path(file.path)
        button = QPushButton(path.name)
        button.setProperty("kind", "link")
        button.setToolTip(file.path)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if not path.exists():
            button.setText(self.tr("{name} (findes ikke længere)").format(name=path.name))
            button.setEnabled(False)
        button.clicked.connect(lambda: self.file_chosen.emit(file.path))
        return button

"""What stands in the window when no workspace is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kkworkbench.preferences import RecentFile
from ui import theme
from ui.icons import icon


class WelcomePage(QWidget):
    """New, open, import, demo, recent.

    Signals:
        chosen(str): "new", "open", "new_import" or "demo".
        file_chosen(str): the path of a recent workspace.
        find_requested(str): the path at which a recent workspace is no longer.
        pinned(str, bool): a recent workspace is to stay first, or no longer.
    """

    chosen = Signal(str)
    file_chosen = Signal(str)
    find_requested = Signal(str)
    pinned = Signal(str, bool)

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
            ("new_import", "import", self.tr("&Importer til et nyt arbejdsrum…")),
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
            column.addLayout(self._recent_row(file))
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(look.px(460))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(64), look.px(24), look.px(24))
        row.addStretch(1)
        row.addWidget(holder, 3)
        row.addStretch(1)

    def _recent_row(self, file: RecentFile) -> QHBoxLayout:
        path, look = Path(file.path), theme.current()
        button = QPushButton(path.name.replace("&", "&&"))
        button.setProperty("kind", "link")
        button.setToolTip(file.path)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.file_chosen.emit(file.path))
        row = QHBoxLayout()
        row.addWidget(button, 1)
        if not path.exists():
            words = self.tr("{name} (findes ikke længere)").format(name=path.name)
            button.setText(words.replace("&", "&&"))
            button.setEnabled(False)
            find = QPushButton(self.tr("Find…"))
            find.setAccessibleName(self.tr("Find {name}").format(name=path.name))
            find.clicked.connect(lambda: self.find_requested.emit(file.path))
            row.addWidget(find)
        pin = QToolButton()
        pin.setCheckable(True)
        pin.setChecked(file.pinned)
        pin.setIcon(icon("pin", look))
        pin.setToolTip(self.tr("Hold øverst"))
        pin.setAccessibleName(self.tr("Hold {name} øverst").format(name=path.name))
        pin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pin.toggled.connect(lambda on: self.pinned.emit(file.path, on))
        row.addWidget(pin)
        return row

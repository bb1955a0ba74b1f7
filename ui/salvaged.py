"""The bar over a workspace that was read from a damaged file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QToolBar, QWidget

from kkworkbench.messages import Messages
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets import Themed, WrapLabel


class SalvagedBar(Themed, QToolBar):
    """Say what was saved and what was lost, and offer to save it as a good file.

    Signals:
        save_requested(): write a new workspace of what was saved.
    """

    save_requested = Signal()

    def __init__(self, saved: int, lost: str, parent: QWidget | None = None) -> None:
        """Take how many records were saved, and how many of which kinds were not."""
        super().__init__(parent)
        self.setObjectName("salvaged")
        self.setWindowTitle(self.tr("Reddet arbejdsrum"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        words = self.tr("Filen er beskadiget. %n poster er reddet", "", saved)
        words = f"{words}; {self.tr('mistet: {lost}').format(lost=lost)}." if lost else f"{words}."
        self.sentence = WrapLabel(f"{words} {self.tr('Intet kan ændres her.')}")
        self._glyph = QLabel()
        save = QPushButton(self.tr("Gem &kopi som…"))
        save.setProperty("kind", "primary")
        save.clicked.connect(self.save_requested)
        self.save_button = save
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._glyph)
        row.addWidget(self.sentence, 1)
        row.addWidget(save)
        self.addWidget(inside)
        self.dress()

    def restyle(self, theme: Theme) -> None:
        self._glyph.setPixmap(pixmap("warning", theme))


class Salvaged(Protocol):
    """What is known of a workspace that was saved."""

    @property
    def title(self) -> str: ...

    @property
    def records(self) -> Collection[Record]: ...

    def lost(self, kind: str) -> int: ...


def salvaged_bar(found: Salvaged, messages: Messages, window: QMainWindow) -> SalvagedBar:
    """Put a bar on a window that says what was saved and what was lost."""
    lost = [
        messages.text("salvage.lost_kind", n=count, kind=messages.text(f"kind.{kind}"))
        for kind in KIND_NAMES.values()
        if (count := found.lost(kind))
    ]
    bar = SalvagedBar(len(found.records), ", ".join(lost), window)
    window.addToolBarBreak()
    window.addToolBar(bar)
    bar.show()
    return bar

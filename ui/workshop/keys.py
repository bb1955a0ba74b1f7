"""The keys of a workshop, the same on both screens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kkworkbench.model.workshop import NoteSort
from ui.workshop.conduct import Conduct
from ui.workshop.entries import Entries

NOTE_KEYS = {"N": NoteSort.NOTE, "D": NoteSort.DECISION, "P": NoteSort.PARKED}


def add_keys(screen: QWidget, conduct: Conduct, entries: Entries) -> None:
    """Let the keys act while the screen, or anything in it but a field, has the focus.

    A field takes letters, digits and arrows for itself before a shortcut sees them.
    """
    for dots in range(10):
        key(screen, str(dots), lambda dots=dots: conduct.give(dots))
    for letter, sort in NOTE_KEYS.items():
        key(screen, letter, lambda sort=sort: conduct.note_wanted.emit(sort.value))
    key(screen, "K", conduct.tie)
    key(screen, "V", conduct.variant_wanted.emit)
    key(screen, "M", conduct.compare_wanted.emit)
    key(screen, "Alt+Left", lambda: conduct.turn(-1))
    key(screen, "Alt+Right", lambda: conduct.turn(1))
    key(screen, "Alt+Up", lambda: entries.move_by(-1))
    key(screen, "Alt+Down", lambda: entries.move_by(1))


def key(screen: QWidget, keys: str, slot: Callable[[], object]) -> QShortcut:
    """Let keys act in a screen and what is in it."""
    shortcut = QShortcut(QKeySequence(keys), screen)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut

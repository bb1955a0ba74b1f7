"""Actions that belong to one view of a page, not to the whole page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.icons import icon


def view_action(
    view: QWidget, text: str, keys: str, slot: Callable[[], object], picture: str = ""
) -> QAction:
    """Make an action whose keys act only while the view itself has the focus.

    In a menu or on a button it can be chosen from anywhere. An editor that is open in the view has
    the focus of its own, so that Del in it takes a letter.
    """
    action = QAction(text, view)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if picture:
        action.setIcon(icon(picture, theme.current()))
    action.triggered.connect(lambda _checked: slot())
    view.addAction(action)
    return action

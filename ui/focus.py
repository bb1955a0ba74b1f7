"""Going from pane to pane with F6, and back to the list with Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.editor.tab_order import tab_stops


class PaneCycle(QObject):
    """Move the focus to the next pane that can be seen, and to where in it one last was."""

    def __init__(self, panes: Callable[[], Sequence[QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._last: dict[QWidget, QWidget] = {}

    def cycle(self, step: int) -> None:
        """Go one pane on (1) or back (-1)."""
        # A panel behind another's tab calls itself visible.
        panes = [pane for pane in self._panes() if not pane.visibleRegion().isEmpty()]
        if not panes:
            return
        focused = QApplication.focusWidget()
        at = next(
            (n for n, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)),
            -1 if step > 0 else 0,
        )
        if focused is not None and at >= 0:
            self._last[panes[at]] = focused
        self._enter(panes[(at + step) % len(panes)])

    def _enter(self, pane: QWidget) -> None:
        last = self._last.get(pane)
        try:
            if last is not None and last.isVisible() and pane.isAncestorOf(last):
                last.setFocus(Qt.FocusReason.TabFocusReason)
                return
        except RuntimeError:
            del self._last[pane]
        # Never by nextInFocusChain: PySide makes each widget the keeper of the one it returns, and
        # a field that is made anew takes the wrappers of all that follow with it.
        for stop in tab_stops(pane):
            if stop.isVisible() and stop.isEnabled():
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return


def escape_leads(area: QWidget, target: QWidget) -> None:
    """Let Esc in a form go back to the list that it belongs to."""
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), area)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: target.setFocus(Qt.FocusReason.ShortcutFocusReason))

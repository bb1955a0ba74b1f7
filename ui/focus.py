"""Going from pane to pane with F6."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class PaneCycle(QObject):
    """Move the focus to the next pane that can be seen, and to where in it one last was."""

    def __init__(self, panes: Callable[[], Sequence[QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._last: dict[QWidget, QWidget] = {}

    def cycle(self, step: int) -> None:
        """Go one pane on (1) or back (-1)."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
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
        child = pane.nextInFocusChain()
        while child is not None and child is not pane:
            usable = child.isVisible() and child.isEnabled()
            usable = usable and bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if usable and pane.isAncestorOf(child):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return
            child = child.nextInFocusChain()

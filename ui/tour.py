"""Five things to know, told in a strip under the toolbar while one works; no dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QToolBar, QWidget

from ui.screenshot import page_to_show
from ui.widgets import MessageLine, WrapLabel
from ui.widgets.ring import Ring


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: what is said, and what to show, which answers what to point at."""

    words: str
    show: Callable[[], QWidget | None]


class TourStrip(QToolBar):
    """The words of a step and the way on.

    Signals:
        next_requested(): go to the next step.
        skip_requested(): enough.
    """

    next_requested = Signal()
    skip_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self.setWindowTitle(self.tr("Kom i gang"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.words = WrapLabel()
        self.next_button = QPushButton()
        self.next_button.setProperty("kind", "primary")
        self.next_button.clicked.connect(self.next_requested)
        self.skip_button = QPushButton(self.tr("Spring &over"))
        self.skip_button.clicked.connect(self.skip_requested)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.next_button)
        row.addWidget(self.skip_button)
        self.addWidget(inside)

    def say(self, words: str, *, is_last: bool) -> None:
        """Show the words of a step; the last one has nothing after it."""
        self.words.setText(words)
        self.next_button.setText(self.tr("&Færdig") if is_last else self.tr("&Næste"))
        self.next_button.setAccessibleDescription(words)
        self.skip_button.setVisible(not is_last)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.skip_requested.emit()
        else:
            super().keyPressEvent(event)


class Tour(QObject):
    """Leads through an open workspace: tree, message, board, list, export.

    Signals:
        ended(): it was seen to the end, or skipped.
    """

    ended = Signal()

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk = desk
        self._at = 0
        self.strip = TourStrip(desk.window)
        self.ring = Ring(desk.window)
        self.stops = self._stops()
        self.strip.next_requested.connect(self.next)
        self.strip.skip_requested.connect(self.end)
        desk.destroyed.connect(self.strip.deleteLater)
        desk.destroyed.connect(self.ring.deleteLater)

    @property
    def step(self) -> int:
        """The number of the step that is shown, from nought."""
        return self._at

    def start(self, step: int = 0) -> None:
        """Show the strip at a step."""
        window = self._desk.window
        window.addToolBarBreak()
        window.addToolBar(self.strip)
        self.strip.show()
        self._go(step)
        self.strip.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Go on, or end after the last step."""
        if self._at + 1 < len(self.stops):
            self._go(self._at + 1)
        else:
            self.end()

    def end(self) -> None:
        """Take the strip away."""
        had_focus = self.strip.isAncestorOf(self._desk.window.focusWidget() or self.strip)
        self.ring.point_at(None)
        self._desk.window.removeToolBar(self.strip)
        if had_focus:
            self._desk.window.rail.setFocus()
        self.ended.emit()

    def _go(self, step: int) -> None:
        self._at = step
        stop = self.stops[step]
        count = self.tr("{n} af {total}").format(n=step + 1, total=len(self.stops))
        self.strip.say(f"{count} · {stop.words}", is_last=step == len(self.stops) - 1)
        had_focus = self.strip.isAncestorOf(self._desk.window.focusWidget() or self._desk.window)
        self.ring.point_at(stop.show())
        if had_focus:  # A page that comes to the front takes it; the next key is to lead on.
            self.strip.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> tuple[Stop, ...]:
        desk = self._desk
        return (
            Stop(
                self.tr(
                    "Træet er hele hierarkiet. Træk en side for at flytte den, eller brug Ctrl+M. "
                    "Alt kan fortrydes med Ctrl+Z."
                ),
                lambda: self._page("hierarchy", desk.hierarchy.tree),
            ),
            Stop(
                self.tr(
                    "Når noget bryder et princip, står det under feltet, mens du skriver. "
                    "Knappen siger, hvad den retter til."
                ),
                self._message,
            ),
            Stop(
                self.tr(
                    "Drill-menuen har tolv pladser. Træk kandidater ind fra højre, eller brug "
                    "Ctrl+Højre."
                ),
                lambda: self._page("drill", desk.drill),
            ),
            Stop(
                self.tr(
                    "Kontaktlisten har alle indgange. Søg, vælg filtre, og ret flere på én gang."
                ),
                lambda: self._page("list", desk.contact_list),
            ),
            Stop(
                self.tr(
                    "Når fejlene er rettet, skriver du en pakke til Drupal her. Excel og prototype "
                    "står i menuen Eksport."
                ),
                self._export,
            ),
        )

    def _page(self, name: str, target: QWidget) -> QWidget:
        self._desk.window.show_page(name)
        return target

    def _message(self) -> QWidget:
        desk = self._desk
        page = page_to_show(desk.bridge)
        if page is not None:
            desk.show_page(page)
        lines = [line for line in desk.editor.findChildren(MessageLine) if line.isVisible()]
        if not lines:
            found: QWidget = desk.editor
            return found
        area = lines[0].parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            # The page is laid out when the loop comes round.
            QTimer.singleShot(0, lines[0], lambda: area.ensureWidgetVisible(lines[0]))
        return lines[0]

    def _export(self) -> QWidget | None:
        window = self._desk.window
        found: QWidget | None = window.toolbar.widgetForAction(window.actions_by_name["export"])
        return found

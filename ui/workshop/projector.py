"""What the group sees: the question, the entries with their dots, and what was written down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from kkworkbench.model.workshop import Place
from ui import theme
from ui.theme import Theme
from ui.widgets import ElidedLabel, WrapLabel, label, set_property
from ui.widgets.themed import Themed
from ui.workshop.before import BeforeColumn
from ui.workshop.conduct import Conduct
from ui.workshop.entries import Entries
from ui.workshop.keys import add_keys, key
from ui.workshop.notes_view import NotesView

SMALLEST: Final = 18.0
"""Points under which nothing can be read from the back of a room."""
STEPS: Final = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5)
LOWEST: Final = 720
"""Pixels of the lowest projector."""
QUESTION: Final = 1.25
"""How much larger the question is than the rest."""


class Projector(Themed, QWidget):
    """A window of its own, on the second screen where there is one."""

    def __init__(self, conduct: Conduct, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._conduct = conduct
        self._zoom = 0
        self.setWindowTitle(self.tr("Workshop – projektor"))
        self.setMinimumSize(960, 540)
        self.resize(1280, 720)
        self.title = label("")
        self.clock = QLabel()
        self.count = label("")
        self.question = WrapLabel()
        self.before = BeforeColumn(conduct, self.points)
        self.heading = ElidedLabel()
        self.entries = Entries(conduct, self.points)
        self.left_out = WrapLabel()
        self.notes = NotesView(conduct, self.points)
        self.notes.empty.set_action(None)
        self.said = label("")
        self.hint = ElidedLabel(
            self.tr(
                "1–9 prik · N note · D beslutning · P parkér · V variant · F før · Alt+→ næste "
                "· Ctrl+Z fortryd"
            )
        )
        for each in (self.left_out, self.hint, self.count):
            each.setProperty("role", "muted")
        self._lay_out()
        self._add_keys()
        conduct.changed.connect(self._refresh)
        conduct.ticked.connect(self._show_clock)
        for told in (conduct.told, conduct.bridge.refused):
            told.connect(self._say)
        self.dress()
        self._refresh()
        self._show_clock(*conduct.face())

    def points(self) -> float:
        """Return the size of the text in points."""
        return SMALLEST * STEPS[self._zoom]

    def zoom_by(self, by: int) -> None:
        """Take larger (1) or smaller (-1) text; 0 takes the first size."""
        self._zoom = max(0, min(self._zoom + by, len(STEPS) - 1)) if by else 0
        self._show_zoom()

    def _show_zoom(self) -> None:
        self.restyle(theme.current())
        self.entries.resize_rows()
        self.before.list.scheduleDelayedItemsLayout()
        self.notes.refresh()

    def present(self) -> None:
        """Come to the front: on the other screen whole, on the only one as a window."""
        home = self.parentWidget().screen() if self.parentWidget() is not None else self.screen()
        other = next((each for each in QGuiApplication.screens() if each is not home), None)
        if other is not None:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.show()
        self._fit_screen()
        self.raise_()
        self.activateWindow()
        self.entries.view().setFocus()

    def restyle(self, theme: Theme) -> None:
        edge = theme.px(16)
        self.layout().setContentsMargins(edge, edge, edge, edge)
        self.layout().setSpacing(theme.px(10))
        plain, large, strong = theme.font(), theme.font(), theme.font()
        plain.setPointSizeF(self.points())
        large.setPointSizeF(self.points() * QUESTION)
        large.setWeight(QFont.Weight.DemiBold)
        strong.setPointSizeF(self.points())
        strong.setWeight(QFont.Weight.DemiBold)
        for each in (self.count, self.left_out, self.said, self.hint):
            each.setFont(plain)
        for each in (self.before.heading, self.heading):
            each.setFont(strong)
            each.setContentsMargins(theme.px(10), 0, 0, 0)
        for child in self.findChildren(QLabel):
            if child.property("role") == "muted":
                child.setFont(plain)
        self.title.setFont(strong)
        self.clock.setFont(strong)
        self.question.setFont(large)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.notes.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.clock)
        head.addSpacing(theme.current().px(24))
        head.addWidget(self.count)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.entries, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self.before, 36), (left, 38), (self.notes, 26)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.indexOf(part), share)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([450, 475, 325])
        foot = QHBoxLayout()
        foot.addWidget(self.said)
        foot.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.question)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.left_out)
        layout.addLayout(foot)

    def _add_keys(self) -> None:
        add_keys(self, self._conduct, self.entries)
        for keys in ("Ctrl++", "Ctrl+="):
            key(self, keys, lambda: self.zoom_by(1))
        key(self, "Ctrl+-", lambda: self.zoom_by(-1))
        key(self, "Ctrl+0", lambda: self.zoom_by(0))
        key(self, "F", lambda: self.before.setVisible(self.before.isHidden()))
        key(self, "F11", self._full_screen)
        key(self, "Ctrl+Z", self._conduct.undo_wanted.emit)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            key(self, keys, self._conduct.redo_wanted.emit)

    def _fit_screen(self) -> None:
        """Begin with text as much larger as the window is higher than the lowest projector."""
        ratio = self.height() / LOWEST
        self._zoom = max((n for n, step in enumerate(STEPS) if step <= ratio), default=0)
        self._show_zoom()

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _refresh(self) -> None:
        session, card = self._conduct.session, self._conduct.card
        titles = (session.title if session is not None else "", self._conduct.variant())
        self.title.setText(" · ".join(title for title in titles if title))
        where = self._conduct.bridge.text(f"workshop.place.{card.place}") if card else ""
        self.count.setText(f"{where} · {self._conduct.card_count()}" if card else "")
        self.question.setText(card.text if card is not None else "")
        self._say("")
        self._show_heading()
        out = ", ".join(self.entries.left_out())
        self.left_out.setText(self.tr("Ude: {titles}").format(titles=out))
        self.left_out.setVisible(bool(out))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _show_heading(self) -> None:
        conduct = self._conduct
        if conduct.place is Place.DRILL:
            name = conduct.variant() or self.tr("Nu")
        else:
            name = self.tr("Kontaktliste")
        left = conduct.hidden_left()
        waits = self.tr("%n prikker tilbage", "", left) if left else ""
        self.heading.setText(" · ".join(each for each in (name, waits) if each))

    def _show_clock(self, face: str, is_over: bool) -> None:
        self.clock.setText(face)
        said = self.tr("Tiden er gået") if is_over else self.tr("Tid tilbage")
        self.clock.setAccessibleName(f"{said}: {face}")
        set_property(self.clock, "severity", "warning" if is_over else "")
        self.clock.setFont(self.title.font())  # the style sheet takes back what was set first

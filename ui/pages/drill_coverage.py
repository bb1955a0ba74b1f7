"""The strip below the board: what the menu covers, each part a button that shows its entries."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget

from kkworkbench.workspace.coverage import PARTS, Administration, Part, coverage
from ui import theme
from ui.bridge import Bridge
from ui.icons import icon
from ui.pages.drill_sign_off import SignOffMark
from ui.widgets import FlowLayout, WhenSeen, label


class Dot(QAbstractButton):
    """An administration: a full dot where the menu has an entry of it, else a ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_full = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        side = theme.current().px(22)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(look.color("accent" if self.hasFocus() else "line"), look.px(2)))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), look.px(5), look.px(5))
        edge = look.px(6)
        dot = self.rect().adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(look.color("accent" if self.is_full else "field"), look.px(2)))
        painter.setBrush(look.color("accent") if self.is_full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        painter.end()


class CoverageStrip(QWidget):
    """Administrations, audiences, channels, help texts and answers, counted against a target.

    Signals:
        entries_wanted(tuple, str): entries to select, and a sentence about them.
        administration_wanted(str): the code of one that no entry covers, to look for candidates.
    """

    entries_wanted = Signal(object, str)
    administration_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown = ""
        self.summary = label("", "secondary")
        self.dots: list[Dot] = []
        self.parts: dict[str, QPushButton] = {}
        look = theme.current()
        self._flow = FlowLayout()
        self._flow.setSpacing(look.px(2))
        self._flow.addWidget(self.summary)
        for key in PARTS:
            button = QPushButton()
            button.setProperty("role", "chip")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, key=key: self.show_part(key))
            self.parts[key] = button
            self._flow.addWidget(button)
        self.sign_off = SignOffMark(bridge)
        self._flow.addWidget(self.sign_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        column.addLayout(self._flow)
        bridge.state_changed.connect(WhenSeen(self, self._refresh).follow)
        self._refresh()

    def show_part(self, key: str) -> None:
        """Ask for the entries that have a part; asked again, for those that lack it."""
        part = next(each for each in self.coverage.parts if each.key == key)
        lacking = bool(part.lacking) and (self._shown == key or not part.having)
        self._shown = "" if lacking else key
        entries = part.lacking if lacking else part.having
        which = self._bridge.text(f"coverage.{key}.{'without' if lacking else 'which'}")
        sentence = self.tr("%n indgange {which} er valgt.", "", len(entries))
        self.entries_wanted.emit(entries, sentence.format(which=which))

    def show_administration(self, number: int) -> None:
        """Ask for the entries of an administration, or for candidates of one that has none."""
        each = self.coverage.administrations[number]
        if each.entries:
            sentence = self.tr("%n indgange hører til {name}.", "", len(each.entries))
            self.entries_wanted.emit(each.entries, sentence.format(name=each.name))
        else:
            self.administration_wanted.emit(each.code or each.name)

    def _refresh(self) -> None:
        self.coverage = coverage(self._bridge.state)
        found = self.coverage
        covered = f"{found.covered}/{len(found.administrations)}"
        self.summary.setText(self.tr("Forvaltninger {covered}").format(covered=covered))
        while len(self.dots) < len(found.administrations):
            dot = Dot()
            number = len(self.dots)
            dot.clicked.connect(lambda _on, number=number: self.show_administration(number))
            self.dots.append(dot)
            self._flow.insert_widget(len(self.dots), dot)
        for at, dot in enumerate(self.dots):
            dot.setVisible(at < len(found.administrations))
            if at < len(found.administrations):
                self._show_dot(dot, found.administrations[at])
        for part in found.parts:
            self._show_part(self.parts[part.key], part)

    def _show_dot(self, dot: Dot, administration: Administration) -> None:
        dot.is_full = bool(administration.entries)
        count = self.tr("%n indgange", "coverage", len(administration.entries))
        said = f"{administration.name}: {count}"
        dot.setToolTip(said)
        dot.setAccessibleName(said)
        dot.update()

    def _show_part(self, button: QPushButton, part: Part) -> None:
        name = self._bridge.text(f"coverage.{part.key}.name")
        button.setText(f"{name} {len(part.having)}/{part.size}")
        look = theme.current()
        button.setIcon(icon("ok", look) if part.is_met else icon("warning", look))
        met = self.tr("målet {target} er nået") if part.is_met else self.tr("målet er {target}")
        said = f"{button.text()}, {met.format(target=part.target)}"
        button.setAccessibleName(said)
        button.setToolTip(said)

"""The agenda with its silent timer, and the facilitator's private notes."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workshop.commands import EditSession
from ui import theme
from ui.widgets import FlowLayout, UndoFreePlainTextEdit, dress_view, label, set_property
from ui.widgets.views import ROW_HEIGHT
from ui.workshop.conduct import Conduct

LINES = 4
"""Lines of private notes that are seen without scrolling."""


class AgendaPane(QWidget):
    """The points with their minutes; Enter on one lets its time begin."""

    def __init__(self, conduct: Conduct, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conduct = conduct
        look = theme.current()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Dagsorden"))
        dress_view(self.list)
        self.list.itemActivated.connect(lambda item: conduct.go_to_item(self.list.row(item)))
        self.clock = QLabel()
        font = look.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setWeight(QFont.Weight.DemiBold)
        self.clock.setFont(font)
        self.pause = QPushButton()
        self.more = QPushButton(self.tr("+1 min."))
        self.more.setAccessibleName(self.tr("Et minut mere"))
        self.next = QPushButton(self.tr("Næste punkt"))
        for button, slot in (
            (self.pause, conduct.pause),
            (self.more, conduct.add_minute),
            (self.next, lambda: conduct.go_to_item(conduct.item + 1)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, slot=slot: slot())
        row = QWidget()
        flow = FlowLayout(row)
        flow.setSpacing(look.px(6))
        for part in (self.clock, self.pause, self.more, self.next):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(label(self.tr("Dagsorden"), "section"))
        column.addWidget(self.list)
        column.addWidget(row)
        conduct.changed.connect(self._refresh)
        conduct.ticked.connect(self._show_clock)
        self._refresh()
        self._show_clock(*conduct.face())

    def _refresh(self) -> None:
        session = self._conduct.session
        if session is None:
            return
        texts = [
            self.tr("{minutes} min. · {title}").format(title=item.title, minutes=item.minutes)
            if item.minutes
            else item.title
            for item in session.agenda
        ]
        if [self.list.item(row).text() for row in range(self.list.count())] != texts:
            self.list.clear()
            for text in texts:
                item = QListWidgetItem(text, self.list)
                item.setToolTip(text)
                item.setSizeHint(QSize(0, theme.current().px(ROW_HEIGHT)))  # no wider than the view
            rows = max(1, len(texts)) * theme.current().px(ROW_HEIGHT)
            self.list.setFixedHeight(rows + theme.current().px(8))
        for row in range(self.list.count()):
            font = self.list.font()
            font.setBold(row == self._conduct.item)
            self.list.item(row).setFont(font)
        self.pause.setText(self.tr("Pause") if self._conduct.clock_runs else self.tr("Fortsæt"))
        self.next.setEnabled(self._conduct.item + 1 < len(session.agenda))

    def _show_clock(self, face: str, is_over: bool) -> None:
        self.clock.setText(face)
        said = self.tr("Tiden er gået") if is_over else self.tr("Tid tilbage")
        self.clock.setAccessibleName(f"{said}: {face}")
        set_property(self.clock, "severity", "warning" if is_over else "")


class PrivateNotes(QWidget):
    """What only the facilitator sees."""

    def __init__(self, conduct: Conduct, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conduct = conduct
        self._session = ""
        look = theme.current()
        self.text = UndoFreePlainTextEdit()
        self.text.setAccessibleName(self.tr("Private noter"))
        self.text.setPlaceholderText(
            self.tr(
                "Kun til dig: vises aldrig på projektoren, og kun i referatet, hvis du vælger det"
            )
        )
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + look.px(14))
        self.text.committed.connect(self._write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(6), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(label(self.tr("Private noter"), "section"))
        column.addWidget(self.text)
        conduct.changed.connect(self._refresh)
        self._refresh()

    def _write(self, text: str) -> None:
        if self._session:
            self._conduct.bridge.run(EditSession(self._session, "private_notes", text))

    def _refresh(self) -> None:
        session = self._conduct.session
        if session is None:
            return
        if session.id != self._session:
            self.text.commit()
            self._session = session.id
            self.text.load(session.private_notes)
        else:
            self.text.set_committed(session.private_notes)
        self.text.setReadOnly(self._conduct.bridge.is_read_only)

"""The facilitator's view: agenda, timer, questions, dots, notes and what nobody else sees."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.workshop import NoteSort
from ui import theme
from ui.bridge import Bridge
from ui.theme import TextRole
from ui.widgets import ElidedLabel, EmptyState, FlowLayout, label
from ui.workshop.agenda import AgendaPane, PrivateNotes
from ui.workshop.conduct import Conduct
from ui.workshop.entries import Entries
from ui.workshop.keys import NOTE_KEYS, add_keys
from ui.workshop.notes_view import NotesView, write_note
from ui.workshop.projector import Projector
from ui.workshop.questions import QuestionPane
from ui.workshop.start_dialog import StartDialog
from ui.workshop.voting import VotingBar


class WorkshopPage(QWidget):
    """Lead a workshop; with none under way, begin one.

    Signals:
        told(str): a sentence for the status bar.
        undo_wanted(), redo_wanted(): asked for on the projector.
        pages_dropped(tuple, int), page_dropped_on(str, str): pages dragged onto the menu.
        minutes_wanted(str): the minutes of a workshop, by id; empty for the newest.
        card_sort_wanted(): a card sort is to be read.
    """

    told = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    pages_dropped = Signal(object, int)
    page_dropped_on = Signal(str, str)
    minutes_wanted = Signal(str)
    card_sort_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.conduct = Conduct(bridge, self)
        self.projector: Projector | None = None
        self.empty = EmptyState(
            self.tr(
                "Ingen workshop er i gang. En workshop har en dagsorden, spørgsmål til indgangene, "
                "prikker og noter, og den ender i et referat."
            ),
            self.tr("&Start workshop…"),
        )
        self.empty.action_requested.connect(self.start)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._room: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.conduct.told.connect(self.told)
        self.conduct.undo_wanted.connect(self.undo_wanted)
        self.conduct.redo_wanted.connect(self.redo_wanted)
        self.conduct.note_wanted.connect(self.write_note)
        self.conduct.changed.connect(self._refresh)
        self._refresh()

    # what a person does

    def start(self) -> bool:
        """Ask for a workshop and begin it."""
        if self._bridge.is_read_only:
            self.told.emit(self.tr("Arbejdsrummet er skrivebeskyttet."))
            return False
        dialog = StartDialog(self._bridge, self)
        accepted = dialog.exec() == StartDialog.DialogCode.Accepted
        session = dialog.session()
        dialog.deleteLater()
        return accepted and self.conduct.start(session)

    def present(self) -> None:
        """Open the window for the projector; a workshop begins first where none is under way."""
        if self.conduct.session is None and not self.start():
            return
        if self.projector is None:
            self.projector = Projector(self.conduct, self.window())
            self._follow(self.projector.entries)
        self.projector.present()

    def end(self) -> None:
        """End the workshop and go to its minutes."""
        ended = self.conduct.end()
        if ended is not None:
            self.close_projector()
            self.minutes_wanted.emit(ended)

    def write_note(self, sort: str) -> None:
        """Write a note of a sort, on the screen that has the focus."""
        note = self.conduct.new_note(NoteSort(sort))
        if self.projector is not None and self.projector.isActiveWindow():
            write_note(self.conduct, note, self.projector, self.projector.points())
        else:
            write_note(self.conduct, note, self, _points())

    def flush(self) -> None:
        """Save what is being typed."""
        if self._room is not None:
            for field in (self.private.text, self.questions.text, self.questions.answer):
                field.commit()

    def close_projector(self) -> None:
        """Close the window for the projector."""
        if self.projector is not None:
            self.projector.close()
            self.projector.deleteLater()
            self.projector = None

    # inside

    def _refresh(self) -> None:
        session = self.conduct.session
        if session is None:
            self._stack.setCurrentWidget(self.empty)
            return
        if self._room is None:
            self._room = self._made_room()
            self._stack.addWidget(self._room)
        self._stack.setCurrentWidget(self._room)
        people = ", ".join(session.participants) or self.tr("ingen deltagere skrevet ind")
        self.heading.setText(session.title)
        self.people.setText(people)

    def _made_room(self) -> QWidget:
        """Make what a workshop needs, when there is one for the first time."""
        look = theme.current()
        conduct = self.conduct
        self.agenda = AgendaPane(conduct)
        self.private = PrivateNotes(conduct)
        self.questions = QuestionPane(conduct)
        self.entries = Entries(conduct, _points)
        self._follow(self.entries)
        self.voting = VotingBar(conduct)
        self.notes = NotesView(conduct, _points)
        self.notes.note_wanted.connect(lambda: self.write_note(NoteSort.NOTE))
        self.heading = ElidedLabel()
        self.heading.setProperty("role", "section")
        self.people = ElidedLabel()
        self.people.setProperty("role", "secondary")
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        head.setSpacing(look.px(8))
        head.addWidget(self.heading)
        head.addWidget(self.people, 1)
        for text, slot in (
            (self.tr("P&rojektor (F5)"), self.present),
            (self.tr("&Kortsortering…"), self.card_sort_wanted.emit),
            (self.tr("Referat…"), lambda: self.minutes_wanted.emit("")),
            (self.tr("A&fslut"), self.end),
        ):
            head.addWidget(_button(text, slot))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for parts in (
            (self.agenda, self.questions),
            (label(self.tr("Indgange"), "section"), self.entries, self.voting),
            (
                label(self.tr("Noter og beslutninger"), "section"),
                self.notes,
                self._note_buttons(),
                self.private,
            ),
        ):
            splitter.addWidget(_column(*parts))
        splitter.setSizes([look.px(340), look.px(380), look.px(320)])
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(splitter, 1)
        add_keys(room, conduct, self.entries)
        return room

    def _note_buttons(self) -> QWidget:
        names = {
            NoteSort.NOTE: self.tr("Note (N)"),
            NoteSort.DECISION: self.tr("Beslutning (D)"),
            NoteSort.PARKED: self.tr("Parkér (P)"),
        }
        holder = QWidget()
        row = FlowLayout(holder)
        row.setSpacing(theme.current().px(6))
        for sort in NOTE_KEYS.values():
            row.addWidget(_button(names[sort], lambda sort=sort: self.write_note(sort)))
        return holder

    def _follow(self, entries: Entries) -> None:
        entries.pages_dropped.connect(self.pages_dropped)
        entries.page_dropped_on.connect(self.page_dropped_on)


def _points() -> float:
    return theme.current().pt(TextRole.BODY)


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setAccessibleName(text.replace("&", ""))
    button.clicked.connect(lambda _on: slot())  # type: ignore[operator]
    return button


def _column(*parts: QWidget) -> QWidget:
    """Return parts above each other, that scroll where a low screen lacks room."""
    look = theme.current()
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(12))
    column.setSpacing(look.px(6))
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, (Entries, NotesView)) else 0)
    if not any(isinstance(part, (Entries, NotesView)) for part in parts):
        column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(side)
    scroll.setMinimumWidth(side.minimumSizeHint().width())
    return scroll

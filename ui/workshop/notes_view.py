"""The notes, decisions and parked points of a workshop, as a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import NoteId
from kkworkbench.model.workshop import Note, NoteSort
from kkworkbench.workshop.commands import PutNote, RemoveNote
from kkworkbench.workshop.sessions import notes, subject_titles
from ui import theme
from ui.pages.view_actions import view_action
from ui.widgets import EmptyState
from ui.workshop.conduct import Conduct
from ui.workshop.entries import Index
from ui.workshop.note_dialog import NoteDialog

NOTE_ID: Final = Qt.ItemDataRole.UserRole + 1
HEAD: Final = Qt.ItemDataRole.UserRole + 2
COLOURS: Final = {NoteSort.NOTE: "mute", NoteSort.DECISION: "ok", NoteSort.PARKED: "warning"}
SORTS: Final = (NoteSort.DECISION, NoteSort.NOTE, NoteSort.PARKED)
"""The order in which the sorts are shown."""
COLOUR: Final = Qt.ItemDataRole.UserRole + 3


class NoteDelegate(QStyledItemDelegate):
    """A heading in the colour of the sort, and the whole text under it."""

    def __init__(self, points: Callable[[], float], parent: QWidget) -> None:
        super().__init__(parent)
        self._points = points

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else 200
        return QSize(width, round(self._text(index, width).size().height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.color("selection"))
        painter.translate(option.rect.topLeft())
        document = self._text(index, option.rect.width())
        document.drawContents(painter)
        painter.restore()

    def _text(self, index: Index, width: int) -> QTextDocument:
        look = theme.current()
        font = look.font()
        font.setPointSizeF(self._points())
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(QFontMetrics(font).height() * 0.3)
        colour = look.color(str(index.data(COLOUR))).name()
        text = look.color("text").name()
        head = f'<p style="margin:0;color:{colour}"><b>{_escaped(index.data(HEAD))}</b></p>'
        body = _escaped(index.data()).replace("\n", "<br>")
        document.setHtml(f'{head}<p style="margin:0;color:{text}">{body}</p>')
        document.setTextWidth(width)
        return document


def _escaped(text: object) -> str:
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class NotesView(QWidget):
    """What was written down; Enter edits, Del takes out.

    Signals:
        note_wanted(): the empty list asks for its first note.
    """

    note_wanted = Signal()

    def __init__(
        self,
        conduct: Conduct,
        points: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._conduct = conduct
        self._points = points
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Noter og beslutninger"))
        self.list.setItemDelegate(NoteDelegate(points, self.list))
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemActivated.connect(lambda _item: self.edit_current())
        view_action(self.list, self.tr("Tag ud"), "Del", self.remove_current)
        self.empty = EmptyState(
            self.tr("Intet er skrevet ned endnu."), self.tr("Skriv en note (N)")
        )
        self.empty.action_requested.connect(self.note_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        conduct.changed.connect(self.refresh)
        self.refresh()

    def edit_current(self) -> None:
        """Change the note that is current."""
        note = self._conduct.bridge.state.get(Note, self._current())
        if note is not None:
            write_note(self._conduct, note, self, self._points())

    def remove_current(self) -> None:
        """Take the note that is current out."""
        if self._current() and not self._conduct.bridge.is_read_only:
            self._conduct.bridge.run(RemoveNote(NoteId(self._current())))

    def refresh(self) -> None:
        """Show what was written down now."""
        session = self._conduct.session
        state = self._conduct.bridge.state
        found = notes(state, session.id) if session is not None else []
        found.sort(key=lambda note: SORTS.index(note.sort))
        current = self._current()
        names = {
            NoteSort.NOTE: self.tr("Note {n}"),
            NoteSort.DECISION: self.tr("Beslutning {n}"),
            NoteSort.PARKED: self.tr("Parkeret {n}"),
        }
        self.list.clear()
        for note in found:
            item = QListWidgetItem(note.text)
            titles = ", ".join(subject_titles(note.subjects, state))
            head = names[note.sort].format(n=note.number)
            head = f"{head} · {titles}" if titles else head
            item.setData(NOTE_ID, note.id)
            item.setData(HEAD, head)
            item.setData(COLOUR, COLOURS[note.sort])
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{head}: {note.text}")
            self.list.addItem(item)
            if note.id == current:
                self.list.setCurrentItem(item)
        self._stack.setCurrentWidget(self.list if found else self.empty)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(NOTE_ID)) if item is not None else ""


def write_note(conduct: Conduct, note: Note | None, parent: QWidget, points: float) -> None:
    """Ask in so large letters what is to be written down, and write it."""
    session = conduct.session
    if session is None or note is None or conduct.bridge.is_read_only:
        return
    dialog = NoteDialog(conduct.bridge, session, note, parent, points)
    if dialog.exec() == NoteDialog.DialogCode.Accepted:
        conduct.bridge.run(PutNote(dialog.note()))
    dialog.deleteLater()

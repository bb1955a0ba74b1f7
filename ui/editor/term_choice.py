"""Choose several terms of a vocabulary from a menu of check boxes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from ui.widgets import NoWheelComboBox


class TermChoice(NoWheelComboBox):
    """A field that says what is chosen and opens the list to choose from.

    The list stays open while one chooses, and closes on Esc or a click outside.

    Signals:
        chosen(tuple): the ids of the chosen terms, in the vocabulary's order.
    """

    chosen = Signal(object)

    def __init__(self, vocabulary: Vocabulary, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._name = name
        self._terms: tuple[str, ...] = ()
        self._state: State | None = None
        self._full = ""
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.addItem("")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(name)
        self.menu.installEventFilter(self)

    def set_terms(self, state: State, terms: Iterable[str]) -> None:
        """Show which terms are chosen."""
        self._state = state
        self._terms = tuple(terms)
        names = [t.name for t in (state.get(Term, id_) for id_ in self._terms) if t is not None]
        self._full = ", ".join(names) or self.tr("Ikke valgt")
        self.setAccessibleDescription(self._full)
        self._shorten()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick without closing the list."""
        ticks = (
            isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        ) or (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if watched is self.menu and ticks:
            action = self.menu.activeAction()
            if action is not None:
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def showPopup(self) -> None:
        self._fill()
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _shorten(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - metrics.averageCharWidth() * 7
        text = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self.setItemText(0, text)
        self.setToolTip(self._full if text != self._full else "")

    def _fill(self) -> None:
        self.menu.clear()
        self.menu.setMinimumWidth(self.width())
        if self._state is None:
            return
        for term_id in self._state.bucket(TERMS, self._vocabulary):
            term = self._state.get(Term, term_id)
            if term is None:
                continue
            action = self.menu.addAction(term.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(term_id in self._terms)
            action.toggled.connect(lambda on, term_id=term_id: self._toggle(term_id, on))

    def _toggle(self, term_id: str, on: bool) -> None:
        if self._state is None:
            return
        wanted = {*self._terms, term_id} if on else set(self._terms) - {term_id}
        order = self._state.bucket(TERMS, self._vocabulary)
        self.chosen.emit(tuple(id_ for id_ in order if id_ in wanted))


def administrations(state: State, none: str) -> list[tuple[str | None, str]]:
    """Return the administrations to choose from by id, after the text for none."""
    terms = (state.get(Term, id_) for id_ in state.bucket(TERMS, Vocabulary.ADMINISTRATION))
    named = [(term.id, f"{term.code} – {term.name}") for term in terms if term is not None]
    return [(None, none), *named]

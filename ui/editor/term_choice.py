"""Choose several terms of a vocabulary from a menu of check boxes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State


class TermChoice(QToolButton):
    """A button that says what is chosen and opens the list to choose from.

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
        self.setProperty("role", "choice")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def set_terms(self, state: State, terms: Iterable[str]) -> None:
        """Show which terms are chosen."""
        self._state = state
        self._terms = tuple(terms)
        names = [t.name for t in (state.get(Term, id_) for id_ in self._terms) if t is not None]
        text = ", ".join(names) or self.tr("Ikke valgt")
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        if self._state is None:
            return
        for term_id in self._state.bucket(TERMS, self._vocabulary):
            term = self._state.get(Term, term_id)
            if term is None:
                continue
            action = menu.addAction(term.name)
            action.setCheckable(True)
            action.setChecked(term_id in self._terms)
            action.toggled.connect(lambda on, term_id=term_id: self._toggle(term_id, on))

    def _toggle(self, term_id: str, on: bool) -> None:
        if self._state is None:
            return
        wanted = {*self._terms, term_id} if on else set(self._terms) - {term_id}
        order = self._state.bucket(TERMS, self._vocabulary)
        self.chosen.emit(tuple(id_ for id_ in order if id_ in wanted))

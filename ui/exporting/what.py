"""Choose what goes into a batch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QRadioButton, QWidget

from kkworkbench.exports.drupal.history import batches_of
from kkworkbench.exports.drupal.scope import ADMINISTRATION, DRILL, Choice
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State


class WhatToExport(QWidget):
    """All, what has changed since the last whole batch, an administration, or the drill menu.

    Signals:
        chosen(): another choice was made.
    """

    chosen = Signal()

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = [batch for batch in batches_of(state) if batch.is_whole]
        self.all = QRadioButton(self.tr("&Alt"))
        self.changed = QRadioButton(self.tr("Alt æn&dret siden sidste pakke"))
        self.changed.setEnabled(bool(whole))
        if whole:
            self.changed.setText(
                self.tr("Alt æn&dret siden pakke {number}").format(number=whole[-1].number)
            )
        self.drill = QRadioButton(self.tr("D&rill-menuen"))
        self.administration = QRadioButton(self.tr("&Forvaltning:"))
        self.administrations = QComboBox()
        self.administrations.setAccessibleName(self.tr("Forvaltning"))
        terms = [t for t in state.all(Term) if t.vocabulary is Vocabulary.ADMINISTRATION]
        for term in sorted(terms, key=lambda each: (each.order, each.id)):
            self.administrations.addItem(term.name, term.id)
        self.administration.setEnabled(bool(terms))
        self.administrations.setEnabled(False)
        (self.changed if whole else self.all).setChecked(True)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.changed, 0, 0)
        layout.addWidget(self.all, 0, 1)
        layout.addWidget(self.drill, 0, 2)
        layout.addWidget(self.administration, 1, 0)
        layout.addWidget(self.administrations, 1, 1, 1, 2)
        for button in (self.all, self.changed, self.drill, self.administration):
            button.toggled.connect(self._on_toggled)
        self.administrations.currentIndexChanged.connect(lambda _row: self.chosen.emit())

    def choice(self) -> Choice:
        """Return what was chosen."""
        if self.changed.isChecked():
            return Choice(only_changed=True)
        if self.drill.isChecked():
            return Choice(only=(DRILL,))
        if self.administration.isChecked():
            return Choice(only=(f"{ADMINISTRATION}{self.administrations.currentData()}",))
        return Choice()

    def _on_toggled(self, is_on: bool) -> None:
        self.administrations.setEnabled(self.administration.isChecked())
        if is_on:
            self.chosen.emit()

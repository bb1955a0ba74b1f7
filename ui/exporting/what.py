"""Choose what goes into a batch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QRadioButton, QWidget

from kkworkbench.exports.drupal.history import last_for
from kkworkbench.exports.drupal.scope import ADMINISTRATION, DRILL, SITE, Choice
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State
from ui.widgets import NoWheelComboBox


class WhatToExport(QWidget):
    """All, what has changed, a part (administration, site, drill menu), or what was selected.

    Signals:
        chosen(): another choice was made.
    """

    chosen = Signal()

    def __init__(
        self,
        state: State,
        profile: str,
        selected: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Take the site's profile, and the ids of the records that are selected in the window."""
        super().__init__(parent)
        self._selected = tuple(selected)
        self.all = QRadioButton(self.tr("&Alt"))
        self.changed = QRadioButton()
        self.drill = QRadioButton(self.tr("D&rill-menuen"))
        self.selected = QRadioButton(self.tr("Det &valgte (%n)", "", len(self._selected)))
        self.selected.setEnabled(bool(self._selected))
        self.administration = QRadioButton(self.tr("&Forvaltning:"))
        self.administrations = NoWheelComboBox()
        self.administrations.setAccessibleName(self.tr("Forvaltning"))
        terms = [t for t in state.all(Term) if t.vocabulary is Vocabulary.ADMINISTRATION]
        for term in sorted(terms, key=lambda each: (each.order, each.id)):
            self.administrations.addItem(term.name, term.id)
        self.site = QRadioButton(self.tr("&Websted:"))
        self.sites = NoWheelComboBox()
        self.sites.setAccessibleName(self.tr("Websted"))
        for site in sorted(state.all(Site), key=lambda each: (each.name, each.id)):
            self.sites.addItem(site.name or site.host, site.id)
        self._parts = ((self.administration, self.administrations), (self.site, self.sites))
        self.build_on(state, profile)
        (self.changed if self.changed.isEnabled() else self.all).setChecked(True)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for column, button in enumerate((self.changed, self.all, self.drill, self.selected)):
            layout.addWidget(button, column // 2, column % 2)
        for row, (button, choices) in enumerate(self._parts, start=2):
            button.setEnabled(choices.count() > 0)
            layout.addWidget(button, row, 0)
            layout.addWidget(choices, row, 1)
            choices.setEnabled(False)
            choices.currentIndexChanged.connect(lambda _row: self.chosen.emit())
        several = self.sites.count() > 1
        self.site.setVisible(several)
        self.sites.setVisible(several)
        layout.setColumnStretch(1, 1)
        for button in (self.all, self.changed, self.drill, self.selected, *dict(self._parts)):
            button.toggled.connect(self._on_toggled)

    def build_on(self, state: State, profile: str) -> None:
        """Say which batch of a site's profile the next one builds on."""
        last = last_for(state, profile)
        self.changed.setText(
            self.tr("Alt æn&dret siden sidste pakke")
            if last is None
            else self.tr("Alt æn&dret siden pakke {number}").format(number=last.number)
        )
        self.changed.setEnabled(last is not None)
        if last is None and self.changed.isChecked():
            self.all.setChecked(True)

    def start(self) -> None:
        """Put the keyboard on what is chosen; the arrow keys go to the rest."""
        buttons = (self.changed, self.all, self.drill, self.selected, *dict(self._parts))
        next(button for button in buttons if button.isChecked()).setFocus()

    def choose_selected(self) -> None:
        """Choose what is selected in the window."""
        if self._selected:
            self.selected.setChecked(True)
            self.start()

    def choice(self) -> Choice:
        """Return what was chosen."""
        if self.changed.isChecked():
            return Choice(only_changed=True)
        if self.drill.isChecked():
            return Choice(only=(DRILL,))
        if self.selected.isChecked():
            return Choice(only=tuple(sorted(set(self._selected))))
        if self.administration.isChecked():
            return Choice(only=(f"{ADMINISTRATION}{self.administrations.currentData()}",))
        if self.site.isChecked():
            return Choice(only=(f"{SITE}{self.sites.currentData()}",))
        return Choice()

    def _on_toggled(self, is_on: bool) -> None:
        for button, choices in self._parts:
            choices.setEnabled(button.isChecked())
        if is_on:
            self.chosen.emit()

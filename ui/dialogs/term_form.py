"""The fields of one facet value; each is saved as it is left."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QWidget

from kkworkbench.model.terms import Term
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.terms import EditTerm
from ui.widgets import (
    NoWheelComboBox,
    NoWheelDateEdit,
    PlainTextField,
    UndoFreeLineEdit,
)


class Day(QWidget):
    """A day, or none.

    Signals:
        chosen(object): the day that was chosen, or None.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticked = QCheckBox(name)
        self.day = NoWheelDateEdit()
        self.day.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.ticked)
        row.addWidget(self.day)
        row.addStretch(1)
        self.ticked.toggled.connect(self._on_toggled)
        self.day.editingFinished.connect(self._tell)

    def value(self) -> date | None:
        """Return the day, or None where there is none."""
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day())
        return day if self.ticked.isChecked() else None

    def load(self, value: date | None, usual: date) -> None:
        """Show a day; `usual` is offered where there is none yet."""
        self.blockSignals(True)
        self.ticked.setChecked(value is not None)
        shown = value or usual
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.day.setEnabled(value is not None)
        self.blockSignals(False)

    def _on_toggled(self, is_on: bool) -> None:
        self.day.setEnabled(is_on)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.value())


class TermForm(QWidget):
    """Name, code, other names, validity and successor of a facet value.

    Signals:
        edited(EditTerm): a field was left with another value.
    """

    edited = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._term: Term | None = None
        self.name = UndoFreeLineEdit()
        self.code = UndoFreeLineEdit()
        self.aliases = PlainTextField(least=3)
        self.aliases.counter().hide()
        self.aliases.setAccessibleName(self.tr("Andre navne, ét på hver linje"))
        self.begins = Day(self.tr("&Gælder fra"))
        self.ends = Day(self.tr("Gælder &til (ikke med)"))
        self.successor = NoWheelComboBox()
        self.successor.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.successor.setMinimumContentsLength(12)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("&Navn"), self.name)
        form.addRow(self.tr("&Kode"), self.code)
        form.addRow(self.tr("&Andre navne, ét på hver linje"), self.aliases)
        form.addRow(self.begins)
        form.addRow(self.ends)
        form.addRow(self.tr("&Efterfølger"), self.successor)
        self.name.committed.connect(lambda text: self._edit("name", text))
        self.code.committed.connect(lambda text: self._edit("code", text))
        self.aliases.committed.connect(
            lambda text: self._edit("aliases", tuple(filter(str.strip, text.splitlines())))
        )
        self.begins.chosen.connect(lambda day: self._edit("valid_from", day))
        self.ends.chosen.connect(lambda day: self._edit("valid_to", day))
        self.successor.activated.connect(
            lambda _row: self._edit("successor", self.successor.currentData())
        )

    def show_term(self, state: State, term: Term | None) -> None:
        """Show a facet value as the workspace holds it; what is being typed in it stays."""
        same = term is not None and self._term is not None and term.id == self._term.id
        self._term = term
        self.setEnabled(term is not None)
        if term is None:
            return
        texts = ((self.name, term.name), (self.code, term.code))
        for field, text in texts:
            field.set_committed(text) if same else field.load(text)
        names = "\n".join(term.aliases)
        self.aliases.set_committed(names) if same else self.aliases.load(names)
        self.begins.load(term.valid_from, self._today)
        self.ends.load(term.valid_to, self._today)
        self.successor.clear()
        self.successor.addItem(self.tr("Ingen"), None)
        for id_ in state.bucket(TERMS, term.vocabulary):
            other = state.get(Term, id_)
            if other is not None and other.id != term.id:
                self.successor.addItem(other.name, other.id)
        self.successor.setCurrentIndex(max(0, self.successor.findData(term.successor)))

    def put_back(self, state: State) -> None:
        """Show what the workspace holds, whatever was typed."""
        term, self._term = self._term, None
        self.show_term(state, state.get(Term, term.id) if term is not None else None)

    def commit(self) -> None:
        """Save what is being typed."""
        self.name.commit()
        self.code.commit()
        self.aliases.commit()

    def _edit(self, field: str, value: object) -> None:
        if self._term is not None and getattr(self._term, field) != value:
            self.edited.emit(EditTerm(self._term.id, ((field, value),)))

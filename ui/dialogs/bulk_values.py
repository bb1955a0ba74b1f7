"""The value that many entries are given together: a field for each kind of it, and its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QWidget,
)

from kkworkbench.model.channels import Audience, WrittenChannel, WrittenKind
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.workspace.bulk_edits import BulkField, Value
from ui.bridge import Bridge
from ui.editor.cards.written import kind_names
from ui.editor.term_choice import TermChoice, administrations
from ui.models.contact_table import audience_names
from ui.widgets import NoWheelComboBox, UndoFreeLineEdit


def _tr(text: str) -> str:
    return QCoreApplication.translate("BulkValue", text)


def field_names() -> dict[BulkField, str]:
    """Return what the fields are called, in the order in which they are offered."""
    tr = _tr
    return {
        BulkField.ADMINISTRATION: tr("Forvaltning"),
        BulkField.CATEGORIES: tr("Kategori"),
        BulkField.DISTRICTS: tr("Bydel"),
        BulkField.AUDIENCES: tr("Målgruppe"),
        BulkField.TIER: tr("Niveau"),
        BulkField.WRITTEN: tr("Skriftlig kanal"),
        BulkField.BOOKING: tr("Bestil tid (webadresse)"),
        BulkField.FEEDBACK: tr("Tilbagemelding (webadresse)"),
        BulkField.HOURS: tr("Åbningstider"),
        BulkField.VERIFIED: tr("Kontrolleret"),
    }


def worded(state: State, value: object) -> str:
    """Say a value of a field as people do."""
    if isinstance(value, tuple):
        return ", ".join(worded(state, each) for each in value) or "–"
    tr = _tr
    words: dict[object, str] = {
        **audience_names(),
        Tier.PRIMARY: tr("Primær"),
        Tier.SECONDARY: tr("Sekundær"),
    }
    match value:
        case None | "":
            return "–"
        case Hours():
            return hours_summary(value) or value.comment or "–"
        case WrittenChannel():
            return value.text or value.url or "–"
        case date():
            return f"{value:%d.%m.%Y}"
        case Audience() | Tier():
            return words[value]
    term = state.get(Term, str(value))
    return term.name if term is not None else str(value)


class BulkValue(QStackedWidget):
    """The widget in which the value of the chosen field is given.

    Signals:
        changed(): the value is another one.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._values: dict[BulkField, Callable[[], Value]] = {}
        self._names = field_names()
        self._pages: dict[BulkField, QWidget] = {}
        self._add_administration()
        self._add_terms(BulkField.CATEGORIES, Vocabulary.CATEGORY)
        self._add_terms(BulkField.DISTRICTS, Vocabulary.DISTRICT)
        self._add_audiences()
        self._add_tier()
        self._add_written()
        for field in (BulkField.BOOKING, BulkField.FEEDBACK):
            line = self._line(self._names[field], "https://…")
            self._place(field, line, lambda line=line: str(line.text().strip()))
        self.hours = self._line(self._names[BulkField.HOURS], self.tr("Man-tor 9-15, fre 9-14"))
        self._place(BulkField.HOURS, self.hours, lambda: self._read_hours()[0])
        today = bridge.today()
        self._place(
            BulkField.VERIFIED,
            QLabel(self.tr("I dag, {day}").format(day=f"{today:%d.%m.%Y}")),
            lambda: today,
        )

    def show_field(self, field: BulkField) -> None:
        """Show where the value of a field is given."""
        self.setCurrentWidget(self._pages[field])

    def value(self, field: BulkField) -> Value:
        """Return the value that was given."""
        return self._values[field]()

    def refusal(self, field: BulkField) -> str:
        """Say why there is no value to give, or nothing."""
        return self._read_hours()[1] if field is BulkField.HOURS else ""

    def _place(self, field: BulkField, widget: QWidget, read: Callable[[], Value]) -> None:
        self._pages[field] = widget
        self._values[field] = read
        self.addWidget(widget)

    def _line(self, name: str, example: str) -> UndoFreeLineEdit:
        line = UndoFreeLineEdit(idle_ms=0)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def _combo(self, name: str) -> NoWheelComboBox:
        box = NoWheelComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        return box

    def _add_administration(self) -> None:
        self.administration = box = self._combo(self._names[BulkField.ADMINISTRATION])
        for id_, name in administrations(self._bridge.state, self.tr("Ikke valgt")):
            box.addItem(name, id_)
        self._place(BulkField.ADMINISTRATION, box, box.currentData)

    def _add_terms(self, field: BulkField, vocabulary: Vocabulary) -> None:
        choice = TermChoice(vocabulary, self._names[field])
        choice.set_terms(self._bridge.state, ())
        given: list[str] = []

        def choose(terms: tuple[str, ...]) -> None:
            given[:] = terms
            choice.set_terms(self._bridge.state, terms)
            self.changed.emit()

        choice.chosen.connect(choose)
        self._place(field, choice, lambda: tuple(given))

    def _add_audiences(self) -> None:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        self.audiences = {each: QCheckBox(name) for each, name in audience_names().items()}
        for box in self.audiences.values():
            box.clicked.connect(lambda _on: self.changed.emit())
            row.addWidget(box)
        row.addStretch(1)
        self._place(
            BulkField.AUDIENCES,
            part,
            lambda: tuple(each for each, box in self.audiences.items() if box.isChecked()),
        )

    def _add_tier(self) -> None:
        box = self._combo(self._names[BulkField.TIER])
        for tier in (Tier.PRIMARY, Tier.SECONDARY):
            box.addItem(worded(self._bridge.state, tier), tier)
        self._place(BulkField.TIER, box, lambda: Tier(box.currentData()))

    def _add_written(self) -> None:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        kind = self._combo(self.tr("Slags skriftlig kanal"))
        for each, name in kind_names().items():
            kind.addItem(name, each)
        self.text = self._line(self.tr("Linktekst"), self.tr("Linktekst"))
        self.text.load("Skriv sikkert til os")
        self.url = self._line(self.tr("Webadresse"), "https://…")
        for column, (widget, share) in enumerate(((kind, 2), (self.text, 2), (self.url, 3))):
            grid.addWidget(widget, 0, column)
            grid.setColumnStretch(column, share)
        self._place(
            BulkField.WRITTEN,
            part,
            lambda: WrittenChannel(
                PartId(""),
                WrittenKind(kind.currentData()),
                self.url.text().strip(),
                self.text.text().strip(),
            ),
        )

    def _read_hours(self) -> tuple[Hours | None, str]:
        text = self.hours.text().strip()
        if not text:
            return None, ""
        reading = read_hours(text)
        if reading.hours is None:
            told = self.tr("Ikke forstået: »{rest}«.")
            return None, told.format(rest=reading.rest or text)
        return reading.hours, ""

"""The step of the guide that says which column is which field, and what tells rows apart."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.sources.mapping import (
    SURE,
    ColumnGuess,
    folded,
    guess_columns,
    new_profile,
    recognised,
    saved_profiles,
)
from kkworkbench.sources.source import Source
from kkworkbench.sources.table import Table
from kkworkbench.workspace.commands.mappings import SaveMapping
from ui import theme
from ui.bridge import Bridge
from ui.importing.options import OptionsRow
from ui.widgets import NoWheelComboBox, WrapLabel, dress_view

COLUMN, SAMPLES, FIELD = range(3)
NOTHING: Final = ""


class ColumnsPage(QWidget):
    """A row for each column with some of its cells, and the field that it fills.

    Signals:
        changed(): another field, key or profile.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._source: Source | None = None
        self._table: Table | None = None
        self._guesses: tuple[ColumnGuess, ...] = ()
        self.profile = NoWheelComboBox()
        self.profile.setAccessibleName(self.tr("Gemt valg af kolonner"))
        self.key = NoWheelComboBox()
        self.key.setAccessibleName(self.tr("Rækker genkendes på"))
        self.columns = QTableWidget(0, 3)
        self.columns.setAccessibleName(self.tr("Kolonner"))
        self.columns.setHorizontalHeaderLabels(
            [self.tr("Kolonne i filen"), self.tr("Eksempler"), self.tr("Felt her")]
        )
        dress_view(self.columns)
        self.columns.setTabKeyNavigation(False)  # Tab goes on to the choices
        header = self.columns.horizontalHeader()
        for column in (COLUMN, SAMPLES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Fixed)
        self.options = OptionsRow(bridge)
        self.left_out = WrapLabel("")
        self.left_out.setProperty("role", "secondary")
        self.save_as = QLineEdit()
        self.save_as.setPlaceholderText(self.tr("Navn, fx »Rettelser fra SOF«"))
        self.save_as.setAccessibleName(self.tr("Gem valget som"))
        example = self.fontMetrics().horizontalAdvance(self.save_as.placeholderText())
        self.save_as.setMinimumWidth(example + theme.current().px(28))
        self.save_button = QPushButton(self.tr("Ge&m valget"))
        self.save_button.setAutoDefault(False)
        self._lay_out()
        self.profile.activated.connect(lambda _row: self._use_profile())
        self.key.activated.connect(lambda _row: self.changed.emit())
        self.save_as.textChanged.connect(lambda _text: self._show_can())
        self.save_button.clicked.connect(self.save)
        self.options.changed.connect(self.changed)

    def show_table(self, source: Source, table: Table) -> None:
        """Guess the columns of a table; a saved mapping that fits is taken."""
        self._source, self._table = source, table
        self._guesses = guess_columns(table, source.fields)
        self.options.show_source(source)
        profiles = saved_profiles(self._bridge.state, source.name)
        fitting = recognised(profiles, table.header)
        self.profile.clear()
        self.profile.addItem(self.tr("Intet: kolonnerne gættes"), NOTHING)
        for each in profiles:
            self.profile.addItem(each.name, each.name)
        self.profile.setCurrentIndex(max(0, self.profile.findData(fitting.name if fitting else "")))
        self.key.clear()
        self.key.addItem(self.tr("Gættes"), NOTHING)
        for key in source.keys:
            self.key.addItem(self._word(key), key)
        self._fill()
        self._use_profile()

    def chosen(self) -> dict[str, str]:
        """Return the column of each field; "" leaves a field out that would be guessed."""
        chosen = {each.field: "" for each in self._guesses if each.field}
        for row, guess in enumerate(self._guesses):
            field = self.box(row).currentData()
            if field:
                chosen[field] = guess.column
        return chosen

    def key_field(self) -> str:
        """Return the field that tells rows apart; "" is guessed."""
        return str(self.key.currentData() or "")

    def profile_name(self) -> str:
        """Return the saved mapping that is used, if any."""
        return str(self.profile.currentData() or "")

    def box(self, row: int) -> NoWheelComboBox:
        """Return the choice of the field of a column."""
        found = self.columns.cellWidget(row, FIELD)
        assert isinstance(found, NoWheelComboBox)
        return found

    def save(self) -> None:
        """Keep what is chosen under the typed name, as a step that can be undone."""
        name = " ".join(self.save_as.text().split())
        if not name or self._source is None:
            return
        columns = {field: column for field, column in self.chosen().items() if column}
        profile = new_profile(
            self._source.name, name, columns, self.key_field(), self.options.chosen()
        )
        if self._bridge.run(SaveMapping(profile)):
            if self.profile.findData(name) < 0:
                self.profile.addItem(name, name)
            self.profile.setCurrentIndex(self.profile.findData(name))
            self.save_as.clear()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save where Enter is pressed in the name; elsewhere it goes on to the next step."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.save_as.hasFocus():
            self.save()
            event.accept()
        else:
            super().keyPressEvent(event)

    # inside

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for text, box in (
            (self.tr("&Gemt valg"), self.profile),
            (self.tr("Rækker gen&kendes på"), self.key),
        ):
            name = QLabel(text)
            name.setBuddy(box)
            top.addWidget(name)
            top.addWidget(box, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.left_out, 1)
        bottom.addWidget(self.save_as)
        bottom.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.options)
        layout.addLayout(bottom)

    def _fill(self) -> None:
        source = self._source
        self.columns.setRowCount(len(self._guesses))
        for row, guess in enumerate(self._guesses):
            for column, text in ((COLUMN, guess.column), (SAMPLES, " · ".join(guess.samples))):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip("\n".join((text,) if column == COLUMN else guess.samples))
                self.columns.setItem(row, column, item)
            box = NoWheelComboBox()
            box.setAccessibleName(self.tr("Felt for »{column}«").format(column=guess.column))
            box.addItem(self._nothing(guess), NOTHING)
            for field in source.fields if source is not None else ():
                box.addItem(self._word(field.name), field.name)
            box.activated.connect(lambda _index, row=row: self._on_chosen(row))
            self.columns.setCellWidget(row, FIELD, box)
            # The cell's padding is taken from the box.
            self.columns.setRowHeight(row, box.sizeHint().height() + theme.current().px(12))
        boxes = [self.box(row).sizeHint().width() for row in range(len(self._guesses))]
        room = theme.current().px(20)
        header = self.columns.horizontalHeader()
        header.resizeSection(FIELD, max([*boxes, header.sectionSizeHint(FIELD)]) + room)

    def _nothing(self, guess: ColumnGuess) -> str:
        """Say that a column is not read, and what it may be where nobody can be sure.

        Some columns are read for their name even so.
        """
        if self._read_for_its_name(guess.column):
            return self._word(self._read_for_its_name(guess.column))
        if not guess.field or guess.certainty >= SURE:
            return self.tr("Læses ikke")
        return self.tr("Læses ikke (måske {field})").format(field=self._word(guess.field))

    def _use_profile(self) -> None:
        profile = self._profile()
        by_column = {folded(c): f for f, c in profile.columns} if profile is not None else {}
        for row, guess in enumerate(self._guesses):
            sure = guess.field if guess.certainty >= SURE else NOTHING
            field = by_column.get(folded(guess.column), NOTHING) if profile is not None else sure
            self.box(row).setCurrentIndex(max(0, self.box(row).findData(field)))
        self.key.setCurrentIndex(max(0, self.key.findData(profile.key if profile else NOTHING)))
        self.options.use(profile.options if profile else ())
        self._show_can()
        self.changed.emit()

    def _profile(self) -> MappingProfile | None:
        name = self.profile_name()
        source = self._source.name if self._source is not None else ""
        profiles = saved_profiles(self._bridge.state, source)
        return next((each for each in profiles if each.name == name), None)

    def _on_chosen(self, chosen: int) -> None:
        """Let a field be filled by one column: the one that was chosen last."""
        field = self.box(chosen).currentData()
        for row in range(len(self._guesses)):
            if row != chosen and field and self.box(row).currentData() == field:
                self.box(row).setCurrentIndex(0)
        self._show_can()
        self.changed.emit()

    def _show_can(self) -> None:
        unread = [
            guess.column
            for row, guess in enumerate(self._guesses)
            if not self.box(row).currentData() and not self._read_for_its_name(guess.column)
        ]
        self.left_out.setText(
            self.tr("Læses ikke: {columns}").format(columns=", ".join(unread)) if unread else ""
        )
        can = bool(self.save_as.text().strip()) and not self._bridge.is_read_only
        self.save_button.setEnabled(can)

    def _read_for_its_name(self, column: str) -> str:
        """Return the field that a column is read as where nobody chooses, or ""."""
        source = self._source
        return source.reads(column) if source is not None and source.reads is not None else ""

    def _word(self, field: str) -> str:
        return self._bridge.text(f"field.{field}")

"""The step of the guide that chooses files and says how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.sources.all_sources import SOURCES, guessed_source, source_of
from kkworkbench.sources.source import Reading
from kkworkbench.sources.tables import TABLES, Grid, read_grid
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.widgets import (
    EmptyState,
    NoWheelComboBox,
    NoWheelSpinBox,
    WrapLabel,
    dress_view,
    set_severity,
)

PREVIEWED: Final = 20
"""Rows shown before anything is planned."""
ENCODINGS: Final = ("utf-8", "cp1252", "utf-16")
SEPARATORS: Final = (";", ",", "\t", "|")
LAST_ROW: Final = 1_048_576


class FilePage(QWidget):
    """What is read, as what, and how; the first rows are shown as they would be read.

    Signals:
        changed(): other files, another source or another reading.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._paths: tuple[Path, ...] = ()
        self._grid: Grid | None = None
        self.choose_button = QPushButton(self.tr("&Vælg filer…"))
        self.folder_button = QPushButton(self.tr("Vælg &mappe…"))
        self.named = WrapLabel(self.tr("Vælg filer, eller slip dem her. Intet ændres endnu."))
        self.trouble = WrapLabel("")
        set_severity(self.trouble, "error")
        self.trouble.hide()
        self.source = NoWheelComboBox()
        self.encoding, self.separator, self.sheet = (NoWheelComboBox() for _ in range(3))
        self.header_row, self.first_row = NoWheelSpinBox(), NoWheelSpinBox()
        self.preview = QTableWidget()
        self.preview.setAccessibleName(self.tr("De første rækker"))
        self.preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        dress_view(self.preview)
        self.preview.verticalHeader().setVisible(True)
        self.empty = EmptyState(self.tr("Her vises de første rækker af en tabel."), "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.empty)
        self._fill_choices()
        self._lay_out()
        self._show_preview()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The chosen files, or the one folder."""
        return self._paths

    @property
    def is_ready(self) -> bool:
        """Whether there is something that can be planned."""
        return bool(self._paths) and self.trouble.isHidden() and self.source_name() != ""

    @property
    def grid(self) -> Grid | None:
        """The first rows of the first file, where it is a table."""
        return self._grid

    def source_name(self) -> str:
        """Return the chosen source."""
        return str(self.source.currentData() or "")

    def choose_source(self, name: str) -> None:
        """Choose a source, whatever the files look like."""
        self.source.setCurrentIndex(max(0, self.source.findData(name)))

    def reading(self) -> Reading:
        """Return what is overruled."""
        return Reading(
            *(str(box.currentData() or "") for box in (self.encoding, self.separator, self.sheet)),
            header_row=self.header_row.value(),
            first_row=self.first_row.value(),
        )

    def take_files(self, paths: Sequence[Path], *, source: str = "") -> None:
        """Look at files; the source is guessed where none is named."""
        self._paths = tuple(paths)
        self.blockSignals(True)
        for box in (self.encoding, self.separator, self.sheet):
            box.setCurrentIndex(0)
        self.header_row.setValue(0)
        self.first_row.setValue(0)
        name = source or guessed_source(self._paths)
        self.choose_source(name)
        self.blockSignals(False)
        names = ", ".join(path.name for path in self._paths[:5])
        more = len(self._paths) - 5
        self.named.setText(names + (self.tr(" og %n til", "", more) if more > 0 else ""))
        self._look()

    # inside

    def _fill_choices(self) -> None:
        guess = self.tr("Gættes")
        for name in SOURCES:
            self.source.addItem(self._bridge.text(f"source.{name}"), name)
        for box, values in ((self.encoding, ENCODINGS), (self.separator, SEPARATORS)):
            box.addItem(guess, "")
            for value in values:
                box.addItem(self.tr("Tabulator") if value == "\t" else value, value)
        self.sheet.addItem(self.tr("Det første med rækker"), "")
        for box, text in (
            (self.source, self.tr("Kilde")),
            (self.encoding, self.tr("Tegnkodning")),
            (self.separator, self.tr("Skilletegn")),
            (self.sheet, self.tr("Ark")),
            (self.header_row, self.tr("Række med kolonnenavne")),
            (self.first_row, self.tr("Første række med data")),
        ):
            box.setAccessibleName(text)
        for spin in (self.header_row, self.first_row):
            spin.setRange(0, LAST_ROW)
            spin.setSpecialValueText(guess)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda _row: self._look())
        for box in (self.encoding, self.separator, self.sheet):
            box.activated.connect(lambda _row: self._look())
        self.source.activated.connect(lambda _row: self._look())
        self.choose_button.clicked.connect(self._choose)
        self.folder_button.clicked.connect(self._choose_folder)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.named, 1)
        for button in (self.choose_button, self.folder_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        left, right = QFormLayout(), QFormLayout()
        left.addRow(self.tr("&Kilde"), self.source)
        left.addRow(self.tr("&Tegnkodning"), self.encoding)
        left.addRow(self.tr("&Skilletegn"), self.separator)
        right.addRow(self.tr("&Ark"), self.sheet)
        right.addRow(self.tr("Række med kolonne&navne"), self.header_row)
        right.addRow(self.tr("Første række med &data"), self.first_row)
        self._how = QHBoxLayout()
        self._how.addLayout(left, 1)
        self._how.addLayout(right, 1)
        self.as_read = QLabel()
        self.as_read.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(self._how)
        layout.addWidget(self.trouble)
        layout.addWidget(self.as_read)
        layout.addWidget(self._stack, 1)

    def _choose(self) -> None:
        suffixes = {suffix for name in SOURCES for suffix in source_of(name).suffixes}
        files = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
        names, _kind = QFileDialog.getOpenFileNames(
            self, self.tr("Vælg filer"), "", self.tr("Filer ({files})").format(files=files)
        )
        if names:
            self.take_files([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Vælg mappe"))
        if name:
            self.take_files([Path(name)])

    def _look(self) -> None:
        """Read the first rows anew."""
        self._grid = None
        self.trouble.hide()
        first = self._paths[0] if self._paths else None
        if first is not None and first.suffix.casefold() in TABLES:
            try:
                self._grid = read_grid(first, self.reading(), PREVIEWED + 1)
            except WorkbenchError as error:
                self.trouble.setText(self._bridge.text(error.key, **error.params))
                self.trouble.show()
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        grid = self._grid
        is_table = grid is not None
        for box in (self.encoding, self.separator, self.sheet, self.header_row, self.first_row):
            box.setEnabled(is_table or not self.trouble.isHidden())
        self._stack.setCurrentIndex(0 if is_table else 1)
        self.as_read.setText(self._as_read(grid) if grid is not None else "")
        if grid is None:
            return
        self._offer_sheets(grid)
        lines = grid.lines[:PREVIEWED]
        columns = max((len(line.cells) for line in lines), default=0)
        self.preview.setColumnCount(columns)
        self.preview.setRowCount(len(lines))
        self.preview.setVerticalHeaderLabels([str(line.number) for line in lines])
        if grid.header:
            self.preview.setHorizontalHeaderLabels(list(grid.header))
        else:
            self.preview.setHorizontalHeaderLabels([str(n + 1) for n in range(columns)])
        for row, line in enumerate(lines):
            for column, cell in enumerate(line.cells):
                item = QTableWidgetItem(" ".join(cell.split()))
                font = item.font()
                font.setBold(line.number == grid.header_row)
                item.setFont(font)
                is_data = bool(grid.header) or line.number >= grid.first_row
                if not is_data and line.number != grid.header_row:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.preview.setItem(row, column, item)

    def _offer_sheets(self, grid: Grid) -> None:
        known = [self.sheet.itemData(row) for row in range(1, self.sheet.count())]
        if known == list(grid.sheets):
            return
        chosen = self.sheet.currentData()
        while self.sheet.count() > 1:
            self.sheet.removeItem(1)
        for sheet in grid.sheets:
            self.sheet.addItem(sheet, sheet)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(chosen)))

    def _as_read(self, grid: Grid) -> str:
        """Say how the file was read, so that a wrong guess is seen."""
        parts = [grid.file]
        if grid.sheet:
            parts.append(self.tr("ark »{sheet}«").format(sheet=grid.sheet))
        if grid.encoding:
            parts.append(self.tr("tegnkodning {name}").format(name=grid.encoding))
        if grid.separator:
            named = {"\t": self.tr("tabulator")}
            sign = named.get(grid.separator, f"»{grid.separator}«")
            parts.append(self.tr("skilletegn {sign}").format(sign=sign))
        if grid.header_row:
            parts.append(self.tr("kolonnenavne i række {row}").format(row=grid.header_row))
        if grid.doubt:
            parts.append(self._bridge.text(grid.doubt))
        return " · ".join(parts)

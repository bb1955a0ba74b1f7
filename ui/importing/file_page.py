"""The step of the guide that chooses files and says how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.sources.all_sources import SOURCES, guessed_source, source_of
from kkworkbench.sources.source import Reading
from kkworkbench.sources.tables import TABLES, Grid, read_grid
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.importing.preview import PREVIEWED, Preview
from ui.widgets import (
    ElidedLabel,
    EmptyState,
    NoWheelComboBox,
    NoWheelSpinBox,
    WrapLabel,
    set_severity,
)

ENCODINGS: Final = ("utf-8", "cp1252", "utf-16")
SEPARATORS: Final = (";", ",", "\t", "|")
SEVERAL: Final = 5
"""Files that are named one by one."""
OWN: Final = "workbook"
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
        self.named = ElidedLabel(self.tr("Ingen filer er valgt."))
        self.trouble = WrapLabel("")
        set_severity(self.trouble, "error")
        self.trouble.hide()
        self.source = NoWheelComboBox()
        self.encoding, self.separator, self.sheet = (NoWheelComboBox() for _ in range(3))
        self.header_row, self.first_row = NoWheelSpinBox(), NoWheelSpinBox()
        self.how = QWidget()
        self.as_read = ElidedLabel()
        self.preview = Preview()
        self.empty = EmptyState("", "", self)
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
        """Choose a source, whatever the files look like; "" leaves it to the files."""
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
        names = ", ".join(path.name for path in self._paths[:SEVERAL])
        more = len(self._paths) - SEVERAL
        self.named.setText(names + (self.tr(" og %n til", "", more) if more > 0 else ""))
        self._look()

    # inside

    def _fill_choices(self) -> None:
        guess = self.tr("Gættes")
        self.source.addItem(self.tr("Gættes af filen"), "")
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
        self.source.activated.connect(lambda _row: self._on_source())
        self.choose_button.clicked.connect(self._choose)
        self.folder_button.clicked.connect(self._choose_folder)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.named, 1)
        for button in (self.choose_button, self.folder_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        kind = QLabel(self.tr("&Kilde"))
        kind.setBuddy(self.source)
        top.insertWidget(0, kind)
        top.insertWidget(1, self.source)
        grid = QGridLayout(self.how)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, (text, box) in enumerate(
            (
                (self.tr("&Tegnkodning"), self.encoding),
                (self.tr("&Skilletegn"), self.separator),
                (self.tr("&Ark"), self.sheet),
                (self.tr("Række med k&olonnenavne"), self.header_row),
                (self.tr("Første række med &data"), self.first_row),
            )
        ):
            name = QLabel(text)
            name.setBuddy(box)
            row, column = number // 2, 2 * (number % 2)
            grid.addWidget(name, row, column)
            grid.addWidget(box, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        self.as_read.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.how)
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

    def _on_source(self) -> None:
        """Read as what was chosen; what is left to the files is guessed again."""
        if not self.source_name() and self._paths:
            self.choose_source(guessed_source(self._paths))
        self._look()

    def _look(self) -> None:
        """Read the first rows anew."""
        self._grid = None
        said = self._hindrance()
        first = self._paths[0] if self._paths else None
        if first is not None and not said and first.suffix.casefold() in TABLES:
            try:
                self._grid = read_grid(first, self.reading(), PREVIEWED + 1)
            except WorkbenchError as error:
                said = self._bridge.text(error.key, **error.params)
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        self._show_preview()
        self.changed.emit()

    def _hindrance(self) -> str:
        """Say why the files cannot be read as they are, before any is opened."""
        if not self._paths:
            return ""
        name = self.source_name()
        if not name:
            return self.tr(
                "»{file}« kan ikke læses her. Vælg en Excel-fil, CSV, JSON, GeoJSON, et sitemap, "
                "gemte HTML-sider eller en zip-fil med dem."
            ).format(file=self._paths[0].name)
        if len(self._paths) > 1 and not source_of(name).takes_many:
            return self.tr("Som »{source}« læses én fil ad gangen. Vælg én af dem.").format(
                source=self.source.currentText()
            )
        return ""

    def _show_preview(self) -> None:
        grid = self._grid
        # Our own workbook has many sheets with hidden columns; it is read as it was written.
        is_table = grid is not None and self.source_name() != OWN
        first = self._paths[0] if self._paths else None
        is_refused = first is not None and first.suffix.casefold() in TABLES and grid is None
        self.how.setVisible(is_table or (is_refused and not self._hindrance()))
        self.encoding.setEnabled(grid is None or bool(grid.encoding))
        self.separator.setEnabled(grid is None or bool(grid.separator))
        self.sheet.setEnabled(grid is None or len(grid.sheets) > 1)
        for spin in (self.header_row, self.first_row):
            spin.setEnabled(grid is None or not grid.header)
        self._stack.setCurrentIndex(0 if is_table else 1)
        self.as_read.setVisible(is_table)
        self.as_read.setText(self._as_read(grid) if grid is not None and is_table else "")
        self.empty.set_sentence(self._instead())
        if grid is not None and is_table:
            self._offer_sheets(grid)
            self.preview.show_grid(grid)

    def _instead(self) -> str:
        """Say what stands where no rows can be shown."""
        if not self._paths:
            return self.tr(
                "Vælg filer, eller slip dem her: Excel, CSV, JSON, GeoJSON, et sitemap, gemte "
                "HTML-sider eller en zip-fil med dem. Intet ændres, før du har set forskellen."
            )
        if not self.trouble.isHidden():
            return ""
        return self.tr("Filerne læses hele. Tryk på Næste for at se, hvad de ændrer.")

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
        parts = [grid.file] if len(self._paths) > 1 else []
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

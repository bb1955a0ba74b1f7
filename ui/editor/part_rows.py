"""Cards whose rows are the parts of a record: numbers, written channels, link boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import Binding, EditorCard, at_left


class PartRow(QWidget):
    """The fields of one part; a row with more than bindings adds its own to each step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bindings: Sequence[Binding] = ()

    def load(self) -> None:
        """Fill the fields anew."""
        for binding in self.bindings:
            binding.load()

    def refresh(self) -> None:
        """Follow a change, leaving what is being typed."""
        for binding in self.bindings:
            binding.refresh()

    def flush(self) -> None:
        """Save what is being typed."""
        for binding in self.bindings:
            binding.flush()


class PartsCard(EditorCard):
    """Keeps one row for each part, in their order; a row that stays keeps its focus."""

    def __init__(self, title: str, editing: Editing, add_text: str) -> None:
        super().__init__("", editing)
        self.name(title)
        self.rows: dict[str, Any] = {}
        self._row_place = QVBoxLayout()
        self._row_place.setSpacing(theme.current().px(12))
        self.body.addLayout(self._row_place)
        self.add_button = QPushButton(add_text)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add_part)

    def lay_out_adding(self, subject: Any, path: str) -> None:
        """Place the button, and above it what is said of the parts as a whole."""
        self.body.addWidget(self.add_message(self.add_button, subject, path))
        self.body.addLayout(at_left(self.add_button))

    def part_ids(self) -> Sequence[str]:
        """Return the ids of the parts in their order."""
        raise NotImplementedError

    def make_row(self, part_id: str) -> PartRow:
        """Make the row of a part."""
        raise NotImplementedError

    def add_part(self) -> None:
        """Add an empty part and go to its first field."""
        raise NotImplementedError

    def set_parts(self) -> None:
        wanted = list(self.part_ids())
        for part_id in [part for part in self.rows if part not in wanted]:
            self._drop(part_id)
        for at, part_id in enumerate(wanted):
            row = self.rows.get(part_id)
            if row is None:
                row = self.rows[part_id] = self.make_row(part_id)
                self._row_place.insertWidget(at, row)
                row.load()
                self.editing.fields_added.emit()
            elif self._row_place.indexOf(row) != at:
                self._row_place.removeWidget(row)
                self._row_place.insertWidget(at, row)

    def load(self) -> None:
        super().load()
        for row in self.rows.values():
            row.load()

    def refreshed(self) -> None:
        for row in self.rows.values():
            row.refresh()

    def flush(self) -> None:
        super().flush()
        for row in list(self.rows.values()):
            row.flush()

    def _drop(self, part_id: str) -> None:
        row: Any = self.rows.pop(part_id)
        assert isinstance(row, QWidget)
        self.editing.drop_places(row)
        self._row_place.removeWidget(row)
        # What is typed in a part that is gone must not be saved when its field is hidden.
        row.load()
        row.hide()
        row.deleteLater()

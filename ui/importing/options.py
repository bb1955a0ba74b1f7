"""What a source asks beside the columns: a row of fields, one for each of its options."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from kkworkbench.sources.source import Source
from ui import theme
from ui.bridge import Bridge
from ui.widgets import FlowLayout, NoWheelComboBox


class OptionsRow(QWidget):
    """A choice where an option has few values, else a line to type in; hidden where none is asked.

    Signals:
        changed(): another value of an option.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.fields: dict[str, NoWheelComboBox | QLineEdit] = {}
        self._row = FlowLayout(self)
        self._row.setSpacing(theme.current().px(8))
        self.hide()

    def show_source(self, source: Source) -> None:
        """Ask for the options of a source; nothing is chosen."""
        self.fields.clear()
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name in sorted(source.options):
            if self._bridge.messages.has(f"option.{name}"):  # the others have a place elsewhere
                self._add(name, source.choices.get(name, ()))
        self.setVisible(bool(self.fields))

    def chosen(self) -> dict[str, str]:
        """Return the options that have a value."""
        values = {name: _value(field) for name, field in self.fields.items()}
        return {name: value for name, value in values.items() if value}

    def use(self, options: Iterable[tuple[str, str]]) -> None:
        """Show the values of a saved mapping."""
        for name, value in options:
            field = self.fields.get(name)
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif field is not None:
                field.setCurrentIndex(max(0, field.findData(value)))

    def _add(self, name: str, choices: Iterable[str]) -> None:
        text = self._bridge.text(f"option.{name}")
        values = tuple(choices)
        field: NoWheelComboBox | QLineEdit
        if values:
            field = NoWheelComboBox()
            field.addItem(self._unchosen(name), "")
            for value in values:
                field.addItem(self._bridge.text(f"choice.{name}.{value}"), value)
            field.activated.connect(lambda _row: self.changed.emit())
        else:
            field = QLineEdit()
            field.setPlaceholderText(self._bridge.text(f"option_example.{name}"))
            field.textEdited.connect(lambda _text: self.changed.emit())
        field.setAccessibleName(text)
        label = QLabel(text)
        label.setBuddy(field)
        pair = QWidget()  # a name and its field stay on one line
        both = QHBoxLayout(pair)
        both.setContentsMargins(0, 0, theme.current().px(8), 0)
        both.addWidget(label)
        both.addWidget(field)
        self._row.addWidget(pair)
        self.fields[name] = field

    def _unchosen(self, name: str) -> str:
        """Say what holds where nothing is chosen."""
        key = f"option_default.{name}"
        return (
            self._bridge.text(key) if self._bridge.messages.has(key) else self.tr("Som filen siger")
        )


def _value(field: NoWheelComboBox | QLineEdit) -> str:
    if isinstance(field, QLineEdit):
        return field.text().strip()
    return str(field.currentData() or "")

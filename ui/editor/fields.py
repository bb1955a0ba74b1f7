"""Bindings: a widget, what it shows of the state, and the command that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from kkworkbench.workspace.command import Command
from ui.editor.editing import Editing, Place
from ui.widgets import (
    Card,
    MessageLine,
    NoWheelComboBox,
    PlainTextField,
    SegmentedControl,
    TagEdit,
    UndoFreeLineEdit,
)

Text = Callable[[], str]
Read = Callable[[], Any]
Make = Callable[[Any], Command]


class Binding(Protocol):
    """A field that can be filled anew when what is shown changes, and refreshed when it did."""

    def load(self) -> None: ...

    def refresh(self) -> None: ...

    def flush(self) -> None: ...


class TextBinding:
    """A line or a text: tried out at each key, saved on leaving, Enter or a pause."""

    def __init__(
        self,
        editing: Editing,
        field: UndoFreeLineEdit | PlainTextField,
        read: Callable[[], str],
        make: Callable[[str], Command],
    ) -> None:
        self._editing = editing
        self.field = field
        self._read = read
        self._make = make
        field.edited.connect(lambda text: editing.try_out(make(text)))
        field.committed.connect(lambda text: editing.commit(make(text)))

    def load(self) -> None:
        self.field.load(self._read())

    def refresh(self) -> None:
        self.field.set_committed(self._read())

    def flush(self) -> None:
        self.field.commit()


class ChoiceBinding:
    """A combo box, a check box, segments or tags: saved when chosen."""

    def __init__(self, editing: Editing, field: QWidget, read: Read, make: Make) -> None:
        self.field = field
        self._read = read
        if isinstance(field, NoWheelComboBox):
            field.activated.connect(lambda _row: editing.commit(make(field.currentData())))
        elif isinstance(field, QCheckBox):
            field.clicked.connect(lambda on: editing.commit(make(on)))
        elif isinstance(field, SegmentedControl):
            field.chosen.connect(lambda key: editing.commit(make(key)))
        elif isinstance(field, TagEdit):
            field.tags_changed.connect(lambda tags: editing.commit(make(tuple(tags))))

    def load(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        field, value = self.field, self._read()
        with QSignalBlocker(field):
            if isinstance(field, NoWheelComboBox):
                field.setCurrentIndex(max(0, field.findData(value)))
            elif isinstance(field, QCheckBox):
                field.setChecked(bool(value))
            elif isinstance(field, SegmentedControl):
                field.set_value(str(value))
            elif isinstance(field, TagEdit) and tuple(field.tags()) != tuple(value):
                field.set_tags(tuple(value))

    def flush(self) -> None:
        """A choice is saved when it is made."""


class EditorCard(Card):
    """A card of bindings."""

    def __init__(self, title: str, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.editing = editing
        self.bindings: list[Binding] = []

    def load(self) -> None:
        """Fill the fields for what is shown now, dropping what is not saved."""
        self.set_parts()
        for binding in self.bindings:
            binding.load()
        self.refreshed()

    def refresh(self) -> None:
        """Follow a change of the workspace, leaving what is being typed."""
        self.set_parts()
        for binding in self.bindings:
            binding.refresh()
        self.refreshed()

    def flush(self) -> None:
        """Save what is being typed."""
        for binding in list(self.bindings):
            binding.flush()

    def set_parts(self) -> None:
        """Make or drop the rows of parts; cards without parts have none."""

    def refreshed(self) -> None:
        """Bring what is no field up to date."""

    def add_line(
        self,
        name: str,
        read: Callable[[], str],
        make: Callable[[str], Command],
        subject: Text,
        path: str,
    ) -> UndoFreeLineEdit:
        """Add a line of text with its message."""
        field = UndoFreeLineEdit()
        self._bind(name, field, TextBinding(self.editing, field, read, make), subject, path)
        return field

    def add_text(
        self,
        name: str,
        read: Callable[[], str],
        make: Callable[[str], Command],
        subject: Text,
        path: str,
        *,
        limit: int | None = None,
        most: int = 8,
    ) -> PlainTextField:
        """Add a text of several lines with its message."""
        field = PlainTextField(limit, most=most)
        self._bind(name, field, TextBinding(self.editing, field, read, make), subject, path)
        return field

    def add_choice(
        self,
        name: str,
        options: Sequence[tuple[Any, str]],
        read: Read,
        make: Make,
        subject: Text,
        path: str,
    ) -> NoWheelComboBox:
        """Add a list to choose from with its message."""
        field = NoWheelComboBox()
        for value, text in options:
            field.addItem(text, value)
        self._bind(name, field, ChoiceBinding(self.editing, field, read, make), subject, path)
        return field

    def add_check(self, name: str, read: Callable[[], bool], make: Make) -> QCheckBox:
        """Add a check box."""
        field = QCheckBox(name)
        self.bindings.append(ChoiceBinding(self.editing, field, read, make))
        self.body.addWidget(field)
        return field

    def add_message(self, field: QWidget, subject: Text, path: str) -> MessageLine:
        """Add a line for findings on the card as a whole."""
        line = MessageLine()
        line.set_home(field)
        self.editing.add_place(Place(field, line, subject, lambda: path))
        return line

    def _bind(self, name: str, field: QWidget, binding: Binding, subject: Text, path: str) -> None:
        line = MessageLine()
        self.add_field(name, field, line)
        self.bindings.append(binding)
        self.editing.add_place(Place(field, line, subject, lambda: path))

"""Bindings: a widget, what it shows of the state, and the command that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workspace.command import Command
from ui import theme
from ui.editor.editing import Editing
from ui.editor.messages import MessageLines, Place
from ui.icons import icon
from ui.widgets import (
    Card,
    NoWheelComboBox,
    PlainTextField,
    SegmentedControl,
    TagEdit,
    Themed,
    UndoFreeLineEdit,
)

Text = Callable[[], str]
Read = Callable[[], Any]
Make = Callable[[Any], Command]


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a row: its label, what it shows and makes, its path, its share of the width."""

    name: str
    read: Callable[[], str]
    make: Callable[[str], Command]
    path: str
    share: int = 1


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
        field.committed.connect(self._save)

    def load(self) -> None:
        self.field.load(self._read())

    def refresh(self) -> None:
        self.field.set_committed(self._read())

    def flush(self) -> None:
        self.field.commit()

    def _save(self, text: str) -> None:
        if not self._editing.commit(self._make(text)):
            self.field.keep_pending(self._read())


class ChoiceBinding:
    """A combo box, a check box, segments or tags: saved when chosen."""

    def __init__(self, editing: Editing, field: QWidget, read: Read, make: Make) -> None:
        self.field = field
        self._editing = editing
        self._read = read
        self._make = make
        if isinstance(field, NoWheelComboBox):
            field.activated.connect(lambda _row: self._save(field.currentData()))
        elif isinstance(field, QCheckBox):
            field.clicked.connect(self._save)
        elif isinstance(field, SegmentedControl):
            field.chosen.connect(self._save)
        elif isinstance(field, TagEdit):
            field.tags_changed.connect(lambda tags: self._save(tuple(tags)))

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

    def _save(self, value: Any) -> None:
        if not self._editing.commit(self._make(value)):
            self.refresh()


class EditorCard(Card):
    """A card of bindings."""

    def __init__(self, title: str, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        # No higher than needed would be no higher than with all messages in one line each.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.editing = editing
        self.bindings: list[Binding] = []

    def name(self, title: str) -> None:
        """Give the card its title; `tr` needs the card to be there already."""
        self._title.setText(title)
        self.setAccessibleName(title)

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
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(10)
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

    def add_message(self, field: QWidget, subject: Text, path: str) -> MessageLines:
        """Make a place for findings that are told at `field`; the caller lays the line out."""
        line = MessageLines()
        line.set_home(field)
        self.editing.add_place(Place(field, line, subject, lambda: path))
        return line

    def add_row(self, parts: Sequence[Part], subject: Text) -> list[UndoFreeLineEdit]:
        """Add lines of text beside each other, with their messages below the row."""
        fields = [UndoFreeLineEdit() for _ in parts]
        row = side_by_side(
            [(part.name, field, part.share) for part, field in zip(parts, fields, strict=True)]
        )
        column = QVBoxLayout()
        column.setSpacing(row.verticalSpacing())
        column.addLayout(row)
        for part, field in zip(parts, fields, strict=True):
            field.setAccessibleName(part.name.replace("&", ""))
            self.bindings.append(TextBinding(self.editing, field, part.read, part.make))
            column.addWidget(self.add_message(field, subject, part.path))
        self.body.addLayout(column)
        return fields

    def _bind(self, name: str, field: QWidget, binding: Binding, subject: Text, path: str) -> None:
        line = self.add_message(field, subject, path)
        self.add_field(name, field, line)
        self.bindings.append(binding)


def side_by_side(
    fields: Sequence[tuple[str, QWidget, int]], after: QWidget | None = None
) -> QGridLayout:
    """Lay fields in a row, each under its label, sharing the width; `after` stands at the end."""
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(8))
    grid.setVerticalSpacing(look.px(4))
    for column, (text, field, share) in enumerate(fields):
        name = QLabel(text)
        name.setBuddy(field)
        grid.addWidget(name, 0, column)
        grid.addWidget(field, 1, column)
        grid.setColumnStretch(column, share)
    if after is not None:
        grid.addWidget(after, 1, len(fields))
    return grid


def at_left(*widgets: QWidget) -> QHBoxLayout:
    """Lay widgets in a row that is no wider than they need."""
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


class RemoveButton(Themed, QToolButton):
    """A bin that takes a part away."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.dress()

    def restyle(self, look: theme.Theme) -> None:
        self.setIcon(icon("delete", look))
        self.setIconSize(QSize(look.px(16), look.px(16)))

"""Card 2: telephone numbers, each with its own hours, and what those who answer can do."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from kkworkbench.model.channels import Ability, Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.workspace.commands.contacts import (
    AddPhone,
    EditContact,
    EditPart,
    MovePart,
    RemovePart,
)
from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import RemoveButton, TextBinding, at_left, side_by_side
from ui.editor.hours_grid import HoursGrid
from ui.editor.messages import MessageLines, Place
from ui.editor.part_rows import PartRow, PartsCard
from ui.widgets import UndoFreeLineEdit


class PhoneRow(PartRow):
    """One number with label, note and hours."""

    def __init__(self, editing: Editing, part_id: PartId, parent: QWidget) -> None:
        super().__init__(parent)
        self.part_id = part_id
        self._editing = editing
        self.number = UndoFreeLineEdit()
        self.number.setAccessibleName(self.tr("Telefonnummer"))
        self.label = UndoFreeLineEdit()
        self.label.setAccessibleName(self.tr("Hvad nummeret er til"))
        self.note = UndoFreeLineEdit()
        self.note.setAccessibleName(self.tr("Note til nummeret"))
        self.grid = HoursGrid(self.tr("Telefontider"))
        self.grid.hide()
        self.toggle = QPushButton()
        self.toggle.setProperty("kind", "link")
        self.toggle.setAutoDefault(False)
        self.toggle.clicked.connect(lambda: self.show_hours(self.grid.isHidden()))
        self.uses = QPushButton(self.tr("Hvor bruges det?"))
        self.uses.setProperty("kind", "link")
        self.uses.setAutoDefault(False)
        self.uses.clicked.connect(
            lambda: editing.uses_requested.emit(self._phone().number.strip(), "")
        )
        self.remove_button = RemoveButton(self.tr("Fjern nummeret"))
        self.remove_button.clicked.connect(
            lambda: editing.commit(RemovePart(self._contact_id(), "phones", part_id))
        )
        self._lay_out()
        self.bindings = [
            TextBinding(editing, field, self._reader(name), self._maker(name))
            for name, field in (("number", self.number), ("label", self.label), ("note", self.note))
        ]
        self.grid.hours_changed.connect(lambda hours: editing.commit(self._edit_hours(hours)))
        self.grid.hours_edited.connect(lambda hours: editing.try_out(self._edit_hours(hours)))

    def load(self) -> None:
        super().load()
        self.grid.set_hours(self._phone().hours, load=True)
        self._show_summary()

    def refresh(self) -> None:
        super().refresh()
        self.grid.set_hours(self._phone().hours)
        self._show_summary()

    def flush(self) -> None:
        super().flush()
        self.grid.flush()

    def show_hours(self, shown: bool) -> None:
        """Open or close the grid of hours."""
        self.grid.setVisible(shown)
        self._show_summary()

    def _lay_out(self) -> None:
        look = theme.current()
        number_line, hours_line = MessageLines(), MessageLines()
        number_line.set_home(self.number)
        hours_line.set_home(self.toggle)
        fields = side_by_side(
            (
                (self.tr("Nummer"), self.number, 2),
                (self.tr("Til"), self.label, 2),
                (self.tr("Note"), self.note, 3),
            ),
            self.with_handle(self.remove_button),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addLayout(fields)
        layout.addWidget(number_line)
        layout.addLayout(at_left(self.toggle, self.uses))
        layout.addWidget(self.grid)
        layout.addWidget(hours_line)
        part = self.part_id
        self._editing.add_place(
            Place(self.number, number_line, self._contact_id, lambda: f"phones.{part}.number")
        )
        self._editing.add_place(
            Place(
                *(self.toggle, hours_line, self._contact_id, lambda: f"phones.{part}.hours"),
                keys=self.grid,
            )
        )

    def _show_summary(self) -> None:
        hours = self._phone().hours
        said = hours_summary(hours) if hours is not None else self.tr("ikke angivet")
        sign = "▾" if not self.grid.isHidden() else "▸"
        self.toggle.setText(self.tr("{sign} Telefontider: {hours}").format(sign=sign, hours=said))

    def _contact_id(self) -> ContactId:
        return ContactId(self._editing.shown.contact)

    def _phone(self) -> Phone:
        contact = self._editing.state.get(Contact, self._contact_id())
        phones = contact.phones if contact is not None else ()
        return next((p for p in phones if p.part_id == self.part_id), Phone(self.part_id))

    def _edit(self, field: str, value: object) -> EditPart:
        return EditPart(self._contact_id(), "phones", self.part_id, field, value)

    def _edit_hours(self, hours: Hours) -> EditPart:
        return self._edit("hours", None if hours == Hours() else hours)

    def _reader(self, name: str):  # () -> str
        return lambda: str(getattr(self._phone(), name))

    def _maker(self, name: str):  # (str) -> EditPart
        return lambda text: self._edit(name, text)


class PhonesCard(PartsCard):
    """All numbers of the contact."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing, "")
        self.name(self.tr("Telefon"))
        self.add_button.setText(self.tr("Tilføj &nummer"))
        self.lay_out_adding(lambda: editing.shown.contact, "phones")
        self._abilities: dict[Ability, QCheckBox] = {}
        row = QGridLayout()
        row.setColumnStretch(0, 1)
        row.setColumnStretch(1, 1)
        abilities = (
            (Ability.REFER, self.tr("Kan henvise")),
            (Ability.TRANSFER, self.tr("Kan viderestille")),
            (Ability.SETTLE, self.tr("Kan afgøre sagen")),
        )
        for at, (ability, text) in enumerate(abilities):
            box = QCheckBox(text)
            box.clicked.connect(self._on_ability)
            self._abilities[ability] = box
            row.addWidget(box, at // 2, at % 2)
        self.body.addLayout(row)

    def part_ids(self) -> Sequence[str]:
        return [phone.part_id for phone in self._contact().phones]

    def make_row(self, part_id: str) -> PhoneRow:
        return PhoneRow(self.editing, PartId(part_id), self)

    def refreshed(self) -> None:
        super().refreshed()
        abilities = self._contact().abilities
        for ability, box in self._abilities.items():
            box.setChecked(ability in abilities)

    def move_of(self, part_id: str, position: int) -> MovePart:
        return MovePart(self._contact().id, "phones", PartId(part_id), position)

    def add_part(self) -> None:
        part = PartId(str(uuid4()))
        if self.editing.commit(AddPhone(ContactId(self.editing.shown.contact), part)):
            self.rows[part].number.setFocus()

    def _on_ability(self) -> None:
        chosen = tuple(a for a, box in self._abilities.items() if box.isChecked())
        self.editing.commit(EditContact(self.editing.shown.contact, "abilities", chosen))

    def _contact(self) -> Contact:
        shown = self.editing.shown.contact
        return self.editing.state.get(Contact, shown) or Contact(ContactId(""))

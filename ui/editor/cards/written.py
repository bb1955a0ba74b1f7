"""Card 3: written channels."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkworkbench.model.channels import WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.workspace.commands.contacts import (
    AddWrittenChannel,
    EditContact,
    EditPart,
    MovePart,
    RemovePart,
)
from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import ChoiceBinding, RemoveButton, TextBinding, side_by_side
from ui.editor.messages import MessageLines, Place
from ui.editor.part_rows import PartRow, PartsCard
from ui.widgets import NoWheelComboBox, UndoFreeLineEdit


def _tr(text: str) -> str:
    return QCoreApplication.translate("WrittenRow", text)


def kind_names() -> dict[WrittenKind, str]:
    """Return what the kinds of written channel are called, in the order of a choice."""
    tr = _tr
    return {
        WrittenKind.SECURE_FORM: tr("Sikker formular"),
        WrittenKind.DIGITAL_POST_CITIZEN: tr("Digital Post, borger"),
        WrittenKind.DIGITAL_POST_BUSINESS: tr("Digital Post, erhverv"),
        WrittenKind.POST: tr("Brevpost"),
        WrittenKind.OTHER: tr("Andet"),
    }


class WrittenRow(PartRow):
    """One written channel: its kind, what the link says, where it leads."""

    def __init__(self, editing: Editing, part_id: PartId, parent: QWidget) -> None:
        super().__init__(parent)
        self.part_id = part_id
        self._editing = editing
        self.kind = NoWheelComboBox()
        self.kind.setAccessibleName(self.tr("Slags skriftlig kanal"))
        for kind, text in kind_names().items():
            self.kind.addItem(text, kind)
        self.text = UndoFreeLineEdit()
        self.text.setAccessibleName(self.tr("Linktekst"))
        self.url = UndoFreeLineEdit()
        self.url.setAccessibleName(self.tr("Webadresse"))
        self.remove_button = RemoveButton(self.tr("Fjern kanalen"))
        self.remove_button.clicked.connect(
            lambda: editing.commit(RemovePart(self._contact_id(), "written", part_id))
        )
        self._lay_out()
        self.bindings = [
            ChoiceBinding(
                editing,
                self.kind,
                lambda: self._channel().kind,
                lambda kind: self._edit("kind", WrittenKind(kind)),
            ),
            TextBinding(
                editing,
                self.text,
                lambda: self._channel().text,
                lambda text: self._edit("text", text),
            ),
            TextBinding(
                editing, self.url, lambda: self._channel().url, lambda text: self._edit("url", text)
            ),
        ]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(4))
        kind_and_text = (
            (self.tr("Slags"), self.kind, 1),
            (self.tr("Linktekst"), self.text, 1),
        )
        layout.addLayout(side_by_side(kind_and_text, self.with_handle(self.remove_button)))
        self._add_line(layout, "text", self.text)
        layout.addLayout(side_by_side(((self.tr("Webadresse"), self.url, 1),)))
        self._add_line(layout, "url", self.url)

    def _add_line(self, layout: QVBoxLayout, name: str, field: QWidget) -> None:
        line = MessageLines()
        line.set_home(field)
        layout.addWidget(line)
        path = f"written.{self.part_id}.{name}"
        self._editing.add_place(Place(field, line, self._contact_id, lambda: path))

    def _contact_id(self) -> ContactId:
        return ContactId(self._editing.shown.contact)

    def _channel(self) -> WrittenChannel:
        contact = self._editing.state.get(Contact, self._contact_id())
        channels = contact.written if contact is not None else ()
        found = (c for c in channels if c.part_id == self.part_id)
        return next(found, WrittenChannel(self.part_id))

    def _edit(self, field: str, value: object) -> EditPart:
        return EditPart(self._contact_id(), "written", self.part_id, field, value)


class WrittenCard(PartsCard):
    """All written channels of the contact, and where citizens tell how it went."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing, "")
        self.name(self.tr("Skriftligt"))
        self.add_button.setText(self.tr("Tilføj &skriftlig kanal"))
        self.lay_out_adding(lambda: editing.shown.contact, "written")
        self.feedback = self.add_line(
            self.tr("Tilbagemelding (webadresse)"),
            lambda: self._contact().feedback_url,
            lambda text: EditContact(editing.shown.contact, "feedback_url", text),
            lambda: editing.shown.contact,
            "feedback_url",
        )

    def part_ids(self) -> Sequence[str]:
        return [channel.part_id for channel in self._contact().written]

    def make_row(self, part_id: str) -> WrittenRow:
        return WrittenRow(self.editing, PartId(part_id), self)

    def move_of(self, part_id: str, position: int) -> MovePart:
        return MovePart(self._contact().id, "written", PartId(part_id), position)

    def add_part(self) -> None:
        part = PartId(str(uuid4()))
        contact = ContactId(self.editing.shown.contact)
        if self.editing.commit(AddWrittenChannel(contact, part, text="Skriv sikkert til os")):
            self.rows[part].url.setFocus()

    def _contact(self) -> Contact:
        shown = self.editing.shown.contact
        return self.editing.state.get(Contact, shown) or Contact(ContactId(""))

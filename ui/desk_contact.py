"""What the menu does with the contact in front: paste a block into it, copy its box, copy it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.workspace.commands.contacts import CopyContact
from ui.dialogs.paste_block import PasteBlockDialog
from ui.panels.preview_views import contact_view
from ui.preview.box_text import box_text


class ContactInFront(QObject):
    """The contact of the editor, or the one that is chosen on the contact list."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk = desk

    def contact(self) -> Contact | None:
        """Return the contact; say so where there is none."""
        desk = self._desk
        desk.flush()
        if desk.window.current_page == "list":
            rows = desk.contact_list.chosen()
            wanted = rows[0].contact if rows else ""
        else:
            wanted = desk.editor.editing.shown.contact
        found: Contact | None = desk.bridge.state.get(Contact, wanted)
        if found is None:
            desk.window.say(self.tr("Vælg en kontakt først."))
        return found

    def paste_block(self) -> None:
        """Read the clipboard as a contact block, and ask what of it to take."""
        contact = self.contact()
        if contact is not None:
            data = QGuiApplication.clipboard().mimeData()
            dialog = PasteBlockDialog(self._desk.bridge, contact.id, data, self._desk.window)
            dialog.exec()
            dialog.deleteLater()

    def copy_box(self) -> None:
        """Put the contact's box on the clipboard, as citizens read it."""
        contact = self.contact()
        if contact is not None:
            QGuiApplication.clipboard().setText(box_text(contact_view(contact)))
            self._desk.window.say(self.tr("Kontaktboksen er kopieret."))

    def duplicate(self) -> None:
        """Make a contact like this one, and show it."""
        contact = self.contact()
        if contact is None:
            return
        copy = ContactId(str(uuid4()))
        name = self.tr("{name} (kopi)").format(name=contact.name or contact.title)
        parts = len(contact.phones) + len(contact.written)
        ids = tuple(PartId(str(uuid4())) for _ in range(parts))
        if self._desk.bridge.run(CopyContact(contact.id, copy, name, ids)):
            self._desk.show_contact(copy)

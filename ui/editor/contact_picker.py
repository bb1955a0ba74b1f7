"""Choose a contact by typing a part of its name, number or address."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.text.danish import sort_key
from ui.bridge import Bridge
from ui.dialogs.picker import Choice, Picker


class ContactPicker(Picker):
    """All contacts by their headings."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        contacts = sorted(bridge.state.all(Contact), key=lambda c: sort_key(c.heading))
        super().__init__(
            QCoreApplication.translate("ContactPicker", "Vælg kontakt"),
            QCoreApplication.translate("ContactPicker", "Søg navn, nummer eller adresse"),
            QCoreApplication.translate("ContactPicker", "Kontakter"),
            [contact_choice(contact) for contact in contacts],
            parent,
        )

    def contact_id(self) -> str | None:
        """Return the contact that is chosen."""
        return self.chosen()


def contact_choice(contact: Contact) -> Choice:
    """Return a contact as a row, found by its name, street and numbers."""
    numbers = " ".join(phone.number for phone in contact.phones)
    street = contact.address.street if contact.address is not None else ""
    text = " · ".join(part for part in (contact.heading, street, numbers) if part)
    return Choice(contact.id, text, f"{contact.heading} {contact.name} {street} {numbers}")


def pick_contact(bridge: Bridge, parent: QWidget) -> str | None:
    """Ask for a contact; None where none was chosen."""
    picker = ContactPicker(bridge, parent)
    if picker.exec() == QDialog.DialogCode.Accepted:
        return picker.contact_id()
    return None

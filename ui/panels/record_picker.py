"""Choose a page or a contact by typing a part of what it is called."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.text.danish import sort_key
from ui.bridge import Bridge
from ui.dialogs.page_picker import page_in_words
from ui.dialogs.picker import Choice, Picker
from ui.editor.contact_picker import contact_choice

RecordKey = tuple[type[Record], str]
KINDS: Final[dict[str, type[Record]]] = {"p": Page, "c": Contact}
ALL: Final[RecordKey] = (Record, "")
"""Stands for all records."""
_ALL: Final = "all"


class RecordPicker(Picker):
    """All pages and contacts in one alphabet, after the choice of all."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        pages = [
            Choice(f"p{page.id}", page_in_words(page), f"{page.title} {page.path}")
            for page in bridge.state.all(Page)
        ]
        contacts = [
            Choice(f"c{choice.id}", choice.text, choice.words)
            for choice in map(contact_choice, bridge.state.all(Contact))
        ]
        everything = QCoreApplication.translate("RecordPicker", "Alle sider og kontakter")
        super().__init__(
            QCoreApplication.translate("RecordPicker", "Vælg side eller kontakt"),
            QCoreApplication.translate("RecordPicker", "Søg titel, navn, nummer eller adresse"),
            QCoreApplication.translate("RecordPicker", "Sider og kontakter"),
            [
                Choice(_ALL, everything, everything),
                *sorted((*pages, *contacts), key=lambda choice: sort_key(choice.text)),
            ],
            parent,
        )

    def record(self) -> RecordKey | None:
        """Return the kind and id of what is chosen; ALL where it is everything."""
        chosen = self.chosen()
        if chosen is None or chosen == _ALL:
            return None if chosen is None else ALL
        return KINDS[chosen[0]], chosen[1:]


def pick_record(bridge: Bridge, parent: QWidget) -> RecordKey | None:
    """Ask for a page or a contact, or all; None where nothing was chosen."""
    picker = RecordPicker(bridge, parent)
    is_chosen = picker.exec() == QDialog.DialogCode.Accepted
    found = picker.record() if is_chosen else None
    picker.deleteLater()
    return found

"""Card 4: where one meets up in person."""

from __future__ import annotations

from kkworkbench.model.address import Address
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.rules.addresses import postal_codes
from kkworkbench.workspace.commands.contacts import EditAddress, EditContact
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard, Part
from ui.widgets import UndoFreeLineEdit


class AttendanceCard(EditorCard):
    """Address, booking and access."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("Personligt fremmøde"))
        self.add_check(
            self.tr("Åbent for &besøg"),
            lambda: self._contact().open_to_visits,
            lambda on: EditContact(self._id(), "open_to_visits", bool(on)),
        )
        self.fields: dict[str, UndoFreeLineEdit] = {}
        self._add_row(
            ("street", self.tr("Vej og h&usnummer"), 3), ("floor", self.tr("Etage og dør"), 1)
        )
        self._add_row(
            ("postal_code", self.tr("&Postnummer"), 1),
            ("town", self.tr("B&y"), 2),
            ("po_box", self.tr("Postboks"), 1),
        )
        self.fields["postal_code"].setMaxLength(4)
        self.fields["postal_code"].committed.connect(self._fill_town)
        for field, text in (
            ("booking_url", self.tr("Bestil tid (webadresse)")),
            ("access_note", self.tr("&Adgangsforhold")),
        ):
            self.fields[field] = self.add_line(
                text,
                lambda field=field: str(getattr(self._contact(), field)),
                lambda value, field=field: EditContact(self._id(), field, value),
                self._id,
                field,
            )

    def _add_row(self, *parts: tuple[str, str, int]) -> None:
        made = [
            Part(
                text,
                lambda part=part: str(getattr(self._contact().address or Address(), part)),
                lambda value, part=part: EditAddress(self._id(), part, value),
                f"address.{part}",
                share,
            )
            for part, text, share in parts
        ]
        fields = self.add_row(made, self._id)
        self.fields.update({part: f for (part, _, _), f in zip(parts, fields, strict=True)})

    def _fill_town(self, code: str) -> None:
        """Write the town of a postal code that was typed, where none stands or another's does."""
        towns = postal_codes().get(code.strip())
        address = self._contact().address
        if towns and (address is None or address.town not in towns):
            self.editing.commit(EditAddress(self._id(), "town", towns[0]))

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _contact(self) -> Contact:
        return self.editing.state.get(Contact, self._id()) or Contact(ContactId(""))

"""Choose the unit of KK Org that a contact follows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.workspace.unit_matching import UnitCandidate, said_of, unit_candidates
from ui.bridge import Bridge
from ui.dialogs.picker import Choice, Picker


def tr(text: str) -> str:
    return QCoreApplication.translate("UnitPicker", text)


class UnitPicker(Picker):
    """All units that no contact follows; the likely ones first, with what speaks for them."""

    def __init__(self, bridge: Bridge, contact_id: str, parent: QWidget | None = None) -> None:
        contact = bridge.state.get(Contact, contact_id)
        units = unit_candidates(bridge.state, contact) if contact is not None else ()
        super().__init__(
            tr("Knyt »{name}« til en enhed").format(name=contact.heading if contact else ""),
            tr("Søg navn, nummer eller adresse"),
            tr("Enheder i KK Org"),
            [_choice(each) for each in units],
            parent,
            empty=_nothing(bridge),
        )

    def unit_id(self) -> str | None:
        """Return the unit that is chosen."""
        return self.chosen()


def _nothing(bridge: Bridge) -> str:
    if not bridge.state.count(SourceRecord):
        return tr("Der er ingen enheder i arbejdsrummet endnu. Importer fra KK Org først.")
    return tr(
        "Hver enhed har allerede en kontakt. Er en af dem den samme som denne, så flet de to under "
        "Kontrol, Dubletter."
    )


def _choice(each: UnitCandidate) -> Choice:
    unit = each.unit
    name, street, phone = (said_of(unit, field) for field in ("name", "street", "phone"))
    town = " ".join(part for part in (said_of(unit, "postal_code"), said_of(unit, "town")) if part)
    number = tr("nr. {number}").format(number=unit.org_id) if unit.org_id else ""
    first = " · ".join(part for part in (name or tr("(uden navn)"), number, _why(each)) if part)
    second = " · ".join(part for part in (street, town, phone) if part)
    words = f"{name} {unit.org_id} {street} {town} {phone} {''.join(phone.split())}"
    return Choice(unit.id, f"{first}\n{second}" if second else first, words)


def _why(each: UnitCandidate) -> str:
    """Say what speaks for a unit."""
    if not each.is_likely:
        return ""
    said = []
    if each.same_phone:
        said.append(tr("samme nummer"))
    if each.same_address:
        said.append(tr("samme adresse"))
    percent = round(each.name_likeness * 100)
    if percent:
        said.append(tr("navnet ligner {percent} %").format(percent=percent))
    return ", ".join(said)

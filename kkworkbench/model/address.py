"""Where a contact is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A street address or a PO box; the postal code is text of four digits."""

    street: str = ""
    floor: str = ""
    postal_code: str = ""
    town: str = ""
    po_box: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no part is filled in."""
        return not (self.street or self.floor or self.postal_code or self.town or self.po_box)

"""An address that stands in one cell: read into the parts that a contact has, and written so."""

import re

from kkworkbench.model.address import Address
from kkworkbench.text.addresses import split_floor
from kkworkbench.text.likeness import house_of

ADDRESS = "address"
_TOWN = re.compile(r"(?:^|[,\s]\s*)(?:DK[- ])?(?P<code>[0-9]{4})\s+(?P<town>[^\W\d_][^0-9,]*)$")
_BOX = re.compile(r"(?:postboks|p\.? ?o\.? ?box)\s*(?P<box>[0-9]{1,6})", re.IGNORECASE)


def parts_of(cell: str) -> dict[str, str] | None:
    """Return the parts that an address names, by field; None where it cannot be read.

    It must have a house number, a postbox, or a postal code with its town.
    """
    town = _TOWN.search(cell)
    head = (cell[: town.start()] if town else cell).strip(" ,")
    found = {"postal_code": town["code"], "town": town["town"].strip()} if town else {}
    box = _BOX.search(head)
    if box:
        found["po_box"] = box["box"]
        head = (head[: box.start()] + head[box.end() :]).strip(" ,")
    street, floor = split_floor(head)
    if not found and not house_of(street):
        return None
    return {
        name: value
        for name, value in (("street", street), ("floor", floor), *found.items())
        if value
    }


def address_text(address: Address | None) -> str:
    """Write an address in one line, as `parts_of` reads it."""
    if address is None:
        return ""
    box = f"Postboks {address.po_box}" if address.po_box else ""
    town = f"{address.postal_code} {address.town}".strip()
    return ", ".join(filter(None, (address.street, address.floor, box, town)))

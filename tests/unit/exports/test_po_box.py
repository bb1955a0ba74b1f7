"""A PO box is written out for whoever reads the address."""

from kkworkbench.exports.drupal.contacts import _address
from kkworkbench.model.address import Address


def test_a_bare_number_is_told_as_a_po_box() -> None:
    alone = _address(Address(postal_code="2500", town="Valby", po_box="431"), "Ydelsesservice")
    assert alone is not None
    assert (alone["address_line1"], alone["address_line2"]) == ("Postboks 431", "")
    both = _address(Address("Nygade 1", po_box="Postboks 5"), "A")
    assert both is not None
    assert (both["address_line1"], both["address_line2"]) == ("Nygade 1", "Postboks 5")

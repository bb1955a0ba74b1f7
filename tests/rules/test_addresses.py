"""K5: what is told of a postal code, a town and a street, and what is offered for it."""

from dataclasses import replace

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.contact import Contact
from tests.rules.trial import CONTACT, findings, mended, need, places

HOME = Address("Borups Allé 43", "", "2200", "København N")


def at(**values: str) -> Contact:
    return replace(CONTACT, address=replace(HOME, **values))


@pytest.mark.parametrize(
    ("code", "town", "field", "variant"),
    [
        ("", "København N", "postal_code", "none"),
        (" ", "København N", "postal_code", "none"),
        ("9999", "København N", "postal_code", ""),
        ("2200", "Valby", "town", "town"),
    ],
)
def test_a_missing_an_unknown_and_a_wrong_code_are_told_apart(
    code: str, town: str, field: str, variant: str
) -> None:
    told = [("c", f"address.{field}", variant)]
    assert places("K501", at(postal_code=code, town=town)) == told


def test_a_town_is_right_in_any_case_and_however_it_is_abbreviated() -> None:
    for town in ("københavn n", "Kbh. N", "Cph N", "København N."):
        assert places("K501", at(town=town)) == []


@pytest.mark.parametrize(("code", "wanted"), [("2200", "København N"), ("9999", "København S")])
def test_a_town_is_written_out_by_its_code_or_by_itself_where_the_code_is_unknown(
    code: str, wanted: str
) -> None:
    (finding,) = findings("K502", at(postal_code=code, town="Kbh. S"))
    assert dict(finding.params)["wanted"] == wanted
    after = need(mended("K502", at(postal_code=code, town="Kbh. S")), Contact, "c")
    assert after.address == replace(HOME, postal_code=code, town=wanted)


@pytest.mark.parametrize(
    ("street", "told"),
    [
        ("Borups Allé 43", []),
        ("Borups Allé", ["number"]),
        ("Njalsgade", ["number"]),
        ("Rådhuset", []),
        ("Borups Allé 43,", [""]),
        ("Borups Allé,", [""]),
    ],
)
def test_a_street_wants_a_number_and_a_building_none(street: str, told: list[str]) -> None:
    expected = [("c", "address.street", variant) for variant in told]
    assert places("K502", at(street=street)) == expected


def test_an_address_without_anything_in_it_is_no_address() -> None:
    for address in (None, Address()):
        for code in ("K501", "K502"):
            assert places(code, replace(CONTACT, address=address)) == []


def test_a_code_that_most_neighbours_give_is_told_as_certain_and_a_tie_is_not() -> None:
    codes = ("2200", "2200", "2300")
    homes = [replace(HOME, street="Testgade 4", postal_code=code) for code in codes]
    near = [replace(CONTACT, id=f"n{n}", address=home) for n, home in enumerate(homes)]
    assert places("K503", *near) == [("n2", "address.postal_code", "")]
    assert places("K503", *near[1:]) == [("n2", "address.postal_code", "unsure")]
    bare = replace(near[2], address=replace(homes[2], postal_code=""))
    assert places("K503", *near[:2], bare) == []

"""Which units of the register a contact may be."""

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.state.state import State
from kkworkbench.workspace.unit_matching import unit_candidates

CONTACT = Contact(
    "c",
    name="Borgercenter Handicap",
    address=Address("Borups Allé 43", postal_code="2200", town="København N"),
    phones=(Phone("t", "33178800"),),
)


def unit(id_: str, gone: bool = False, **values: str) -> SourceRecord:
    return SourceRecord(id_, "kk_org", id_, values=tuple(sorted(values.items())), gone=gone)


def found(*records: SourceRecord | Contact) -> list[str]:
    each = unit_candidates(State.of((CONTACT, *records)), CONTACT)
    return [candidate.unit.id for candidate in each if candidate.is_likely]


def test_a_unit_with_the_number_the_name_or_the_address_is_likely() -> None:
    assert found(unit("u", name="Noget helt andet", phone="+45 33 17 88 00")) == ["u"]
    assert found(unit("u", name="Borgercenter Handikap")) == ["u"]
    assert found(unit("u", name="X", street="Borups Alle 43", postal_code="2200")) == ["u"]


def test_an_address_elsewhere_or_another_number_speaks_for_nothing() -> None:
    assert found(unit("u", name="X", street="Borups Allé 45", postal_code="2200")) == []
    assert found(unit("u", name="X", street="Borups Allé 43", postal_code="8000")) == []
    assert found(unit("u", name="X", phone="33 17 88 01")) == []
    assert found(unit("u", name="X", phone="")) == []


def test_what_most_speaks_for_comes_first_and_the_rest_by_name() -> None:
    state = State.of(
        (
            CONTACT,
            unit("rest-b", name="Bispebjerg"),
            unit("rest-å", name="Ålekisten"),
            unit("rest-a", name="Amager"),
            unit("name", name="Borgercenter Handicap"),
            unit("number", name="Handicap", phone="33 17 88 00"),
            unit("both", name="Borgercenter Handicap", phone="33 17 88 00"),
        )
    )
    order = [each.unit.id for each in unit_candidates(state, CONTACT)]
    assert order[0] == "both"
    assert set(order[1:3]) == {"name", "number"}
    assert order[3:] == ["rest-a", "rest-b", "rest-å"]


def test_units_that_are_gone_or_followed_are_left_out() -> None:
    follows = Contact("d", name="Handicap", source="taken")
    assert found(unit("gone", gone=True, name="Borgercenter Handicap")) == []
    assert found(unit("taken", name="Borgercenter Handicap"), follows) == []

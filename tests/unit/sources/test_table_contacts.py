"""A table of contacts: matched by its columns and its key, compared field by field, told by cell."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Ability, Audience, Phone, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import term_id
from kkworkbench.sources.contact_table import SOURCE
from kkworkbench.sources.contact_table_fields import FIELDS
from kkworkbench.sources.contact_table_words import column_names
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.mapping import SURE, guess_columns
from kkworkbench.sources.tables import read_table
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.table_desk import LIBRARY, OFFICE, Desk, Put, counts, why


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, LIBRARY, OFFICE)


def test_rows_are_new_changed_or_unchanged_by_their_number(desk: Desk) -> None:
    planned = desk.plan(
        "KK Org-nr.;Enhed;Tlf.;By",
        "176;Biblioteket;33 65 43 21;",
        "0177;Kontoret;;",
        "178;Det nye;33131313;Valby",
    )
    assert counts(planned) == {"new": 1, "changed": 1, "unchanged": 1}
    assert planned.mapping is not None
    assert planned.mapping.key == "org_id"
    (changed,) = (each for each in planned.changes if each.kind is PlanKind.CHANGED)
    assert [(f.field, f.here, f.wanted) for f in changed.fields] == [
        ("phone", "33 12 34 56", "33 65 43 21")
    ]
    assert (changed.row, changed.title, changed.contact_id) == (2, "Biblioteket", "c1")
    desk.workspace.execute(ApplyPlan(planned.applicable()))
    assert desk.contact().phones == (Phone(PartId("p1"), "33 65 43 21", "Skranken"),)
    assert desk.contact().address == LIBRARY.address
    new = next(c for c in desk.workspace.state.all(Contact) if c.org_id == "178")
    assert (new.name, new.phones[0].number, new.address) == (
        "Det nye",
        "33 13 13 13",
        Address(town="Valby"),
    )


def test_an_empty_cell_never_overwrites_and_a_missing_row_removes_nothing(desk: Desk) -> None:
    planned = desk.plan("org id;navn;telefon;vej;note", "176; ;\u00a0;;")
    assert counts(planned) == {"unchanged": 1}
    assert planned.applicable() == ()


def test_ways_of_writing_are_no_differences(desk: Desk) -> None:
    planned = desk.plan(
        "orgnr;navn;tlf;etage;postnr", "176.0;Bib\u00adlioteket;+45 33123456;1 Sal;2300,0"
    )
    assert (counts(planned), planned.rejected) == ({"unchanged": 1}, ())


def test_an_address_in_one_cell_is_read_into_its_parts(desk: Desk) -> None:
    planned = desk.take("orgnr;adresse", '176;"Vej 2, st. tv., 2720 Vanløse"')
    assert [f.field for f in planned.changes[0].fields] == [
        "street",
        "floor",
        "postal_code",
        "town",
    ]
    assert desk.contact().address == Address("Vej 2", "st. tv.", "2720", "Vanløse")
    assert why(desk.plan("orgnr;adresse", "176;ved søen")) == [(2, "adresse", "reject.address")]
    desk.take("orgnr;adresse", '177;"Postboks 12, 1502 København V"')
    assert desk.contact("c2").address == Address("", "", "1502", "København V", "12")


def test_a_cell_that_cannot_be_taken_is_told_and_the_rest_of_its_row_is_taken(desk: Desk) -> None:
    header = (
        "orgnr;navn;tlf;postnr;forvaltning;kategori;bydel;målgruppe;kan;åben for besøg;"
        "kontrolleret;åbningstid;booking;telefon 2 navn"
    )
    row = "176;Nyt navn;4,53E+09;23;XYZ;Pasning og skole, Ukendt;Mars;alle;flyve;måske;1899-12-31;"
    planned = desk.plan(header, row + "når vi gider;ikke et link;Lager")
    assert [reason.removeprefix("reject.") for _, _, reason in why(planned)] == [
        "scientific",
        "no_place",
        "url",
        "postal_code",
        "hours",
        "yes_no",
        "administration",
        "category",
        "district",
        "audience",
        "ability",
        "date",
    ]
    assert {row for row, _, _ in why(planned)} == {2}
    assert [f.field for f in planned.changes[0].fields] == ["name"]
    for language in ("da", "en"):
        messages = Messages(language)
        assert all(messages.has(cell.reason) for cell in planned.rejected)


def test_every_field_has_a_name_in_both_languages() -> None:
    for language in ("da", "en"):
        messages = Messages(language)
        for field in (*SOURCE.fields, *SOURCE.keys):
            name = field if isinstance(field, str) else field.name
            assert messages.has(f"field.{name}"), name
    assert column_names().keys() - {"id", "address"} == FIELDS.keys()


def test_closed_lists_take_names_codes_and_aliases_in_any_order(desk: Desk) -> None:
    desk.take(
        "orgnr;forvaltning;bydele;målgruppe;kan;åben for besøg",
        "176;buf;City, Østerbro;Erhverv og borgere;viderestille/henvise;x",
    )
    contact = desk.contact()
    assert contact.administration == term_id(Vocabulary.ADMINISTRATION, "BUF")
    assert contact.districts == (
        term_id(Vocabulary.DISTRICT, "1"),
        term_id(Vocabulary.DISTRICT, "2"),
    )
    assert contact.primary_audiences == (Audience.CITIZEN, Audience.BUSINESS)
    assert contact.abilities == (Ability.REFER, Ability.TRANSFER)
    assert contact.open_to_visits
    again = desk.plan("orgnr;bydele;kan", "176;Østerbro; henvise")
    assert [f.wanted for f in again.changes[0].fields] == ["Østerbro", "henvise"]


def test_parts_of_a_contact_are_made_and_changed_where_they_stand(desk: Desk) -> None:
    header = "orgnr;telefon;telefontid;telefon 2;telefon 2 navn;telefontid 2;formular;digital post"
    row = (
        "177;33121212;Man-fre 9-15;33131313;Lager;Mandag 10-12;https://kk.dk/f;https://borger.dk/p"
    )
    desk.take(header, row)
    contact = desk.contact("c2")
    assert [(p.number, p.label) for p in contact.phones] == [
        ("33 12 12 12", ""),
        ("33 13 13 13", "Lager"),
    ]
    assert [len(phone.hours.spans) for phone in contact.phones if phone.hours] == [5, 1]
    assert [(w.kind, w.url) for w in contact.written] == [
        (WrittenKind.SECURE_FORM, "https://kk.dk/f"),
        (WrittenKind.DIGITAL_POST_CITIZEN, "https://borger.dk/p"),
    ]
    assert counts(desk.plan(header, row)) == {"unchanged": 1}
    desk.take(header, "177;;;;Kælder;;https://kk.dk/g;")
    assert desk.contact("c2").phones[1] == replace(contact.phones[1], label="Kælder")
    assert desk.contact("c2").written[0] == replace(contact.written[0], url="https://kk.dk/g")


def test_another_week_leaves_the_special_days_and_the_comment(desk: Desk) -> None:
    days = (DateException(date(2026, 12, 24)),)
    week = Hours((Span(1, 540, 720),), comment="Ring først", exceptions=days)
    desk.edit(visiting_hours=week)
    assert counts(desk.plan("orgnr;åbningstid", "176;Mandag 9.00-12.00")) == {"unchanged": 1}
    desk.take("orgnr;åbningstid", "176;Tirsdag 10-12")
    assert desk.contact().visiting_hours == replace(week, spans=(Span(2, 600, 720),))


def test_single_fields_of_a_change_are_taken(desk: Desk) -> None:
    planned = desk.plan("orgnr;navn;tlf;note", "176;Nyt;33131313;Husk")
    desk.workspace.execute(ApplyPlan((planned.changes[0].taking({"note"}),)))
    assert desk.contact() == replace(LIBRARY, note="Husk")


@pytest.mark.parametrize(
    ("header", "row", "key"),
    [
        ("id;navn;orgnr", "c1;X;999", "id"),
        ("navn;tlf;orgnr", "X;1;176", "org_id"),
        ("navn;tlf", "biblioteket ;33131313", "name"),
        ("tlf;note", "+4533123456;x", "phone"),
    ],
)
def test_the_key_is_the_first_that_is_filled(desk: Desk, header: str, row: str, key: str) -> None:
    planned = desk.plan(header, row)
    assert planned.mapping is not None
    assert planned.mapping.key == key
    assert planned.changes[0].contact_id == "c1"


def test_a_number_at_two_places_is_told_apart_by_the_street(tmp_path: Path) -> None:
    other = replace(LIBRARY, id=ContactId("c3"), address=Address("Gade 7"))
    desk = Desk(tmp_path, LIBRARY, other)
    lines = ("orgnr;vej;note", "176;Gade 7;her", "176;Vej 1;der")
    planned = desk.take(*lines)
    assert planned.mapping is not None
    assert planned.mapping.key == "kkorg"
    assert (desk.contact("c3").note, desk.contact("c1").note) == ("her", "der")
    by_number = desk.plan(*lines[:2], key="org_id")
    assert why(by_number) == [(2, "orgnr", "reject.key_several")]


def test_rows_that_share_a_key_or_have_none_are_rejected(desk: Desk) -> None:
    planned = desk.plan("orgnr;navn", "176;A", "0176;B", ";C", "5;", key="org_id")
    assert why(planned) == [
        (2, "orgnr", "reject.key_twice"),
        (3, "orgnr", "reject.key_twice"),
        (4, "orgnr", "reject.no_key"),
        (5, "navn", "reject.no_name"),
    ]
    assert planned.changes == ()
    assert why(desk.plan("id;navn", "c9;A")) == [(2, "id", "reject.unknown_id")]


@pytest.mark.parametrize(
    ("chosen", "key"),
    [
        ({"columns": {"nope": "navn"}}, "input.no_field"),
        ({"columns": {"note": "nope"}}, "input.column_missing"),
        ({"columns": {"note": "navn", "name": "navn"}}, "input.column_twice"),
        ({"profile": "nope"}, "input.no_profile"),
        ({"key": "org_id"}, "input.key_has_no_column"),
        ({"columns": {"name": ""}}, "input.no_key"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(
    desk: Desk, chosen: dict[str, Any], key: str
) -> None:
    with pytest.raises(UnreadableInputError) as raised:
        desk.plan("navn;andet", "A;B", **chosen)
    assert raised.value.key == key
    for language in ("da", "en"):
        sentence = Messages(language).text(key, **raised.value.params)
        assert "{" not in sentence


def test_columns_are_guessed_with_a_certainty_and_samples(desk: Desk) -> None:
    path = desk.folder / "x.csv"
    header = "Enhed;Telefonnr.;Tlf 2;Gade/vej;Postnr;Mail;Telefon 4;#"
    path.write_text(f"{header}\nA;33123456;x;Vej 1;2300;a;b;33131313\n;33131313;;;;;;\n", "utf-8")
    guesses = guess_columns(read_table(path), SOURCE.fields)
    assert [(g.field, g.certainty >= SURE) for g in guesses] == [
        ("name", True),
        ("phone", True),
        ("phone2", True),
        ("street", False),
        ("postal_code", True),
        ("", False),
        ("", False),
        ("", False),
    ]
    assert guesses[1].samples == ("33123456", "33131313")
    unnamed = replace(read_table(path), header=("a", "b", "c", "d", "e", "f", "g", "h"))
    by_looks = guess_columns(unnamed, SOURCE.fields)[1]
    assert (by_looks.field, by_looks.certainty) == ("phone", 0.5)


def test_only_a_sure_guess_is_taken(desk: Desk) -> None:
    planned = desk.plan("orgnr;gade/vej;bemærkningr", "176;Vej 9;x")
    assert planned.mapping is not None
    assert planned.mapping.columns == (("note", "bemærkningr"), ("org_id", "orgnr"))


def test_columns_are_chosen_by_hand_by_name_in_any_writing(desk: Desk) -> None:
    planned = desk.plan(
        "Nr;Hvad det hedder", "176;Nyt", columns={"org_id": "NR", "name": "hvad  det hedder"}
    )
    assert planned.changes[0].fields[0].wanted == "Nyt"


def test_a_row_whose_key_would_be_lost_makes_no_contact(desk: Desk) -> None:
    planned = desk.plan("orgnr;navn", "1899-12-31;Nyt sted")
    assert (2, "orgnr", "reject.key_unreadable") in why(planned)
    assert planned.changes == ()


def test_a_contact_that_was_made_of_a_row_is_not_made_twice(desk: Desk) -> None:
    lines = ("orgnr;navn", "178;Nyt sted")
    made = desk.take(*lines).changes[0].contact_id
    desk.workspace.execute(Put(replace(desk.contact(made), org_id="999")))
    again = desk.plan(*lines)
    assert [(change.kind, change.contact_id) for change in again.changes] == [
        (PlanKind.CHANGED, made)
    ]

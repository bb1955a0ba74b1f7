"""Doubles are found, near neighbours are left alone, and a crowd on one number is cheap."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.setting import Waiver
from kkworkbench.rules import duplicates
from kkworkbench.rules.duplicates import Signs, contacts_stand_once
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.results import Results
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
MAIN = "33 66 33 66"


def contact(id_: str, name: str, number: str = "", street: str = "", code: str = "2500") -> Contact:
    phones = (Phone("t", number),) if number else ()
    address = Address(street, "", code) if street else None
    return Contact(id_, name=name, phones=phones, address=address)


def engine_on(*contacts: Contact) -> Engine:
    rule = rule_of("K803")
    assert rule is not None
    assert rule.check is contacts_stand_once
    engine = Engine(State.of(contacts), (rule,), today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    return engine


def pairs(*contacts: Contact) -> list[tuple[str, str]]:
    return sorted((f.value, f.subject) for f in engine_on(*contacts).findings())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Valby Bibliotek", "Bibliotek, Valby"),
        ("Borgercenter Handicap", "Borgercenter Hanicap"),
        ("Borgercenter Handicap", "orgercenter Handicap"),
        ("Socialforvaltningens Døgnvagt", "Socialforv. Døgnvagt"),
        ("Solstrålen", "Børnehuset Solstrålen"),
        ("Nørrebro Bibl.", "Norrebro bibliotek"),
        ("Bibliotek for Valby", "Valby Bibliotek"),
        ("Københavns Kommune", "Københavns Kommune"),
    ],
)
def test_one_number_and_alike_names_are_a_pair_told_once(first: str, second: str) -> None:
    assert pairs(contact("a", first, MAIN), contact("b", second, "33663366")) == [("a", "b")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Borgercenter Handicap", "Borgercenter Voksne"),
        ("Borgercenter Børn og Unge, Amager", "Borgercenter Børn og Unge"),
        ("Vesterbro Bibliotek", "Østerbro Bibliotek"),
        ("Amager Øst Bibliotek", "Amager Vest Bibliotek"),
        ("Team 1", "Team 2"),
        ("Gruppe A", "Gruppe B"),
    ],
)
def test_a_word_that_tells_them_apart_is_heard(first: str, second: str) -> None:
    assert pairs(contact("a", first, MAIN), contact("b", second, MAIN)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Gl. Køge Landevej 10", "Gammel Køge Landevej 10, 2. th."),
        ("Nørre Farimagsgade 5", "Nr. Farimagsg. 5"),
        ("Borups Allé 43", "Borups Alle 43"),
        ("Åboulevard 38", "Aaboulevard 38"),
        ("Njalsgade 13", "Njalsgde 13"),
    ],
)
def test_one_address_however_it_is_spelt_makes_a_pair(first: str, second: str) -> None:
    here = contact("a", "Valby Bibliotek", "33 17 88 00", first)
    there = contact("b", "Valby Bibliotek", "33 17 88 01", second)
    assert pairs(here, there) == [("a", "b")]


@pytest.mark.parametrize(
    ("street", "code"),
    [("Njalsgade 14", "2500"), ("Halmgade 13", "2500"), ("Njalsgade 13", "8000"), ("", "")],
)
def test_another_place_and_another_number_are_no_pair(street: str, code: str) -> None:
    here = contact("a", "Bibliotek", "33 17 88 00", "Njalsgade 13")
    assert pairs(here, contact("b", "Bibliotek", "33 17 88 01", street, code)) == []


def test_a_contact_without_a_name_is_known_by_its_title() -> None:
    titled = [replace(contact(id_, "", MAIN), title="Valby Bibliotek") for id_ in "ab"]
    assert pairs(*titled) == [("a", "b")]
    assert pairs(titled[0], replace(titled[1], name="Døgnvagten")) == []
    assert pairs(contact("a", "", MAIN), contact("b", "", MAIN)) == []


def test_a_number_that_is_none_is_not_shared() -> None:
    assert pairs(contact("a", "Solen", "oplyses"), contact("b", "Solen", "oplyses")) == []
    several = (Phone("t", "oplyses"), Phone("u", MAIN))
    assert pairs(*(replace(contact(id_, "Solen"), phones=several) for id_ in "ab")) == [("a", "b")]


def test_names_of_four_letters_with_one_slip_are_just_alike_enough() -> None:
    assert pairs(contact("a", "Elba", MAIN), contact("b", "Elbe", MAIN)) == [("a", "b")]
    assert pairs(contact("a", "Elb", MAIN), contact("b", "Elm", MAIN)) == []


def test_twelve_on_one_number_are_all_compared_and_a_crowd_with_the_next_eight() -> None:
    same = [contact(f"c{n:02}", "Borgerservice", MAIN) for n in range(13)]
    assert len(pairs(*same[:12])) == 12 * 11 // 2
    assert len(pairs(*same)) == 5 * 8 + 8 * 7 // 2


def test_what_they_share_is_said() -> None:
    here = contact("a", "Bibliotek", MAIN, "Njalsgade 13")
    shared = {}
    for name, twin in {
        "phone": contact("b", "Bibliotek", MAIN),
        "address": contact("b", "Bibliotek", "", "Njalsgade 13"),
        "both": replace(here, id="b"),
    }.items():
        (finding,) = engine_on(here, twin).findings()
        shared[name] = dict(finding.params)["variant"]
    assert shared == {name: name for name in ("phone", "address", "both")}


def test_hundreds_on_the_main_number_are_not_compared_with_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def counted(first: Signs, second: Signs) -> object:
        compared.append((first, second))
        return likeness(first, second)

    likeness = duplicates.likeness
    monkeypatch.setattr(duplicates, "likeness", counted)
    engine_on(*(contact(f"c{n}", f"Enhed {n}", MAIN) for n in range(500)))
    assert compared == []
    engine_on(*(contact(f"c{n:03}", "Borgerservice", MAIN) for n in range(500)))
    assert 0 < len(compared) <= 500 * duplicates.REACH


def test_a_name_or_number_put_right_ends_the_finding() -> None:
    first, second = contact("a", "Solen", MAIN), contact("b", "Solen", MAIN)
    for better in (replace(second, name="Månen"), replace(second, phones=())):
        engine = engine_on(first, second)
        change = Change(Contact, "b", second, better)
        engine.touch(engine.state.apply((change,)), (change,))
        engine.settle()
        assert list(engine.findings()) == []


def test_a_waiver_covers_its_pair_and_not_a_third() -> None:
    first, second = contact("a", "Solen", MAIN), contact("b", "Solen", MAIN)
    waiver = Waiver("w", "K803", "b", "name", "a", "to huse")
    state = State.of((first, second, contact("c", "Solen", MAIN), waiver))
    rule = rule_of("K803")
    assert rule is not None
    results = Results(Engine(state, (rule,), today=lambda: TODAY))
    results.check_all()
    results.settle()
    waived = {(r.finding.value, r.finding.subject): r.waiver is not None for r in results.all()}
    assert waived == {("a", "b"): True, ("a", "c"): False, ("b", "c"): False}

"""Names and streets that are alike, the words that set them apart, and where they meet."""

import pytest

from kkworkbench.text.likeness import (
    house_of,
    name_blocks,
    name_likeness,
    street_likeness,
)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Elba", "Elbe", True),
        ("Elb", "Elm", False),
        ("Elba", "Elb", False),
        ("Solgaarden", "Solgarden", True),
        ("Abcdefgh", "Abxdexgh", True),
        ("Abcdefg", "Abxdexg", False),
        ("Abcdefgh", "Xbcdefgx", False),
        ("Abcdefgh", "Xbcdefgh", True),
        ("Abcdefgh", "Abxdxfxh", False),
        ("Team 2", "Team 3", False),
        ("Team 12b", "Team 12c", False),
        ("Team 2", "Team 2", True),
        ("Team 1201", "Team 1202", False),
        ("Team 120b", "Team 120c", False),
        ("Team Amager1", "Team Amagers", False),
        ("Solen N.", "Solen N", True),
        ("Gruppe A", "Gruppe B", False),
        ("Gruppe Aa", "Gruppe Bb", False),
        ("Solen", "Børnehuset Solen", True),
        ("Institution Solen", "Børnehuset Solen", False),
        ("Solen Nord", "Solen", False),
        ("Solen Nord", "Solen Syd", False),
        ("Solen Solen", "Solen", False),
        ("Bibliotek", "Vuggestue", False),
        ("Socialforv. Valby", "Socialforvaltningen Valby", True),
        ("Bø. Solen", "Børnehuset Solen", True),
        ("B. Solen", "Børnehuset Solen", False),
        ("Dag Hjem", "Daghjem", True),
        ("Café Solen", "Cafe Solen", True),
        ("Café Ly", "Cafe Ly", True),
        ("Kontor for Pas", "Pas Kontor", True),
        ("", "Solen", False),
        ("", "", False),
    ],
)
def test_names_are_alike_but_for_a_word_that_tells(first: str, second: str, alike: bool) -> None:
    assert (name_likeness(first, second) > 0) is alike
    assert name_likeness(first, second) == name_likeness(second, first)


def test_the_same_words_in_any_order_are_wholly_alike_and_a_slip_is_less() -> None:
    assert name_likeness("Valby Bibliotek", "Bibliotek, Valby") == 1.0
    assert name_likeness("Dag Hjem", "Daghjem") == 1.0
    assert name_likeness("Café", "Cafe") == 1.0
    assert name_likeness("Elba", "Elbe") == 0.75


def test_a_name_stands_in_few_blocks_and_in_those_that_it_has_without_its_type() -> None:
    assert name_blocks("") == ()
    assert len(name_blocks("Solen")) == 3
    assert len(name_blocks("Røde Solen")) == 3
    assert len(name_blocks("Røde Solen Nord")) == 2
    assert set(name_blocks("Valby")) < set(name_blocks("Valby Bibliotek"))
    assert len(name_blocks("Bibliotek")) == 3
    for name in ("Gruppe 123456", "Gruppe Solskin 123456"):
        assert all("123456" in block for block in name_blocks(name))
        assert not any("gruppe" in block for block in name_blocks(name))
    assert name_blocks("Team 12")[0] == " ".join(sorted(["12", "tea"]))


@pytest.mark.parametrize(
    ("street", "house"),
    [
        ("Njalsgade 13", "13"),
        ("Njalsgade 013 B", "13b"),
        ("Njalsgade", ""),
        ("", ""),
    ],
)
def test_a_house_is_its_number_and_letter(street: str, house: str) -> None:
    assert house_of(street) == house


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("Njalsgade 13", "NJALSGADE 13, 2. th.", 1.0, 1.0),
        ("Njalsgade 13", "Njalsgde 13", 0.8, 0.95),
        ("Njalsgade 13", "Halmgade 13", 0.0, 0.0),
        ("Njalsgade 13", "Njalsgade 14", 0.0, 0.0),
        ("Rådhuset", "Rådhuset", 1.0, 1.0),
        ("Rådhuset", "Rådhus", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_a_place_is_one_house_in_one_street_or_one_building(
    first: str, second: str, least: float, most: float
) -> None:
    assert least <= street_likeness(first, second) <= most

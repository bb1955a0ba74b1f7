"""Which column of a table of usage is what, by its name, by hand or by a saved mapping."""

from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.messages import Messages, languages
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.sources.all_sources import source_of
from kkworkbench.sources.usage import FIELDS, SOURCE, knows
from tests.unit.sources.usage_tables import (
    LONG,
    ONE,
    counts,
    read,
    refused,
    table,
    with_records,
)


def test_counts_can_be_named_by_their_channel(tmp_path: Path) -> None:
    head = ("Navn", "Måned", "A", "B", "Antal", "Opkald")
    path = table(tmp_path, head, ("Døgnvagten", "2026-01", "1", "2", "4", "8"))
    columns = {"count_web": "a", "count_personal": "B", "count": "Antal"}
    assert [
        (channel, count) for _, _, channel, _, count in counts(read(path, columns=columns))
    ] == [
        ("web", 1),
        ("personal", 2),
    ]


def test_a_sum_beside_the_months_is_not_read(tmp_path: Path) -> None:
    path = table(tmp_path, ("Navn", "jan 2026", "Antal"), ("Døgnvagten", "1", "9"))
    options = {"channel": "web"}
    assert counts(read(path, options=options)) == [("c2", "2026-01", "web", None, 1)]
    columns = {"count": "Antal"}
    assert counts(read(path, columns=columns, options=options)) == counts(
        read(path, options=options)
    )


def test_columns_named_by_hand_overrule_those_that_were_guessed(tmp_path: Path) -> None:
    head = ("Telefonnummer", "X", "Y", "Z", "Opkald")
    path = table(tmp_path, head, ("33178800", "33173333", "2026-01", "12", "5"))
    columns = {"phone": "X", "month": "Y", "count": "Z"}
    planned = read(path, columns=columns, options={"channel": "telefon"})
    assert counts(planned) == [("c2", "2026-01", "telephone", None, 12)]
    assert refused(path, columns={"phone": "W"}) == "column"
    assert refused(path, columns={"street": "X"}) == "field"
    assert refused(path, columns={"phone": "", "month": "Y"}) == "no_subject"
    assert refused(path, columns={"month": "Y", "count_telephone": ""}) == "no_count"


def test_of_several_columns_the_one_that_is_named_first_is_read(tmp_path: Path) -> None:
    head = ("Nummer", "Telefonnummer", "Måned", "Antal opkald", "Opkald")
    path = table(tmp_path, head, ("33173333", "33178800", "2026-01", "12", "5"))
    assert counts(read(path)) == [ONE]


def test_a_column_of_months_goes_before_months_in_headings(tmp_path: Path) -> None:
    head = ("Telefonnummer", "Måned", "dec 2025", "Opkald")
    path = table(tmp_path, head, ("33178800", "2026-01", "5", "12"))
    assert counts(read(path)) == [ONE]


def test_a_saved_profile_names_columns_and_choices(tmp_path: Path) -> None:
    profile = MappingProfile(
        "m", "Telefoni", "usage", "phone", (("phone", "A"), ("count", "B")),
        (("channel", "telephone"), ("month", "2026-01")),
    )  # fmt: skip
    state = with_records((profile, replace(profile, id="n", source="table", columns=())))
    path = table(tmp_path, ("A", "B"), ("33178800", "12"))
    assert counts(read(path, state=state, profile="Telefoni")) == [ONE]
    assert refused(path, state=state, profile="Andet") == "profile"
    assert refused(path, state=state, profile="-") == "no_subject"


def test_the_source_is_in_the_registry_with_all_that_it_can_be_told() -> None:
    assert source_of("usage") is SOURCE
    assert SOURCE.takes_many
    assert {"channel", "month", "year", "unknown_reason"} == SOURCE.options


def test_every_field_and_key_has_a_word_in_both_languages() -> None:
    for language in languages():
        for field in FIELDS:
            assert Messages(language).has(f"field.{field.name}")
    assert set(SOURCE.keys) < {field.name for field in FIELDS}


@pytest.mark.parametrize(
    ("header", "is_known"),
    [
        (LONG, True),
        (("Navn", "Måned", "Antal"), True),
        (("URL", "Sidevisninger"), True),
        (("Kontakt", "jan 2026", "feb 2026"), True),
        (("Navn", "Telefon", "Adresse"), False),
        (("Navn", "Antal"), False),
        (("Måned", "Opkald"), False),
        (("Navn", "2026-01-05"), False),
    ],
)
def test_a_table_of_usage_is_known_by_its_columns(
    tmp_path: Path, header: tuple[str, ...], is_known: bool
) -> None:
    assert knows(table(tmp_path, header, ["1"] * len(header))) is is_known


def test_what_is_no_table_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\x00\x01")
    assert not knows(path)
    assert not knows(tmp_path / "mangler.csv")


def test_every_option_and_choice_has_a_word_in_both_languages() -> None:
    for language in languages():
        messages = Messages(language)
        for name in SOURCE.options:
            assert messages.has(f"option.{name}")
            for value in SOURCE.choices.get(name, ()):
                assert messages.has(f"choice.{name}.{value}")
            assert SOURCE.choices.get(name) or messages.has(f"option_example.{name}")


def test_every_choice_is_understood(tmp_path: Path) -> None:
    path = table(tmp_path, (*LONG, "Årsag"), ("33178800", "2026-01", "12", "Klage"))
    for name, values in SOURCE.choices.items():
        for value in values:
            planned = read(path, options={"unknown_reason": "keep", name: value})
            assert [count for *_, count in counts(planned)] == [12]


def test_months_and_reasons_are_read_for_their_names() -> None:
    assert SOURCE.reads is not None
    names = ("jan 2026", "2026-01", "Tryghed", "Opkald", "Noter")
    assert [SOURCE.reads(name) for name in names] == ["count", "count", "count", "", ""]


def test_cells_tell_what_a_column_may_be() -> None:
    looks = {field.name: field.looks for field in FIELDS}
    for name, good, bad in (
        ("phone", "33 17 88 00", "2026"),
        ("path", "/borger", "Borger"),
        ("month", "jan 2026", "33178800"),
        ("year", "2026", "26"),
        ("count", "1.234", "ca. 5"),
        ("count_web", "7", "/7"),
    ):
        look = looks[name]
        assert look is not None
        assert look(good), name
        assert not look(bad), name

"""Which counts, months and subjects the cells of a table of usage say."""

from pathlib import Path

import pytest

from tests.unit.sources.usage_tables import FORM, LONG, ONE, counts, read, reasons, refused, table

# counts and months


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1.234.567,00", 1234567),
        ("12,0", 12),
        ("12.0", 12),
        (" 7 ", 7),
    ],
)
def test_whole_numbers_are_read_as_danes_write_them(tmp_path: Path, text: str, count: int) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-01", text))
    assert [found for *_, found in counts(read(path))] == [count]


@pytest.mark.parametrize(
    "text", ["1,234", "12,5", "1.23", "1.2345", "-3", "1e3", "ca. 5", "-", "1234567890", "½", "१२"]
)
def test_what_is_no_whole_number_is_rejected_with_its_place(tmp_path: Path, text: str) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-01", text), ("33178800", "2026-02", "1"))
    planned = read(path)
    assert reasons(planned) == [(2, "Opkald", text, "count")]
    assert planned.rejected[0].file == "brug.csv"
    assert len(planned.changes) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01", "2026/1", "202601", "2026M01", "01-2026", "1/2026", "jan 2026", "Jan. 26"),
        *("jan-26", "JANUAR 2026", "2026 januar", "2026-01-01", "2026-01-31T00:00:00"),
        *("31-01-2026", "1.1.2026", "1. 1. 2026 00:00", "January 2026"),
    ],
)
def test_a_month_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    path = table(tmp_path, LONG, ("33178800", text, "12"))
    assert counts(read(path)) == [ONE]


@pytest.mark.parametrize(
    "text", ["uge 5", "2026", "26-jan", "13-2026", "1. kvartal 2026", "01-13-2026", "?"]
)
def test_what_is_no_month_is_rejected(tmp_path: Path, text: str) -> None:
    path = table(tmp_path, LONG, ("33178800", text, "12"))
    assert reasons(read(path)) == [(2, "Måned", text, "month")]


def test_a_month_without_its_year_is_rejected(tmp_path: Path) -> None:
    path = table(tmp_path, LONG, ("33178800", "januar", "12"))
    assert reasons(read(path)) == [(2, "Måned", "januar", "year")]
    assert counts(read(path, options={"year": "2026"})) == [ONE]


def test_a_month_that_has_not_begun_is_rejected(tmp_path: Path) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-11", "1"), ("33178800", "2026-12", "1"))
    assert reasons(read(path)) == [(3, "Måned", "2026-12", "future")]
    head = ("Telefon", "nov 2026", "dec 2026")
    planned = read(table(tmp_path, head, ("33178800", "1", "0")), options={"channel": "web"})
    assert reasons(planned) == [(2, "dec 2026", "dec 2026", "future")]


# subjects


def subject_of(tmp_path: Path, column: str, text: str, channel: str = "telephone") -> str:
    path = table(tmp_path, (column, "Måned", "Antal"), (text, "2026-01", "1"))
    planned = read(path, options={"channel": channel})
    if planned.rejected:
        (cell,) = planned.rejected
        assert (cell.row, cell.column, cell.value) == (2, column, " ".join(text.split()))
        return cell.reason.removeprefix("reject.usage_")
    (found,) = counts(planned)
    return found[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("33178800", "c1"),
        ("+45 33 17 88 01", "c1"),
        ("004533173333", "c2"),
        ("33 66 33 66", "several"),
        ("33178899", "unknown"),
        ("Døgnvagten", "unknown"),
    ],
)
def test_a_number_names_the_one_contact_that_has_it(tmp_path: Path, text: str, wanted: str) -> None:
    assert subject_of(tmp_path, "Telefonnummer", text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/borger/hjælpemidler", "p2"),
        ("/Borger/Hj%C3%A6lpemidler/?utm=1#tider", "p2"),
        ("https://www.kk.dk/borger/hjælpemidler", "p2"),
        ("kk.dk/borger/hjælpemidler", "p2"),
        ("borger/hjælpemidler", "p2"),
        ("https://www.example.org/borger/hjælpemidler", "unknown"),
        ("/node/7", "p2"),
        ("/kontakt", "several"),
        ("https://sub.kk.dk/kontakt", "p5"),
        ("https://kk.dk/kontakt", "p4"),
        (FORM, "c1"),
        ("https://post.kk.dk/skriv/", "p6"),
        ("/borger", "unknown"),
        ("https://[", "unknown"),
    ],
)
def test_an_address_names_a_page_or_whose_form_it_is(
    tmp_path: Path, text: str, wanted: str
) -> None:
    assert subject_of(tmp_path, "URL", text, "web") == wanted


@pytest.mark.parametrize(
    ("text", "channel", "wanted"),
    [
        ("  borgercenter   HANDICAP ", "telephone", "c1"),
        ("Borgercenter Handicap", "web", "p1"),
        ("Handicap og stoette", "telephone", "c1"),
        ("Støtte ved handicap", "telephone", "p1"),
        ("Hjælpemidler og bil", "web", "p2"),
        ("Parkering", "telephone", "several"),
        ("Parkering", "web", "several"),
        ("Borgercenter Handikap", "telephone", "unknown"),
        ("33 17 88 00", "telephone", "c1"),
        ("/borger/hjælpemidler", "web", "p2"),
    ],
)
def test_a_name_is_exact_and_folded(tmp_path: Path, text: str, channel: str, wanted: str) -> None:
    assert subject_of(tmp_path, "Navn", text, channel) == wanted


def test_several_cells_tell_one_subject_together_or_contradict_each_other(tmp_path: Path) -> None:
    head = ("Telefonnummer", "Navn", "Måned", "Opkald")
    rows = (
        ("33663366", "Borgerservice", "2026-01", "1"),
        ("33663366", "Parkering", "2026-02", "1"),
        ("33178800", "Døgnvagten", "2026-03", "1"),
        ("33178800", "Kø 7", "2026-04", "1"),
        ("12345678", "Døgnvagten", "2026-05", "1"),
        ("33178800", "Hjælpemidler", "2026-06", "1"),
        ("", "", "2026-07", "1"),
    )
    planned = read(table(tmp_path, head, *rows))
    assert [(subject, month[-1]) for subject, month, *_ in counts(planned)] == [
        ("c4", "1"),
        ("c3", "2"),
        ("c1", "4"),
        ("c2", "5"),
        ("c1", "6"),
    ]
    assert reasons(planned) == [
        (4, "Navn", "Døgnvagten", "disagree"),
        (8, "Telefonnummer", "", "no_subject"),
    ]


def test_the_key_chooses_the_column_that_tells_subjects_apart(tmp_path: Path) -> None:
    head = ("Telefonnummer", "Navn", "Måned", "Opkald")
    path = table(tmp_path, head, ("33178800", "Døgnvagten", "2026-01", "1"))
    assert [found[0] for found in counts(read(path, key="phone"))] == ["c1"]
    assert [found[0] for found in counts(read(path, key="name"))] == ["c2"]
    assert refused(path, key="path") == "field"


def test_a_row_that_names_nobody_is_told_once_however_many_months_it_has(tmp_path: Path) -> None:
    path = table(tmp_path, ("Navn", "jan 2026", "feb 2026"), ("Ukendt", "1", "2"))
    assert reasons(read(path, options={"channel": "web"})) == [(2, "Navn", "Ukendt", "unknown")]

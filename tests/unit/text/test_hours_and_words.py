"""Hours, addresses, HTML, readability and Danish order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.hours import Hours, Span
from kkworkbench.text.addresses import (
    find_addresses,
    find_hours_in_text,
    location_key,
    split_floor,
    street_key,
)
from kkworkbench.text.danish import match_spans, matches, sort_key
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_lines, hours_problems, hours_summary
from kkworkbench.text.html import clean_html, html_to_text, links
from kkworkbench.text.lix import lix, word_count
from kkworkbench.text.spelling import misspellings


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Man-tor 9-15, fre 9-14", "Man-tor 9.00-15.00, fre 9.00-14.00"),
        ("Mandag 07:15-16:45 Tirsdag 07:15-16:45", "Man og tir 7.15-16.45"),
        (
            "Man 9.00-15.00; tir lukket; ons 11.00-17.00",
            "Man 9.00-15.00, tir lukket, ons 11.00-17.00",
        ),
        ("alle hverdage mellem kl. 9 og 14", "Man-fre 9.00-14.00"),
        ("Hverdage 8.00-15.30", "Man-fre 8.00-15.30"),
        ("Tirsdag lukket", "Tir lukket"),
        ("kun efter aftale", "Efter aftale"),
        ("døgnåbent", "Døgnåbent"),
        ("Alle dage 9-18", "Man-søn 9.00-18.00"),
        ("Mandag til torsdag kl. 9-12 og 13-15", "Man-tor 9.00-12.00 og 13.00-15.00"),
        ("Mandag 00:00-23:59", "Man 0.00-23.59"),
        ("Mandag-fredag 9-16 (lukket i weekenden)", "Man-fre 9.00-16.00, lør og søn lukket"),
        ("Åbent hele døgnet", "Døgnåbent"),
        ("ma-fr 9-12", "Man-fre 9.00-12.00"),
        ("Man fra 10.00 til 15.00. Fredag 10.00-13.00", "Man 10.00-15.00, fre 10.00-13.00"),
        ("Telefontid: alle hverdage kl. 10-14", "Man-fre 10.00-14.00"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, summary: str) -> None:
    reading = read_hours(text)
    assert reading.hours is not None
    assert hours_summary(reading.hours) == summary
    assert read_hours(summary).hours == reading.hours


@pytest.mark.parametrize(
    ("text", "days", "closed", "comment"),
    [
        ("Mandag-mandag 9-12", {1}, (), ""),
        ("Mandage og tirsdage 9-12", {1, 2}, (), ""),
        ("Fredag-mandag 9-12", {5, 6, 7, 1}, (), ""),
        ("Mandag 9-12, helligdage lukket", {1}, (), "Helligdage lukket"),
        ("Mandag 9-12, tirsdag lukket", {1}, (2,), ""),
        ("Mandag og helligdage 9-12 og 13-14", {1}, (), "Helligdage 9.00-12.00 og 13.00-14.00"),
        ("Mandag 9-12, tirsdag og helligdage lukket", {1}, (2,), "Helligdage lukket"),
    ],
)
def test_days_go_round_the_week_and_holidays_are_a_comment(
    text: str, days: set[int], closed: tuple[int, ...], comment: str
) -> None:
    hours = read_hours(text).hours
    assert hours is not None
    assert {span.day for span in hours.spans} == days
    assert (hours.closed_days, hours.comment) == (closed, comment)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("08.00 - 17.00", "no_days"),
        ("Mandag ring først", "not_understood"),
        ("Man 15-9", "backwards"),
        ("Man 9-9", "backwards"),
        ("Fretdag 9-14", "not_understood"),
        ("lukket i går", "not_understood"),
        ("man-fre 8-16, dog onsdag 8-18", "not_understood"),
        ("man 9-15, man lukket", "twice"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, problem: str) -> None:
    reading = read_hours(text)
    assert (reading.hours, reading.problem) == (None, problem)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_hours(text)
    assert (reading.hours is None) == (reading.problem is not None)


def apart(times: list[int]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(set(times))
    return tuple(zip(ordered[::2], ordered[1::2], strict=False))


WEEKS = st.dictionaries(
    st.integers(1, 7), st.lists(st.integers(0, 1440), min_size=2, max_size=4).map(apart)
).map(
    lambda week: Hours(
        tuple(sorted(Span(day, a, b) for day, spans in week.items() for a, b in spans))
    )
)


@given(WEEKS)
def test_a_summary_reads_back(hours: Hours) -> None:
    if not hours.is_empty:
        assert read_hours(hours_summary(hours)).hours == hours
    assert list(hours_problems(hours)) == []


def test_lines_are_as_a_citizen_sees_them() -> None:
    hours = Hours((Span(1, 480, 1020), Span(3, 540, 720), Span(3, 780, 900)), (2,))
    assert hours_lines(hours) == [
        ("Mandag", "08.00 - 17.00"),
        ("Tirsdag", "Lukket"),
        ("Onsdag", "09.00 - 12.00 og 13.00 - 15.00"),
        ("Torsdag", ""),
        ("Fredag", ""),
    ]


def test_overlap_and_backwards_are_problems() -> None:
    bad = Hours((Span(1, 540, 720), Span(1, 700, 800), Span(2, 900, 540)))
    assert {(p.kind, p.day) for p in hours_problems(bad)} == {("overlap", 1), ("backwards", 2)}


@pytest.mark.parametrize(
    ("spans", "problems"),
    [
        ([(1, 0, 1440), (7, 0, 1)], []),
        ([(0, 540, 600)], [("no_such_day", 0)]),
        ([(8, 540, 600)], [("no_such_day", 8)]),
        ([(1, -1, 600)], [("out_of_range", 1)]),
        ([(1, 540, 1441)], [("out_of_range", 1)]),
        ([(1, 1441, 540)], [("out_of_range", 1)]),
        ([(1, 540, -1)], [("out_of_range", 1)]),
        ([(1, 540, 540)], [("backwards", 1)]),
        ([(1, 1440, 1440)], [("backwards", 1)]),
        ([(1, 0, 0)], [("backwards", 1)]),
        ([(1, 540, 541)], []),
        ([(1, 600, 700), (1, 540, 600)], []),
        ([(1, 600, 700), (1, 540, 601)], [("overlap", 1)]),
        ([(1, 540, 720), (2, 600, 700)], []),
        ([(1, 540, 540), (1, 600, 600)], [("backwards", 1)]),
    ],
)
def test_each_trouble_of_a_day_is_told_once(
    spans: list[tuple[int, int, int]], problems: list[tuple[str, int]]
) -> None:
    hours = Hours(tuple(Span(*span) for span in spans))
    assert [(p.kind, p.day) for p in hours_problems(hours)] == problems


def test_a_weekend_and_what_holds_always_have_lines_where_they_say_something() -> None:
    weekend = Hours((Span(6, 540, 720),), (7,), by_appointment=True)
    assert hours_lines(weekend, "en") == [
        *((day, "") for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        ("Saturday", "09.00 - 12.00"),
        ("Sunday", "Closed"),
        ("", "By appointment"),
    ]
    assert hours_lines(Hours(by_appointment=True)) == [("", "Efter aftale")]
    assert hours_lines(Hours(always_open=True)) == [("", "Døgnåbent")]
    assert hours_lines(Hours()) == []


def test_a_summary_joins_days_that_follow_each_other_and_say_the_same() -> None:
    days = {
        (1, 2): "Man og tir 9.00-12.00",
        (1, 2, 3): "Man-ons 9.00-12.00",
        (1, 3): "Man 9.00-12.00, ons 9.00-12.00",
        (7,): "Søn 9.00-12.00",
        (): "",
    }
    for opened, line in days.items():
        assert hours_summary(Hours(tuple(Span(day, 540, 720) for day in opened))) == line
    assert (
        hours_summary(Hours((), (6, 7), by_appointment=True)) == "Lør og søn lukket, efter aftale"
    )


def test_one_street_has_one_key() -> None:
    assert street_key("Borupsallé 43") == street_key("Borups Allé 43")
    assert street_key("Upsalagade 19, ST. TH.") == street_key("Upsalagade 19")
    assert street_key("Kgs. Nytorv 1") == street_key("Kongens Nytorv 1")
    assert street_key("Nygade 1") != street_key("Nygade 11")
    assert location_key("1829", "Upsalagade 19") == "1829|upsalagade 19"
    assert split_floor("Upsalagade 19, ST. TH.") == ("Upsalagade 19", "ST. TH.")


def test_addresses_and_hours_are_found_in_prose() -> None:
    assert find_addresses("Kom til Borups Allé 43, 2200 København N i dag")
    assert not find_addresses("I 2023 åbnede vi")
    assert find_hours_in_text("Vi har åbent mandag til fredag kl. 9-14")
    assert not find_hours_in_text("Vi ses mandag")
    assert find_hours_in_text("Vagt: torsdag 10-12 (a)")
    assert not find_hours_in_text("Kaffe torsdag 10-12 (a)")
    assert find_hours_in_text("Sange med børn\ntorsdag 10-12\nog meget andet for alle")
    (shortest,) = find_addresses("Kom til Vej 1, 2300 København S")
    assert shortest.text == "Vej 1, 2300 København S"
    assert [match.text for match in find_hours_in_text("Vi har åbent mandag 8-9")] == ["mandag 8-9"]


def test_danes_sort_and_search_so() -> None:
    names = ["Aabenraa", "Østerbro", "Zoo", "Ærø", "Amager", "A10", "A9", "Åboulevard"]
    assert sorted(names, key=sort_key) == [
        "A9", "A10", "Amager", "Zoo", "Ærø", "Østerbro", "Aabenraa", "Åboulevard",
    ]  # fmt: skip
    assert matches("noerrebro", "Nørrebro")
    assert matches("33178800", "33 17 88 00")
    assert not matches("tandlæge", "Nørrebro")
    assert match_spans("nørre", "På Nørrebro") == [(3, 8)]
    assert matches("cafe", "Café")
    assert matches("CAFÉ", "cafe")
    assert sort_key("Café") == sort_key("Cafe") == sort_key("CAFE\u0301")
    assert sort_key("Café") != sort_key("Cafæ")


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("331", "33 17 88 00", True),
        ("3 317", "33 17 88 00", True),
        ("31", "33 17 88 00", False),
        ("33a", "33 17 88 00", False),
        ("bro nørre", "Nørrebro", True),
        ("", "Nørrebro", True),
    ],
)
def test_digits_are_found_across_blanks_from_three_on(query: str, text: str, found: bool) -> None:
    assert matches(query, text) is found


@pytest.mark.parametrize(
    ("query", "spans"),
    [
        ("nørre", [(0, 5)]),
        ("bro nørre", [(0, 8)]),
        ("nørre rebro", [(0, 8)]),
        ("ørrebro rre", [(1, 8)]),
        ("nø bro", [(0, 2), (5, 8)]),
        ("r", [(2, 4), (6, 7)]),
        ("x", []),
    ],
)
def test_what_was_found_is_marked_as_joined_pieces(
    query: str, spans: list[tuple[int, int]]
) -> None:
    assert match_spans(query, "Nørrebro") == spans


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    once = sorted(texts, key=sort_key)
    assert sorted(once, key=sort_key) == once


def test_html_becomes_text_and_is_cleaned() -> None:
    assert html_to_text("<p>Hej &amp; dav</p><ul><li>a</li></ul>") == "Hej & dav\na"
    assert html_to_text("Hej &amp; dav") == "Hej & dav"
    assert clean_html("Hej & dav") == "Hej &amp; dav"
    assert links('<p><a href="x">k <b>l</b></a></p>') == (("k l", "x"),)
    assert html_to_text("<p> a  b\t c </p>\n \n<p>\xa0</p><p>d<br> e</p>") == "a b c\nd\ne"
    cleaned = clean_html('<p onclick="x">a<script>1</script><a href="javascript:1">b</a></p>')
    assert cleaned == "<p>a<a>b</a></p>"


def test_abbreviations_and_times_end_no_sentence() -> None:
    assert lix("Vi svarer kl. 9.30 hver dag.") == lix("Vi svarer kl 9 30 hver dag.")
    assert lix("Ring nu. Vi svarer.") != lix("Ring nu vi svarer.")
    assert lix("") is None
    assert word_count("Ring til os, nu.") == 4
    assert word_count("e-mail, Anne-Grete's fil_navn") == 4


def test_misspelt_days_are_found_with_their_capital() -> None:
    (found,) = misspellings("Lukket Fretdag")
    assert (found.word, found.suggestion) == ("Fretdag", "Fredag")
    assert misspellings("Lukket fredag") == ()


@pytest.mark.parametrize("text", ["a" * 100_000, "æ " * 50_000, "1" * 100_000, "a1 " * 33_000])
def test_hostile_texts_are_keyed_like_any_other(text: str) -> None:
    assert street_key(text) == street_key(text[:120])
    assert sort_key(text) == sort_key(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi svarer kl. 9.30 hver dag.", 1),
        ("Ring f.eks. nu, bl. a. her.", 1),
        ("Kom i dag m.v. eller i morgen, d. v. s. snart.", 1),
        ("Alt o.l. og mere.", 1),
        ("Prisen er 40 kr. inkl. moms nu.", 1),
        ("F.eks. pas og kort.", 1),
        ("Ring nu. Vi svarer.", 2),
        ("Han bor hos os. Vi går.", 2),
        ("Vi har åbent kl. 9. Derefter lukker vi.", 2),
        ("Betal ca. 40 kr. pr. stk. Ring bagefter.", 2),
        ("Første linje\nanden linje", 2),
        ("Hvad nu?! Se her: a.b og så…", 3),
        ("Et.\n\nTo!\n", 2),
    ],
)
def test_abbreviations_end_no_sentence(text: str, sentences: int) -> None:
    words = word_count(text)
    long_words = sum(len(word) > 6 for word in text.replace(".", " ").replace(",", " ").split())
    assert lix(text) == pytest.approx(words / sentences + 100 * long_words / words)

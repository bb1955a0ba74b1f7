"""Numbers and addresses as people write them, and how each is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, PhoneNumberType, number_type

from kkworkbench.text.cpr import find_cpr
from kkworkbench.text.email import EmailKind, find_emails, read_email
from kkworkbench.text.normalise import normalised, normalised_with_offsets
from kkworkbench.text.number_in_text import may_hold, with_number, with_number_in_html
from kkworkbench.text.phone import PhoneKind, find_phones, read_phone

PHONES = [
    ("33 66 33 66", "33 66 33 66", PhoneKind.OK),
    ("33178800", "33 17 88 00", PhoneKind.OK_NORMALISED),
    ("33663366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("3366 3366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("336 63 366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("3366-3366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("+4533663366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("+45 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("(+45) 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("0045 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("45 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("4533663366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33-66-33-66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33.66.33.66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33/66/33/66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33\xa066\xa033\xa066", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33\u202f66\u202f33\u202f66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33\u200966\u200933\u200966", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33 66  33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    (" 33 66 33 66 ", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33\t66\t33\t66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33\u201366\u201333\u201366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("\uff13\uff13\uff16\uff16\uff13\uff13\uff16\uff16", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("tlf.: 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("Tlf. 33 66 33 66", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("Telefon 33663366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("tel:+4533663366", "33 66 33 66", PhoneKind.OK_NORMALISED),
    ("33 66 33 66 (tast 2)", "33 66 33 66", PhoneKind.TRAILING_TEXT),
    ("33 66 33 66, tast 2", "33 66 33 66", PhoneKind.TRAILING_TEXT),
    ("33 66 33 66 lok. 12", "33 66 33 66", PhoneKind.TRAILING_TEXT),
    ("33 66 33 66 ext. 12", "33 66 33 66", PhoneKind.TRAILING_TEXT),
    ("33 66 33 66 / 33 17 88 00", "", PhoneKind.MULTIPLE),
    ("33 66 33 66 eller 33 17 88 00", "", PhoneKind.MULTIPLE),
    ("35 30 26 40 og 35 30 26 61", "", PhoneKind.MULTIPLE),
    ("33 66 33 6", "", PhoneKind.TOO_SHORT),
    ("3366", "", PhoneKind.TOO_SHORT),
    ("33 66 33 66 1", "", PhoneKind.TOO_LONG),
    ("33 66 33 6O", "", PhoneKind.LETTERS),
    ("ring til os", "", PhoneKind.LETTERS),
    ("", "", PhoneKind.EMPTY),
    ("+45 (0)33 66 33 66", "", PhoneKind.INVALID),
    ("10 20 30 40", "", PhoneKind.INVALID_PREFIX),
    ("3+366336", "", PhoneKind.INVALID_PREFIX),
    ("00 00 00 00", "", PhoneKind.INVALID_PREFIX),
    ("§", "", PhoneKind.INVALID),
    ("+47 11 11 11 11", "", PhoneKind.INVALID),
    ("x33663366", "", PhoneKind.LETTERS),
    ("33663366x", "", PhoneKind.LETTERS),
    ("112 114", "", PhoneKind.TOO_SHORT),
    ("112 (alarm)", "112", PhoneKind.TRAILING_TEXT),
    ("alarm 112", "", PhoneKind.LETTERS),
    ("33 66 33 66 (tast 2) / 33 17 88 00", "", PhoneKind.MULTIPLE),
    ("112", "112", PhoneKind.OK_SHORT),
    ("1813", "1813", PhoneKind.OK_SHORT),
    ("116 111", "116 111", PhoneKind.OK_SHORT),
    ("116111", "116 111", PhoneKind.OK_SHORT),
    ("118", "118", PhoneKind.OK_SHORT),
    ("80 20 20 20", "80 20 20 20", PhoneKind.OK),
    ("70 20 20 20", "70 20 20 20", PhoneKind.OK),
    ("90 20 20 20", "90 20 20 20", PhoneKind.PREMIUM),
    ("21 69 43 95", "21 69 43 95", PhoneKind.OK),
    ("82 56 40 00", "82 56 40 00", PhoneKind.OK),
    ("+299 70 10 10", "+299 70 10 10", PhoneKind.FOREIGN),
    ("+298 30 30 30", "+298 30 30 30", PhoneKind.FOREIGN),
    ("+47 22 34 56 78", "+47 22 34 56 78", PhoneKind.FOREIGN),
    ("+46 8 508 000 00", "+46 8 508 000 00", PhoneKind.FOREIGN),
]
EMAILS = [
    ("borgerservice@kk.dk", EmailKind.PLAIN),
    ("Skriv til kulturv@kff.kk.dk - tlf.: 33 66 30 50", EmailKind.PLAIN),
    ("mailto:cph@kk.dk", EmailKind.MAILTO),
    ('<a href="mailto:cph@kk.dk?subject=Hej">Skriv til os</a>', EmailKind.MAILTO),
    ("borgerservice(at)kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice [at] kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice(a)kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice (snabel-a) kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice snabel-a kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice snabela kk punktum dk", EmailKind.OBFUSCATED),
    ("borgerservice at kk.dk", EmailKind.SUSPECT),
    ("borgerservice at kk.Dk", EmailKind.SUSPECT),
    ("borgerservice [at] kk [dot] dk", EmailKind.OBFUSCATED),
    ("borgerservice&#64;kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice&#x40;kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice&commat;kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice%40kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice\uff20kk.dk", EmailKind.OBFUSCATED),
    ("borgerservice\ufe6bkk.dk", EmailKind.OBFUSCATED),
    ("borger\u200bservice@\u200bkk.dk", EmailKind.OBFUSCATED),
    ("borgerservice @ kk.dk", EmailKind.OBFUSCATED),
    ("&amp;#64; i borgerservice&amp;#64;kk.dk", EmailKind.OBFUSCATED),
    ("s\xf8ren.\xf8sterg\xe5rd@kk.dk", EmailKind.PLAIN),
    ("F\xf8lg os p\xe5 Instagram: @koebenhavnskommune", EmailKind.NONE),
    ("https://www.google.com/maps/@55.6761,12.5683,15z", EmailKind.NONE),
    ("https://medium.com/@kbh/artikel.html", EmailKind.NONE),
    ("Ring til os, og tal med en medarbejder.", EmailKind.NONE),
    ("Prisen er 3 stk. @ 50 kr.", EmailKind.NONE),
    ("Det er muligt at kk.dk er nede", EmailKind.NONE),
    ("Du skal bestille tid (a) p\xe5 kk.dk", EmailKind.NONE),
    ("Vi beder dig om at borger.dk bruges", EmailKind.NONE),
    ("mail:info@kk.dk", EmailKind.PLAIN),
    ("info@kommune.london", EmailKind.PLAIN),
    ("gra\u030asten@kk.dk", EmailKind.PLAIN),
    ("mailto:cph%40kk.dk", EmailKind.MAILTO),
    ("mailto:?subject=Hej", EmailKind.NONE),
    ("borgerservice at kk punktum dk", EmailKind.OBFUSCATED),
    ("anna (@) kk.dk", EmailKind.OBFUSCATED),
    ("Skriv til anna at kk.dk", EmailKind.SUSPECT),
    ("Skriv til os at kk.dk er nede", EmailKind.NONE),
    ("Webstedet at kk.dk er nede", EmailKind.NONE),
    ("Se punkt (a) kk.dk", EmailKind.NONE),
    ("Følg os på Instagram @kbh.dk", EmailKind.NONE),
    ("@kbh@social.dk", EmailKind.NONE),
    ("https://bruger@vaert.dk/", EmailKind.NONE),
    ("Skriv til: at kk.dk er nede", EmailKind.NONE),
]


@pytest.mark.parametrize(("text", "display", "kind"), PHONES)
def test_a_number_reads_as_its_kind(text: str, display: str, kind: PhoneKind) -> None:
    reading = read_phone(text)
    assert (reading.display, reading.kind) == (display, kind)


@pytest.mark.parametrize(("text", "kind"), EMAILS)
def test_an_address_reads_as_its_kind(text: str, kind: EmailKind) -> None:
    assert read_email(text) is kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("info@kk.dk.12", "info@kk.dk"),
        ("info@kk.dk.x", "info@kk.dk"),
        ("info@kk.dk.x.7", "info@kk.dk"),
        ("info@post.kk.dk", "info@post.kk.dk"),
        ("info@kk.d", ""),
        ("info@kk.d2", ""),
        ("info@12.34", ""),
        ("info@kk", ""),
    ],
)
def test_a_host_ends_with_letters_that_can_be_a_country(text: str, found: str) -> None:
    assert [match.text for match in find_emails(text)] == ([found] if found else [])


def test_danish_numbers_are_told_apart_as_the_phone_library_does() -> None:
    def expected(digits: str) -> PhoneKind:
        kind = number_type(PhoneNumber(45, int(digits)))
        if kind == PhoneNumberType.UNKNOWN:
            return PhoneKind.INVALID_PREFIX
        return (
            PhoneKind.PREMIUM if kind == PhoneNumberType.PREMIUM_RATE else PhoneKind.OK_NORMALISED
        )

    numbers = [f"{beginning:04}1813" for beginning in range(1000, 10_000)]
    assert [read_phone(number).kind for number in numbers] == [*map(expected, numbers)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Post &amp;#64; kk", "Post @ kk"),
        ("33&nbsp;66", "33 66"),
        ("Brød & smør", "Brød & smør"),
        ("bor\xadger", "borger"),
        ("b\xadø", "bø"),
        ("b\u200bø", "bø"),
        ("ﬁ", "fi"),
    ],
)
def test_pasted_text_is_made_plain_and_each_sign_knows_where_it_stood(
    text: str, plain: str
) -> None:
    assert normalised(text) == plain
    whole = normalised_with_offsets(text)
    assert whole.text == plain
    assert whole.original(0, len(plain)) == (0, len(text))


def test_a_number_behind_an_entity_is_replaced_too() -> None:
    digits, new = "33663366", "33 17 88 00"
    assert may_hold("Ring 33 66-33 66", digits)
    assert may_hold("Ring &#51;3 66 33 66", digits)
    assert not may_hold("Ring 33 66 33 67", digits)
    assert with_number("Ring &#51;3 66 33 66 nu", digits, new) == "Ring 33 17 88 00 nu"
    assert with_number_in_html("<p>Ring &#51;3 66 33 66</p>", digits, new) == (
        "<p>Ring 33 17 88 00</p>"
    )


@given(st.text(max_size=60))
def test_any_text_is_read_and_a_display_reads_as_itself(text: str) -> None:
    reading = read_phone(text)
    if reading.is_valid:
        assert read_phone(reading.display).display == reading.display


@given(st.text(alphabet="0123456789 +-/.(,)abtlf@&;#x\u200b", max_size=80))
def test_what_is_found_lies_within_the_text(text: str) -> None:
    for match in (*find_phones(text), *find_emails(text), *find_cpr(text)):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring til os på 33 66 33 66 i dag.", ["33 66 33 66"]),
        ("Tlf. 33178800 eller 33 66 33 66", ["33 17 88 00", "33 66 33 66"]),
        ("Er der fare, så ring 112.", ["112"]),
        ("CVR 64942212", []),
        ("Åbent 07.15-16.45", []),
        ("CPR 010190-1234", []),
        ("Perioden 2019-2020", []),
        ("Den 01.02.2020", []),
        ("Prisen er 12345678 kr.", []),
        ("Prisen er 33 66 33 66 kr.", []),
        ("Borups Allé 43 33 17 88 00", ["33 17 88 00"]),
        ("45 33 66 33 66", ["33 66 33 66"]),
        ("(+45) 33 66 33 66, +46 8 508 000 00", ["33 66 33 66", "+46 8 508 000 00"]),
        ("33663366/33178800", ["33 66 33 66", "33 17 88 00"]),
        ("33 66 33 66 8-16", ["33 66 33 66"]),
        ("telefon 33 663 366", ["33 66 33 66"]),
        ("33&nbsp;66&nbsp;33&nbsp;66", ["33 66 33 66"]),
        ("tel:33178800", ["33 17 88 00"]),
        ("https://kk.dk/33178800", []),
        ("CVR-nr.: 64 94 22 12", []),
        ("EAN 5798009800275, P-nummer 1003263652", []),
        ("20.00 - 22.00", []),
        ("24.12.2024, 2024-12-24 og 20241224", []),
        ("2300-2400", []),
        ("25 000 000 borgere", []),
        ("112 pladser, bus 1813", []),
        ("Ring til 1813 eller Børnetelefonen 116 111", ["1813", "116 111"]),
        ("Ring til 1813.", ["1813"]),
        ("Ring.112", []),
        ("Ring til 112,5", []),
        ("Sag A33663366", []),
        ("fil_33663366", []),
        ("33663366a", []),
        ("(33663366)", ["33 66 33 66"]),
        ("3366 3366 og 3366-3367", ["33 66 33 66", "33 66 33 67"]),
        ("3366.3366", []),
        ("2999 2999", []),
        ("Ring 2999 2999", ["29 99 29 99"]),
        ("Ring 2999-2999", []),
        ("3017 2999", ["30 17 29 99"]),
        ("2999 3000", ["29 99 30 00"]),
        ("2015 5000", []),
        ("2030 5000", []),
        ("2031 5000", ["20 31 50 00"]),
        ("Ring 2030 5000", ["20 30 50 00"]),
        ("33 663366", ["33 66 33 66"]),
        ("33-663366", []),
        ("33 663 366", []),
        ("33 66-33 66", []),
        ("33 / 66 / 33 / 66", []),
        ("2-33 66 33 66", []),
        ("2 - 33 66 33 66", []),
        ("5,33 66 33 66", []),
        ("Ring,33 66 33 66", ["33 66 33 66"]),
        ("33 66 33 66,5", []),
        ("33 66 33 66,og", ["33 66 33 66"]),
        ("33 66 33 66, 5", ["33 66 33 66"]),
    ],
)
def test_prose_is_searched_for_numbers_alone(text: str, found: list[str]) -> None:
    assert [match.display for match in find_phones(text)] == found


def test_a_name_in_a_field_is_the_rest_and_two_numbers_are_told_apart() -> None:
    assert read_phone("Anna 33 66 33 66 (tast 2)").rest == "Anna (tast 2)"
    for text in ("33 66 33 66/33178800", "33 66 33 66 33 17 88 00", "33663366 - 33178800"):
        assert read_phone(text).numbers == ("33 66 33 66", "33 17 88 00")


@pytest.mark.parametrize(
    "piece", ["a", "a@", "a@b.", "a at ", "(at)", "a%40", "&amp;", "1 ", "22 "]
)
def test_hostile_text_is_searched_in_linear_time(piece: str) -> None:
    """A reader that backtracks would stand here for minutes."""
    text = piece * (100_000 // len(piece))
    read_phone(text)
    found = (*find_phones(text), *find_emails(text), *find_cpr(text))
    assert all(match.end <= len(text) for match in found)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("010190-1234", [True]),
        ("610190-1234", [True]),
        ("0101901234", [False]),
        ("P-nummer 0101901234", []),
        ("320190-1234", []),
        ("310190-1234", [True]),
        ("711290-1234", [True]),
        ("011390-1234", []),
        ("010090-1234", []),
        ("000190-1234", []),
        ("600190-1234", []),
        ("290200-1234", [True]),
        ("290201-1234", []),
        ("33 66 33 66", []),
    ],
)
def test_cpr_numbers_want_a_plausible_date(text: str, certain: list[bool]) -> None:
    assert [match.is_certain for match in find_cpr(text)] == certain

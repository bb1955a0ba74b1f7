"""Addresses of links, hosts that imitate others, and the days that are held."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.text.holidays import coming_holidays, holiday_name, public_holidays
from kkworkbench.text.urls import Url, UrlKind, imitated, read_url

HOSTS = ("kk.dk", "kontakt.kk.dk", "borger.dk", "virk.dk")


@pytest.mark.parametrize(
    ("text", "kind", "host"),
    [
        ("https://www.kk.dk/pas", UrlKind.WEB, "www.kk.dk"),
        (" HTTPS://WWW.KK.DK:443/Pas ", UrlKind.WEB, "www.kk.dk"),
        ("http://kk.dk", UrlKind.WEB, "kk.dk"),
        ("//kk.dk/pas", UrlKind.WEB, "kk.dk"),
        ("https:\\\\kk.dk\\pas", UrlKind.WEB, "kk.dk"),
        ("https://xn--kbenhavn-54a.dk", UrlKind.WEB, "københavn.dk"),
        ("https://kk\N{IDEOGRAPHIC FULL STOP}dk/", UrlKind.WEB, "kk.dk"),
        ("/borger/pas", UrlKind.INNER, ""),
        ("#top", UrlKind.INNER, ""),
        ("internal:/borger", UrlKind.INNER, ""),
        ("mailto:a@kk.dk", UrlKind.MAIL, ""),
        ("tel:33663366", UrlKind.PHONE, ""),
        ("file:///c:/a.docx", UrlKind.FILE, ""),
        ("C:\\a.docx", UrlKind.FILE, ""),
        ("\\\\server\\a.docx", UrlKind.FILE, ""),
        ("javascript:alert(1)", UrlKind.OTHER, ""),
        ("", UrlKind.EMPTY, ""),
        (" ", UrlKind.EMPTY, ""),
        ("kk.dk/pas", UrlKind.NONE, ""),
        ("kk.dk:8080/pas", UrlKind.NONE, ""),
        ("https//kk.dk", UrlKind.NONE, ""),
        ("https://", UrlKind.NONE, ""),
        ("https://kk .dk", UrlKind.NONE, ""),
        ("https://[", UrlKind.NONE, ""),
        ("Skriv sikkert", UrlKind.NONE, ""),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(text: str, kind: UrlKind, host: str) -> None:
    url = read_url(text)
    assert (url.kind, url.host) == (kind, host)


@pytest.mark.parametrize(
    ("plain", "other", "path"),
    [
        ("https://kk.dk/pas", "HTTPS://KK.dk:443/pas?", "/pas"),
        ("http://www.kk.dk/a-b/c.html", "http:\\\\www.kk.dk\\a-b\\c.html", "/a-b/c.html"),
        ("https://kk.dk", "https://KK.DK", ""),
        ("https://localhost/~a_b", "https://LOCALHOST/%7Ea_b", "/~a_b"),
        ("https://xn--kbenhavn-54a.dk/", "https://københavn.dk/", "/"),
    ],
)
def test_a_plain_address_is_read_as_its_other_spelling_is(
    plain: str, other: str, path: str
) -> None:
    assert read_url(plain) == read_url(other)
    assert read_url(plain).path == path


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://kk.dk.evil.com/x", "kk.dk"),
        ("https://www.kk.dk.evil.com", "kk.dk"),
        ("https://kontakt.kk.dk.evil.com", "kk.dk"),
        ("https://kk.dk@evil.com", "kk.dk"),
        ("https://www.borger.dk:x@evil.com", "borger.dk"),
        ("https://kk.dk-login.com", "kk.dk"),
        ("https://kk-dk.com", "kk.dk"),
        ("https://login.borger-dk.net", "borger.dk"),
        ("https://kontakt-kk.dk", "kontakt.kk.dk"),
        ("https://b\N{CYRILLIC SMALL LETTER O}rger.dk", "borger.dk"),
        ("https://www.xn--brger-jye.dk", "borger.dk"),
        ("https://b0rger.dk", "borger.dk"),
        ("https://v1rk.dk", "virk.dk"),
        ("https://vírk.dk", "virk.dk"),
    ],
)
def test_a_host_that_imitates_another_is_named(text: str, host: str) -> None:
    assert imitated(read_url(text), HOSTS) == host


@pytest.mark.parametrize(
    "text",
    [
        "https://kk.dk",
        "https://www.kk.dk/x",
        "https://kontakt.kk.dk:8443/x",
        "https://x@kk.dk/x",
        "https://kb.dk",
        "https://xkk.dk",
        "https://minborger.dk",
        "https://evil.com/kk.dk",
        "https://evil.com?to=kk.dk",
        "https://xn--kbenhavn-54a.dk",
        "https://frederiksberg.dk",
        "http://kk.dk",
        "kk.dk.evil.com",
        "",
    ],
)
def test_a_host_of_its_own_imitates_nobody(text: str) -> None:
    assert imitated(read_url(text), HOSTS) == ""


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    assert isinstance(read_url(text), Url)
    assert isinstance(read_url(f"https://{text}"), Url)


@pytest.mark.parametrize("year", range(2024, 2100))
def test_the_holidays_are_those_of_the_law(year: int) -> None:
    assert list(public_holidays(year)) == sorted(holidays.country_holidays("DK", years=year))


def test_every_holiday_has_a_name_in_both_languages() -> None:
    danish = holidays.country_holidays("DK", years=2026, language="da")
    for day in public_holidays(2026):
        assert holiday_name(day, "da") == danish[day]
        assert holiday_name(day, "en")
    assert holiday_name(date(2026, 11, 25), "da") == ""


def test_coming_holidays_are_from_today_to_the_last_day_and_over_new_year() -> None:
    christmas, second, new_year = date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)
    assert list(coming_holidays(christmas, 7)) == [christmas, second, new_year]
    assert list(coming_holidays(christmas, 6)) == [christmas, second]
    assert list(coming_holidays(christmas + timedelta(1), 7)) == [second, new_year]
    assert list(coming_holidays(christmas, 0)) == [christmas]

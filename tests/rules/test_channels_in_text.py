"""K605: a contact's channels belong in its box."""

from dataclasses import replace

import pytest

from kkworkbench.model.channels import (
    Channel,
    Link,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page
from kkworkbench.text.link_keys import link_key, links_in_text
from tests.rules.trial import (
    CONTACT,
    ENTRY,
    FORM,
    LISTED,
    POST,
    SERVICE,
    SERVICE_BOX,
    findings,
    mended,
    need,
    places,
    with_body,
)


@pytest.mark.parametrize(
    "url",
    [
        FORM,
        f"{FORM}/",
        FORM.upper().replace("/HANDICAP", "/handicap"),
        FORM.replace("https", "http"),
        FORM + "#top",
        POST,
        "https://borger.dk/digital-post",
        "https://www.kk.dk/bestil-tid?sted=7",
        "tel:+4533178800",
        "tel:33 17 88 00",
        "tel:004533178800",
    ],
)
def test_a_contacts_own_link_in_the_body_is_found(url: str) -> None:
    page = with_body(f'<p><a href="{url}">Kontakt os</a></p>')
    assert places("K605", page) == [("s", "body", "")]


@pytest.mark.parametrize(
    "url",
    [
        "https://kontakt.kk.dk/andet",
        "https://kontakt.kk.dk",
        "https://kontakt.kk.dk/",
        f"{FORM}/bilag",
        f"{FORM}?kilde=x",
        "https://www.kk.dk/bestil-tid",
        "https://www.kk.dk/bestil-tid?sted=8",
        "tel:33178801",
        "tel:",
        "mailto:a@kk.dk",
        "#handicap",
        "/handicap",
    ],
)
def test_another_link_is_nothing(url: str) -> None:
    assert places("K605", with_body(f'<p><a href="{url}">Kontakt os</a></p>')) == []


def test_channels_are_found_in_every_text_that_is_not_the_box() -> None:
    page = replace(
        SERVICE,
        summary=f"Skriv på {FORM}.",
        body=f"<details><summary>Mere</summary><p>Se {FORM}</p></details>",
        link_boxes=(Link("1", "Skriv", FORM), Link("2", f"Se {FORM}", "https://kk.dk/a")),
    )
    entry = replace(ENTRY, help_text=f"Skriv på {FORM}")
    listed = replace(LISTED, help_text=f"Skriv på {FORM}")
    assert places("K605", page, entry, listed) == [
        ("d", "help_text", ""),
        ("l", "help_text", ""),
        ("s", "body", ""),
        ("s", "link_boxes.1.url", ""),
        ("s", "link_boxes.2.text", ""),
        ("s", "summary", ""),
    ]


def test_an_entrys_own_address_for_feedback_is_no_text() -> None:
    assert places("K605", replace(LISTED, feedback_url=FORM)) == []


def test_one_link_that_stands_twice_is_told_once_and_a_read_number_is_left_to_k601() -> None:
    twice = f'<p><a href="{FORM}">{FORM}</a> <a href="{FORM}/">igen</a></p>'
    assert len(places("K605", with_body(twice))) == 1
    read = '<p><a href="tel:+4533178800">33 17 88 00</a></p>'
    assert places("K605", with_body(read)) == []
    assert places("K601", with_body(read)) == [("s", "body", "")]


def test_a_link_that_several_contacts_share_is_that_of_the_page_or_of_nobody() -> None:
    other = replace(CONTACT, id="c2", name="Døgnvagten")
    page = with_body(f'<p><a href="{POST}">Skriv</a></p>')
    (finding,) = findings("K605", other, page)
    assert (dict(finding.params)["contact"], finding.fix) == ("c", "show_in_box")
    assert dict(finding.params)["name"] == "Borgercenter Handicap"
    (finding,) = findings("K605", other, page, without=("sb",))
    assert (dict(finding.params)["variant"], finding.fix) == ("several", "")


def test_a_link_moves_to_the_box_and_its_words_stay() -> None:
    body = f'<p>Du kan <a class="x" href="{FORM}">skrive til os</a> og <a href="/b">læse</a>.</p>'
    box = replace(SERVICE_BOX, channels=(Channel.PHONE,))
    after = mended("K605", with_body(body), box)
    left = '<p>Du kan skrive til os og <a href="/b">læse</a>.</p>'
    assert need(after, Page, "s").body == left
    assert need(after, ContactBox, "sb").channels == (Channel.PHONE, Channel.WRITTEN)


def test_a_link_on_a_page_without_the_contact_brings_a_box() -> None:
    other = ContactBox("ob", "s", "c2", "a0")
    page = with_body('<p><a href="tel:33178800">Ring</a></p>')
    stranger = Contact("c2", name="Døgnvagten")
    after = mended("K605", page, stranger, other, without=("sb",))
    boxes = [box for box in after.all(ContactBox) if box.page == "s"]
    assert [box.contact for box in sorted(boxes, key=lambda box: box.order)] == ["c2", "c"]


def test_the_fix_is_offered_where_there_is_an_anchor_to_take_away() -> None:
    (finding,) = findings("K605", with_body(f"<p>Skriv på {FORM}</p>"))
    assert finding.fix == ""


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("www.kk.dk/a/", "kk.dk/a"),
        ("//KK.dk/a", "kk.dk/a"),
        ("https://kk.dk:443/a", "kk.dk/a"),
        ("https://kk.dk/?q=1", "kk.dk?q=1"),
        ("https://[", ""),
        ("https:///a", ""),
        ("", ""),
        ("kk.dk/a", ""),
        ("sms:+45 33 17 88 00", "tel:33178800"),
        ("tel:112", "tel:112"),
    ],
)
def test_a_links_key_is_where_it_leads(url: str, key: str) -> None:
    assert link_key(url) == key


def test_addresses_in_a_text_end_before_its_punctuation() -> None:
    text = "Se https://kk.dk/a, (www.kk.dk/b) og HTTPS://kk.dk/c?x=1. Ikke kk.dk/d"
    assert links_in_text(text) == ["https://kk.dk/a", "www.kk.dk/b", "HTTPS://kk.dk/c?x=1"]
    assert links_in_text("Se www.kk.dk/b") == ["www.kk.dk/b"]
    assert links_in_text("Se http://kk.dk") == ["http://kk.dk"]
    assert links_in_text("Se kk.dk") == []

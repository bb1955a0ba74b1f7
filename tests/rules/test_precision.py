"""What real registers and pages showed: findings that must be true, and fixes that lose nothing."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.rules import fixes
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from tests.rules.trial import (
    CONTACT,
    KNOWN,
    SOURCE,
    TODAY,
    findings,
    mended,
    need,
    places,
    said,
    state_of,
    with_body,
)

UNIT = replace(CONTACT, id="c2", name="Myretuen", written=())
OWN = "https://kontakt.kk.dk/skriv-sikkert"


def contact_with_form(id_: str, url: str) -> Contact:
    return replace(CONTACT, id=id_, name=id_, written=(WrittenChannel("w", url=url, text="Skriv"),))


def told(code: str, *records: Record, language: str = "da") -> list[str]:
    """Return the sentences of a rule's findings."""
    messages, state = Messages(language), state_of(*records)
    return [describe(finding, state, messages).message for finding in findings(code, *records)]


# K103: the administration's form


def test_the_form_of_one_other_unit_is_not_the_administrations() -> None:
    state = mended("K103", UNIT)
    assert [channel.url for channel in need(state, Contact, "c2").written] == [OWN]


def test_a_form_that_several_units_show_is_the_administrations() -> None:
    shared = "https://kontakt.kk.dk/socialforvaltningen"
    others = [contact_with_form(f"o{at}", shared) for at in (1, 2)]
    state = mended("K103", UNIT, *others)
    assert [channel.url for channel in need(state, Contact, "c2").written] == [shared]


# K1003: a unit from the register was looked at when its data came


@pytest.mark.parametrize(
    ("seen", "variants"),
    [
        (TODAY, []),
        (date(2025, 11, 26), []),
        (date(2025, 11, 25), ["register"]),
        (None, ["never"]),
    ],
)
def test_a_unit_from_the_register_is_to_be_verified_a_year_after_it_came(
    seen: date | None, variants: list[str]
) -> None:
    unit = replace(KNOWN, verified_on=None)
    places_told = places("K1003", unit, replace(SOURCE, seen_on=seen))
    assert places_told == [("c", "verified_on", variant) for variant in variants]


def test_what_the_register_said_last_does_not_hide_that_a_contact_was_verified_long_ago() -> None:
    unit = replace(KNOWN, verified_on=date(2020, 1, 1))
    assert places("K1003", unit, replace(SOURCE, seen_on=date(2024, 1, 1))) == [
        ("c", "verified_on", "")
    ]


def test_a_unit_that_came_long_ago_is_told_with_the_day() -> None:
    unit, source = replace(KNOWN, verified_on=None), replace(SOURCE, seen_on=date(2024, 3, 1))
    assert told("K1003", unit, source) == [
        "Hentet fra KK Org 01.03.2024 og ikke kontrolleret siden: det er mindst 12 måneder siden"
    ]


# K1001: what the fix writes is what it says


def test_the_registers_number_is_told_as_it_will_stand() -> None:
    (finding,) = findings("K1001", KNOWN, said(phone="33178801"))
    words = describe(finding, state_of(KNOWN, said(phone="33178801")), Messages("da"))
    assert words.fix_label == "Brug KK Orgs »33 17 88 01«"
    contact = need(mended("K1001", KNOWN, said(phone="33178801")), Contact, "c")
    assert [phone.number for phone in contact.phones] == ["33 17 88 01"]


# K502: an address without a street


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (Address("", "", "2100", "København Ø"), ["address.street"]),
        (Address("", "", "2500", "Valby", "431"), []),
        (Address("Københavns Rådhus", "", "1599", "København V"), []),
        (Address(), []),
    ],
)
def test_an_address_has_a_street_or_a_box(address: Address, fields: list[str]) -> None:
    found = findings("K502", replace(CONTACT, address=address))
    assert [(finding.field, finding.fix) for finding in found] == [(each, "") for each in fields]


def test_a_missing_street_is_told_as_such() -> None:
    contact = replace(CONTACT, address=Address("", "", "2100", "København Ø"))
    assert told("K502", contact) == ["Adressen har hverken gade eller postboks"]


# K403: weekdays by name


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (Span(3, 700, 960), "To tidsrum onsdag overlapper hinanden"),
        (Span(6, 700, 660), "Et tidsrum lørdag slutter, før det begynder"),
        (Span(7, 700, 1500), "Et klokkeslæt søndag ligger uden for døgnet"),
        (Span(8, 700, 960), "Der er ingen ugedag nummer 8"),
    ],
)
def test_hours_that_do_not_fit_are_told_by_the_name_of_the_day(span: Span, message: str) -> None:
    hours = Hours((Span(3, 540, 900), span))
    assert told("K403", replace(CONTACT, visiting_hours=hours)) == [message]


# K601: numbers of other authorities


def test_the_number_of_another_authority_is_advice_without_a_fix() -> None:
    page = with_body("<p>Ring til Skattestyrelsen på 72 22 18 18.</p>")
    (finding,) = findings("K601", page)
    assert (finding.case, finding.fix) == ("emergency", "")
    (own,) = findings("K601", page, Setting("phone.other_authorities", ()))
    assert (own.case, own.fix) == ("own", "move_to_box")
    spelt = Setting("phone.other_authorities", ("+45 7222 1818",))
    assert findings("K601", page, spelt)[0].case == "emergency"


@pytest.mark.parametrize(
    "text", ["Kommunens CVR er 64942212", "Vores CVR-nummer er: 64 94 22 12", "EAN er 57980098"]
)
def test_a_company_number_is_no_telephone_number(text: str) -> None:
    assert places("K601", with_body(f"<p>{text}.</p>")) == []


# K603: opening hours, not the times of what happens


@pytest.mark.parametrize(
    "text",
    [
        "Torsdag kl. 10.00-12.00 er der sang for babyer",
        "Undervisningen er tirsdag 16-18 og torsdag 16-18",
        "Mandag og onsdag kl. 9-11 er der motion for alle",
        "Affald hentes mandag mellem kl. 7.00 og 15.00",
    ],
)
def test_the_time_of_something_that_happens_is_no_opening_hour(text: str) -> None:
    assert places("K603", with_body(f"<p>{text}.</p>")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Skolens kontor har åbent mandag til torsdag kl. 8.00-14.00",
        "Kontoret er åbent torsdag kl. 10-12",
        "Telefontid: onsdag 9-15",
        "Hverdage 8-15",
        "Mandag 9-15<br>Tirsdag 9-15",
        "Du kan ringe onsdag 9-15",
        "Ekspeditionen: fredag 9-12",
    ],
)
def test_opening_hours_are_told_in_all_their_shapes(text: str) -> None:
    assert ("s", "body", "hours") in places("K603", with_body(f"<p>{text}.</p>"))


def test_an_address_is_told_with_its_whole_town() -> None:
    body = with_body("<p>Mød op på Rådhuspladsen 1, 1550 København V. Vi ses.</p>")
    assert told("K603", body) == ["Adressen »Rådhuspladsen 1, 1550 København V« står i teksten"]


# K601, K602: the sentence that is left can be read


@pytest.mark.parametrize(
    ("code", "body", "left"),
    [
        ("K601", "<p>Vil du tale med nogen, kan du ringe på 33 17 88 00.</p>",
         "<p>Vil du tale med nogen, kan du ringe (se kontaktboksen).</p>"),
        ("K601", "<p>Ring til os på telefon 33 17 88 00 mellem 9 og 15.</p>",
         "<p>Ring til os (se kontaktboksen) mellem 9 og 15.</p>"),
        ("K601", "<p>Tlf.: 33 17 88 00</p>", "<p>Se kontaktboksen</p>"),
        ("K601", "<p>Kontakt os. 33 17 88 00.</p>", "<p>Kontakt os. Se kontaktboksen.</p>"),
        ("K601", "<p>Ring 33&nbsp;17&nbsp;88&nbsp;00.</p>", "<p>Ring (se kontaktboksen).</p>"),
        ("K601", '<p>Ring <a href="tel:33178800">33178800</a>.</p>',
         "<p>Ring (se kontaktboksen).</p>"),
        ("K601", "<p>Skriv (se kontaktboksen) eller ring til 33 17 88 00.</p>",
         "<p>Skriv (se kontaktboksen) eller ring (se kontaktboksen).</p>"),
        ("K601", "<p>Kontakt os (se kontaktboksen) eller på 33 17 88 00.</p>",
         "<p>Kontakt os (se kontaktboksen).</p>"),
        ("K602", "<p>Spørgsmål kan sendes til pas(at)kk.dk.</p>",
         "<p>Spørgsmål kan sendes (se kontaktboksen).</p>"),
        ("K602", '<p>Skriv til <a href="mailto:pas@kk.dk">pas@kk.dk</a>.</p>',
         "<p>Skriv (se kontaktboksen).</p>"),
    ],
)  # fmt: skip
def test_what_is_taken_out_of_a_text_leaves_a_way_to_the_box(
    code: str, body: str, left: str
) -> None:
    assert need(mended(code, with_body(body)), Page, "s").body == left


def test_without_a_box_or_the_words_an_address_is_just_taken_out() -> None:
    page = with_body("<p>Skriv til pas@kk.dk.</p>")
    (finding,) = findings("K602", page)
    draft = Draft(state_of(page, without=("sb",)))
    assert fixes.apply(finding, draft)
    assert draft.need(Page, "s").body == "<p>Skriv til.</p>"
    state = mended("K602", page, Setting("pages.see_box", ""))
    assert need(state, Page, "s").body == "<p>Skriv til.</p>"


def test_a_summary_points_to_the_box_as_well() -> None:
    page = replace(with_body(""), summary="Skriv til pas@kk.dk")
    assert need(mended("K602", page), Page, "s").summary == "Skriv (se kontaktboksen)"


# Words of findings


def test_a_guideline_names_channels_in_words() -> None:
    page = replace(with_body(""), service_type="Ansøgning")
    row = GuidelineRow("row", "ansøgning", (Channel.PHONE,))
    assert (
        "Boksen viser »tidsbestilling«, som retningslinjen for »Ansøgning« ikke beder om"
        in told("K107", page, row)
    )


def test_a_new_postal_code_is_offered_with_its_town() -> None:
    contact = replace(CONTACT, address=Address("Rådhuspladsen 1", "", "2200", "København N"))
    (finding,) = findings("K503", contact)
    words = describe(finding, state_of(contact), Messages("da"))
    assert words.fix_label == "Ret til 1550 København V"
    address = need(mended("K503", contact), Contact, "c").address
    assert address == Address("Rådhuspladsen 1", "", "1550", "København V")


# K1103: words, not addresses


@pytest.mark.parametrize(
    "text",
    ["Se facebook.com/kobenhavn", "Se https://kobenhavn.kk.dk", "www.kobenhavn.dk", "@kobenhavn",
     '<a href="https://kobenhavn.dk">Byen</a>'],
)  # fmt: skip
def test_an_address_is_not_spelt(text: str) -> None:
    assert places("K1103", with_body(f"<p>{text}</p>")) == []
    booked = replace(CONTACT, booking_url="https://kobenhavn.kk.dk/bestil")
    assert places("K1103", booked) == []


def test_a_word_is_spelt_right_and_its_like_in_an_address_is_left() -> None:
    body = '<p>Kom til kobenhavn: <a href="https://kobenhavn.dk">kobenhavn.dk</a>, mandad</p>'
    page = with_body(body)
    state = state_of(page)
    for finding in findings("K1103", page):
        draft = Draft(state)
        assert fixes.apply(finding, draft)
        state = draft.state
    assert need(state, Page, "s").body == (
        '<p>Kom til København: <a href="https://kobenhavn.dk">kobenhavn.dk</a>, mandag</p>'
    )


def test_the_number_of_a_card_is_no_telephone_number() -> None:
    assert places("K601", with_body("<p>Brug kortet 4571 1234 5678 9012.</p>")) == []
    assert places("K601", with_body("<p>Ring 3317 8800 eller 3317 8801.</p>")) != []

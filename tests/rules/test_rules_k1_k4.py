"""K1 and K2: what must be shown, numbers and main numbers, and one number with one set of hours."""

from dataclasses import replace

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.channels import (
    Ability,
    Channel,
    Phone,
    WrittenChannel,
)
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules import fixes
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from tests.rules.trial import (
    CONTACT,
    ENTRY,
    LISTED,
    PAGE,
    SERVICE,
    SERVICE_BOX,
    SITE,
    findings,
    mended,
    need,
    places,
    state_of,
)

MAIN, BUSINESS = "33 66 33 66", "33 66 33 33"
WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))


def severities(code: str, *changed: Record) -> list[Severity]:
    rule = rule_of(code)
    assert rule is not None
    return [rule.severity(found.case) for found in findings(code, *changed)]


# K101: service pages


@pytest.mark.parametrize(
    ("values", "severity", "variant"),
    [
        ({"has_self_service": True}, Severity.ERROR, "self_service"),
        ({"has_form": True}, Severity.ERROR, "self_service"),
        ({"has_action": True}, Severity.ERROR, ""),
        ({}, Severity.WARNING, ""),
    ],
)
def test_a_page_without_a_box_is_graver_the_more_it_asks_of_the_citizen(
    values: dict[str, bool], severity: Severity, variant: str
) -> None:
    page = replace(SERVICE, id="s2", **values)  # type: ignore[arg-type]  # fields by name
    assert places("K101", page) == [("s2", "boxes", variant)]
    assert severities("K101", page) == [severity]


@pytest.mark.parametrize("values", [{"url": "https://kontakt.kk.dk/x"}, {"text": "Skriv"}])
def test_an_address_or_a_text_is_a_written_channel(values: dict[str, str]) -> None:
    assert places("K103", replace(CONTACT, written=(WrittenChannel("w", **values),))) == []
    for blank in ((), (WrittenChannel("w", url=" ", text=" "),)):
        assert places("K103", replace(CONTACT, written=blank)) == [("c", "written", "")]


# K107: the guideline

TYPED = replace(SERVICE, service_type="Ansøgning")
ROW = GuidelineRow("row", "ansøgning", (Channel.PHONE, Channel.WRITTEN, Channel.BOOKING))


def guideline(*changed: Record) -> list[tuple[str, str]]:
    return [(f.value, dict(f.params)["variant"]) for f in findings("K107", *changed)]


def test_a_box_shows_what_the_guideline_asks_for_and_nothing_else() -> None:
    assert guideline(TYPED, ROW) == []
    hidden = replace(SERVICE_BOX, channels=(Channel.PHONE, Channel.WRITTEN))
    assert guideline(TYPED, ROW, hidden) == [("booking", "missing")]
    narrow = replace(ROW, channels=(Channel.PHONE, Channel.WRITTEN))
    assert guideline(TYPED, narrow) == [("booking", "extra")]


def test_a_channel_that_the_contact_lacks_is_not_shown_and_its_lack_is_told_once() -> None:
    asks = replace(ROW, channels=(*ROW.channels, Channel.ADDRESS, Channel.PHONE_HOURS))
    assert guideline(TYPED, asks) == [("address", "missing")]
    bare = replace(CONTACT, phones=(), written=(), booking_url="")
    assert guideline(TYPED, ROW, bare) == [("booking", "missing")]
    hidden = replace(SERVICE_BOX, channels=(Channel.WRITTEN, Channel.BOOKING))
    assert guideline(TYPED, ROW, bare, hidden) == [("booking", "missing"), ("phone", "missing")]


def test_a_page_without_a_type_or_a_row_may_show_what_it_likes() -> None:
    assert guideline(ROW) == []
    assert guideline(ROW, replace(SERVICE, service_type="Klage")) == []
    assert guideline(replace(ROW, service_type="", channels=())) == []
    assert guideline(replace(TYPED, service_type="  ANSØGNING "), replace(ROW, channels=())) != []


# K108: feedback


def test_an_entry_has_feedback_of_its_own_of_its_contact_or_of_the_site() -> None:
    assert places("K108") == [("l", "feedback_url", "")]
    assert places("K108", ENTRY) == [("d", "feedback_url", ""), ("l", "feedback_url", "")]
    assert places("K108", replace(ENTRY, placed=False)) == [("l", "feedback_url", "")]
    url = "https://www.kk.dk/feedback"
    assert places("K108", replace(LISTED, feedback_url=url)) == []
    assert places("K108", replace(LISTED, feedback_url=" ")) != []
    assert places("K108", ENTRY, replace(CONTACT, feedback_url=url)) == []
    assert places("K108", ENTRY, replace(SITE, feedback_url=url)) == []


def test_feedback_of_another_site_than_the_pages_is_none() -> None:
    other = Site("y", host="bibliotek.kk.dk", feedback_url="https://www.kk.dk/feedback")
    assert places("K108", other) == [("l", "feedback_url", "")]
    assert places("K108", other, replace(PAGE, site="y")) == []
    assert places("K108", replace(SITE, feedback_url="x"), other, replace(PAGE, site="y")) == []
    silent = replace(other, feedback_url="")
    assert places("K108", replace(SITE, feedback_url="x"), silent, replace(PAGE, site="y")) != []


# K109: administrations

ECONOMY = Term("oko", Vocabulary.ADMINISTRATION, name="Økonomiforvaltningen")


def test_a_box_shows_a_contact_of_its_own_administration() -> None:
    owned = replace(SERVICE, administration="oko")
    assert places("K109", ECONOMY, owned) == [("sb", "contact", "")]
    assert places("K109", replace(SERVICE, administration="adm")) == []
    assert places("K109", SERVICE) == []
    assert places("K109", ECONOMY, owned, replace(CONTACT, administration=None)) == []


def test_both_administrations_are_named_where_they_have_names() -> None:
    owned = replace(SERVICE, administration="oko")
    for records, names in (
        ((ECONOMY, owned), ("Økonomiforvaltningen", "Socialforvaltningen")),
        ((owned,), ("", "Socialforvaltningen")),
        ((ECONOMY, owned, replace(CONTACT, administration="-")), ("Økonomiforvaltningen", "")),
    ):
        (finding,) = findings("K109", *records)
        params = dict(finding.params)
        assert (params["ours"], params["theirs"]) == names


def test_a_renamed_administration_and_its_successor_are_one() -> None:
    owned = replace(SERVICE, administration="oko")
    assert places("K109", replace(ECONOMY, successor="adm"), owned) == []
    ring = Term("adm", Vocabulary.ADMINISTRATION, name="A", successor="oko")
    assert places("K109", replace(ECONOMY, successor="adm"), ring, owned) == [("sb", "contact", "")]


# K110: the register

UNIT = SourceRecord("r", "kk_org", org_id="1615", values=(("name", "BORGERCENTER  handicap"),))


def test_a_contact_follows_a_unit_of_the_register() -> None:
    assert places("K110") == [("c", "org_id", "choose")]
    assert places("K110", replace(CONTACT, org_id="1615")) == []
    assert places("K110", replace(CONTACT, source="r")) == []
    assert places("K110", replace(CONTACT, org_id=" ")) != []


def test_the_one_free_unit_of_that_name_is_offered() -> None:
    unit = replace(UNIT, values=(("name", "borgercenter handicap"),))
    (offered,) = findings("K110", unit)
    assert dict(offered.params)["unit"] == "borgercenter handicap"
    assert dict(findings("K110")[0].params)["unit"] == ""
    contact = need(mended("K110", unit), Contact, "c")
    assert (contact.source, contact.org_id) == ("r", "1615")
    for others in (
        (),
        (unit, replace(unit, id="r2")),
        (replace(unit, gone=True),),
        (replace(unit, values=(("name", "Borgercenter Voksne"),)),),
        (unit, Contact("c2", name="Borgercenter Handicap", source="r")),
    ):
        (finding,) = findings("K110", *others)
        assert fixes.answer_kind(finding) == "unit", others
        assert not fixes.apply(finding, Draft(state_of(*others))), others


def test_a_unit_is_chosen_where_none_has_the_name() -> None:
    units = (
        replace(UNIT, values=()),
        replace(UNIT, id="taken"),
        replace(UNIT, id="gone", gone=True),
    )
    records = (*units, Contact("c2", name="Andre", source="taken"))
    (finding,) = findings("K110", *records)
    for refused in ("taken", "gone", "-"):
        draft = Draft(state_of(*records))
        assert not fixes.apply(finding, draft, refused)
        assert draft.changes() == ()
    draft = Draft(state_of(*records))
    assert fixes.apply(finding, draft, "r")
    contact = need(draft.state, Contact, "c")
    assert (contact.source, contact.org_id) == ("r", "1615")
    assert not fixes.apply(finding, draft, "r")


# K201: numbers that can be dialled


@pytest.mark.parametrize(
    ("number", "variant", "wanted", "rest"),
    [
        ("33 17 88 00 (tast 2)", "trailing_text", "33 17 88 00", "(tast 2)"),
        ("33 17 88 00 / 33178801", "multiple", "33 17 88 00 · 33 17 88 01", ""),
        ("33 17 88 0", "too_short", "", ""),
    ],
)
def test_what_is_meant_by_a_number_is_shown_where_it_can_be_read(
    number: str, variant: str, wanted: str, rest: str
) -> None:
    (finding,) = findings("K201", with_phone(number))
    params = dict(finding.params)
    assert (params["variant"], params["wanted"], params["rest"]) == (variant, wanted, rest)
    assert bool(finding.fix) is bool(wanted)


# K203: the main number


def with_phone(number: str, **values: object) -> Contact:
    return replace(CONTACT, phones=(Phone("t", number),), **values)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("number", [MAIN, BUSINESS, "33663366", "+45 33 66 33 66"])
def test_a_main_number_is_found_however_it_is_written(number: str) -> None:
    assert places("K203", with_phone(number)) == [("c", "phones.t.number", "none")]


@pytest.mark.parametrize(
    "contact",
    [
        with_phone("33 17 88 00"),
        with_phone("33 66 33 67"),
        with_phone(MAIN, name="Københavns Borgerservice"),
        with_phone(MAIN, title="Kontakt Borgerservice"),
        with_phone(BUSINESS, name="Københavns Erhvervshus"),
        *(with_phone(MAIN, abilities=(ability,)) for ability in Ability),
    ],
)
def test_a_main_number_is_right_on_those_who_hold_it_or_can_help(contact: Contact) -> None:
    assert places("K203", contact) == []


def test_a_main_number_weighs_more_where_the_administration_has_others() -> None:
    own = Contact("c2", name="Pladsen", phones=(Phone("t", "33 17 33 33"),), administration="adm")
    shown = with_phone(MAIN)
    assert severities("K203", shown) == [Severity.ADVICE]
    assert severities("K203", shown, own) == [Severity.WARNING]
    assert severities("K203", shown, replace(own, administration="oko")) == [Severity.ADVICE]
    alike = replace(own, phones=(Phone("t", BUSINESS),), abilities=(Ability.REFER,))
    assert severities("K203", shown, alike) == [Severity.ADVICE]
    assert severities("K203", replace(shown, administration=None), own) == [Severity.ADVICE]


def test_the_main_number_and_its_holders_are_settings() -> None:
    assert places("K203", with_phone("33 17 88 00"), Setting("phone.main", "33 17 88 00")) != []
    assert places("K203", with_phone(MAIN), Setting("phone.main_holders", ("handicap",))) == []


# K206: abilities


def test_those_who_serve_say_what_a_call_leads_to() -> None:
    assert places("K206") == []
    assert places("K206", ENTRY) == [("c", "abilities", "")]
    assert places("K206", replace(SERVICE, has_form=True)) == [("c", "abilities", "")]
    assert places("K206", ENTRY, replace(CONTACT, abilities=(Ability.SETTLE,))) == []
    assert places("K206", replace(ENTRY, placed=False)) == []


# K207: one number, one set of hours


def shown(id_: str, hours: Hours | None, number: str = "33 17 88 00") -> Contact:
    return Contact(id_, name=id_, phones=(Phone(f"t{id_}", number, hours=hours),))


SHORT = replace(WEEK, spans=WEEK.spans[:4])


def test_one_number_with_different_hours_is_told_once() -> None:
    several = [shown("k1", WEEK), shown("k2", SHORT), shown("k3", SHORT, "+4533178800")]
    (finding,) = findings("K207", *several)
    assert (finding.subject, finding.field) == ("k1", "phones.tk1.hours")
    assert dict(finding.params)["contacts"] == "k1 k2 k3"
    assert finding.value == "33 17 88 00"
    assert dict(finding.params)["names"] == "k1, k2, k3"


def test_the_first_three_of_many_contacts_are_named() -> None:
    (finding,) = findings("K207", *(shown(f"k{n}", WEEK if n else SHORT) for n in range(4)))
    params = dict(finding.params)
    assert (params["names"], params["count"]) == ("k0, k1, k2 …", "4")


@pytest.mark.parametrize(
    ("number", "shown_as"), [("33178800", "33 17 88 00"), ("33 17 88 0", "33 17 88 0")]
)
def test_a_number_is_named_as_it_is_dialled_or_else_as_it_stands(
    number: str, shown_as: str
) -> None:
    (finding,) = findings("K207", shown("k1", WEEK, number), shown("k2", SHORT, number))
    assert finding.value == shown_as


@pytest.mark.parametrize(
    "contacts",
    [
        (shown("k1", WEEK), shown("k2", WEEK)),
        (shown("k1", WEEK), shown("k2", None)),
        (shown("k1", WEEK), shown("k2", Hours(comment="Ring"))),
        (shown("k1", WEEK), shown("k2", replace(WEEK, closed_days=(6, 7), comment="Velkommen"))),
        (shown("k1", WEEK), shown("k2", replace(WEEK, spans=WEEK.spans[::-1]))),
        (shown("k1", WEEK), shown("k2", SHORT, "33 17 88 01")),
        (shown("k1", WEEK, MAIN), shown("k2", SHORT, MAIN)),
        (shown("k1", WEEK, BUSINESS), shown("k2", SHORT, BUSINESS)),
        (shown("k1", WEEK, "112"), shown("k2", SHORT, "112")),
    ],
)
def test_hours_that_say_the_same_or_nothing_do_not_differ(contacts: tuple[Contact, ...]) -> None:
    assert places("K207", *contacts) == []


def test_always_open_and_by_appointment_differ_from_a_week() -> None:
    for other in (Hours(always_open=True), replace(WEEK, by_appointment=True)):
        assert places("K207", shown("k1", WEEK), shown("k2", other)) != []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("K107", (TYPED, replace(ROW, channels=(Channel.PHONE, Channel.ADDRESS)))),
        ("K109", (ECONOMY, replace(SERVICE, administration="oko"))),
        ("K203", (with_phone(MAIN),)),
        ("K207", (shown("k1", WEEK), shown("k2", SHORT))),
    ],
)
def test_no_wording_leaves_a_field_open(
    code: str, changed: tuple[Record, ...], language: str
) -> None:
    found = findings(code, *changed)
    assert found
    for finding in found:
        wording = describe(finding, state_of(*changed), Messages(language))
        assert "{" not in wording.message + wording.fix_label
        assert not wording.message.startswith("rule.")


def test_a_fix_that_no_longer_fits_changes_nothing() -> None:
    (finding,) = findings("K110", replace(UNIT, values=(("name", "Borgercenter Handicap"),)))
    draft = Draft(state_of(replace(CONTACT, source="r2")))
    assert finding.fix
    assert not fixes.apply(finding, draft)
    assert draft.changes() == ()

"""K10 and K11: the register's word, verification, and the text."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.model.channels import (
    Phone,
)
from kkworkbench.model.contact import Contact
from kkworkbench.model.setting import Setting
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.periods import months_before
from kkworkbench.rules.source_fields import GETTERS
from tests.rules.trial import (
    ADM,
    CONTACT,
    KNOWN,
    NEXT,
    SOURCE,
    TODAY,
    findings,
    mended,
    need,
    places,
    said,
    with_body,
)


def test_a_contact_that_follows_its_source_is_fine() -> None:
    assert places("K1001", KNOWN, SOURCE) == []
    assert places("K1001", KNOWN, said(website="https://kk.dk", visiting_hours="når vi kan")) == []
    assert (
        places("K1001", KNOWN, said(phone="+45 33 17 88 00", name=" Borgercenter  Handicap")) == []
    )


@pytest.mark.parametrize(
    ("field", "value", "path", "variant"),
    [
        ("name", "BCH", "name", ""),
        ("phone", "33178801", "phones.t.number", ""),
        ("district", "Valby", "districts", ""),
        ("street", "Borups Allé 43", "address.street", "empty"),
        ("postal_code", "2200", "address.postal_code", "empty"),
        ("visiting_hours", "Mandag 09:00-12:00", "visiting_hours", "empty"),
    ],
)
def test_a_field_that_differs_wants_a_reason(
    field: str, value: str, path: str, variant: str
) -> None:
    source, valby = said(**{field: value}), Term("v", Vocabulary.DISTRICT, name="Valby")
    assert places("K1001", KNOWN, source, valby) == [("c", path, variant)]
    reasoned = replace(KNOWN, override_reasons=((field, "aftalt"),))
    assert places("K1001", reasoned, source, valby) == []
    blank = replace(KNOWN, override_reasons=((field, " "),))
    assert places("K1001", blank, source, valby) == [("c", path, variant)]
    mended("K1001", KNOWN, source, valby)


def test_a_number_without_digits_is_compared_by_its_words() -> None:
    worded = replace(KNOWN, phones=(Phone("t", "ingen telefon"),))
    assert places("K1001", worded, said(phone=" ingen  telefon")) == []
    assert places("K1001", worded, said(phone="se hjemmesiden")) == [("c", "phones.t.number", "")]


def test_what_the_register_says_that_cannot_be_written_here_is_no_difference() -> None:
    assert places("K1001", KNOWN, said(district="Atlantis")) == []


def test_taking_the_registers_word_takes_it_for_that_field_alone() -> None:
    after = need(mended("K1001", KNOWN, said(phone="33178801")), Contact, "c")
    assert after == replace(KNOWN, phones=(Phone("t", "33 17 88 01"),))


def test_an_administration_is_read_by_its_name() -> None:
    read = GETTERS["administration"]
    for terms in ((ADM, NEXT), (NEXT, ADM)):
        assert read(CONTACT, terms) == "Socialforvaltningen"
        assert read(replace(CONTACT, administration="next"), terms) == NEXT.name
        assert read(replace(CONTACT, administration=None), terms) == ""


def test_without_a_number_here_the_registers_number_is_told_on_the_phones() -> None:
    bare = replace(KNOWN, phones=())
    assert places("K1001", bare, SOURCE) == [("c", "phones", "empty")]


def test_a_unit_that_is_gone_is_told_once() -> None:
    gone = replace(said(phone="33178801"), gone=True)
    assert places("K1002", KNOWN, gone) == [("c", "source", "")]
    assert places("K1001", KNOWN, gone) == []
    assert places("K1002", KNOWN, SOURCE) == []
    assert places("K1002", CONTACT, gone) == []
    assert places("K1002", KNOWN) == places("K1001", KNOWN) == []


@pytest.mark.parametrize(
    ("on", "variants"),
    [
        (None, ["never"]),
        (TODAY, []),
        (date(2025, 11, 26), []),
        (date(2025, 11, 25), [""]),
        (date(2019, 1, 1), [""]),
    ],
)
def test_a_contact_is_verified_each_year(on: date | None, variants: list[str]) -> None:
    told = places("K1003", replace(CONTACT, verified_on=on))
    assert told == [("c", "verified_on", variant) for variant in variants]


def test_a_verification_is_told_with_its_day_and_the_registers_word_without() -> None:
    day = date(2019, 1, 1)
    (own,) = findings("K1003", replace(CONTACT, verified_on=day))
    assert (own.value, dict(own.params)["when"]) == ("2019-01-01", "01.01.2019")
    (theirs,) = findings("K1003", replace(KNOWN, verified_on=None), replace(SOURCE, seen_on=day))
    assert (theirs.value, dict(theirs.params)["when"]) == ("", "01.01.2019")


def test_the_months_between_verifications_are_a_setting_and_the_fix_notes_the_day() -> None:
    old = replace(CONTACT, verified_on=date(2026, 10, 1))
    assert places("K1003", old) == []
    assert places("K1003", old, Setting("verified.months", 1)) == [("c", "verified_on", "")]
    never = replace(CONTACT, verified_on=None)
    assert need(mended("K1003", never), Contact, "c") == replace(CONTACT, verified_on=TODAY)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 25), 12, date(2025, 11, 25)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 5, 31), 1, date(2026, 4, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(5, 1, 1), 120, date(1, 1, 1)),
    ],
)
def test_months_are_counted_back_in_the_calendar(day: date, months: int, then: date) -> None:
    assert months_before(day, months) == then


HARD = "Virksomheder skal indsende ansøgninger vedrørende byfornyelsesprojekter elektronisk. "
EASY = "Du kan få hjælp her i dag. "
LONG = "ministerier "


def test_a_long_hard_text_is_told() -> None:
    (finding,) = findings("K1101", with_body(f"<p>{HARD * 15}</p>"))
    assert (finding.subject, finding.field) == ("s", "body")
    assert int(dict(finding.params)["lix"]) > 45
    assert places("K1101", with_body(f"<p>{EASY * 30}</p>")) == []


def test_fewer_than_a_hundred_words_are_not_measured() -> None:
    words = "ministerier " * 99
    assert places("K1101", with_body(f"<p>{words}</p>")) == []
    assert places("K1101", with_body(f"<p>{words}ord</p>")) == [("s", "body", "")]
    low = Setting("language.lix_words", 50)
    assert places("K1101", with_body(f"<p>{words}</p>"), low) == [("s", "body", "")]


def test_lix_is_measured_against_its_setting_and_45_is_not_above_45() -> None:
    # 20 words a sentence, of which 5 are long: 20 + 25 = 45
    words = f"Du kan få hjælp her i dag du kan få hjælp her i dag og {LONG * 4}"
    page = with_body(f"<p>{f'{words}bestemmelser. ' * 10}</p>")
    assert places("K1101", page) == []
    assert places("K1101", page, Setting("language.lix", 44)) == [("s", "body", "")]


def test_units_names_are_left_out() -> None:
    names = "Ring til Borgercenter Handicap eller Socialforvaltningen nu. " * 20
    unknown = names.replace("Handicap", "Voksnehjælp").replace("Social", "Kultur")
    assert places("K1101", with_body(f"<p>{unknown}</p>"), Setting("language.lix", 40)) != []
    assert places("K1101", with_body(f"<p>{names}</p>"), Setting("language.lix", 40)) == []
    assert places("K1101", with_body(f"<p>{names}</p>"), Setting("language.lix", 40),
                  without=("adm", "c")) != []  # fmt: skip


def test_a_name_is_left_out_before_and_never_against_the_text() -> None:
    short = replace(CONTACT, name="Uge Bo")
    # 20 words with 5 long ones are 45; 18 with 5 are 46, where the name is left out
    easy = f"Uge Bo kan få hjælp her i dag du kan få hjælp her i dag {LONG * 4}bestemmelser. "
    assert places("K1101", with_body(f"<p>{easy * 10}</p>"), short) == []
    assert places("K1101", with_body(f"<p>{easy * 10}</p>"), Setting("language.lix", 44)) != []
    plain = f"Du kan få hjælp her i dag du kan få hjælp her i dag og {LONG * 4}bestemmelser"
    named = with_body(f"<p>{f'{plain} Borgercenter Handicap. ' * 10}</p>")
    assert places("K1101", named) == []
    assert places("K1101", named, Setting("language.lix", 44)) == [("s", "body", "")]


def test_an_administration_without_a_name_leaves_nothing_out() -> None:
    text, limit = f"<p>{'Ring til Socialforvaltningen nu. ' * 30}</p>", Setting("language.lix", 20)
    assert places("K1101", with_body(text), limit) == []
    (finding,) = findings("K1101", with_body(text), limit, replace(ADM, name=""))
    assert dict(finding.params)["lix"] == "29"


def test_a_name_that_begins_within_another_is_none() -> None:
    second = Contact("c2", name="Handicap Ankestyrelsen")
    text = "Ring Borgercenter Handicap Ankestyrelsen. " * 30
    (finding,) = findings("K1101", with_body(f"<p>{text}</p>"), second)
    assert dict(finding.params)["lix"] == "52"


def test_abbreviations_and_times_end_no_sentence() -> None:
    text = "Kom kl. 10.00 eller ca. kl. 12.30 med fx pas m.v. og evt. sundhedskort osv. "
    limit = Setting("language.lix", 30)
    long = with_body(f"<p>{(text.strip() + ' og også ') * 10}</p>")
    short = with_body(f"<p>{'Kom her nu. Tag dit pas med. ' * 20}</p>")
    assert places("K1101", long, limit) == [("s", "body", "")]
    assert places("K1101", short, limit) == []


def test_a_body_longer_than_the_measure_is_told() -> None:
    assert places("K1102", with_body(f"<p>{'ord ' * 500}</p>")) == []
    (finding,) = findings("K1102", with_body(f"<p>{'ord ' * 501}</p>"))
    assert dict(finding.params) == {"count": "501", "limit": "500"}
    longer = Setting("pages.longest", 501)
    assert places("K1102", with_body(f"<p>{'ord ' * 501}</p>"), longer) == []

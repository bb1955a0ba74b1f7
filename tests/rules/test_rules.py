"""Each rule by a good and a bad example, and the texts of all."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.rules import fixes
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from tests.rules.examples import (
    BAD,
    CONTACT,
    ENTRY,
    GOOD,
    SERVICE,
    SERVICE_BOX,
    TERMS,
    TODAY,
    WEEK,
    with_body,
    with_contact,
)


def results_of(*records: Record) -> Results:
    results = Results(Engine(State.of((*TERMS, *records)), today=lambda: TODAY))
    results.check_all()
    results.settle()
    return results


def found(*records: Record) -> set[str]:
    return {result.finding.code for result in results_of(*records).all()}


@pytest.mark.parametrize(("code", "records"), BAD, ids=[code for code, _ in BAD])
def test_a_bad_example_is_found_and_the_good_one_is_not(
    code: str, records: tuple[Record, ...]
) -> None:
    assert [result.finding.code for result in results_of(*records).all()] == [code]
    assert code not in found(*GOOD)


def test_good_records_have_no_findings_at_all() -> None:
    assert found(*GOOD, ENTRY) == set()


def test_every_rule_has_a_bad_example() -> None:
    assert {rule.code for rule in RULES} == {code for code, _ in BAD}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_rule_fix_and_principle_has_its_texts(language: str) -> None:
    messages = Messages(language)
    for rule in RULES:
        for part in ("name", "message", "why", "good", "bad"):
            assert messages.has(f"rule.{rule.code}.{part}"), (rule.code, part)
        assert all(messages.has(f"principle.{cite}") for cite in rule.cites), rule.code
        assert not rule.fix or messages.has(f"fix.{rule.fix}"), rule.code
        assert not rule.fix or rule.fix in fixes.FIXES, rule.code


@pytest.mark.parametrize(("code", "records"), BAD, ids=[code for code, _ in BAD])
def test_no_wording_leaves_a_field_open(code: str, records: tuple[Record, ...]) -> None:
    results = results_of(*records)
    assert code in {result.finding.code for result in results.all()}
    for result in results.all():
        words = describe(result, State.of(records), Messages("da"))
        assert "{" not in words.message + words.fix_label
        assert words.message != f"rule.{result.finding.code}.message"


@pytest.mark.parametrize(
    "code", ["K103", "K104", "K106", "K202", "K205", "K301", "K501", "K502", "K503", "K602",
             "K604", "K605", "K703", "K709", "K801", "K802", "K903", "K1001", "K1003", "K1103", "K601"],
)  # fmt: skip
def test_a_fix_mends_what_it_is_for(code: str) -> None:
    records = dict(BAD)[code]
    finding = next(r.finding for r in results_of(*records).all() if r.finding.code == code)
    draft = Draft(State.of(records))
    assert fixes.apply(finding, draft)
    after = Results(Engine(draft.state, today=lambda: TODAY))
    after.check_all()
    after.settle()
    assert code not in {result.finding.code for result in after.all()}


def test_a_fix_that_no_longer_fits_changes_nothing() -> None:
    finding = next(r.finding for r in results_of(*dict(BAD)["K602"]).all())
    draft = Draft(State.of(GOOD))
    assert not fixes.apply(finding, draft)
    assert draft.changes() == ()


def test_text_behind_a_number_moves_to_the_note() -> None:
    records = with_contact(phones=(Phone("t", "33 17 88 00 (tast 2)", hours=WEEK),))
    finding = next(r.finding for r in results_of(*records).all() if r.finding.code == "K201")
    draft = Draft(State.of(records))
    assert fixes.apply(finding, draft)
    phone = draft.need(Contact, "c").phones[0]
    assert (phone.number, phone.note, phone.hours) == ("33 17 88 00", "(tast 2)", WEEK)


MAILTO = '<p>Du kan <a href="mailto:pas%40kk.dk?subject=Pas">skrive til os</a> om pas.</p>'


@pytest.mark.parametrize(
    ("page", "code", "field"),
    [
        (replace(SERVICE, body=MAILTO), "K602", "body"),
        (replace(SERVICE, link_boxes=(Link("k", "Skriv", "mailto:a@kk.dk"),)), "K602",
         "link_boxes.k.url"),
        (Page("q", title="Q", kind=PageKind.LINK, link_url="mailto:a@kk.dk"), "K301", "link_url"),
    ],
)  # fmt: skip
def test_an_address_that_stands_in_a_link_alone_is_found_once(
    page: Page, code: str, field: str
) -> None:
    records = (*GOOD, page)
    told = [(r.finding.code, r.finding.field) for r in results_of(*records).all()]
    assert told == [(code, field)]


def test_an_address_and_its_own_link_are_one_finding() -> None:
    body = '<p>Skriv til <a href="mailto:pas@kk.dk">pas@kk.dk</a></p>'
    assert len(list(results_of(*with_body(body)).all())) == 1


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (MAILTO, "<p>Du kan skrive til os om pas.</p>"),
        ('<p>Skriv til <a href="mailto:pas@kk.dk">pas@kk.dk</a>.</p>',
         "<p>Skriv (se kontaktboksen).</p>"),
        ('<p>Skriv <a href="https://kk.dk">Pas</a> a@kk.dk</p>',
         '<p>Skriv <a href="https://kk.dk">Pas</a> (se kontaktboksen)</p>'),
    ],
)  # fmt: skip
def test_removing_an_address_takes_its_link_and_no_words(body: str, left: str) -> None:
    records = with_body(body)
    (result,) = results_of(*records).all()
    draft = Draft(State.of(records))
    assert fixes.apply(result.finding, draft)
    assert draft.need(Page, "s").body == left


def test_a_channel_row_without_anything_in_it_is_no_channel() -> None:
    records = with_contact(written=(WrittenChannel("w"),))
    (result,) = results_of(*records).all()
    assert result.finding.code == "K103"
    draft = Draft(State.of(records))
    assert fixes.apply(result.finding, draft)
    assert draft.need(Contact, "c").written[0].url


COMMENTED = replace(WEEK, comment="Skriv a@kk.dk")


@pytest.mark.parametrize(
    "values",
    [
        {"visiting_hours": COMMENTED},
        {"self_service_hours": COMMENTED},
        {"phones": (Phone("t", "33 17 88 00", hours=COMMENTED),)},
    ],
)
def test_a_comment_on_hours_is_read_and_mended(values: dict[str, object]) -> None:
    records = with_contact(**values)
    (result,) = results_of(*records).all()
    assert result.finding.code == "K301"
    draft = Draft(State.of(records))
    assert fixes.apply(result.finding, draft)
    assert found(*(draft.get(type(r), r.id) or r for r in records)) == set()


def test_a_cpr_number_is_found_in_any_text_but_not_in_a_number_or_an_address() -> None:
    assert found(*with_contact(access_note="Skriv 010190-1234")) == {"K604"}
    form = WrittenChannel("w", url="https://kontakt.kk.dk/0101901234", text="Skriv sikkert")
    assert found(*with_contact(written=(form,))) == set()


def neighbours(*codes: str) -> tuple[Record, ...]:
    towns = {"2200": "København N", "2300": "København S", "2400": "København NV"}
    return (
        *GOOD,
        *(
            replace(
                CONTACT,
                id=f"n{at}",
                name=f"Enhed {at}",
                address=Address("Testgade 4", "", code, towns[code]),
            )
            for at, code in enumerate(codes)
        ),
    )


def test_one_street_and_number_has_the_code_that_most_contacts_give_it() -> None:
    records = neighbours("2200", "2300", "2200")
    (result,) = results_of(*records).all()
    assert (result.finding.code, result.finding.subject) == ("K503", "n1")
    draft = Draft(State.of(records))
    assert fixes.apply(result.finding, draft)
    mended = draft.need(Contact, "n1").address
    assert mended is not None
    assert (mended.postal_code, mended.town) == ("2200", "København N")


def test_two_codes_for_one_street_are_told_once_and_nobody_guesses_which_is_right() -> None:
    (result,) = results_of(*neighbours("2300", "2200")).all()
    assert (result.finding.code, result.finding.fix) == ("K503", "")
    assert found(*neighbours("2200", "2200")) == set()


def severity_of(results: Results, code: str) -> Severity:
    return next(r.severity for r in results.all() if r.finding.code == code)


def test_severity_follows_use() -> None:
    no_phone = replace(CONTACT, phones=())
    assert severity_of(results_of(no_phone), "K102") is Severity.WARNING
    article = replace(SERVICE, has_form=True)
    serving = results_of(no_phone, article, SERVICE_BOX)
    assert severity_of(serving, "K102") is Severity.ERROR


def only(results: Results, code: str) -> Result:
    return next(r for r in results.all() if r.finding.code == code)


def test_a_waiver_covers_its_finding_until_its_day_and_no_other() -> None:
    records = dict(BAD)["K202"]
    finding = only(results_of(*records), "K202").finding
    waiver = Waiver("v", "K202", "c", finding.field, finding.value, "aftalt", until=TODAY)
    waived = results_of(*records, waiver)
    assert only(waived, "K202").waiver == waiver
    assert (waived.counts()[Severity.ERROR], waived.waived()) == (0, 1)
    ended = results_of(*records, replace(waiver, until=date(2026, 11, 24)))
    assert only(ended, "K202").waiver is None
    other = results_of(*records, replace(waiver, value="33178801"))
    assert only(other, "K202").waiver is None


def test_a_rule_can_be_switched_off_and_its_severity_set() -> None:
    records = dict(BAD)["K202"]
    off = results_of(*records, Setting("rules.off", ("K202",)))
    assert "K202" not in {r.finding.code for r in off.all()}
    advice = results_of(*records, Setting("severity.K202", "advice"))
    assert only(advice, "K202").severity is Severity.ADVICE

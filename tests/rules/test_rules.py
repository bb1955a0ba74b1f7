"""Each rule by a good and a bad example, and the texts of all."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.site import Site
from kkworkbench.rules import fixes
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))
CONTACT = Contact(
    "c",
    name="Borgercenter Handicap",
    address=Address("Borups Allé 43", "", "2200", "København N"),
    phones=(Phone("t", "33 17 88 00", hours=WEEK),),
    written=(WrittenChannel("w", url="https://kontakt.kk.dk/x", text="Skriv sikkert til os"),),
    visiting_hours=WEEK,
    open_to_visits=True,
)
CONTACT_PAGE = Page("p", title="Borgercenter Handicap", kind=PageKind.CONTACT)
BOX = ContactBox("b", "p", "c", "a0")
LISTED = ListEntry("l", "p")
SERVICE = Page("s", title="Hjælpemidler", kind=PageKind.SERVICE, body="<p>Søg om hjælp.</p>")
SERVICE_BOX = ContactBox("sb", "s", "c", "a0")
ENTRY = DrillEntry("d", "p", "a0", title="Borgercenter Handicap", help_text="x" * 80)
GOOD: tuple[Record, ...] = (CONTACT, CONTACT_PAGE, BOX, LISTED, SERVICE, SERVICE_BOX)


def results_of(*records: Record) -> Results:
    results = Results(Engine(State.of(records), today=lambda: TODAY))
    results.check_all()
    results.settle()
    return results


def found(*records: Record) -> set[str]:
    return {result.finding.code for result in results_of(*records).all()}


def with_contact(**values: object) -> tuple[Record, ...]:
    return (replace(CONTACT, **values), *GOOD[1:])


def with_body(body: str) -> tuple[Record, ...]:
    return (*GOOD[:4], replace(SERVICE, body=body), SERVICE_BOX)


def address(**values: str) -> Address:
    return replace(CONTACT.address, **values)


BAD: list[tuple[str, tuple[Record, ...]]] = [
    ("K101", (*GOOD[:4], replace(SERVICE, has_self_service=True))),
    ("K102", with_contact(phones=())),
    ("K103", with_contact(written=())),
    (
        "K104",
        (
            *GOOD[:4],
            replace(SERVICE, needs_attendance=True),
            replace(SERVICE_BOX, channels=(Channel.PHONE,)),
        ),
    ),
    ("K105", (CONTACT_PAGE, LISTED)),
    ("K106", with_contact(title="Kontakt os")),
    ("K201", with_contact(phones=(Phone("t", "33 17 88 0", hours=WEEK),))),
    ("K202", with_contact(phones=(Phone("t", "33178800", hours=WEEK),))),
    ("K204", with_contact(phones=(Phone("t", "90 20 20 20", hours=WEEK),))),
    (
        "K205",
        with_contact(
            phones=(Phone("t", "33 17 88 00", hours=WEEK), Phone("u", "33 17 88 00", hours=WEEK))
        ),
    ),
    ("K301", with_contact(access_note="Skriv til borgerservice@kk.dk")),
    ("K302", with_contact(access_note="Skriv til borgerservice at kk.dk")),
    ("K401", with_contact(phones=(Phone("t", "33 17 88 00"),))),
    ("K402", with_contact(visiting_hours=None)),
    ("K403", with_contact(visiting_hours=Hours((Span(1, 540, 720), Span(1, 700, 800))))),
    ("K501", with_contact(address=address(town="Valby"))),
    ("K502", with_contact(address=address(town="København N."))),
    ("K503", with_contact(address=address(street="Rådhuspladsen 1"))),
    ("K601", with_body("<p>Ring på 33 66 33 66.</p>")),
    ("K602", with_body("<p>Skriv til pas@kk.dk</p>")),
    ("K603", with_body("<p>Vi har åbent mandag til fredag kl. 9-14.</p>")),
    ("K604", with_body("<p>Skriv 010190-1234.</p>")),
    ("K701", (*GOOD, Site("x", main_contact_page="p"))),
    ("K702", (*GOOD, replace(ENTRY, help_text=" "))),
    ("K703", (CONTACT, CONTACT_PAGE, BOX, ENTRY)),
    ("K704", (*GOOD, replace(ENTRY, target="s"))),
    ("K705", (*GOOD, replace(ENTRY, help_text="kort"))),
    (
        "K707",
        (
            *GOOD,
            replace(ENTRY, title="Skriv sikkert til kommunen"),
            replace(ENTRY, id="e", order="a1", target="q", title="Skriv sikkert til os"),
            Page("q", kind=PageKind.LINK, title="q"),
        ),
    ),
    (
        "K708",
        (
            replace(CONTACT, phones=(), written=(), open_to_visits=False),
            *GOOD[1:],
            ENTRY,
        ),
    ),
    ("K801", (CONTACT, CONTACT_PAGE, BOX)),
    ("K1103", with_contact(access_note="Lukket Fretdag")),
]


@pytest.mark.parametrize(("code", "records"), BAD, ids=[code for code, _ in BAD])
def test_a_bad_example_is_found_and_the_good_one_is_not(
    code: str, records: tuple[Record, ...]
) -> None:
    assert code in found(*records)
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
    for result in results.all():
        words = describe(result, State.of(records), Messages("da"))
        assert "{" not in words.message + words.fix_label
        assert words.message != f"rule.{result.finding.code}.message"


@pytest.mark.parametrize(
    "code", ["K103", "K104", "K106", "K202", "K205", "K301", "K501", "K502", "K503", "K602",
             "K604", "K703", "K801", "K1103", "K601"],
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

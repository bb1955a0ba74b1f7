"""K4: missing hours, special days, public holidays and workdays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.channels import (
    Phone,
)
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.site import Site
from kkworkbench.rules import fixes
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from tests.rules.trial import (
    CONTACT,
    TODAY,
    findings,
    mended,
    need,
    places,
    state_of,
)

WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))


SHORT = replace(WEEK, spans=WEEK.spans[:4])


# K401 and K402: hours that are missing

UNTIMED = Phone("t", "33178800")
TIMED = Phone("u", "33 17 88 01", hours=WEEK)


def untimed(contact: Contact) -> list[tuple[str, str, str, str]]:
    return [(f.field, f.case, f.fix, dict(f.params)["number"]) for f in findings("K401", contact)]


@pytest.mark.parametrize(
    ("contact", "case", "fix"),
    [
        (replace(CONTACT, phones=(UNTIMED,)), "none", ""),
        (replace(CONTACT, phones=(UNTIMED,), visiting_hours=Hours()), "none", ""),
        (replace(CONTACT, phones=(UNTIMED,), visiting_hours=WEEK), "some", "use_visiting_hours"),
        (replace(CONTACT, phones=(UNTIMED, TIMED)), "some", ""),
        (replace(CONTACT, phones=(replace(UNTIMED, hours=Hours()), TIMED)), "some", ""),
    ],
)
def test_a_number_without_hours_is_graver_where_there_are_none_at_all(
    contact: Contact, case: str, fix: str
) -> None:
    assert untimed(contact) == [("phones.t.hours", case, fix, "33 17 88 00")]


def test_a_number_that_cannot_be_read_is_told_as_it_stands() -> None:
    broken = replace(CONTACT, phones=(replace(UNTIMED, number="33 17 88 0"),))
    assert untimed(broken) == [("phones.t.hours", "none", "", "33 17 88 0")]


@pytest.mark.parametrize(
    "contact",
    [
        replace(CONTACT, phones=(TIMED,)),
        replace(CONTACT, phones=(replace(UNTIMED, number=" "),)),
        replace(CONTACT, phones=(replace(UNTIMED, number="112"),)),
        replace(CONTACT, phones=(UNTIMED,), visiting_hours=Hours(always_open=True)),
        replace(CONTACT, phones=(replace(UNTIMED, hours=Hours(by_appointment=True)),)),
    ],
)
def test_a_number_with_hours_of_a_kind_an_empty_and_a_short_one_want_none(
    contact: Contact,
) -> None:
    assert untimed(contact) == []


def test_a_place_to_visit_has_hours_or_a_booking() -> None:
    place = replace(CONTACT, open_to_visits=True, booking_url="")
    assert places("K402", place) == [("c", "visiting_hours", "")]
    assert places("K402", replace(place, visiting_hours=Hours())) != []
    assert places("K402", replace(place, visiting_hours=WEEK)) == []
    assert places("K402", replace(place, booking_url=CONTACT.booking_url)) == []
    assert places("K402", replace(place, open_to_visits=False)) == []


# K404: special days


def closed(*days: date) -> tuple[DateException, ...]:
    return tuple(DateException(day) for day in days)


def test_a_date_is_over_the_day_after() -> None:
    today = replace(CONTACT, visiting_hours=Hours(exceptions=closed(TODAY)))
    assert places("K404", today) == []
    past = [TODAY - timedelta(days) for days in (1, 30)]
    over = replace(CONTACT, visiting_hours=Hours(exceptions=closed(TODAY, *past)))
    (finding,) = findings("K404", over)
    assert (finding.subject, finding.field, finding.case) == ("c", "visiting_hours", "past")
    assert finding.value == "2026-10-26 2026-11-24"


@pytest.mark.parametrize("field", ["visiting_hours", "self_service_hours", "phones.t.hours"])
def test_every_set_of_hours_is_read(field: str) -> None:
    hours = Hours(exceptions=closed(TODAY - timedelta(1)))
    contact = (
        replace(CONTACT, phones=(Phone("t", "33 17 88 00", hours=hours),))
        if field.startswith("phones")
        else replace(CONTACT, **{field: hours})  # type: ignore[arg-type]  # a field by name
    )
    assert places("K404", contact) == [("c", field, "past")]


def coming(*changed: Record) -> dict[str, str]:
    found = findings("K404", *changed)
    assert all((f.subject, f.field, f.case) == ("x", "holidays", "coming") for f in found)
    return {f.value: dict(f.params)["contacts"] for f in found}


CHRISTMAS, SECOND, NEW_YEAR = date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)
"""A Friday, a Saturday and a Friday; the trial's today is 25 November 2026."""
OPEN = replace(CONTACT, visiting_hours=WEEK)


def test_a_coming_holiday_is_told_once_with_the_contacts_that_are_silent() -> None:
    daily = replace(WEEK, spans=tuple(Span(day, 540, 900) for day in range(1, 8)))
    other = Contact("c2", name="Vagten", visiting_hours=daily)
    assert coming(OPEN, other) == {
        "2026-12-25": "c c2", "2026-12-26": "c2", "2027-01-01": "c c2",
    }  # fmt: skip


@pytest.mark.parametrize(
    "hours",
    [
        None,
        replace(WEEK, exceptions=closed(CHRISTMAS, NEW_YEAR)),
        replace(WEEK, comment="Lukket på helligdage"),
        replace(WEEK, exceptions=closed(CHRISTMAS, NEW_YEAR), comment="Ring på døren"),
        replace(WEEK, always_open=True),
        SHORT,
        Hours(by_appointment=True),
    ],
)
def test_hours_that_are_decided_or_do_not_hold_that_day_are_left_alone(hours: Hours) -> None:
    assert coming(replace(CONTACT, visiting_hours=hours)) == {}


def test_every_set_of_hours_of_a_contact_is_decided() -> None:
    decided = replace(WEEK, exceptions=closed(CHRISTMAS, NEW_YEAR))
    phone = Phone("t", "33 17 88 00", hours=WEEK)
    both = replace(CONTACT, visiting_hours=decided, phones=(phone,))
    assert list(coming(both)) == ["2026-12-25", "2027-01-01"]
    opened_then = DateException(CHRISTMAS, ((600, 720),), closed=False)
    assert list(coming(replace(OPEN, visiting_hours=replace(WEEK, exceptions=(opened_then,))))) == [
        "2027-01-01"
    ]


def test_hours_that_are_closed_on_the_weekday_of_a_holiday_need_not_name_it() -> None:
    decided = replace(WEEK, exceptions=closed(CHRISTMAS, NEW_YEAR))
    phone = Phone("t", "33 17 88 00", hours=SHORT)
    assert coming(replace(CONTACT, visiting_hours=decided, phones=(phone,))) == {}


def test_one_set_may_be_decided_by_its_comment_and_another_by_its_dates() -> None:
    commented = replace(WEEK, comment="Lukket på helligdage")
    decided = replace(WEEK, exceptions=closed(CHRISTMAS, NEW_YEAR))
    phone = Phone("t", "33 17 88 00", hours=decided)
    assert coming(replace(CONTACT, visiting_hours=commented, phones=(phone,))) == {}
    silent_phone = Phone("t", "33 17 88 00", hours=WEEK)
    both = coming(replace(CONTACT, visiting_hours=commented, phones=(silent_phone,)))
    assert both == {"2026-12-25": "c", "2027-01-01": "c"}


@pytest.mark.parametrize(("days", "count"), [(29, 0), (30, 1), (36, 1), (37, 2)])
def test_the_days_ahead_are_a_setting(days: int, count: int) -> None:
    assert len(coming(OPEN, Setting("holidays.days", days))) == count


def test_the_words_that_settle_holidays_are_a_setting() -> None:
    commented = replace(OPEN, visiting_hours=replace(WEEK, comment="Juleferie"))
    assert coming(commented) != {}
    assert coming(commented, Setting("holidays.words", ("JULE",))) == {}


def test_several_sites_tell_a_holiday_once_on_the_main_one() -> None:
    assert len(coming(OPEN, Site("a", host="a.kk.dk"), Site("z", host="z.kk.dk"))) == 2


def test_a_holiday_is_named_in_the_language_of_the_reader() -> None:
    finding = findings("K404", OPEN)[0]
    state = state_of(OPEN)
    danish = describe(finding, state, Messages("da")).message
    assert danish.startswith("Juledag (25.12.2026)")
    assert "Borgercenter Handicap" in danish
    assert describe(finding, state, Messages("en")).message.startswith("Christmas Day (25/12/2026)")


# K405: workdays


def silent(hours: Hours) -> list[str]:
    return [f.value for f in findings("K405", replace(CONTACT, visiting_hours=hours))]


def test_a_workday_has_hours_or_is_closed() -> None:
    assert silent(WEEK) == []
    assert silent(SHORT) == ["5"]
    assert silent(replace(SHORT, closed_days=(5,))) == []
    assert silent(replace(WEEK, spans=WEEK.spans[1:3])) == ["1 4 5"]
    assert silent(Hours(closed_days=(6,))) == ["1 2 3 4 5"]
    assert silent(Hours()) == []
    assert silent(Hours(comment="Ring først")) == []
    assert silent(replace(SHORT, by_appointment=True)) == []
    assert silent(replace(SHORT, always_open=True)) == []


@pytest.mark.parametrize("field", ["visiting_hours", "self_service_hours", "phones.t.hours"])
def test_marking_closed_keeps_all_else(field: str) -> None:
    hours = replace(SHORT, closed_days=(6,), comment="Velkommen")
    contact = (
        replace(CONTACT, phones=(Phone("t", "33 17 88 00", hours=hours), *CONTACT.phones[1:]))
        if field.startswith("phones")
        else replace(CONTACT, **{field: hours})  # type: ignore[arg-type]  # a field by name
    )
    mend = need(mended("K405", contact), Contact, "c")
    assert dict(mend.hours)[field] == replace(hours, closed_days=(5, 6))


def test_days_are_named_in_the_language_of_the_reader() -> None:
    hours = replace(WEEK, spans=WEEK.spans[1:3])
    (finding,) = findings("K405", replace(CONTACT, visiting_hours=hours))
    danish = describe(finding, State.of(()), Messages("da"))
    assert danish.message.endswith("mandag, torsdag og fredag")
    assert danish.fix_label == "Skriv »Lukket« mandag, torsdag og fredag"
    english = describe(finding, State.of(()), Messages("en"))
    assert english.message.endswith("Monday, Thursday and Friday")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("K404", (OPEN,)),
        ("K404", (replace(CONTACT, visiting_hours=Hours(exceptions=closed(date(2026, 1, 1)))),)),
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
    (finding,) = findings("K405", replace(CONTACT, visiting_hours=SHORT))
    draft = Draft(state_of(replace(CONTACT, visiting_hours=WEEK)))
    assert finding.fix
    assert not fixes.apply(finding, draft)
    assert draft.changes() == ()

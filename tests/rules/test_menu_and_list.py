"""K706 to K806: the drill menu and the contact list on each side of every border."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kkworkbench.model.channels import (
    Audience,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.setting import Setting
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.model.usage import UsageChannel
from kkworkbench.rules.periods import months_before
from tests.rules.trial import (
    ADM,
    CONTACT,
    DIS,
    ENTRY,
    LISTED,
    NEXT,
    OVERVIEW,
    PAGE,
    SERVICE,
    TODAY,
    findings,
    mended,
    need,
    outsider,
    places,
    used,
)


def test_an_entry_wants_a_target_group_unless_it_is_left_out() -> None:
    bare = replace(ENTRY, primary_audiences=())
    assert places("K706", bare) == [("d", "primary_audiences", "")]
    assert places("K706", replace(bare, secondary_audiences=(Audience.BUSINESS,))) == []
    assert places("K706", replace(bare, placed=False)) == []
    assert places("K706", replace(LISTED, primary_audiences=())) == [("l", "primary_audiences", "")]


def test_an_entry_without_a_target_group_goes_by_its_page() -> None:
    page = Page(ENTRY.target, title="Indgang", kind=PageKind.CONTACT)
    for entry in (replace(ENTRY, primary_audiences=()), replace(LISTED, primary_audiences=())):
        assert places("K706", page, entry) == [(entry.id, "primary_audiences", "")]
        meant = replace(page, primary_audiences=(Audience.CITIZEN,))
        assert places("K706", meant, entry) == []
        meant = replace(page, secondary_audiences=(Audience.BUSINESS,))
        assert places("K706", meant, entry) == []


def test_an_entry_that_is_used_less_than_one_outside_is_told() -> None:
    base = (ENTRY, *outsider(2))
    assert places("K709", *base, used("c", 5), used("c2", 6)) == [("d", "target", "")]
    assert places("K709", *base, used("c", 5), used("c2", 5)) == []
    assert places("K709", *base, used("c", 6), used("c2", 5)) == []


def test_what_was_counted_of_page_and_contact_and_in_all_channels_is_summed() -> None:
    base = (ENTRY, *outsider(2), used("c", 5), used("c2", 3))
    page = replace(used("p2", 3), channel=UsageChannel.WEB)
    assert places("K709", *base) == []
    assert places("K709", *base, page) == [("d", "target", "")]


def test_only_the_last_months_count() -> None:
    old, new = months_before(TODAY, 12), date(2025, 11, 26)
    base = (ENTRY, *outsider(2), used("c", 5))
    assert places("K709", *base, used("c2", 9, old)) == []
    assert places("K709", *base, used("c2", 9, None)) == []
    assert places("K709", *base, used("c2", 9, new)) == [("d", "target", "")]
    longer = Setting("drill.usage_months", 13)
    assert places("K709", *base, used("c2", 9, old), longer) == [("d", "target", "")]


def test_what_nobody_counted_and_what_is_not_listed_is_left_alone() -> None:
    outside = outsider(2)
    assert places("K709", ENTRY, *outside, used("c2", 9)) == []
    assert places("K709", ENTRY, *outside, used("c", 1), used("c2", 9), without=("l2",)) == []
    left_out = replace(ENTRY, placed=False)
    assert places("K709", left_out, *outside, used("c", 1), used("c2", 9)) == []
    both = DrillEntry("d2", "p2", "a1")
    assert places("K709", ENTRY, both, *outside, used("c", 1), used("c2", 9)) == []


def test_the_least_used_is_paired_with_the_most_used() -> None:
    entries = (ENTRY, DrillEntry("d2", "p2", "a1"), *outsider(2), *outsider(3), *outsider(4))
    counts = (used("c", 5), used("c2", 2), used("c3", 4), used("c4", 9))
    pairs = [(f.subject, f.value) for f in findings("K709", *entries, *counts)]
    assert pairs == [("d2", "p4")]
    more = (*counts[:2], used("c3", 7), used("c4", 9))
    pairs = [(f.subject, f.value) for f in findings("K709", *entries, *more)]
    assert pairs == [("d", "p3"), ("d2", "p4")]
    told = [dict(f.params) for f in findings("K709", *entries, *more)]
    assert [(params["other"], params["few"], params["many"]) for params in told] == [
        ("Side 3", "5", "7"), ("Side 4", "2", "9"),
    ]  # fmt: skip


def test_a_swap_leaves_the_entry_out_and_changes_the_tiers() -> None:
    listed = replace(LISTED, tier=Tier.PRIMARY)
    after = mended("K709", ENTRY, listed, *outsider(2), used("c", 5), used("c2", 6))
    assert not need(after, DrillEntry, "d").placed
    (new,) = (entry for entry in after.all(DrillEntry) if entry.placed)
    assert (new.target, new.order) == ("p2", "a0")
    tiers = {entry.id: entry.tier for entry in after.all(ListEntry)}
    assert tiers == {"l": Tier.SECONDARY, "l2": Tier.PRIMARY}


def test_a_missing_title_is_told_and_taken_from_the_page_or_the_contact() -> None:
    assert places("K802", replace(LISTED, title="")) == [("l", "title", "title")]
    assert places("K802", replace(PAGE, title=" ")) == [("l", "title", "title")]
    assert places("K802", replace(LISTED, title="Handicap"), replace(PAGE, title="")) == []
    assert need(mended("K802", replace(LISTED, title="")), ListEntry, "l").title is None
    titled = mended("K802", replace(PAGE, title=""))
    assert need(titled, ListEntry, "l").title == "Borgercenter Handicap"


def test_the_title_that_is_offered_is_the_pages_before_the_contacts() -> None:
    other, bare = replace(CONTACT, title="Kontakt Handicap"), replace(LISTED, title="")
    for page, wanted in ((PAGE, "Borgercenter Handicap"), (replace(PAGE, title=" "), other.title)):
        (finding,) = findings("K802", other, bare, page)
        assert (dict(finding.params)["wanted"], finding.fix) == (wanted, "take_contacts")
    (finding,) = findings("K802", bare, replace(PAGE, title=""), without=("b",))
    assert (dict(finding.params)["wanted"], finding.fix) == ("", "")


@pytest.mark.parametrize("field", ["categories", "districts"])
def test_a_facet_that_is_emptied_is_told_and_follows_the_contact_again(field: str) -> None:
    emptied = replace(LISTED, **{field: ()})
    assert places("K802", emptied) == [("l", field, field)]
    assert getattr(need(mended("K802", emptied), ListEntry, "l"), field) is None


@pytest.mark.parametrize(
    ("field", "nothing", "own"),
    [("administration", None, "adm"), ("categories", (), ("cat",)), ("districts", (), ("dis",))],
)
def test_a_facet_that_the_contact_lacks_too_is_told_without_a_fix(
    field: str, nothing: Any, own: Any
) -> None:
    (finding,) = findings("K802", replace(CONTACT, **{field: nothing}))
    assert (finding.subject, finding.field, finding.fix) == ("l", field, "")
    assert (
        findings("K802", replace(CONTACT, **{field: nothing}), replace(LISTED, **{field: own}))
        == []
    )


def test_a_page_that_is_gone_or_has_no_box_is_another_rules_matter() -> None:
    assert places("K802", without=("p",)) == []
    assert places("K802", without=("b",)) == []
    emptied = replace(LISTED, districts=())
    assert places("K802", emptied, without=("b",)) == [("l", "districts", "districts")]


@pytest.mark.parametrize(
    ("valid_to", "told"),
    [(None, False), (date(2026, 11, 26), False), (TODAY, True), (date(2026, 1, 1), True)],
)
def test_a_term_that_has_ended_is_told(valid_to: date | None, told: bool) -> None:
    ended = replace(ADM, valid_to=valid_to, successor="next")
    expected = [("l", "administration", "")] if told else []
    assert places("K804", ended, NEXT) == expected
    assert places("K804", ended, NEXT, replace(LISTED, administration="adm")) == expected


def test_the_successor_goes_where_the_old_term_is_held() -> None:
    ended = replace(ADM, valid_to=TODAY, successor="next")
    followed = mended("K804", ended, NEXT)
    assert need(followed, Contact, "c").administration == "next"
    assert need(followed, ListEntry, "l").administration is None
    own = mended("K804", ended, NEXT, replace(LISTED, administration="adm"))
    assert need(own, ListEntry, "l").administration == "next"
    assert need(own, Contact, "c").administration == "adm"
    near = Term("near", Vocabulary.DISTRICT, name="Bispebjerg")
    several = replace(CONTACT, districts=("near", "dis"))
    district = replace(DIS, valid_to=TODAY, successor="near")
    after = mended("K804", district, near, several)
    assert need(after, Contact, "c").districts == ("near",)


def test_the_successor_is_the_one_that_is_valid_today() -> None:
    middle = Term("middle", Vocabulary.ADMINISTRATION, name="Mellem", valid_to=TODAY,
                  successor="next")  # fmt: skip
    ended = replace(ADM, valid_to=date(2020, 1, 1), successor="middle")
    (finding,) = findings("K804", ended, middle, NEXT)
    params = dict(finding.params)
    assert (params["successor"], params["wanted"]) == ("next", "Social og Sundhed")


@pytest.mark.parametrize("successor", [None, "gone", "adm"])
def test_a_term_without_a_valid_successor_is_told_without_a_fix(successor: str | None) -> None:
    (finding,) = findings("K804", replace(ADM, valid_to=TODAY, successor=successor))
    assert (finding.fix, dict(finding.params)["variant"]) == ("", "none")


def test_a_filter_value_that_no_entry_carries_is_told() -> None:
    empty = Term("empty", Vocabulary.DISTRICT, name="Valby")
    assert places("K805", empty) == [("empty", "name", "")]
    assert places("K805", empty, replace(LISTED, districts=("dis", "empty"))) == []
    assert places("K805", empty, replace(CONTACT, districts=("dis", "empty"))) == []
    assert places("K805", replace(empty, name="Hele byen")) == []
    assert places("K805", replace(empty, valid_to=TODAY)) == []
    assert places("K805", replace(empty, valid_from=date(2026, 11, 26))) == []
    assert places("K805", replace(empty, valid_from=TODAY)) == [("empty", "name", "")]
    assert places("K805", empty, Setting("list.always_sensible", ("Valby",))) == []


def test_a_contacts_value_counts_only_where_an_entry_follows_it() -> None:
    empty = Term("empty", Vocabulary.DISTRICT, name="Valby")
    holder = replace(CONTACT, districts=("dis", "empty"))
    overridden = replace(LISTED, districts=("dis",))
    assert places("K805", empty, holder, overridden) == [("empty", "name", "")]
    second = Contact("c2", districts=("empty",))
    later = ContactBox("b2", "p", "c2", "a1")
    assert places("K805", empty, second, later) == [("empty", "name", "")]
    first = replace(later, order="Zz")
    assert ("empty", "name", "") not in places("K805", empty, second, first)
    assert places("K805", empty, without=("l",)) == []


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (replace(PAGE, search_words=()), True),
        (replace(PAGE, search_words=(" ",)), True),
        (replace(PAGE, search_words=("pas",)), False),
        (SERVICE, False),
        (OVERVIEW, False),
    ],
)
def test_contact_pages_want_search_words(page: Page, told: bool) -> None:
    assert places("K806", page) == ([(page.id, "search_words", "")] if told else [])


def test_the_page_of_an_entry_wants_search_words_too() -> None:
    link = Page("q", "k", title="Skriv sikkert", kind=PageKind.LINK)
    assert places("K806", link) == []
    entry = DrillEntry("dq", "q", "a1")
    assert places("K806", link, entry) == [("q", "search_words", "")]
    assert places("K806", link, replace(entry, placed=False)) == []
    assert places("K806", link, ListEntry("lq", "q")) == [("q", "search_words", "")]

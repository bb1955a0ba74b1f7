"""What citizens use most: what is summed, who is ranked, and what it says of the drill menu."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.periods import months_before
from kkworkbench.workspace.ranking import Ranked, ranking, use_of_contact, use_of_page
from tests.rules.trial import ENTRY, PAGE, SERVICE, TODAY, findings, outsider, state_of, used

WEB, PHONE = UsageChannel.WEB, UsageChannel.TELEPHONE


def ranked(*records: Record, without: tuple[str, ...] = ()) -> tuple[Ranked, ...]:
    return ranking(state_of(*records, without=without), TODAY)


def test_what_is_used_is_told_by_channel_reason_and_month() -> None:
    before = date(2026, 10, 1)
    records = (
        used("c", 5),
        replace(used("c", 3, before, "tryg"), reason=CallReason.REASSURANCE),
        replace(used("c", 2, before, "fejl"), reason=CallReason.BROKEN),
        replace(used("p", 9, before), channel=WEB),
        replace(used("p", 0, before, "brev"), channel=UsageChannel.WRITTEN),
        used("c2", 99),
    )
    use = use_of_page(state_of(*records), "p", TODAY)
    assert use is not None
    assert use.total == 19
    assert use.by_channel == {PHONE: 10, WEB: 9}
    assert use.by_reason == {CallReason.REASSURANCE: 3, CallReason.BROKEN: 2}
    assert use.unexplained == 5
    assert use.by_month == ((before, 14), (date(2026, 11, 1), 5))
    assert use_of_contact(state_of(*records), "c", TODAY) == use


def test_only_the_settings_months_are_summed_and_nothing_counted_is_not_zero() -> None:
    old = months_before(TODAY, 12)
    assert use_of_page(state_of(used("c", 5, old), used("c", 5, None)), "p", TODAY) is None
    longer = state_of(used("c", 5, old), Setting("drill.usage_months", 13))
    use = use_of_page(longer, "p", TODAY)
    assert use is not None
    assert use.total == 5
    none = use_of_page(state_of(used("c", 0)), "p", TODAY)
    assert none is not None
    assert none.total == 0


def test_the_most_used_comes_first_and_equals_share_their_rank() -> None:
    rows = ranked(
        *outsider(2), *outsider(3), *outsider(4), used("c", 5), used("c2", 9), used("c3", 5),
        used("c4", 1),
    )  # fmt: skip
    assert [(row.rank, row.title, row.count) for row in rows] == [
        (1, "Side 2", 9),
        (2, "Borgercenter Handicap", 5),
        (2, "Side 3", 5),
        (4, "Side 4", 1),
    ]


def test_a_row_says_whether_it_is_in_the_menu_and_on_the_list() -> None:
    entry = replace(ENTRY, title="Handicap")
    listed = replace(outsider(2)[3], title="Nummer to")  # type: ignore[type-var]
    rows = ranked(entry, *outsider(2), listed, *outsider(3), used("c", 5), used("c2", 4),
                  used("c3", 3), without=("l3",))  # fmt: skip
    assert [(row.title, row.page, row.contact, row.entry, row.is_listed) for row in rows] == [
        ("Handicap", "p", "c", "d", True),
        ("Nummer to", "p2", "c2", "", True),
        ("Side 3", "p3", "c3", "", False),
    ]


def test_entries_of_the_menu_that_nobody_counted_come_last_without_a_rank() -> None:
    rows = ranked(ENTRY, *outsider(2), *outsider(3), used("c2", 0))
    assert [(row.rank, row.page, row.use is None) for row in rows] == [
        (1, "p2", False),
        (0, "p", True),
    ]


def test_what_is_neither_in_the_menu_nor_on_the_list_is_ranked_once() -> None:
    lone = Contact("lone", title="Ene")
    shown = replace(SERVICE, id="s2", title="Selvbetjening")
    rows = ranked(
        *outsider(3), lone, shown, used("lone", 7), used("s", 6), used("s2", 5), used("c3", 3),
        used("p3", 1), used("gone", 99), without=("l3",),
    )  # fmt: skip
    assert [(row.title, row.page, row.contact, row.count) for row in rows] == [
        ("Ene", "", "lone", 7),
        ("Hjælpemidler", "s", "c", 6),
        ("Selvbetjening", "s2", "", 5),
        ("Side 3", "p3", "c3", 4),
    ]


def test_a_service_page_is_counted_without_the_calls_of_its_contact() -> None:
    rows = ranked(used("s", 6), used("c", 9))
    assert [(row.page, row.count) for row in rows] == [("p", 9), ("s", 6)]


def test_views_of_a_service_page_are_not_its_contacts() -> None:
    shown = replace(PAGE, kind=PageKind.SERVICE)
    state = state_of(shown, used("c", 9), replace(used("p", 3), channel=WEB))
    use = use_of_contact(state, "c", TODAY)
    assert use is not None
    assert use.total == 9


def test_an_entry_that_was_left_out_is_not_in_the_menu() -> None:
    (row,) = ranked(replace(ENTRY, placed=False), used("c", 9))
    assert (row.entry, row.is_listed) == ("", True)


def test_a_contact_without_a_page_of_its_own_is_told_with_the_first_that_shows_it() -> None:
    rows = ranked(replace(PAGE, kind=PageKind.SERVICE), used("c", 9), without=("l", "d"))
    assert [(row.page, row.contact, row.count) for row in rows] == [("p", "c", 9)]


def test_a_swap_is_proposed_on_both_its_halves() -> None:
    rows = ranked(ENTRY, *outsider(2), *outsider(3), used("c", 5), used("c2", 9), used("c3", 6))
    assert {row.page: row.swap for row in rows} == {"p2": "d", "p": "p2", "p3": ""}
    rows = ranked(ENTRY, *outsider(2), used("c", 5), used("c2", 9), without=("l2",))
    assert {row.swap for row in rows} == {""}


COUNTS = st.lists(st.integers(0, 6), min_size=4, max_size=4)
CHOICES = st.lists(st.booleans(), min_size=4, max_size=4)


@given(COUNTS, COUNTS, CHOICES, CHOICES, CHOICES)
def test_the_swaps_are_those_that_the_rule_advises(
    calls: list[int], views: list[int], drilled: list[bool], listed: list[bool], seen: list[bool]
) -> None:
    records: list[Record] = []
    for n in range(4):
        kept = [r for r in outsider(n) if listed[n] or not isinstance(r, ListEntry)]
        records += kept
        if drilled[n]:
            records.append(DrillEntry(f"d{n}", f"p{n}", f"a{n}"))
        if seen[n]:
            records += [used(f"c{n}", calls[n]), replace(used(f"p{n}", views[n]), channel=WEB)]
    state = state_of(*records)
    engine = Engine(state, [r for r in RULES if r.code == "K709"], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    advised = {(f.subject, f.value) for f in engine.findings()}
    rows = ranking(state, TODAY)
    assert {(row.entry, row.swap) for row in rows if row.entry and row.swap} == advised
    assert {(row.swap, row.page) for row in rows if not row.entry and row.swap} == advised
    assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)


def test_the_rule_and_the_ranking_agree_on_what_is_counted() -> None:
    records = (ENTRY, *outsider(2), used("c", 5), used("c2", 6))
    (finding,) = findings("K709", *records)
    counts = {row.page: row.count for row in ranked(*records)}
    told = dict(finding.params)
    assert (told["few"], told["many"]) == (str(counts["p"]), str(counts["p2"]))

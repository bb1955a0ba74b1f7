"""The ways to each contact: the same as the rule counts, told as a citizen goes them."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Setting
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.state import State
from kkworkbench.workspace.routes import few_routes, paths_to, ways_to
from tests.strategies import states

FIRST = State.of(demo.records())


def contact_named(name: str) -> Contact:
    return next(contact for contact in FIRST.all(Contact) if contact.name == name)


def with_records(state: State, *records: Record) -> State:
    return State.of(
        [*(r for r in all_records(state) if r.id not in {n.id for n in records}), *records]
    )


def all_records(state: State) -> list[Record]:
    return [record for kind in KINDS for record in state.all(kind)]


def test_paths_are_told_from_the_front_of_the_site() -> None:
    paths = paths_to(FIRST, contact_named("Borgercenter Handicap").id)
    assert [(path.way, path.steps) for path in paths] == [
        ("topic", ("Borger", "Handicap", "Hjælpemidler")),
        ("drill", ("Om kommunen", "Kontakt", "Borgercenter Handicap")),
        ("list", ("Om kommunen", "Kontakt", "Kontaktoversigt", "Borgercenter Handicap")),
    ]
    assert all(path.is_open for path in paths)


def test_the_footer_is_the_last_way_and_leads_from_every_page() -> None:
    paths = paths_to(FIRST, contact_named("Københavns Borgerservice").id)
    assert paths[-1].way == "footer"
    assert (paths[-1].page, paths[-1].steps) == ("", ())


def test_a_way_over_a_draft_is_shown_but_not_open() -> None:
    contact = contact_named("Borgercenter Handicap")
    (topic, *_rest) = paths_to(FIRST, contact.id)
    page = FIRST.get(Page, topic.page)
    assert page is not None
    state = with_records(FIRST, replace(page, state=PageState.DRAFT))
    assert not paths_to(state, contact.id)[0].is_open
    assert ways_to(state, contact.id) == ("drill", "list")


def test_contacts_that_stand_nowhere_are_told_and_the_least_is_a_setting() -> None:
    state = with_records(FIRST, Contact("lost", name="Ærø Kontor"))  # type: ignore[arg-type]
    few = list(few_routes(state))
    assert (few[-1].contact_id, few[-1].ways) == ("lost", ())
    assert paths_to(state, "lost") == ()
    state = with_records(state, Setting("routes.least", 4))  # type: ignore[arg-type]
    assert len(list(few_routes(state))) > len(few)


def test_each_contact_that_the_rule_tells_is_among_those_with_few_ways() -> None:
    results = Results(Engine(FIRST, today=lambda: date(2026, 11, 26)))
    results.check_all()
    results.settle()
    told = {r.finding.subject for r in results.all() if r.finding.code == "K901"}
    few = {each.contact_id: each.ways for each in few_routes(FIRST)}
    assert told
    assert told <= few.keys()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(states(), st.sampled_from(PageKind))
def test_ways_of_any_state_are_those_of_open_paths_and_never_twice(
    state: State, kind: PageKind
) -> None:
    page = Page("id-0", kind=kind, title="Side")  # type: ignore[arg-type]
    contact, box = Contact("id-1", name="K"), ContactBox("id-2", "id-0", "id-1")  # type: ignore[arg-type]
    state = with_records(state, page, contact, box)
    for each in state.all(Contact):
        ways, paths = ways_to(state, each.id), paths_to(state, each.id)
        assert len(set(ways)) == len(ways)
        assert set(ways) == {path.way for path in paths if path.is_open}
    few = [each.contact_id for each in few_routes(state)]
    assert len(set(few)) == len(few)

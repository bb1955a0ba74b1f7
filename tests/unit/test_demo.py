"""The demo holds what it promises: the levels, the entries, and breaches planted on purpose."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise

import pytest

from kkworkbench.demo import CHECKED, records
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import LEAF_KINDS, Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.state.lookups import (
    contact_of_page,
    entry_help_text,
    entry_title,
    level,
    title_of,
)
from kkworkbench.state.order import key_between
from kkworkbench.state.state import State
from kkworkbench.text.email import EmailKind, find_emails
from kkworkbench.text.phone import read_phone

TODAY = date(2026, 11, 2)
OM_KOMMUNEN = [
    "Kontakt", "Job", "Forvaltninger", "Sagsbehandling og klager", "Borgerrådgiveren",
    "Fakta og statistik", "Viden for professionelle", "Databeskyttelse", "Presse",
]  # fmt: skip
BORGER = [
    "Borgerservice", "Parkering og trafik", "Bolig og byggeri", "Pasning og skole",
    "Udsatte børn og unge", "Affald og miljø", "Handicap", "Udsatte voksne",
    "Jobsøgning og ledighed",
]  # fmt: skip
DRILL = [
    "Københavns Borgerservice", "Københavns Erhvervshus", "Pladsanvisningen og INFOteam",
    "Teknik- og Miljøforvaltningens Kundecenter", "Jobcenter København", "Borgercenter Handicap",
    "Borgercenter Voksne", "Døgnvagten", "Vielseskontoret", "Skriv sikkert til kommunen",
    "Kontaktoversigt", "Skriv sikkert til os - Borger",
]  # fmt: skip
PLANTED = [
    ("K101", "Meld dig ledig"),
    ("K101", "Sortering af affald"),
    ("K103", "Døgnvagten"),
    ("K104", "Borgercenter Handicap"),
    ("K1103", "Kørekort"),
    ("K1103", "Skriv op til daginstitution"),
    ("K201", "Østerbro Sygeplejeklinik"),
    ("K202", "Borgercenter Handicap"),
    ("K401", "Træningscenter Østerbro"),
    ("K402", "Valby Bibliotek"),
    ("K502", "Forebyggelsescenter Østerbro"),
    ("K503", "Kultur- og Fritidsudvalgets løbende bevillinger"),
    ("K601", "Klag over en parkeringsafgift"),
    ("K602", "Sygedagpenge"),
    ("K603", "Skoleindskrivning"),
    ("K707", "Skriv sikkert til os - Borger"),
    ("K804", "Ydelsesservice København"),
    ("K901", "Team Web"),
    ("K1003", "Vielseskontoret"),
]
NO_NUMBER_KNOWN = 18


@pytest.fixture(scope="module")
def state() -> State:
    return State.of(records())


@pytest.fixture(scope="module")
def results(state: State) -> tuple[Result, ...]:
    found = Results(Engine(state, today=lambda: TODAY))
    found.check_all()
    found.settle()
    return tuple(found.all())


def children(state: State, title: str | None) -> list[str]:
    parents = {page.id: page.title for page in state.all(Page)}
    found = [p for p in state.all(Page) if (parents[p.parent] if p.parent else None) == title]
    return [page.title for page in sorted(found, key=lambda page: page.order)]


def named(state: State, name: str) -> Contact:
    (contact,) = (c for c in state.all(Contact) if c.name == name)
    return contact


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):  # type: ignore[arg-type]  # just seen to be a dataclass
            yield from texts(getattr(value, field.name))


def test_the_demo_is_the_same_each_time() -> None:
    assert records() == records()


def test_ids_are_unique_within_a_kind() -> None:
    ids = Counter((type(record), record.id) for record in records())
    assert max(ids.values()) == 1


def test_the_levels_are_those_of_the_paper(state: State) -> None:
    assert children(state, None) == ["Borger", "Erhverv", "Brug byen", "Politik", "Om kommunen"]
    assert children(state, "Om kommunen") == OM_KOMMUNEN
    assert children(state, "Borger") == BORGER
    assert children(state, "Kontakt")[0] == "Kontaktoversigt"
    levels = {page.kind: level(state, page.id) for page in state.all(Page)}
    assert levels[PageKind.OVERVIEW] == 3
    assert levels[PageKind.CONTACT] == 4
    assert all(page.summary for page in state.all(Page))


def test_the_drill_menu_has_the_papers_twelve_entries_in_order(state: State) -> None:
    entries = sorted(state.all(DrillEntry), key=lambda entry: entry.order)
    assert all(entry.placed for entry in entries)
    assert [entry_title(state, entry) for entry in entries] == DRILL


def test_help_texts_in_the_drill_menu_are_short_and_say_something(state: State) -> None:
    helps = [entry_help_text(state, entry) for entry in state.all(DrillEntry)]
    assert all(61 <= len(text) <= 136 for text in helps), [len(text) for text in helps]
    assert len(set(helps)) == 12


def test_three_drill_entries_are_links_and_nine_are_contacts(state: State) -> None:
    kinds = Counter(state.get(Page, e.target).kind for e in state.all(DrillEntry))  # type: ignore[union-attr]  # references are tested
    assert kinds == {PageKind.CONTACT: 9, PageKind.LINK: 2, PageKind.OVERVIEW: 1}


def test_the_list_has_the_drill_contacts_as_primary_and_74_more(state: State) -> None:
    primary = {e.page for e in state.all(ListEntry) if e.tier is Tier.PRIMARY}
    secondary = [e.page for e in state.all(ListEntry) if e.tier is Tier.SECONDARY]
    contacts_in_drill = {
        entry.target
        for entry in state.all(DrillEntry)
        if contact_of_page(state, entry.target) is not None
    }
    assert primary == contacts_in_drill
    assert len(primary) == 9
    assert len(secondary) == len(set(secondary)) == 74


def test_only_contact_pages_are_on_the_list(state: State) -> None:
    kinds = {state.get(Page, entry.page).kind for entry in state.all(ListEntry)}  # type: ignore[union-attr]  # references are tested
    assert kinds == {PageKind.CONTACT}


def test_every_reference_resolves(state: State) -> None:
    known = {record.id for record in records()}
    for record in records():
        for name in ("parent", "site", "page", "contact", "target", "source", "administration",
                     "main_contact_page", "successor"):  # fmt: skip
            value = getattr(record, name, None)
            if value is not None and not isinstance(record, SourceRecord):
                assert value in known, (KIND_NAMES[type(record)], name)
        for name in ("categories", "districts"):
            assert set(getattr(record, name, None) or ()) <= known


def test_siblings_have_orders_of_their_own_with_room_between(state: State) -> None:
    groups: dict[tuple[object, object], list[str]] = defaultdict(list)
    siblings: list[tuple[Record, object, str]] = [
        *((page, page.parent, page.order) for page in state.all(Page)),
        *((box, box.page, box.order) for box in state.all(ContactBox)),
        *((entry, "", entry.order) for entry in state.all(DrillEntry)),
        *((term, term.vocabulary, term.order) for term in state.all(Term)),
    ]
    for record, group, order in siblings:
        groups[type(record), group].append(order)
    for orders in groups.values():
        assert len(set(orders)) == len(orders)
        ordered = sorted(orders)
        for before, after in pairwise(ordered):
            assert before < key_between(before, after) < after


def test_leaves_have_no_children(state: State) -> None:
    parents = {page.parent for page in state.all(Page)}
    assert not [p for p in state.all(Page) if p.kind in LEAF_KINDS and p.id in parents]


def test_paths_are_unique_and_plain(state: State) -> None:
    paths = [page.path for page in state.all(Page)]
    assert len(set(paths)) == len(paths)
    assert all(path.startswith("/") and path.isascii() and " " not in path for path in paths)


def test_contacts_have_facets_audiences_and_search_words(state: State) -> None:
    for contact in state.all(Contact):
        assert contact.administration, contact.name
        assert contact.categories, contact.name
        assert contact.districts, contact.name
        assert contact.primary_audiences, contact.name
    for page in state.all(Page):
        if page.kind is PageKind.CONTACT:
            assert page.search_words, page.title


def test_service_pages_stand_under_all_topics_of_borger_and_beyond(state: State) -> None:
    services = [page for page in state.all(Page) if page.kind is PageKind.SERVICE]
    topics = {state.get(Page, page.parent).title for page in services}  # type: ignore[union-attr]  # references are tested
    assert len(services) >= 12
    assert topics == {*BORGER, "Brug byen", "Forvaltninger"}
    for flag in ("has_self_service", "has_form", "has_action", "handles_sensitive_data",
                 "needs_attendance"):  # fmt: skip
        assert any(getattr(page, flag) for page in services), flag
    assert all(page.body.count("<p>") >= 2 for page in services)


def test_units_of_the_register_show_where_they_come_from(state: State) -> None:
    units = [contact for contact in state.all(Contact) if contact.source]
    assert len(units) == 18
    overridden = []
    for contact in units:
        source = state.get(SourceRecord, contact.source)
        assert source is not None
        values = dict(source.values)
        assert contact.org_id == source.org_id
        assert read_phone(contact.phones[0].number).digits == values["phone"]
        assert contact.address is not None
        assert contact.address.street == values["street"]
        if contact.name != values["name"]:
            overridden.append(contact)
    assert [contact.override_reasons[0][0] for contact in overridden] == ["name"]


def test_what_is_not_confirmed_says_so_and_is_not_verified(state: State) -> None:
    assert "Velkomstcenteret" in named(state, "Vielseskontoret").note
    for contact in state.all(Contact):
        assert contact.verified_on == (None if contact.note else CHECKED), contact.name


def test_danish_letters_are_whole() -> None:
    everything = " ".join(texts(records()))
    assert "\N{REPLACEMENT CHARACTER}" not in everything
    for broken in ("Ã", "Â", "â€"):
        assert broken not in everything
    assert {"æ", "ø", "å", "Ø", "Å"} <= set(everything)


def test_no_mail_address_stands_in_the_demo_but_the_planted_one() -> None:
    found = [
        match.text
        for text in texts(records())
        for match in find_emails(text)
        if match.kind is not EmailKind.SUSPECT
    ]
    assert found == ["sygedagpenge(at)bif.kk.dk"]


def test_numbers_are_written_in_pairs_but_for_the_two_planted(state: State) -> None:
    phones: list[Phone] = [p for contact in state.all(Contact) for p in contact.phones]
    phones += [phone for site in state.all(Site) for phone in site.footer_phones]
    odd = {p.number for p in phones if read_phone(p.number).display != p.number}
    assert odd == {"33178800", "35 30 26 40 / 35 30 26 61"}


@pytest.mark.parametrize(("code", "title"), PLANTED)
def test_a_planted_breach_is_found(
    state: State, results: tuple[Result, ...], code: str, title: str
) -> None:
    found = {
        title_of(state, record)
        for result in results
        if result.finding.code == code
        for record in records()
        if record.id == result.finding.subject
    }
    assert title in found


def test_the_demo_is_clean_but_for_what_is_planted(
    state: State, results: tuple[Result, ...]
) -> None:
    counts = Counter(result.severity for result in results)
    assert 10 <= counts[Severity.ERROR] <= 20
    assert 15 <= counts[Severity.WARNING] <= 40
    silent = Counter(result.finding.code for result in results)["K102"]
    assert silent == sum(not contact.phones for contact in state.all(Contact)) == NO_NUMBER_KNOWN

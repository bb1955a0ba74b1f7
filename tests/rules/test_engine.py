"""Whatever is edited, the incremental findings equal a full run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    Ability,
    Audience,
    Channel,
    Link,
    Phone,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.model.usage import Usage
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
FEW = st.sampled_from(["0", "1", "2"])
PAGES = FEW.map(lambda n: f"page{n}")
CONTACTS = FEW.map(lambda n: f"contact{n}")
NUMBERS = st.sampled_from(["33 66 33 66", "33178800", "33 17 88 0", ""])
WEEKS = st.none() | st.builds(
    Hours,
    st.sampled_from([(), (Span(5, 540, 900),), tuple(Span(d, 540, 900) for d in range(1, 6))]),
    comment=st.sampled_from(["", "Lukket på helligdage"]),
    exceptions=st.sampled_from(
        [(), (DateException(date(2026, 12, 25)),), (DateException(date(2026, 11, 1)),)]
    ),
)
PHONES = st.builds(Phone, st.sampled_from(["t", "u"]), NUMBERS, hours=WEEKS)
FEEDBACK = st.sampled_from(["", "https://www.kk.dk/feedback", "http://kk.dk.evil.com"])
URLS = st.sampled_from(["", "https://kk.dk/form", "https://kontakt.kk.dk/x", "skriv"])
CHANNELS = st.sampled_from([tuple(Channel), (Channel.PHONE,), (Channel.WRITTEN,)])
TITLES = st.sampled_from(["", "Kontakt os", "Skriv sikkert til os", "Skriv sikkert"])
STREETS = st.sampled_from(["", "Testvej 1", "Testvej 1, 2. th.", "Rådhuspladsen 1"])
DAYS = st.sampled_from([TODAY, TODAY - timedelta(days=400)])
AUDIENCES = st.sampled_from([(), (Audience.CITIZEN,)])
TERMS = FEW.map(lambda n: f"term{n}")
FACETS = st.lists(TERMS, max_size=1).map(tuple)
BODIES = st.sampled_from(
    [
        "",
        "<p>Ring 33 66 33 66</p>",
        "<p>a@kk.dk</p>",
        '<p><a href="https://kk.dk/form">Skriv</a> <a href="tel:+4533178800">Ring</a></p>',
        f"<p>{'Enheden Afdelingen vejleder virksomhederne. ' * 26}</p>",
        f"<p>{'ord ' * 520}</p>",
    ]
)
Ids = st.SearchStrategy[str]
Some = st.SearchStrategy[Record]


def a_page(ids: Ids) -> Some:
    return st.builds(
        Page,
        ids,
        parent=st.none() | PAGES,
        title=TITLES,
        kind=st.sampled_from([PageKind.SERVICE, PageKind.CONTACT, *PageKind]),
        summary=st.sampled_from(["", "kort", "x" * 80]),
        path=st.sampled_from(["", "/om-kommunen/kontakt"]),
        replaced_paths=st.sampled_from([(), ("/gammel",)]),
        search_words=st.sampled_from([(), ("pas",)]),
        body=BODIES,
        tags=st.sampled_from([(), ("kontakt",)]),
        site=st.none() | st.just("site"),
        administration=st.none() | TERMS,
        state=st.sampled_from(PageState),
        has_form=st.booleans(),
        service_type=st.sampled_from(["", "Ansøgning"]),
        handles_sensitive_data=st.booleans(),
        primary_audiences=AUDIENCES,
        needs_attendance=st.booleans(),
    )


def a_contact(ids: Ids) -> Some:
    return st.builds(
        Contact,
        ids,
        name=st.sampled_from(["", "A", "Enheden Afdelingen"]),
        source=st.none() | st.just("source0"),
        booking_url=st.sampled_from(["", "https://kk.dk/form/"]),
        administration=st.none() | TERMS,
        categories=FACETS,
        districts=FACETS,
        verified_on=st.none() | DAYS,
        override_reasons=st.sampled_from([(), (("phone", "aftalt"),)]),
        title=st.sampled_from(["", "Kontakt"]),
        address=st.none()
        | st.builds(Address, STREETS, postal_code=st.sampled_from(["2200", "1550", "9999"])),
        phones=st.just(()) | st.lists(PHONES, max_size=2).map(tuple),
        written=st.lists(
            st.builds(WrittenChannel, st.just("w"), st.sampled_from(WrittenKind), URLS),
            max_size=1,
        ).map(tuple),
        open_to_visits=st.booleans(),
        visiting_hours=WEEKS,
        feedback_url=FEEDBACK,
        abilities=st.sampled_from([(), (Ability.REFER,)]),
        org_id=st.sampled_from(["", "1615"]),
    )


def a_box(ids: Ids) -> Some:
    return st.builds(ContactBox, ids, PAGES, CONTACTS, FEW, channels=CHANNELS)


def an_entry(ids: Ids) -> Some:
    return st.builds(
        DrillEntry,
        ids,
        PAGES,
        FEW,
        title=st.none() | st.sampled_from(["", "Skriv sikkert til kommunen"]),
        help_text=st.none(),
        primary_audiences=AUDIENCES,
        placed=st.sampled_from([True, True, False]),
        feedback_url=FEEDBACK,
    )


def a_listing(ids: Ids) -> Some:
    return st.builds(
        ListEntry,
        ids,
        PAGES,
        title=st.none() | TITLES,
        primary_audiences=AUDIENCES,
        administration=st.none() | TERMS,
        categories=st.none() | FACETS,
        districts=st.none() | FACETS,
    )


def a_term(ids: Ids) -> Some:
    return st.builds(
        Term,
        ids,
        st.sampled_from(Vocabulary),
        name=st.sampled_from(["Hele byen", "Enheden", "Valby"]),
        valid_to=st.none() | DAYS,
        successor=st.none() | TERMS,
    )


def a_usage(ids: Ids) -> Some:
    return st.builds(Usage, ids, PAGES | CONTACTS, DAYS, count=st.integers(0, 2))


def a_row(ids: Ids) -> Some:
    return st.builds(GuidelineRow, ids, st.sampled_from(["", "ansøgning"]), CHANNELS)


SITES: Some = st.builds(
    Site,
    st.just("site"),
    footer_phones=st.lists(PHONES, max_size=1).map(tuple),
    footer_links=st.sampled_from(
        [(), (Link("f", "Kontakt", "https://kk.dk/om-kommunen/kontakt"),)]
    ),
    feedback_url=FEEDBACK,
    main_contact_page=st.none() | PAGES,
)
SOURCES: Some = st.builds(
    SourceRecord,
    st.just("source0"),
    values=st.sampled_from([(("phone", "33178800"),), (("district", "Valby"), ("name", "A"))]),
    gone=st.sampled_from([False, False, True]),
)
JUDGEMENTS: Some = st.one_of(
    st.builds(Setting, st.just("drill.count"), st.integers(0, 3)),
    st.builds(Setting, st.just("help_text.longest"), st.integers(3, 90)),
    st.builds(Setting, st.just("hierarchy.depth"), st.integers(1, 3)),
    st.builds(Setting, st.just("routes.least"), st.integers(1, 3)),
    st.builds(Setting, st.just("drill.usage_months"), st.sampled_from([1, 24])),
    st.builds(Setting, st.just("phone.main"), st.sampled_from(["33 66 33 66", "33 17 88 00"])),
    st.builds(Setting, st.just("holidays.days"), st.sampled_from([0, 30, 90])),
    st.builds(Setting, st.just("holidays.words"), st.sampled_from([(), ("lukket",)])),
    st.builds(Setting, st.just("phone.main_holders"), st.sampled_from([(), ("enheden",)])),
    st.builds(Setting, st.just("written.form_hosts"), st.sampled_from([(), ("kk.dk",)])),
    st.builds(Setting, st.just("written.digital_post_hosts"), st.sampled_from([(), ("kk.dk",)])),
    st.builds(Setting, st.just("links.approved_hosts"), st.sampled_from([(), ("kk.dk",)])),
    st.builds(Setting, st.just("links.closed_paths"), st.sampled_from([(), ("/form",)])),
    st.builds(Setting, st.just("links.empty_texts"), st.sampled_from([(), ("Skriv",)])),
    st.builds(Setting, st.just("rules.off"), st.sampled_from([(), ("K202",), ("K102", "K101")])),
    st.builds(Setting, st.just("severity.K202"), st.sampled_from(["error", "advice"])),
    st.builds(
        Waiver,
        FEW.map(lambda n: f"waiver{n}"),
        st.sampled_from(["K202", "K102"]),
        CONTACTS,
        st.sampled_from(["phones", "phones.t.number"]),
        st.sampled_from(["", "33178800"]),
        reason=st.just("aftalt"),
        until=st.none() | st.sampled_from([TODAY, TODAY - timedelta(days=1)]),
    ),
)
NAMED = (
    (a_page, "page"),
    (a_contact, "contact"),
    (a_box, "box"),
    (an_entry, "drill"),
    (a_listing, "list"),
    (a_term, "term"),
    (a_usage, "usage"),
    (a_row, "row"),
)
RECORDS: Some = st.one_of(
    *(make(FEW.map(lambda n, name=name: f"{name}{n}")) for make, name in NAMED),  # type: ignore[misc]  # a default binds the name
    SITES,
    SOURCES,
    JUDGEMENTS,
)
FULL = st.tuples(
    *(make(st.just(f"{name}{n}")) for make, name in NAMED for n in range(3)), SITES, SOURCES
)
"""Every record there, so that most edits meet others that refer to what they change."""
SPARSE = st.lists(RECORDS, max_size=6)
EDITS = st.lists(st.tuples(RECORDS, st.sampled_from([False, False, False, True])), max_size=12)


def change(state: State, record: Record, gone: bool) -> Change:
    before = state.get(type(record), record.id)
    return Change(type(record), record.id, before, None if gone else record)


def settled(state: State) -> Results:
    results = Results(Engine(state, today=lambda: TODAY))
    results.check_all()
    results.settle()
    return results


def as_set(results: Results) -> set[Result]:
    return set(results.all())


@settings(max_examples=200)
@given(FULL | SPARSE, EDITS)
def test_incremental_findings_equal_a_full_run(
    first: Sequence[Record], edits: list[tuple[Record, bool]]
) -> None:
    state = State.of(first)
    results = settled(state)
    for record, gone in edits:
        made = change(state, record, gone)
        state = state.apply((made,))
        results.touch(state, (made,))
        results.settle()
        whole = settled(state)
        assert as_set(results) == as_set(whole)
        assert results.counts() == whole.counts()
        assert results.waived() == whole.waived()


@given(FULL | SPARSE, RECORDS, st.booleans())
def test_a_preview_is_what_the_commit_gives(
    first: Sequence[Record], record: Record, gone: bool
) -> None:
    state = State.of(first)
    results = settled(state)
    made = change(state, record, gone)
    after = state.apply((made,))
    shown = {record.id, "contact0", "page0", "drill0"}
    seen = results.preview(after, (made,), shown)
    assert as_set(results) == as_set(settled(state))
    whole = settled(after)
    assert {id_: set(found) for id_, found in seen.items()} == {
        id_: set(whole.of(id_)) for id_ in shown
    }


@given(FULL | SPARSE, EDITS)
def test_slices_come_to_the_same(first: Sequence[Record], edits: list[tuple[Record, bool]]) -> None:
    state = State.of(first)
    results = Results(Engine(state, today=lambda: TODAY))
    results.check_all()
    for record, gone in edits:
        results.settle(0.0)
        made = change(state, record, gone)
        state = state.apply((made,))
        results.touch(state, (made,))
    while not results.is_settled:
        results.settle(0.0, ("contact0",))
    assert as_set(results) == as_set(settled(state))


def test_what_several_rules_read_of_one_record_wakes_each_for_each_subject() -> None:
    page = Page("page0", kind=PageKind.SERVICE)
    bare = [Contact("contact0", name="A"), Contact("contact1", name="B")]
    boxes = [ContactBox(f"box{n}", "page0", f"contact{n}", f"a{n}") for n in range(2)]
    state = State.of([page, *bare, *boxes])
    results = settled(state)
    made = change(state, replace(page, has_form=True), False)
    results.touch(state.apply((made,)), (made,))
    results.settle()
    found = (r.finding for r in results.all())
    cases = {(f.code, f.subject, f.case) for f in found if f.code in ("K102", "K103")}
    assert cases == {(code, c.id, "serving") for code in ("K102", "K103") for c in bare}


def test_a_neighbours_postal_code_wakes_the_rule_of_their_street() -> None:
    first = [
        Contact(f"contact{n}", name="A", address=Address("Testvej 1", "", "2200", "København N"))
        for n in range(3)
    ]
    state = State.of(first)
    results = settled(state)
    address = Address("Testvej 1", "", "2300", "København S")
    made = change(state, replace(first[1], address=address), False)
    results.touch(state.apply((made,)), (made,))
    results.settle()
    told = [r.finding.subject for r in results.all() if r.finding.code == "K503"]
    assert told == ["contact1"]


def test_changing_a_severity_or_waiver_runs_no_rule() -> None:
    ran: list[str] = []

    def counted(rule: object) -> Iterator[object]:
        def check(subject: object, context: object) -> object:
            ran.append(rule.code)  # type: ignore[attr-defined]
            return rule.check(subject, context)  # type: ignore[attr-defined]

        yield replace(rule, check=check)  # type: ignore[type-var]

    rules = [each for rule in RULES for each in counted(rule)]
    contact = Contact("contact0", name="A", phones=(Phone("t", "33178800"),))
    state = State.of([contact])
    results = Results(Engine(state, rules, today=lambda: TODAY))  # type: ignore[arg-type]
    results.check_all()
    results.settle()
    ran.clear()
    for record in (
        Setting("severity.K202", "advice"),
        Waiver("w", "K202", "contact0", "phones.t.number", "33178800", "aftalt"),
        Setting("rules.off", ("K103",)),
    ):
        made = change(state, record, False)
        state = state.apply((made,))
        results.touch(state, (made,))
        results.settle()
    assert ran == []


def test_no_view_is_a_lambda() -> None:
    contact = Contact("contact0", name="A")
    page = Page("page0", kind=PageKind.SERVICE, has_form=True)
    records = [contact, page, ContactBox("box0", "page0", "contact0"), DrillEntry("d", "page0")]
    engine = Engine(State.of(records), today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    names = [view.__qualname__ for views in engine._views.values() for view in views]
    assert names
    assert all("<" not in name for name in names)

"""Finding anything: folded as Danes type, ranked, and in step with every edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import ContactId, DrillEntryId, ListEntryId, PageId, PartId, SiteId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_key
from kkworkbench.workspace import finding
from kkworkbench.workspace.finding import FEW, Finder, Found
from kkworkbench.workspace.finding_docs import FOUND_KINDS, doc_of
from kkworkbench.workspace.finding_query import SLIP, TITLE_START, level_of, readings
from kkworkbench.workspace.finding_words import is_slip

WORDS = st.sampled_from(
    ["Ørsted", "Oersted", "Aarhus", "Århus", "bibliotek", "hovedbibliotek", "får", "far", "12", "7"]
)
TITLES = st.lists(WORDS, max_size=3).map(" ".join)
QUERIES = st.one_of(
    TITLES,
    st.sampled_from(["o", "oe", "arhus", "bib", "bibliotk", "biblioetk", "33", "3312", "7 12"]),
    st.text(st.sampled_from("aåøebilotk 137"), max_size=6),
)
IDS = st.sampled_from(["1", "2", "3", "4"])
NUMBERS = st.sampled_from(["33 12 71 27", "+45 33127127", "12"])


@st.composite
def found_records(draw: st.DrawFn) -> Record:
    id_, title = draw(IDS), draw(TITLES)
    match draw(st.integers(0, 4)):
        case 0:
            words = tuple(draw(st.lists(WORDS, max_size=2)))
            return Page(PageId(id_), title=title, search_words=words, path=draw(TITLES))
        case 1:
            phones = tuple(
                Phone(PartId(str(n)), number)
                for n, number in enumerate(draw(st.lists(NUMBERS, max_size=2)))
            )
            return Contact(ContactId(id_), title, phones=phones)
        case 2:
            own = draw(st.one_of(st.none(), st.just(title)))
            placed = draw(st.booleans())
            return DrillEntry(DrillEntryId(id_), PageId(draw(IDS)), title=own, placed=placed)
        case 3:
            return ListEntry(ListEntryId(id_), PageId(draw(IDS)))
    return Site(SiteId(id_), title)


def finder_of(state: State) -> Finder:
    made = Finder(state)
    while made.work():
        pass
    return made


def find(query: str, *records: Record) -> list[Found]:
    return finder_of(State.of(records)).find(query)


def page(id_: str, title: str, **fields: object) -> Page:
    return Page(PageId(id_), title=title, **fields)  # type: ignore[arg-type]


def contact(id_: str, name: str, **fields: object) -> Contact:
    return Contact(ContactId(id_), name, **fields)  # type: ignore[arg-type]


def slowly(state: State, query: str) -> list[tuple[type[Record], str, int]]:
    """Look at every record, with no index."""
    hits: dict[tuple[type[Record], str], int] = {}
    for reading in readings(query):
        ranked = []
        for rank, kind in enumerate(FOUND_KINDS):
            for record in state.all(kind):
                doc = doc_of(state, record)
                level = level_of(doc, reading) if doc is not None else None
                if doc is not None and level is not None:
                    ranked.append((level, rank, short_key(doc.title), record.id))
        ranked.sort()
        if sum(level < SLIP for level, *_ in ranked) >= FEW:
            ranked = [each for each in ranked if each[0] < SLIP]
        for level, rank, _, id_ in ranked:
            hits.setdefault((FOUND_KINDS[rank], id_), level)
        if hits:
            break
    return [(kind, id_, level) for (kind, id_), level in hits.items()]


@settings(max_examples=150, deadline=None)
@given(st.lists(found_records(), max_size=12), QUERIES)
def test_the_index_finds_what_looking_at_every_record_finds(
    records: list[Record], query: str
) -> None:
    state = State.of(records)
    ours = [(hit.kind, hit.id, hit.level) for hit in finder_of(state).find(query, 500)]
    assert sorted(map(str, ours)) == sorted(map(str, slowly(state, query)))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(found_records(), max_size=8),
    st.lists(st.tuples(found_records(), st.booleans()), max_size=8),
    st.integers(0, 40),
    QUERIES,
)
def test_a_finder_that_followed_every_edit_finds_what_a_new_one_finds(
    records: list[Record], edits: list[tuple[Record, bool]], built: int, query: str
) -> None:
    state = State.of(records)
    ours = Finder(state)
    for _ in range(built):
        ours.work()
    for record, kept in edits:
        kind, before = type(record), state.get(type(record), record.id)
        change = Change(kind, record.id, before, record if kept else None)
        state = state.apply((change,))
        ours.follow(state, (change,))
        ours.work()
    while ours.work():
        pass
    assert ours.find(query) == finder_of(state).find(query)


def kept(finder: Finder, query: str) -> set[str]:
    pages, above = finder.pages(query)
    assert all(pages or not parent for parent in above)
    return pages


@settings(max_examples=100, deadline=None)
@given(
    st.lists(found_records(), max_size=10),
    st.lists(st.tuples(found_records(), st.booleans()), max_size=6),
    QUERIES,
)
def test_a_filter_keeps_all_pages_that_match_also_after_edits(
    records: list[Record], edits: list[tuple[Record, bool]], query: str
) -> None:
    state = State.of(records)
    ours = finder_of(state)
    for record, is_kept in edits:
        kind, before = type(record), state.get(type(record), record.id)
        change = Change(kind, record.id, before, record if is_kept else None)
        state = state.apply((change,))
        ours.follow(state, (change,))
    levels = {
        page.id: [level_of(doc, reading) for reading in readings(query)]
        for page in state.all(Page)
        if (doc := doc_of(state, page)) is not None
    }
    best = {
        id_: min(known)
        for id_, all_ in levels.items()
        if (known := [level for level in all_ if level is not None])
    }
    exact = {id_ for id_, level in best.items() if level < SLIP}
    assert kept(ours, query) == (exact or set(best))


def test_a_filter_tells_what_stands_above() -> None:
    state = State.of((page("top", "Kontakt"), page("in", "Bibliotek", parent=PageId("top"))))
    assert finder_of(state).pages("bib") == ({"in"}, {"top"})


@pytest.mark.parametrize("query", ["ørsted", "Oersted", "orsted", "ØRST", "ors"])
def test_a_name_is_found_however_its_letters_are_typed(query: str) -> None:
    for title in ("Ørstedsparken", "Oerstedsparken"):
        assert [hit.id for hit in find(query, page("a", title))] == ["a"]


@pytest.mark.parametrize("query", ["århus", "aarhus", "arhus", "Aarh"])
def test_aa_is_found_however_it_is_typed(query: str) -> None:
    for title in ("Århusgade", "Aarhusgade"):
        assert [hit.id for hit in find(query, page("a", title))] == ["a"]


@pytest.mark.parametrize(
    "query", ["33663366", "33 66 33 66", "3366 3366", "+45 33 66 33 66", "+4533663366", "663366"]
)
def test_a_number_is_found_however_it_is_spaced(query: str) -> None:
    unit = contact("a", "Borgerservice", phones=(Phone(PartId("p"), "33 66 33 66"),))
    hits = find(query, unit, contact("b", "En anden"))
    assert [(hit.id, hit.field, hit.text) for hit in hits] == [
        ("a", "phones.p.number", "33 66 33 66")
    ]


def test_a_house_number_is_not_joined_with_a_postal_code_alone() -> None:
    where = Address("Nyropsgade 1", "3. sal", "1602", "København V")
    assert [h.id for h in find("nyropsgade 1 1602", contact("a", "Enhed", address=where))] == ["a"]


@pytest.mark.parametrize("query", ["bibliotk", "biblioteek", "bibliotwk", "bilbiotek", "vibliotek"])
def test_one_slip_in_a_word_is_forgiven(query: str) -> None:
    assert [hit.level for hit in find(query, page("a", "Bibliotek på Østerbro"))] == [SLIP]


def test_two_slips_a_slip_in_a_short_word_or_in_a_number_are_not() -> None:
    pages = (page("a", "Bibliotek"), page("b", "Bus"), page("c", "Plan 2026"))
    for query in ("bblotek", "bsu", "2062"):
        assert find(query, *pages) == []


def test_no_slip_is_looked_for_where_enough_is_found() -> None:
    right = [page(str(n), f"Pleje {n}") for n in range(FEW)]
    assert {h.id for h in find("pleje", *right, page("x", "Plejr"))} == {p.id for p in right}


def test_the_beginning_of_a_title_comes_before_a_word_and_a_word_before_its_inside() -> None:
    hits = find(
        "bibliotek",
        page("inside", "Hovedbiblioteket"),
        page("word", "Valby Bibliotek"),
        page("start", "Bibliotek Valby"),
        page("other", "Lån bøger", search_words=("bibliotek",)),
    )
    assert [hit.id for hit in hits] == ["start", "word", "other", "inside"]


def test_entries_come_before_contacts_and_these_before_pages() -> None:
    hits = find(
        "borger",
        page("p", "Borgerservice"),
        contact("c", "Borgerservice"),
        ListEntry(ListEntryId("l"), PageId("p")),
        DrillEntry(DrillEntryId("d"), PageId("p")),
        DrillEntry(DrillEntryId("out"), PageId("p"), placed=False),
    )
    assert [hit.id for hit in hits] == ["d", "l", "c", "p"]
    assert {hit.level for hit in hits} == {TITLE_START}


def test_what_is_spelt_as_typed_comes_before_what_is_spelt_alike() -> None:
    pages = (page("a", "Far"), page("b", "Får"))
    assert [hit.title for hit in find("får", *pages)] == ["Får", "Far"]
    assert [hit.title for hit in find("far", *pages)] == ["Far", "Får"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("nyrops", "address.street"),
        ("1602", "address.postal_code"),
        ("kontakt.kk.dk", "written.w.url"),
        ("tlf@kk.dk", "written.w.text"),
        ("4711", "org_id"),
        ("bestil", "booking_url"),
    ],
)
def test_a_contact_is_found_by_all_by_which_it_is_known(query: str, field: str) -> None:
    unit = contact(
        "a",
        "Borgerservice",
        org_id="4711",
        address=Address("Nyropsgade 1", "", "1602", "København V"),
        written=(WrittenChannel(PartId("w"), url="https://kontakt.kk.dk/x", text="tlf@kk.dk"),),
        booking_url="https://bestil.dk",
    )
    assert [(hit.id, hit.field) for hit in find(query, unit)] == [("a", field)]


def test_a_page_and_a_site_are_found_by_their_links() -> None:
    links = (Link(PartId("l"), "Søg om plads", "https://pladsanvisning.dk"),)
    hits = find(
        "pladsanvisning",
        page("a", "Pasning", link_boxes=links),
        Site(SiteId("s"), "kk.dk", footer_links=links),
    )
    assert [(hit.id, hit.field) for hit in hits] == [("a", "link_boxes"), ("s", "footer_links")]


def test_an_entry_follows_the_title_of_its_page() -> None:
    old = page("p", "Borgerservice")
    state = State.of((old, DrillEntry(DrillEntryId("d"), old.id)))
    finder = finder_of(state)
    change = Change(Page, old.id, old, replace(old, title="Kontaktcenter"))
    finder.follow(state.apply((change,)), (change,))
    assert [hit.id for hit in finder.find("kontakt")] == ["d", "p"]
    assert finder.find("borger") == []


def test_an_edit_builds_nothing_anew_until_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MANY_EDITED", 3)
    state = State.of(())
    finder = finder_of(state)
    for n in range(4):
        assert not finder.is_working
        change = Change(Page, f"p{n}", None, page(f"p{n}", f"Side {n}"))
        state = state.apply((change,))
        finder.follow(state, (change,))
    assert finder.is_working
    assert len(finder.find("side")) == 4
    while finder.work():
        pass
    assert len(finder.find("side")) == 4


def test_nothing_is_found_before_the_index_stands_or_by_an_empty_query() -> None:
    state = State.of((page("a", "Side"),))
    assert not Finder(state).is_ready
    assert Finder(state).find("side") == []
    assert finder_of(state).find(" , ") == []


@given(st.text(st.sampled_from("bcd"), min_size=4, max_size=7), st.data())
def test_any_single_slip_is_a_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("bcd"))
    typed = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    if len(typed) >= 4:
        assert is_slip(typed, word)
        assert [hit.id for hit in find(typed, page("a", word))] == ["a"]

"""Rows, filters and counts of the contact list, against counting them the slow way."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Audience, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.text.danish import matches, search_key, sort_key
from kkworkbench.workspace.search import (
    GAP,
    GROUPS,
    LACKS,
    STATUS,
    ListRow,
    accepts,
    all_rows,
    facet_counts,
    keys_of_subject,
    row_for,
    row_of_contact,
    row_of_entry,
    touched_keys,
)

TERMS = st.sampled_from(["a", "b", "c", "d"])
FEW = st.frozensets(TERMS, max_size=3)
CHOICES = st.frozensets(st.sampled_from(["a", "b", "c", ""]), max_size=2)
FILTERS = st.fixed_dictionaries(dict.fromkeys(GROUPS, CHOICES))


@st.composite
def rows(draw: st.DrawFn) -> ListRow:
    name = draw(st.sampled_from(["Ørsted", "Aarhus", "Bibliotek", "Zoo", "Åboulevard"]))
    facets = {group: tuple(sorted(draw(FEW))) or GAP for group in GROUPS}
    return ListRow(
        draw(st.uuids()).hex, True, "p", "c", name, None, "", "", "", facets, search_key(name)
    )


@given(st.lists(rows(), max_size=20), st.sampled_from(["", "aa", "bib", "o", "intet"]), FILTERS)
def test_each_count_is_what_the_list_would_show_under_all_other_facets(
    many: list[ListRow], query: str, filters: dict[str, frozenset[str]]
) -> None:
    counts = facet_counts(many, query, filters, lambda row: row.facets[STATUS])
    for vocabulary in GROUPS:
        expected: Counter[str] = Counter()
        for term in ("a", "b", "c", "d", ""):
            alone = {**filters, vocabulary: frozenset({term})}
            shown = [row for row in many if accepts(row, query, alone)]
            if shown:
                expected[term] = len(shown)
        assert counts[vocabulary] == expected


def some(letter: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{letter}{number}" for number in range(2)])


ORDERS = st.sampled_from(["a0", "a1", "a2"])
RECORDS = st.one_of(
    st.builds(
        Page, some("p"), st.none(), ORDERS, title=TERMS, kind=st.sampled_from(list(PageKind))
    ),
    st.builds(
        Contact, some("c"), name=TERMS, categories=FEW.map(tuple), source=st.none() | some("s")
    ),
    st.builds(SourceRecord, some("s"), seen_on=st.none() | st.just(date(2026, 1, 1))),
    st.builds(ContactBox, some("b"), some("p"), some("c"), ORDERS),
    st.builds(ListEntry, some("l"), some("p"), title=st.none() | TERMS),
    st.builds(DrillEntry, some("d"), some("p"), ORDERS),
)


@settings(max_examples=200)
@given(
    st.lists(RECORDS, min_size=4, max_size=12),
    st.lists(st.tuples(RECORDS, st.booleans()), min_size=3, max_size=8),
)
def test_following_changes_ends_with_the_rows_of_a_fresh_look(
    first: list[Record], steps: list[tuple[Record, bool]]
) -> None:
    state = State.of({(type(record), record.id): record for record in first}.values())
    known = {row.key: row for row in all_rows(state)}
    for record, stays in steps:
        before = state.get(type(record), record.id)
        change = Change(type(record), record.id, before, record if stays else None)
        if change.before == change.after:
            continue
        after = state.apply((change,))
        for key in touched_keys(state, after, (change,)):
            row = row_for(after, key)
            if row is None:
                known.pop(key, None)
            else:
                known[key] = row
        state = after
    assert known == {row.key: row for row in all_rows(state)}


def made() -> State:
    vej = Address(street="Åboulevard 1", postal_code="2200", town="København N")
    return State.of(
        (
            Contact(
                "c1",
                name="Døgnvagten",
                phones=(Phone("t", "33 17 33 33"),),
                address=vej,
                administration="sof",
                categories=("akut",),
                districts=("by",),
            ),
            Contact("c2", name="Ny enhed"),
            Page("p1", None, "a0", title="Døgnvagten", kind=PageKind.CONTACT),
            Page("p2", None, "a1", title="Pas", kind=PageKind.SERVICE),
            ContactBox("b1", "p1", "c1", "a0"),
            ContactBox("b2", "p2", "c2", "a0"),
            ListEntry("l1", "p1"),
        )
    )


def test_an_entry_without_facets_takes_its_contacts_and_own_ones_win() -> None:
    state = made()
    entry = state.get(ListEntry, "l1")
    assert entry is not None
    own = replace(entry, categories=(), districts=("n",), administration="kff")
    row = row_for(state, "l1")
    assert row is not None
    assert row.facets == {
        Vocabulary.ADMINISTRATION: ("sof",),
        Vocabulary.CATEGORY: ("akut",),
        Vocabulary.DISTRICT: ("by",),
        LACKS: ("written", "hours"),
    }
    row = row_for(state.apply((Change(ListEntry, "l1", entry, own),)), "l1")
    assert row is not None
    assert row.facets == {
        Vocabulary.ADMINISTRATION: ("kff",),
        Vocabulary.CATEGORY: GAP,
        Vocabulary.DISTRICT: ("n",),
        LACKS: ("written", "hours"),
    }


def test_a_row_is_found_by_name_street_and_number_however_they_are_spelt() -> None:
    row = row_for(made(), "l1")
    assert row is not None
    for query in (
        "døgn",
        "doegn",
        "DØGNVAGTEN",
        "33173333",
        "33 17 33",
        "aaboulevard",
        "2200 vagt",
        "33173333 vagt",
    ):
        assert accepts(row, query, {}), query
    assert not accepts(row, "dagvagten", {})


def test_a_contact_without_an_entry_has_a_row_of_its_own_on_its_best_page() -> None:
    state = made()
    by_key = {row.key: row for row in all_rows(state)}
    assert set(by_key) == {"l1", "c2"}
    assert (by_key["c2"].is_listed, by_key["c2"].page) == (False, "p2")
    own = Page("p9", None, "a9", title="Ny enhed", kind=PageKind.CONTACT)
    box = ContactBox("b9", "p9", "c2", "a0")
    state = state.apply((Change(Page, "p9", None, own), Change(ContactBox, "b9", None, box)))
    row = row_for(state, "c2")
    assert row is not None
    assert row.page == "p9"


def test_an_entry_for_its_page_takes_a_contacts_own_row_away() -> None:
    state = made()
    entry = ListEntry("l2", "p2")
    changes = (Change(ListEntry, "l2", None, entry),)
    after = state.apply(changes)
    assert touched_keys(state, after, changes) >= {"l2", "c2"}
    assert row_for(after, "c2") is None
    assert row_for(after, "l2") is not None


def test_a_row_lacks_what_is_there_only_as_an_empty_part() -> None:
    open_on_mondays = Hours((Span(1, 540, 900),))
    contact = Contact(
        "c1", phones=(Phone("t", " "),), written=(WrittenChannel("w"),), address=Address()
    )
    empty = row_of_contact(State.of((contact,)), contact)
    assert empty.facets[LACKS] == ("phone", "written", "address", "hours")
    filled = replace(
        contact,
        phones=(Phone("t", "33 17 33 33", hours=open_on_mondays),),
        written=(WrittenChannel("w", text="Send et brev"),),
        address=Address(po_box="Postboks 1"),
    )
    assert row_of_contact(State.of((filled,)), filled).facets[LACKS] == ()


def test_an_entrys_own_audiences_and_a_persons_own_check_are_those_of_the_row() -> None:
    state = made()
    contact, entry = state.get(Contact, "c1"), state.get(ListEntry, "l1")
    assert contact is not None
    assert entry is not None
    seen, verified = date(2026, 1, 1), date(2026, 5, 5)
    read = replace(contact, source="s", primary_audiences=(Audience.CITIZEN,))
    state = State.of([*(r for r in (*state.all(Page), *state.all(ContactBox))), read, entry,
                      SourceRecord("s", seen_on=seen)])  # fmt: skip
    row = row_of_entry(state, entry)
    assert (row.audiences, row.checked_on) == ((Audience.CITIZEN,), seen)
    state = state.apply((Change(Contact, "c1", read, replace(read, verified_on=verified)),))
    row = row_of_entry(state, replace(entry, primary_audiences=(Audience.BUSINESS,)))
    assert (row.audiences, row.checked_on) == ((Audience.BUSINESS,), verified)


def test_the_second_contact_of_a_page_on_the_list_has_a_row_of_its_own() -> None:
    box = ContactBox("b9", "p1", "c2", "a9")
    state = made().apply((Change(ContactBox, "b9", None, box),))
    assert {row.key for row in all_rows(state)} == {"l1", "c2"}
    first = replace(box, order="a")
    state = state.apply((Change(ContactBox, "b9", box, first),))
    assert {row.key for row in all_rows(state)} == {"l1", "c1"}


def test_findings_on_any_part_of_a_row_name_the_row() -> None:
    state = made()
    for subject in ("c1", "b1", "p1", "l1"):
        assert "l1" in keys_of_subject(state, subject), subject
    assert "c2" in keys_of_subject(state, "b2")
    assert keys_of_subject(state, "gone") == set()


def test_names_sort_as_in_a_danish_phone_book() -> None:
    names = ["Åse", "Zoo", "Aase", "Ærø", "anna", "Østre", "Børn 10", "Børn 9", "Aalborg"]
    assert sorted(names, key=sort_key) == [
        "anna", "Børn 9", "Børn 10", "Zoo", "Ærø", "Østre", "Aalborg", "Åse", "Aase",
    ]  # fmt: skip
    assert sort_key("Aase") == sort_key("Åse")
    assert matches("åse", "Aase")

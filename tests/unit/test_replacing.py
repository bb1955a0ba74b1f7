"""Finding and replacing texts: only texts, only what is ticked, and nothing that has changed."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.model.channels import Link, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import BoxId, ContactId, DrillEntryId, ListEntryId, PageId, PartId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.state.state import State
from kkworkbench.text.html import html_to_text
from kkworkbench.text.replacing import Pattern
from kkworkbench.workspace.commands.pages import EditPage
from kkworkbench.workspace.commands.replacing import ReplaceTexts
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.replacing import Group, replacements, value_at, with_value
from kkworkbench.workspace.workspace import Workspace

WORDS = st.lists(st.sampled_from(["bil", "Bil", "båd", "baad", "& ", "<", "bilen"]), max_size=4)
TEXTS = WORDS.map(" ".join)
PATTERNS = st.builds(
    Pattern,
    st.sampled_from(["bil", "baad", "b", "&", "bilen"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
BY = st.sampled_from(["", "tog", "en bil", "<b>", "R&D"])


def records() -> list[Record]:
    link = Link(PartId("l"), "Bil og båd", "https://kk.dk/bil")
    body = '<p class="bil">Din bil &amp; <a href="/bil" title="bil">bilen</a></p><!-- bil -->'
    return [
        Page(
            PageId("p"),
            title="Bil",
            summary="Om bil",
            body=body,
            search_words=("bil", "båd"),
            link_boxes=(link,),
            link_url="https://bil.dk",
        ),
        Contact(
            ContactId("c"),
            "Bilhuset",
            "Bil",
            booking_url="https://bil.dk",
            written=(WrittenChannel(PartId("w"), url="https://kk.dk/bil"),),
        ),
        ContactBox(BoxId("b"), PageId("p"), ContactId("c"), heading="Ring om bil"),
        DrillEntry(DrillEntryId("d"), PageId("p"), title="Bil", help_text="Om bil"),
        DrillEntry(DrillEntryId("follows"), PageId("p")),
        ListEntry(ListEntryId("e"), PageId("p"), title="Bil", help_text="Om bil"),
    ]


def workspace_of(found: list[Record]) -> Workspace:
    return Workspace(MemoryStore(found), "test")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (Pattern("bil"), "Bil og bilen", "X og Xen"),
        (Pattern("bil", match_case=True), "Bil og bilen", "Bil og Xen"),
        (Pattern("bil", whole_words=True), "Bil, bilen, (bil)", "X, bilen, (X)"),
        (Pattern("baad"), "En båd", "En båd"),
        (Pattern("baad", folded=True), "En båd, en BAAD, en bad", "En X, en X, en X"),
        (Pattern("ø", folded=True), "Oeer", "Xer"),
        (Pattern(""), "En båd", "En båd"),
        (Pattern("a.b"), "aab a.b", "aab X"),
    ],
)
def test_a_text_is_found_as_closely_as_asked(pattern: Pattern, text: str, expected: str) -> None:
    assert pattern.replaced(text, "X") == expected


@pytest.mark.parametrize(
    ("pattern", "body", "by", "expected"),
    [
        (
            Pattern("bil"),
            '<a href="/bil" title="bil>">bil</a>',
            "X",
            '<a href="/bil" title="bil>">X</a>',
        ),
        (Pattern("p"), "<p>pp</p>", "X", "<p>XX</p>"),
        (Pattern("amp"), "a &amp; b amp", "X", "a &amp; b X"),
        (Pattern("&"), "a &amp; b", "og", "a og b"),
        (Pattern("og"), "a og b", "& <i>", "a &amp; &lt;i&gt; b"),
        (Pattern("båd"), "b&aring;d og b&#229;d", "X", "X og X"),
        (
            Pattern("bil"),
            "<!-- bil --><style>bil {}</style><script>bil()</script>bil",
            "X",
            "<!-- bil --><style>bil {}</style><script>bil()</script>X",
        ),
        (Pattern("to ord"), "to <b>ord</b>", "X", "to <b>ord</b>"),
        (Pattern("b"), "a < b", "X", "a < X"),
    ],
)
def test_of_html_only_texts_are_replaced(
    pattern: Pattern, body: str, by: str, expected: str
) -> None:
    assert pattern.replaced(body, by, is_html=True) == expected


@given(PATTERNS, TEXTS, BY)
def test_html_reads_as_its_text_would_with_the_same_replaced(
    pattern: Pattern, text: str, by: str
) -> None:
    body = html.escape(text, quote=False)
    replaced = pattern.replaced(body, by, is_html=True)
    assert html.unescape(replaced) == pattern.replaced(text, by)


@given(PATTERNS, TEXTS)
def test_replacing_a_text_by_itself_changes_nothing(pattern: Pattern, text: str) -> None:
    exact = replace(pattern, match_case=True, folded=False)
    assert exact.replaced(text, pattern.text) == text


def test_all_chosen_fields_are_offered_and_no_others() -> None:
    state = State.of(records())
    found = {(each.kind, each.id, each.field) for each in replacements(state, Pattern("bil"), "X")}
    assert found == {
        ("page", "p", "title"), ("page", "p", "summary"), ("page", "p", "body"),
        ("page", "p", "search_words"), ("page", "p", "link_boxes.l.text"),
        ("page", "p", "link_boxes.l.url"), ("page", "p", "link_url"),
        ("contact", "c", "title"), ("contact", "c", "name"), ("contact", "c", "booking_url"),
        ("contact", "c", "written.w.url"), ("box", "b", "heading"),
        ("drill_entry", "d", "title"), ("drill_entry", "d", "help_text"),
        ("list_entry", "e", "title"), ("list_entry", "e", "help_text"),
    }  # fmt: skip
    titles = list(replacements(state, Pattern("bil"), "X", {Group.TITLES}, {Page}))
    assert [(each.id, each.field, each.after) for each in titles] == [("p", "title", "X")]


def test_a_search_word_that_becomes_empty_or_doubled_is_gone() -> None:
    ours = workspace_of(records())
    (first,) = replacements(ours.state, Pattern("bil"), "", {Group.SEARCH_WORDS})
    ours.execute(ReplaceTexts((first,)))
    assert ours.state.get(Page, "p").search_words == ("båd",)  # type: ignore[union-attr]
    ours.undo()
    (second,) = replacements(ours.state, Pattern("bil"), "båd", {Group.SEARCH_WORDS})
    ours.execute(ReplaceTexts((second,)))
    assert ours.state.get(Page, "p").search_words == ("båd",)  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(PATTERNS, BY, st.data())
def test_only_what_is_ticked_changes_and_one_undo_leads_back(
    pattern: Pattern, by: str, data: st.DataObject
) -> None:
    ours = workspace_of(records())
    before = ours.state
    found = list(replacements(before, pattern, by))
    ticked = data.draw(st.lists(st.sampled_from(found), unique=True) if found else st.just([]))
    ours.execute(ReplaceTexts(tuple(ticked)))
    for each in found:
        record = ours.state.get(KINDS_BY_NAME[each.kind], each.id)
        assert record is not None
        if each.field != "search_words":
            assert value_at(record, each.field) == (each.after if each in ticked else each.before)
    touched = {each.id for each in ticked}
    for record in records():
        if record.id not in touched:
            assert ours.state.get(type(record), record.id) == record
    if ours.state != before:
        ours.undo()
    assert ours.state == before


def test_a_field_that_has_changed_since_is_refused_and_nothing_is_written() -> None:
    ours = workspace_of(records())
    found = tuple(replacements(ours.state, Pattern("bil"), "X", {Group.TITLES}))
    ours.execute(EditPage(PageId("p"), "title", "Bil og båd"))
    before = ours.state
    with pytest.raises(Refused) as refused:
        ours.execute(ReplaceTexts(found))
    assert refused.value.key == "refused.text_changed"
    assert ours.state == before


def test_no_body_loses_a_link() -> None:
    state = State.of(records())
    (body,) = replacements(state, Pattern("bil"), "tog", {Group.BODIES})
    assert 'href="/bil"' in body.after
    assert html_to_text(body.after) == "Din tog & togen"


def test_places_do_not_overlap_and_a_sign_that_is_no_letter_ends_a_word() -> None:
    assert Pattern("aa").spans("aaaaa") == [(0, 2), (2, 4)]
    assert Pattern("& D", whole_words=True).spans("R& D") == [(1, 4)]
    assert Pattern("R &", whole_words=True).spans("R &D") == [(0, 3)]
    assert Pattern("&").spans("a &foo; b", is_html=True) == []


def test_what_reads_like_a_pattern_is_a_text() -> None:
    for text in (r"(.*)+\1", "[a-", "$&", r"\d{8}", "^Pas$", "(?P<x>"):
        assert Pattern(text, folded=True).replaced(f"<{text}>", r"\1 $0 \g<0>") == r"<\1 $0 \g<0>>"
        assert Pattern(text).spans("Pas og kørekort 33663366") == []


def test_search_words_are_lines_without_space_around_them_each_once() -> None:
    page = Page(PageId("p"), search_words=("bil",))
    changed = with_value(page, "search_words", " tog \n\nbåd\ntog")
    assert changed == replace(page, search_words=("tog", "båd"))

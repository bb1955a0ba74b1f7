"""What citizens would find: each page by all its words, the best first, each with its why."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.demo import records
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageState
from kkworkbench.state.state import State
from kkworkbench.workspace.citizen_search import CitizenSearch, Hit, How, Where, texts_of

CARE = Page(
    "care", title="Hjælp i hjemmet", summary="Få støtte til hverdagen", path="/hjaelp",
    search_words=("Ældrepleje", "rengøring"), body="<p>Vi <b>støvsuger</b> gulvet.</p>",
    link_boxes=(Link("l", "Madservice", "/mad"),),
)  # fmt: skip
PASS = Page("pass", title="Pas", summary="Bestil tid", search_words=("rejse",))
OTHER = Page("other", title="Kørekort", body="<p>Husk pas og pasfoto.</p>")
DRAFT = Page("draft", title="Pas på vej", state=PageState.DRAFT)
UNIT = Contact(
    "unit", name="Enheden Øst", title="Omsorg", address=Address("Ørnevej 3"),
    phones=(Phone("p", "+45 33 66 33 66"),),
)  # fmt: skip
BOX = ContactBox("b", "care", "unit")
DRILL = DrillEntry("d", "pass", title="Rejsepapirer", help_text="Hvis du skal ud")
TAKEN_OUT = DrillEntry("e", "other", title="Bilist", placed=False)
LISTED = ListEntry("l", "care", title="Omsorgscenter")
RECORDS = (CARE, PASS, OTHER, DRAFT, UNIT, BOX, DRILL, TAKEN_OUT, LISTED)


def built(*found: object) -> CitizenSearch:
    made = CitizenSearch(State.of(found))
    list(made.build())
    return made


SMALL = built(*RECORDS)


def first(query: str) -> tuple[str, Where, str, How]:
    hit = SMALL.search(query)[0]
    reason = hit.reasons[0]
    return hit.page, reason.where, reason.found, reason.how


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("hjemmet", ("care", Where.TITLE, "hjemmet", How.SAME)),
        ("ældrepleje", ("care", Where.SEARCH_WORDS, "Ældrepleje", How.SAME)),
        ("AELDREPLEJE", ("care", Where.SEARCH_WORDS, "Ældrepleje", How.SAME)),
        ("aldrepleje", ("care", Where.SEARCH_WORDS, "Ældrepleje", How.SAME)),
        ("ældreplejen", ("care", Where.SEARCH_WORDS, "Ældrepleje", How.ENDING)),
        ("rengør", ("care", Where.SEARCH_WORDS, "rengøring", How.ENDING)),
        ("ældreplje", ("care", Where.SEARCH_WORDS, "Ældrepleje", How.SLIP)),
        ("støtte", ("care", Where.HELP_TEXT, "støtte", How.SAME)),
        ("stovsuge", ("care", Where.BODY, "støvsuger", How.ENDING)),
        ("madserv", ("care", Where.LINK, "Madservice", How.BEGINNING)),
        ("service", ("care", Where.LINK, "Madservice", How.INSIDE)),
        ("omsorg", ("care", Where.CONTACT, "Omsorg", How.SAME)),
        ("oernevej", ("care", Where.CONTACT, "Ørnevej", How.SAME)),
        ("33663366", ("care", Where.NUMBER, "+45 33 66 33 66", How.SAME)),
        ("+45 3366 3366", ("care", Where.NUMBER, "+45 33 66 33 66", How.SAME)),
        ("rejsepapirer", ("pass", Where.ENTRY, "Rejsepapirer", How.SAME)),
        ("omsorgscenter", ("care", Where.ENTRY, "Omsorgscenter", How.SAME)),
    ],
)
def test_a_page_is_found_by_each_of_its_words(query: str, answer: object) -> None:
    assert first(query) == answer


def test_a_title_comes_before_a_body_and_a_draft_never() -> None:
    assert [hit.page for hit in SMALL.search("pas")] == ["pass", "other"]


def test_an_entry_that_was_taken_out_is_not_found() -> None:
    assert SMALL.search("bilist") == []


def test_words_that_say_nothing_are_left_out_but_alone() -> None:
    (hit, *_) = SMALL.search("hvordan får jeg et pas i København")
    assert (hit.page, hit.missing) == ("pass", ())
    assert [hit.page for hit in SMALL.search("i")] == ["care"]


def test_pages_with_all_words_come_first_and_the_rest_say_what_they_lack() -> None:
    found = SMALL.search("kørekort pas")
    assert [(hit.page, hit.missing) for hit in found] == [("other", ()), ("pass", ("kørekort",))]


def test_a_hit_reads_as_on_the_page_and_knows_its_entries() -> None:
    hit = SMALL.search("rejse")[0]
    assert (hit.title, hit.help_text, hit.is_in_menu, hit.is_listed) == (
        "Pas", "Bestil tid", True, False)  # fmt: skip
    bare = built(replace(PASS, summary=""), DRILL).search("pas")[0]
    assert bare.help_text == "Hvis du skal ud"


def test_of_equals_the_one_in_the_menu_comes_first() -> None:
    found = built(Page("a", title="Pas"), PASS, DRILL).search("pas")
    assert [hit.page for hit in found] == ["pass", "a"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "+", "xyzzyq", "\U0010ffff"])
def test_nothing_is_found_by_nothing(query: str) -> None:
    assert SMALL.search(query) == []


DEMO = State.of(records())
SEARCH = built(*records())
PAGES = [page for page in DEMO.all(Page) if page.state is PageState.PUBLISHED]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_word_of_a_page_finds_it(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(PAGES))
    texts = [each for each in texts_of(DEMO, page) if each[1].strip()]
    where, text = data.draw(st.sampled_from(texts))
    word = data.draw(st.sampled_from([text] if where is Where.NUMBER else text.split()))
    found = SEARCH.search(word, most=len(PAGES))
    if any(sign.isalnum() for sign in word):
        assert page.id in {hit.page for hit in found}, word


def order(hit: Hit) -> tuple[int, float]:
    return len(hit.missing), -hit.score


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=30))
def test_whatever_is_typed_each_page_comes_once_in_order(query: str) -> None:
    found = SEARCH.search(query)
    assert [order(hit) for hit in found] == sorted(order(hit) for hit in found)
    assert len({hit.page for hit in found}) == len(found)
    assert all(hit.reasons for hit in found)

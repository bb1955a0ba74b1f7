"""The prototype: what citizens would see."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench import demo
from kkworkbench.exports.prototype.citizen import count_line, finds, listed
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import DateException
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.terms import Term
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.state.lookups import contact_of_page, entry_help_text, entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key
from tests.unit.exports.prototype_pages import (
    Read,
    dead_links,
    file_of,
    files_of,
    page_named,
    script_rows,
    with_record,
)


@pytest.fixture(scope="module")
def state() -> State:
    return State.of(demo.records())


@pytest.fixture(scope="module")
def site(state: State) -> dict[str, str]:
    return files_of(state)


def test_the_drill_menu_has_the_order_and_texts_of_the_workspace(
    state: State, site: dict[str, str]
) -> None:
    page = Read(site["om-kommunen/kontakt/index.html"])
    wanted: list[str] = []
    for id_ in state.bucket(DRILL, True):
        entry = state.get(DrillEntry, id_)
        assert entry is not None
        wanted += filter(None, (entry_title(state, entry), entry_help_text(state, entry)))
    numbered = page.by_tag["ol"]
    assert numbered[numbered.index(wanted[0]) :] == wanted


def test_sections_list_their_pages_in_order(state: State, site: dict[str, str]) -> None:
    above = page_named(state, "Om kommunen")
    titles = [state.get(Page, id_).title for id_ in state.bucket(CHILDREN, above.id)]  # type: ignore[union-attr]
    said = Read(site["om-kommunen/index.html"]).by_tag["h2"]
    assert said == titles


def test_the_list_is_sorted_as_danes_do_and_counted(state: State, site: dict[str, str]) -> None:
    names = [entry_title(state, entry) for entry in state.all(ListEntry)]
    rows = script_rows(site["filer/liste.js"], "kkListe")
    assert [row[0] for row in rows] == sorted(names, key=sort_key)
    first = Read(site["om-kommunen/kontakt/kontaktoversigt/index.html"])
    assert first.by_tag["h2"] == [row[0] for row in rows[:50]]
    assert "Fandt 83 resultat(er). Viser i øjeblikket 1 - 50" in first.text
    second = Read(site["om-kommunen/kontakt/kontaktoversigt/side-2/index.html"])
    assert second.by_tag["h2"] == [row[0] for row in rows[50:]]
    assert "Fandt 83 resultat(er). Viser i øjeblikket 51 - 83" in second.text


@pytest.mark.parametrize(
    ("found", "first", "said"),
    [
        (14, 1, "Fandt 14 resultat(er). Viser i øjeblikket 1 - 14"),
        (0, 1, "Fandt 0 resultat(er). Viser i øjeblikket 0 - 0"),
        (120, 101, "Fandt 120 resultat(er). Viser i øjeblikket 101 - 120"),
    ],
)
def test_the_count_line(found: int, first: int, said: str) -> None:
    assert count_line(found, first) == said


def test_a_renamed_facet_counts_as_its_successor(state: State) -> None:
    old = next(term for term in state.all(Term) if term.valid_to and term.successor)
    successor = state.get(Term, old.successor)
    entry = next(iter(state.all(ListEntry)))
    changed = with_record(state, replace(entry, administration=old.id))
    row = next(each for each in listed(changed) if each.entry.id == entry.id)
    assert successor is not None
    assert row.facets[0] == (successor.name,)
    assert row.has({"administration": successor.name})
    assert not row.has({"administration": old.name})


@pytest.mark.parametrize("query", ["sonderbro", "sønderbro", "soenderbro", "SØNDER bro", "3366"])
def test_a_search_finds_whatever_the_spelling(query: str) -> None:
    assert finds(query, "Sønderbro Kulturhus 33 66 33 66")


def test_a_search_for_other_words_finds_nothing() -> None:
    assert not finds("valby", "Sønderbro Kulturhus")
    assert not finds("sønderbro valby", "Sønderbro Kulturhus")


def test_the_list_is_searched_by_search_words_too(state: State) -> None:
    page = replace(page_named(state, "Borgercenter Handicap"), search_words=("kørestol",))
    rows = [each.name for each in listed(with_record(state, page)) if finds("korestol", each.text)]
    assert rows == ["Borgercenter Handicap"]


def test_a_contact_page_has_its_box_as_it_stands(site: dict[str, str]) -> None:
    text = Read(site["om-kommunen/kontakt/kontaktoversigt/koebenhavns-borgerservice/index.html"])
    said = " ".join(text.by_tag["section"])
    for part in (
        "Kontakt Københavns Borgerservice",
        "1602 København V",
        "33 66 33 66",
        "Skriv sikkert til os",
        "Bestil tid",
        "Mandag 08.00 - 17.00 Tirsdag 08.00 - 17.00",
    ):
        assert part in said
    assert text.by_tag["caption"] == ["Telefontider", "Åbningstider"]


def test_special_days_that_are_to_come_stand_under_the_hours(state: State) -> None:
    page = page_named(state, "Københavns Borgerservice")
    contact = contact_of_page(state, page.id)
    assert contact is not None
    assert contact.visiting_hours is not None
    days = (
        DateException(date(2026, 12, 24), note="Juleaften"),
        DateException(date(2026, 12, 31), ((540, 720),), closed=False),
        DateException(date(2026, 11, 1)),
    )
    hours = replace(contact.visiting_hours, exceptions=days)
    changed = with_record(state, replace(contact, visiting_hours=hours))
    text = Read(files_of(changed)[file_of(changed, page)]).text
    assert "24.12.2026: Lukket (Juleaften) 31.12.2026: 09.00 - 12.00" in text
    assert "01.11.2026" not in text


def test_a_draft_is_nowhere(state: State) -> None:
    page = replace(page_named(state, "Københavns Borgerservice"), state=PageState.DRAFT)
    files = files_of(with_record(state, page))
    assert not any("koebenhavns-borgerservice" in path for path in files)
    assert dead_links(files) == []
    assert "kontaktoversigt/koebenhavns-borgerservice" not in "".join(files.values())
    menu = Read(files["om-kommunen/kontakt/index.html"]).by_tag["ol"]
    assert "Københavns Erhvervshus" in menu
    assert "Københavns Borgerservice" not in menu
    assert "Fandt 82 resultat(er)" in files["om-kommunen/kontakt/kontaktoversigt/index.html"]


def test_the_footer_has_the_numbers_and_links_of_the_site(site: dict[str, str]) -> None:
    said = " ".join(Read(site["borger/index.html"]).by_tag["footer"])
    assert said == "Kontaktcenter: 33 66 33 66 Kontakt Giv feedback"


def test_breadcrumbs_lead_up(state: State, site: dict[str, str]) -> None:
    text = site["borger/borgerservice/pas/index.html"]
    trail = text.split('aria-label="Brødkrumme"')[1].split("</nav>")[0]
    assert Read(trail.partition(">")[2]).said == ["Borger", "Borgerservice"]
    assert 'href="../../../borger/borgerservice/index.html"' in trail


def test_a_workspace_without_pages_has_a_menu_and_a_list() -> None:
    files = files_of(State.of([]))
    assert {"index.html", "kontakt/index.html", "kontaktoversigt/index.html"} <= set(files)
    assert dead_links(files) == []


def test_the_site_is_searched_by_all_that_tells_of_a_page(state: State) -> None:
    page = page_named(state, "Borgercenter Handicap")
    page = replace(page, search_words=("ledsager",), body="<p>Kun i brødteksten</p>")
    files = files_of(with_record(state, page))
    rows = script_rows(files["filer/sider.js"], "kkSider")
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=sort_key)
    row = next(row for row in rows if row[0] == page.title)
    assert row[1].endswith("kontaktoversigt/borgercenter-handicap/index.html")
    assert row[2:4] == ["Om kommunen / Kontakt / Kontaktoversigt", page.summary]
    assert "ledsager" in row[4]
    assert "33178800" in row[5]
    assert "brødteksten" not in files["filer/sider.js"]

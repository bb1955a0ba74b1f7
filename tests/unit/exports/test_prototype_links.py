"""The prototype's files lead to each other and nowhere else, and hold no one's markup."""

import posixpath
from dataclasses import replace

import pytest

from kkworkbench import demo
from kkworkbench.model.channels import Link, WrittenChannel
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.state.indexes import LIST_BY_PAGE
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.state.state import State
from tests.unit.exports.prototype_pages import (
    HOSTILE,
    Read,
    dead_links,
    file_of,
    files_of,
    inner,
    page_named,
    target,
    with_record,
)


@pytest.fixture(scope="module")
def state() -> State:
    return State.of(demo.records())


@pytest.fixture(scope="module")
def site(state: State) -> dict[str, str]:
    return files_of(state)


def test_every_link_of_the_demo_leads_to_a_file(site: dict[str, str]) -> None:
    assert dead_links(site) == []


def test_every_page_can_be_reached_from_the_start(state: State, site: dict[str, str]) -> None:
    reached, queue = {"index.html"}, ["index.html"]
    while queue:
        path = queue.pop()
        for link in filter(inner, Read(site[path]).links):
            to = target(path, link)
            if to.endswith(".html") and to not in reached:
                reached.add(to)
                queue.append(to)
    links = [file_of(state, page) for page in state.all(Page) if page.kind is PageKind.LINK]
    assert {path for path in site if path.endswith(".html")} - reached == set(links)


def test_no_page_names_another_host_to_load_from(site: dict[str, str]) -> None:
    for path, text in site.items():
        if path.endswith(".html"):
            for tag, of in Read(text).tags:
                assert tag not in ("img", "iframe", "object", "embed", "video", "audio")
                for name in ("src", "href", "action"):
                    assert not str(of.get(name) or "").startswith(("http", "//")), (path, tag)
        assert "@import" not in text
        assert "fetch(" not in text


def test_a_replaced_address_leads_to_its_page(state: State) -> None:
    page = page_named(state, "Pas")
    moved = with_record(state, replace(page, replaced_paths=("/Gamle/Pås.aspx", "/borger")))
    files = files_of(moved)
    assert 'url=../../borger/borgerservice/pas/index.html"' in files["gamle/paas.aspx/index.html"]
    assert "Siden er flyttet" not in files["borger/index.html"]


def test_what_a_draft_replaced_is_no_redirect(state: State) -> None:
    page = replace(page_named(state, "Pas"), replaced_paths=("/gammel",), state=PageState.DRAFT)
    assert "gammel/index.html" not in files_of(with_record(state, page))


def test_links_of_a_body_stay_within_the_prototype_or_say_where_they_lead(state: State) -> None:
    body = (
        '<p><a href="https://www.kk.dk/borger/handicap">A</a> <a href="/borger/handicap/">B</a>'
        '<a href="https://example.org/?a=1&amp;b=2">C</a><a href="tel:33 66 33 66">D</a>'
        '<a href="javascript:alert(1)">E</a><a href="/ukendt">F</a></p>'
    )
    changed = with_record(state, replace(page_named(state, "Pas"), body=body))
    text = files_of(changed)["borger/borgerservice/pas/index.html"]
    assert text.count('href="../../../borger/handicap/index.html"') == 2
    assert "videre/index.html#https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2" in text
    assert 'href="tel:33%2066%2033%2066"' in text or 'href="tel:33663366"' in text
    assert "javascript" not in text
    assert "videre/index.html#https%3A%2F%2Fkk.dk%2Fukendt" in text


def test_what_is_typed_is_text_and_never_markup(state: State) -> None:
    page = page_named(state, "Borgercenter Handicap")
    contact = contact_of_page(state, page.id)
    assert contact is not None
    (entry_id,) = state.bucket(LIST_BY_PAGE, page.id)
    entry = state.get(ListEntry, entry_id)
    assert entry is not None
    evil = WrittenChannel(contact.written[0].part_id, url="javascript:alert(1)", text=HOSTILE)
    hours = Hours((Span(1, 540, 900),), comment=HOSTILE)
    phones = tuple(replace(p, number=HOSTILE, label=HOSTILE) for p in contact.phones)
    for record in (
        replace(
            page,
            title=HOSTILE,
            summary=HOSTILE,
            body=HOSTILE,
            search_words=(HOSTILE,),
            link_boxes=(Link(evil.part_id, HOSTILE, "data:text/html,x"),),
        ),
        replace(
            contact,
            name=HOSTILE,
            title=HOSTILE,
            phones=phones,
            written=(evil,),
            booking_url="vbscript:x",
            visiting_hours=hours,
        ),
        replace(entry, title=HOSTILE),
    ):
        state = with_record(state, record)
    files = files_of(state, HOSTILE)
    ours = {"fold.js", "liste.js", "site.js", "sider.js"}
    for path, text in files.items():
        if not path.endswith(".html"):
            continue
        for tag, of in Read(text).tags:
            assert tag != "img", path
            assert not any(name.startswith("on") for name in of), path
            if tag == "script":
                assert posixpath.basename(str(of["src"])) in ours
            assert not str(of.get("href")).startswith(("javascript:", "data:text", "vbscript:"))
    assert Read(files["index.html"]).said[2] == f"Prototype · {HOSTILE} · 26.11.2026"


def test_a_body_is_cleaned(state: State) -> None:
    body = (
        '<p onclick="x()">Ja</p><script>x()</script><style>p{}</style><iframe src="//e"></iframe>'
    )
    changed = with_record(state, replace(page_named(state, "Pas"), body=body))
    text = files_of(changed)["borger/borgerservice/pas/index.html"]
    assert "<p>Ja</p>" in text
    assert "x()" not in text
    assert "<iframe" not in text


def test_the_bar_names_the_prototype_on_every_page(site: dict[str, str]) -> None:
    for path, text in site.items():
        if path.endswith(".html"):
            assert "Prototype · Variant A · 26.11.2026" in text, path

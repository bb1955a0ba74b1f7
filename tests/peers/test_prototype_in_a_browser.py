"""The prototype in Chromium, from disk and from a server: what a citizen does, and axe's verdict."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kkworkbench import demo
from kkworkbench.exports.prototype.citizen import FILTERS, count_line, filter_names, finds, listed
from kkworkbench.exports.prototype.writing import Written, write_prototype
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key, short_key
from tests.peers.browser import Browser
from tests.peers.person import need, without

LIST = "om-kommunen/kontakt/kontaktoversigt/index.html"
PAGES = {
    "start": "index.html",
    "section": "om-kommunen/index.html",
    "drill": "om-kommunen/kontakt/index.html",
    "list": LIST,
    "contact": "om-kommunen/kontakt/kontaktoversigt/koebenhavns-borgerservice/index.html",
    "service": "borger/borgerservice/pas/index.html",
    "search": "soeg/index.html?q=pas",
    "onward": "videre/index.html#https%3A%2F%2Fkontakt.kk.dk%2F",
    "link": "om-kommunen/kontakt/skriv-sikkert-til-kommunen/index.html",
}
HEADINGS = "[...document.querySelectorAll('main h2')].map(e => e.textContent)"
COUNT = "document.getElementById('antal').textContent"
FOCUS = "document.activeElement.id || document.activeElement.textContent"


@pytest.fixture(scope="module")
def state() -> State:
    return State.of(demo.records())


@pytest.fixture(scope="module")
def written(state: State, tmp_path_factory: pytest.TempPathFactory) -> Written:
    page = next(page for page in state.all(Page) if page.title == "Pas")
    moved = Page(**{**_values(page), "replaced_paths": ("/gammelt/pas",)})
    records = [moved if record == page else record for record in demo.records()]
    folder = tmp_path_factory.mktemp("prototype") / "a"
    return write_prototype(folder, State.of(records), "Variant A", date(2026, 11, 26))


def _values(page: Page) -> dict[str, Any]:
    return {name: getattr(page, name) for name in Page.__dataclass_fields__}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def served(written: Written) -> Iterator[str]:
    """The address of the prototype on a plain web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(written.folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module", params=["disk", "server"])
def base(request: pytest.FixtureRequest, written: Written) -> str:
    if request.param == "disk":
        return written.folder.as_uri() + "/"
    return str(request.getfixturevalue("served"))


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    need("chromium")
    with Browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    chromium.send("Emulation.setScriptExecutionDisabled", value=False)
    chromium.open("about:blank")
    chromium.resize(1280)
    chromium.requests.clear()
    chromium.complaints.clear()
    return chromium


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched for this run."""
    need("npm")
    folder = tmp_path_factory.mktemp("axe")
    line = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "axe-core"]
    if subprocess.run(line, check=False, capture_output=True).returncode:
        without("axe-core (npm could not fetch it)")
    return (folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def put(browser: Browser, field: str, text: str) -> None:
    """Type into an emptied field."""
    browser.run(f"(f => {{ f.focus(); f.select(); }})(document.getElementById('{field}'))")
    browser.press("Backspace")
    browser.type(text)


def choose(browser: Browser, filters: dict[str, str]) -> None:
    for key, _ in FILTERS:
        value = json.dumps(filters.get(key, ""))
        browser.run(f"document.getElementById('{key}').value = {value}")
    browser.run("document.querySelector('#filtre [type=submit]').click()")


def test_the_list_finds_what_the_workbench_finds(browser: Browser, base: str, state: State) -> None:
    browser.open(base + LIST)
    everything = listed(state)
    offered = {key: filter_names(state, key) for key, _ in FILTERS}
    for query in ("", "osterbro", "Aalborg", "3366", "33 17", "bibliotek nørre", "ingen her"):
        for filters in (
            {},
            {"administration": offered[FILTERS[0][0]][0]},
            {"category": offered[FILTERS[1][0]][1], "district": offered[FILTERS[2][0]][0]},
        ):
            put(browser, "q", query)
            choose(browser, filters)
            wanted = [e.name for e in everything if e.has(filters) and finds(query, e.text)]
            assert browser.run(COUNT) == count_line(len(wanted))
            assert browser.run(HEADINGS) == wanted[:50]
            assert browser.run("document.getElementById('ingen').hidden") == bool(wanted)
    browser.run("document.querySelector('#filtre [type=reset]').click()")
    assert browser.run(f"new Promise(d => setTimeout(() => d({COUNT}), 50))") == count_line(83)
    assert browser.complaints == []


def test_results_of_the_script_look_as_those_of_the_file(browser: Browser, base: str) -> None:
    text = "document.getElementById('resultater').innerHTML.replace(/>\\s+</g, '><').trim()"
    browser.open(base + LIST)
    shown = browser.run(text)
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(base + LIST)
    assert browser.run(text) == shown


def test_results_change_with_each_letter(browser: Browser, base: str, state: State) -> None:
    browser.open(base + LIST)
    browser.run("document.getElementById('q').focus()")
    typed = ""
    for letter in "østerbro b":
        typed += letter
        browser.type(letter)
        wanted = sum(finds(typed, each.text) for each in listed(state))
        assert browser.run(COUNT) == count_line(wanted)


def test_the_second_sheet_of_the_list_follows_the_first(
    browser: Browser, base: str, state: State
) -> None:
    names = [each.name for each in listed(state)]
    browser.open(base + LIST)
    browser.run("document.getElementById('naeste').click()")
    assert browser.run(HEADINGS) == names[50:]
    assert browser.run(COUNT) == count_line(83, 51)
    browser.run("document.getElementById('forrige').click()")
    assert browser.run(HEADINGS) == names[:50]


def test_what_was_asked_stays_in_the_address(browser: Browser, served: str) -> None:
    browser.open(served + LIST)
    put(browser, "q", "bibliotek")
    said = browser.run(COUNT)
    browser.open(browser.run("location.href"))
    assert browser.run(COUNT) == said
    assert browser.run("document.getElementById('q').value") == "bibliotek"


def test_the_site_is_searched_from_any_page_by_keys_alone(browser: Browser, base: str) -> None:
    browser.open(base + PAGES["service"])
    browser.press("Tab")
    assert browser.run(FOCUS) == "Gå til indholdet"
    while browser.run(FOCUS) != "find":
        browser.press("Tab")
    browser.type("korekort")
    browser.leave_by(lambda: browser.press("Enter"))
    assert browser.run(HEADINGS)[0] == "Kørekort"
    browser.run("document.querySelector('main h2 a').focus()")
    browser.leave_by(lambda: browser.press("Enter"))
    assert browser.run("document.querySelector('h1').textContent") == "Kørekort"
    assert browser.complaints == []


def test_the_skip_link_leads_to_the_text(browser: Browser, base: str) -> None:
    browser.open(base + PAGES["drill"])
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run(FOCUS) == "indhold"
    browser.press("Tab")
    assert browser.run(FOCUS) == "Om kommunen"


def test_filters_are_set_and_cleared_by_keys_alone(browser: Browser, base: str) -> None:
    browser.open(base + LIST)
    browser.run("document.getElementById('q').focus()")
    browser.press("Tab")
    assert browser.run(FOCUS) == "administration"
    browser.type("s")  # a select goes to what begins with it
    for wanted in ("category", "district", "Ryd filter", "Anvend"):
        browser.press("Tab")
        assert browser.run(FOCUS) == wanted
    browser.press("Enter")
    assert browser.run("document.getElementById('administration').value").startswith("S")
    assert browser.run(COUNT) != count_line(83)
    browser.press("Tab", shift=True)
    browser.press("Enter")
    assert browser.run(f"new Promise(d => setTimeout(() => d({COUNT}), 50))") == count_line(83)


def test_no_page_complains_or_asks_beyond_the_prototype(
    browser: Browser, base: str, written: Written
) -> None:
    pages = list(PAGES.values())
    if base.startswith("file:"):
        found = written.folder.rglob("*.html")
        pages += [path.relative_to(written.folder).as_posix() for path in found]
        assert len(pages) > 140
    for page in pages:
        browser.open(base + page)
    allowed = (base, "data:,")
    assert [url for url in browser.requests if not url.startswith(allowed)] == []
    assert browser.complaints == []


def test_a_replaced_address_leads_on(browser: Browser, served: str) -> None:
    browser.open(served + "gammelt/pas", pages=2)
    assert browser.run("location.pathname") == "/borger/borgerservice/pas/index.html"


def test_a_link_out_is_told_and_only_the_web_is_led_to(browser: Browser, base: str) -> None:
    link = "(a => [a.hidden, a.getAttribute('href')])(document.getElementById('adresse'))"
    browser.open(base + PAGES["onward"])
    assert browser.run(link) == [False, "https://kontakt.kk.dk/"]
    for hostile in ("javascript%3Aalert(1)", "data%3Atext%2Fhtml%2Cx", "%E0%A4%A"):
        browser.open("about:blank")
        browser.open(f"{base}videre/index.html#{hostile}")
        assert browser.run(link) == [True, None]
    assert browser.complaints == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    browser: Browser, written: Written, axe: str, name: str, width: int
) -> None:
    browser.resize(width)
    browser.open(f"{written.folder.as_uri()}/{PAGES[name]}")
    browser.run(axe)
    told = browser.run("axe.run({resultTypes: ['violations']})")
    found = [(each["id"], [node["html"] for node in each["nodes"]]) for each in told["violations"]]
    assert found == []
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_the_browser_folds_as_the_workbench(browser: Browser, base: str) -> None:
    texts = [chr(code) for code in (*range(0x20, 0x250), *range(0x370, 0x460))]
    texts += ["Århus", "A\u030aben", "Straße", "ÆRØ", "Citroën 33 66"]
    browser.open(base + LIST)
    said = browser.run(f"{json.dumps(texts)}.map(t => [kkFold.full(t), kkFold.short(t)])")
    assert said == [[search_key(text), short_key(text)] for text in texts]

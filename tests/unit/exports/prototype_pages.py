"""What the files of a prototype hold, as tests read them."""

import json
import posixpath
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote

from kkworkbench.exports.prototype.site import About, Prototype
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term
from kkworkbench.state.state import State

DAY = date(2026, 11, 26)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&"
SHOWN_KINDS = (Page, Contact, ContactBox, DrillEntry, ListEntry, Site, Term)
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def files_of(state: State, name: str = "Variant A") -> dict[str, str]:
    """Return the text of every file by its path."""
    made = list(Prototype(state, About(name, DAY)).files())
    files = {each.path: each.text() for each in made}
    assert len(files) == len(made), "a file is written twice"
    return files


class Read(HTMLParser):
    """What a page holds: its links, its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.by_tag: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "br", "img"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(data.strip())
            for tag in set(self._open):
                self.by_tag.setdefault(tag, []).append(data.strip())

    @property
    def links(self) -> list[str]:
        names = ("href", "src", "action")
        return [str(of[name]) for _, of in self.tags for name in names if of.get(name)]

    @property
    def text(self) -> str:
        return " ".join(self.said)


def inner(link: str) -> bool:
    return not link.startswith(("tel:", "mailto:", "data:", "#"))


def target(path: str, link: str) -> str:
    """Return the file to which a link of a page leads."""
    bare = unquote(re.split("[?#]", link)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))


def dead_links(files: dict[str, str]) -> list[tuple[str, str]]:
    dead = []
    for path, text in files.items():
        if path.endswith(".html"):
            page = Read(text)
            moved = re.findall(r'content="0; url=([^"]*)"', text)
            wanted = [link for link in (*page.links, *moved) if inner(link)]
            dead += [(path, link) for link in wanted if target(path, link) not in files]
    for path, name in (("filer/liste.js", "kkListe"), ("filer/sider.js", "kkSider")):
        for row in script_rows(files[path], name):
            links = [row[1], *(way[1] for way in row[4])] if name == "kkListe" else [row[1]]
            dead += [
                (path, link)
                for link in links
                if link and inner(link) and target("index.html", link) not in files
            ]
    return dead


def script_rows(text: str, name: str) -> list:
    rows = text.split(f"var {name} = ", 1)[1].rstrip().removesuffix(";")
    return json.loads(rows)


def page_named(state: State, title: str) -> Page:
    return next(page for page in state.all(Page) if page.title == title)


def with_record(state: State, record: object) -> State:
    kept = [each for kind in SHOWN_KINDS for each in state.all(kind) if each.id != record.id]
    return State.of([*kept, record])


def file_of(state: State, page: Page) -> str:
    return Prototype(state, About("A", DAY)).places[page.id]

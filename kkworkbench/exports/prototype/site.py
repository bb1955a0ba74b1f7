"""All files of a prototype: which there are, and the text of each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, partial
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kkworkbench.exports.prototype import data
from kkworkbench.exports.prototype.citizen import (
    FILTERS,
    MUNICIPALITY,
    NO_TITLE,
    SHOWN_RESULTS,
    Listed,
    count_line,
    filter_names,
    listed,
)
from kkworkbench.exports.prototype.folders import (
    FILES,
    ONWARD,
    SEARCH,
    START,
    Folders,
    page_folders,
    redirects,
)
from kkworkbench.exports.prototype.links import Links, at, file_in
from kkworkbench.exports.prototype.views import Footer, Link, Views
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.site import Site
from kkworkbench.state.indexes import SITES
from kkworkbench.state.state import State

CONTACT_TITLE, LIST_TITLE = "Kontakt", "Kontaktoversigt"
SEARCH_TITLE, ONWARD_TITLE = "Søg", "Her forlader du prototypen"
COPIED = ("site.css", "fold.js", "site.js")
"""Files that are the same in every prototype."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the prototype; the text is made when it is asked for."""

    path: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class About:
    """What the bar over every page says of the prototype."""

    name: str
    day: date


def read(name: str) -> str:
    """Return a template or a file that is copied as it is."""
    return resources.files("resources").joinpath("prototype", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return what fills in the templates; every value is escaped."""
    made = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["at"] = at
    return made


@dataclass
class Prototype:
    """The site as citizens see it. `places` has the file of each page."""

    state: State
    about: About
    places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        state = self.state
        pages = [page for page in state.all(Page) if page.state is PageState.PUBLISHED]
        self._pages = sorted(pages, key=lambda page: page.id)
        claimed = Folders()
        self._folders = page_folders(state, self._pages, claimed)
        self._main = next((state.get(Site, id_) for id_ in state.bucket(SITES, True)), None)
        contact_page = self._main.main_contact_page if self._main is not None else None
        overviews = [page.id for page in self._pages if page.kind is PageKind.OVERVIEW]
        self._contact_id = contact_page if contact_page in self._folders else None
        self._contact_folder = (
            self._folders[self._contact_id] if self._contact_id else claimed.claim("kontakt")
        )
        self._lists = [self._folders[id_] for id_ in overviews if id_ != self._contact_id]
        self._has_list_page = bool(self._lists)
        if not self._lists:
            self._lists = [claimed.claim("kontaktoversigt")]
        self._rows = listed(state)
        self._sheets = {
            (folder, first): claimed.claim(f"{folder}/side-{first // SHOWN_RESULTS + 1}")
            for folder in self._lists
            for first in range(SHOWN_RESULTS, len(self._rows), SHOWN_RESULTS)
        }
        self._redirects = list(redirects(self._pages, claimed))
        self.places.update((id_, file_in(folder)) for id_, folder in self._folders.items())
        self._links = Links(state, self._pages, self._folders)
        self._views = Views(state, self._links, self.about.day)
        self._environment = environment()
        self._footers: dict[str | None, Footer] = {}

    def files(self) -> Iterator[Made]:
        """Yield every file once."""
        for name in COPIED:
            yield Made(f"{FILES}/{name}", partial(read, name))
        yield Made(f"{FILES}/liste.js", self._list_data)
        yield Made(f"{FILES}/sider.js", self._page_data)
        yield self._made(START, "start.html", self._start)
        yield self._made(SEARCH, "search.html", lambda: {"title": SEARCH_TITLE})
        yield self._made(ONWARD, "onward.html", lambda: {"title": ONWARD_TITLE})
        for page in self._pages:
            yield from self._page_files(page)
        if self._contact_id is None:
            yield self._made(self._contact_folder, "drill.html", lambda: self._drill(None))
        if not self._has_list_page:
            yield from self._list_files(self._lists[0], None)
        for folder, page_id in self._redirects:
            to = self._links.page(page_id)
            yield self._made(folder, "redirect.html", partial(dict, to=to))

    def _page_files(self, page: Page) -> Iterator[Made]:
        folder = self._folders[page.id]
        if page.id == self._contact_id:
            yield self._made(folder, "drill.html", lambda: self._drill(page))
        elif page.kind is PageKind.OVERVIEW:
            yield from self._list_files(folder, page)
        else:
            yield self._made(folder, "page.html", lambda: self._page(page, folder))

    def _list_files(self, folder: str, page: Page | None) -> Iterator[Made]:
        yield self._made(folder, "list.html", lambda: self._list(folder, 0, page))
        for (of, first), sheet in self._sheets.items():
            if of == folder:
                yield self._made(
                    sheet,
                    "list.html",
                    partial(self._list, folder, first, page),
                )

    def _made(self, folder: str, template: str, values: Callable[[], Mapping[str, Any]]) -> Made:
        root = "../" * (folder.count("/") + 1) if folder else ""

        def text() -> str:
            given = {**self._always, "root": root, "own": file_in(folder), **values()}
            return self._environment.get_template(template).render(given)

        return Made(file_in(folder), text)

    @cached_property
    def _always(self) -> dict[str, Any]:
        return {
            "municipality": MUNICIPALITY,
            "about": self.about,
            "tops": self._views.children(None),
            "start": file_in(START),
            "search": file_in(SEARCH),
            "files": FILES,
            "footer": self._footer(None),
            "trail": (),
            "words": (),
            "intro": "",
        }

    def _of_page(self, page: Page | None, title: str) -> dict[str, Any]:
        if page is None:
            return {"title": title}
        return {
            "title": page.title or NO_TITLE,
            "intro": page.summary,
            "trail": self._views.trail(page),
            "words": page.search_words,
            "footer": self._footer(page.site),
        }

    def _start(self) -> dict[str, Any]:
        views = self._views
        tops = [(views.link(top), views.children(top.id)) for top in views.pages_below(None)]
        return {"title": MUNICIPALITY, "children": tops}

    def _drill(self, page: Page | None) -> dict[str, Any]:
        rows = self._views.drill()
        lists = [Link(LIST_TITLE, file_in(folder)) for folder in self._lists]
        reached = {row.to for row in rows} | {each.to for each in self._below(page)}
        missing = [link for link in lists[:1] if link.to not in reached]
        values = {"rows": rows, "more": missing, "boxes": self._boxes(page)}
        return {**self._of_page(page, CONTACT_TITLE), **values}

    def _below(self, page: Page | None) -> tuple[Link, ...]:
        return self._views.children(page.id) if page is not None else ()

    def _boxes(self, page: Page | None) -> list[Any]:
        return list(self._views.boxes(page)) if page is not None else []

    def _page(self, page: Page, folder: str) -> dict[str, Any]:
        root = "../" * (folder.count("/") + 1)
        onward = self._links.page(page.id) if page.kind is PageKind.LINK else ""
        return {
            **self._of_page(page, NO_TITLE),
            # Cleaned by the house's cleaner; what it leaves is HTML.
            "body": Markup(self._links.body(page.body, self._links.host(page), root)),  # noqa: S704
            "links": self._views.link_boxes(page),
            "children": self._views.children(page.id),
            "boxes": self._boxes(page),
            "onward": onward if onward != file_in(folder) else "",
        }

    def _list(self, folder: str, first: int, page: Page | None) -> dict[str, Any]:
        rows = self._rows[first : first + SHOWN_RESULTS]
        return {
            **self._of_page(page, LIST_TITLE),
            "count_line": count_line(len(self._rows), first + 1),
            "filters": [(key, name, filter_names(self.state, key)) for key, name in FILTERS],
            "results": [self._views.result(each) for each in rows],
            "number": first // SHOWN_RESULTS + 1,
            "list": file_in(folder),
            "before": self._sheet(folder, first - SHOWN_RESULTS),
            "after": self._sheet(folder, first + SHOWN_RESULTS),
        }

    def _sheet(self, folder: str, first: int) -> str:
        if first == 0:
            return file_in(folder)
        sheet = self._sheets.get((folder, first))
        return file_in(sheet) if sheet else ""

    def _footer(self, site_id: str | None) -> Footer:
        if site_id not in self._footers:
            site = self.state.get(Site, site_id) or self._main
            self._footers[site_id] = self._views.footer(site, file_in(self._contact_folder))
        return self._footers[site_id]

    def _list_data(self) -> str:
        rows: list[Listed] = self._rows
        return data.list_script((each, self._views.result(each)) for each in rows)

    def _page_data(self) -> str:
        return data.page_script(self.state, self._pages, self._views)

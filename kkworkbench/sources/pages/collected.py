"""Read all files that were given, and join what they say of the same page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kkworkbench.model.site import Site
from kkworkbench.rules.settings import value_of
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages.choices import Choices
from kkworkbench.sources.pages.files import GivenFile, given_files, kind_of
from kkworkbench.sources.pages.found import FoundPage, bare_host, joined, tidy_path
from kkworkbench.sources.pages.html_pages import Place, UnreadablePageError, read_page
from kkworkbench.sources.pages.inventory import Inventory, Rows
from kkworkbench.sources.pages.json_rows import json_rows
from kkworkbench.sources.pages.sitemap import read_sitemap
from kkworkbench.sources.pages.tidy_html import TooDeepError
from kkworkbench.sources.source import Request, checked
from kkworkbench.sources.tables import read_table
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Rejected

TABLE, PAGE, SITEMAP = range(3)
"""Whose word goes before where two files say the same page's field otherwise."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The pages that all files tell of, each once, with its site's host.

    `is_list` says whether one of the files lists the whole site: only then is a page that is
    not in it gone.
    """

    file: str
    pages: tuple[FoundPage, ...]
    rejected: tuple[Rejected, ...]
    dropped: dict[str, int]
    is_list: bool


def collect(request: Request, choices: Choices) -> Collected:
    """Read the files of a request.

    Raises:
        UnreadableInputError: a file cannot be read, is dangerous, or none holds a page.
    """
    reader = _Reader(request, choices)
    for file in checked(given_files(request.paths), request.check):
        reader.read(file)
    first = request.paths[0].name or str(request.paths[0])
    if not reader.found and not reader.rejected:
        raise UnreadableInputError("input.no_pages", file=first)
    name = first if len(request.paths) == 1 else f"{first} …"
    return reader.result(name)


class _Reader:
    def __init__(self, request: Request, choices: Choices) -> None:
        self._request = request
        self._choices = choices
        state: State = request.state
        self._hosts = {bare_host(site.host): site for site in state.all(Site) if site.host}
        hosts = value_of(state, "written.secure_hosts")
        self._self_service = hosts if isinstance(hosts, tuple) else ()
        self.found: list[tuple[int, FoundPage]] = []
        self.rejected: list[Rejected] = []
        self._emails = 0
        self._is_list = False
        self._saved: set[str] = set()

    def read(self, file: GivenFile) -> None:
        if file.refused:
            self._reject(file.name, file.refused)
        elif file.path is not None:
            self._table(file)
        elif file.data is None or kind_of(file.name) == "table":
            self._reject(file.name, "reject.table_in_zip")
        elif kind_of(file.name) == "sitemap":
            pages, rejected = read_sitemap(file.name, file.data)
            self.rejected += rejected
            self._is_list = True
            for page in pages:
                self._take(SITEMAP, page)
        else:
            self._page(file.name, file.place, file.data)

    def _table(self, file: GivenFile) -> None:
        assert file.path is not None
        reading = self._request.reading
        rows: Rows
        if file.path.suffix.casefold() == ".json":
            try:
                data = file.path.read_bytes()
            except OSError as error:
                why = error.strerror or type(error).__name__
                raise UnreadableInputError("input.unreadable", file=file.name, why=why) from error
            listed = json_rows(file.name, data, reading.encoding)
            header, sheet, rows = tuple(listed[0][1]), "", listed
        else:
            table = read_table(file.path, reading)
            header, sheet = table.header, table.sheet
            rows = ((row.number, row.cells) for row in table.rows)
        inventory = Inventory(file.name, header, self._request.columns, sheet)
        for page in checked(inventory.pages(rows), self._request.check):
            self._take(TABLE, page)
        self.rejected += inventory.rejected
        self._is_list = True

    def _page(self, name: str, place: str, data: bytes) -> None:
        try:
            page = read_page(data, self._place(name, place), self._self_service)
        except UnreadablePageError as error:
            self._reject(name, str(error))
        except TooDeepError:
            self._reject(name, "reject.too_deep")
        else:
            self._emails += sum(box.emails for box in page.boxes)
            self._take(PAGE, page)

    def _place(self, name: str, place: str) -> Place:
        """Return what a file's place suggests: "www.kk.dk/borger/pas.html" is /borger/pas."""
        parts = PurePosixPath(place).with_suffix("").parts
        host = ""
        at = next((n for n, part in enumerate(parts) if bare_host(part) in self._hosts), -1)
        if at >= 0 and at < len(parts) - 1:
            host, parts = bare_host(parts[at]), parts[at + 1 :]
        if parts[-1:] == ("index",):
            parts = parts[:-1]
        return Place(name, host, tidy_path("/".join(parts)) or "/")

    def _take(self, rank: int, page: FoundPage) -> None:
        site = self._hosts.get(page.host) if page.host else self._choices.site
        if self._choices.is_site_chosen and (site is None or not page.host):
            site = self._choices.site
        if site is None and page.host and self._hosts:
            self._reject(page.file, "reject.other_site", page.row, f"{page.host}{page.path}")
            return
        if page.path == "/":
            self._reject(page.file, "reject.front_page", page.row, page.path)
            return
        page = replace(page, host=bare_host(site.host) if site is not None else page.host)
        if rank == PAGE:
            if page.key in self._saved:
                self._reject(page.file, "reject.page_twice", page.row, page.path)
                return
            self._saved.add(page.key)
        self.found.append((rank, page))

    def _reject(self, file: str, reason: str, row: int = 0, value: str = "") -> None:
        self.rejected.append(Rejected(file, "", row, "", value, reason))

    def result(self, name: str) -> Collected:
        pages: dict[str, FoundPage] = {}
        for _, page in sorted(self.found, key=lambda each: each[0]):
            known = pages.get(page.key)
            pages[page.key] = page if known is None else joined(known, page)
        return Collected(
            name,
            tuple(pages.values()),
            tuple(self.rejected),
            dict(Counter(email=self._emails)),
            self._is_list,
        )


def own_crumbs(page: FoundPage) -> Iterator[int]:
    """Yield the places of a page's breadcrumb that lie above it, from the top."""
    steps = page.crumbs
    linked = any(step.path for step in steps)
    for at, step in enumerate(steps):
        is_last = at == len(steps) - 1
        is_self = step.path.casefold() == page.path.casefold() or (
            is_last
            and (step.title.casefold() == page.title.casefold() or (linked and not step.path))
        )
        if not is_self:
            yield at

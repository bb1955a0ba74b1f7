"""Read a page inventory: a table from a Drupal view, whatever its columns are called."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages.found import (
    LONGEST_TITLE,
    Crumb,
    FoundPage,
    bare_host,
    split_address,
)
from kkworkbench.sources.pages.html_pages import (
    LONGEST_BODY,
    LONGEST_PAGE,
    MOST_CRUMBS,
    numbers_in,
)
from kkworkbench.sources.pages.tidy_html import TooDeepError, tidied
from kkworkbench.text.danish import search_key
from kkworkbench.text.html import clean_html, html_to_text, links
from kkworkbench.workspace.plan import Rejected

ALIASES: dict[str, tuple[str, ...]] = {
    "uuid": ("uuid", "entityuuid", "nodeuuid", "id"),
    "number": ("nid", "nodeid", "drupalinternalnid", "indholdsid", "id"),
    "title": ("title", "titel", "overskrift", "sidetitel", "sidenavn", "navn", "label"),
    "path": ("url", "path", "pathalias", "urlalias", "alias", "sti", "urlsti", "adresse",
             "webadresse", "link", "viewnode", "vissted", "loc"),
    "crumbs": ("breadcrumb", "breadcrumbs", "broedkrumme", "broedkrummer", "placering"),
    "body": ("body", "broedtekst", "indhold", "tekst", "content", "bodyvalue"),
    "summary": ("summary", "resume", "manchet", "hjaelpetekst", "introtekst", "teaser",
                "underrubrik"),
    "type": ("type", "sidetype", "indholdstype", "contenttype", "bundle", "nodetype"),
    "state": ("status", "state", "tilstand", "udgivet", "published", "moderationstate",
              "udgivelsesstatus"),
    "parent": ("parent", "foraelder", "overside", "overordnet", "parentpath", "moderside",
               "overordnetside"),
    "tags": ("tags", "tag", "emneord", "etiketter", "noegleord"),
    "administration": ("administration", "forvaltning", "ejer", "owner"),
    "kle": ("kle", "klenummer", "klenr", "kleemne", "klenumre"),
}  # fmt: skip
"""Fields of a page, and what their columns are called, without signs and in small letters."""
_STATES = {
    **dict.fromkeys(("1", "true", "ja", "yes", "published", "publiceret", "udgivet", "on",
                     "offentliggjort", "aktiv"), "published"),
    **dict.fromkeys(("0", "false", "nej", "no", "draft", "kladde", "unpublished", "off",
                     "afpubliceret", "ikkeudgivet", "upubliceret", "needsreview"), "draft"),
    **dict.fromkeys(("archived", "arkiveret", "slettet", "deleted"), "archived"),
}  # fmt: skip
_BETWEEN_STEPS = re.compile(r"\s*(?:»|›|→|>|\||\s/\s)\s*")
_BETWEEN_TAGS = re.compile(r"\s*[,;|\n]\s*")
_KLE = re.compile(r"\b[0-9]{2}(?:\.[0-9]{2}){0,2}\b")
_FRONT = frozenset({"forside", "hjem", "home", "front page"})
MOST_TAGS = 50

_TELLING = ("number", "crumbs", "body", "type")

Rows = Iterable[tuple[int, Mapping[str, str]]]


class Inventory:
    """Reads the rows of one table; what is not taken in stands in `rejected`."""

    def __init__(
        self, file: str, header: Iterable[str], chosen: Mapping[str, str], sheet: str = ""
    ) -> None:
        """Match columns with fields; `chosen` pairs fields with columns and goes before.

        A blank column leaves a field out.

        Raises:
            UnreadableInputError: a chosen column is not there, or no column says where pages are.
        """
        self._file, self._sheet = file, sheet
        self._columns = _matched(file, tuple(header), chosen)
        self.rejected: list[Rejected] = []
        if not {"path", "number"} & self._columns.keys() and "title" not in self._columns:
            raise UnreadableInputError("input.not_pages", file=file)
        if not {"path", "number"} & self._columns.keys():
            raise UnreadableInputError("input.no_addresses", file=file)

    def pages(self, rows: Rows) -> Iterator[FoundPage]:
        """Yield the pages, in the order of the rows."""
        seen: set[str] = set()
        for number, cells in rows:
            page = self._page(number, cells)
            if page is None:
                continue
            if page.key in seen:
                self._reject(number, "path", page.path, "reject.page_twice")
                continue
            seen.add(page.key)
            yield page

    def _page(self, row: int, cells: Mapping[str, str]) -> FoundPage | None:
        said = {field: cells[column].strip() for field, column in self._columns.items()}
        title_links = links(said.get("title", ""))
        number = said.get("number", "")
        number = number if number.isascii() and number.isdigit() else ""
        text = said.get("path", "")
        if "<" in text:
            text = next((url for _, url in links(text)), "")
        elif text.startswith("{"):  # an object of JSON:API without an alias
            text = ""
        if not text and title_links:
            text = title_links[0][1]
        if not text and number:
            text = f"/node/{number}"
        address = split_address(html.unescape(text))
        if address is None:
            self._reject(row, "path", text, "reject.no_address")
            return None
        state = self._state(row, said.get("state", ""))
        if state == "archived":
            self._reject(row, "state", said["state"], "reject.archived")
            return None
        body = self._body(row, said.get("body", ""))
        return FoundPage(
            address[1],
            bare_host(address[0]),
            title=_plain(said.get("title", ""))[:LONGEST_TITLE],
            body=body,
            summary=_plain(said.get("summary", "")),
            crumbs=_crumbs(said.get("crumbs", "")),
            uuid=_uuid(said.get("uuid", "")),
            number=number,
            type=_plain(said.get("type", "")),
            state=state,
            parent=_plain(said.get("parent", "")),
            tags=_tags(said.get("tags", "")),
            administration=_plain(said.get("administration", "")),
            kle=tuple(dict.fromkeys(_KLE.findall(said.get("kle", ""))))[:MOST_TAGS],
            numbers=numbers_in(body),
            file=self._file,
            row=row,
        )

    def _state(self, row: int, text: str) -> str:
        word = re.sub(r"[\W_]+", "", search_key(_plain(text)))
        if word and word not in _STATES:
            self._reject(row, "state", text, "reject.state")
        return _STATES.get(word, "")

    def _body(self, row: int, text: str) -> str:
        if not text:
            return ""
        try:
            body = clean_html(tidied(text)) if len(text) <= LONGEST_PAGE else ""
        except TooDeepError:
            self._reject(row, "body", text[:60], "reject.too_deep")
            return ""
        if not body or len(body) > LONGEST_BODY:
            self._reject(row, "body", text[:60], "reject.body_too_long")
            return ""
        return body.strip()

    def _reject(self, row: int, field: str, value: str, reason: str) -> None:
        column = self._columns.get(field, "")
        self.rejected.append(Rejected(self._file, self._sheet, row, column, value[:200], reason))


def looks_like_pages(header: Iterable[str]) -> bool:
    """Say whether columns are those of pages: where each is, and what no other table has."""
    spelt = {re.sub(r"[\W_]+", "", search_key(column)) for column in header}

    def has(field: str) -> bool:
        return any(name in spelt for name in ALIASES[field] if name != "id")

    return has("title") and has("path") and any(has(field) for field in _TELLING)


def _matched(file: str, header: tuple[str, ...], chosen: Mapping[str, str]) -> dict[str, str]:
    spelt = {re.sub(r"[\W_]+", "", search_key(column)): column for column in reversed(header)}
    columns: dict[str, str] = {}
    for field, names in ALIASES.items():
        column = next((spelt[name] for name in names if name in spelt), None)
        if column is not None:
            columns[field] = column
    for field, column in chosen.items():
        if not column and field in ALIASES:
            columns.pop(field, None)
            continue
        if field not in ALIASES or column not in header:
            raise UnreadableInputError("input.no_column", file=file, column=column, field=field)
        columns[field] = column
    return columns


def _plain(text: str) -> str:
    return " ".join(html.unescape(html_to_text(text)).split())


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if len(text) >= 32 else ""
    except ValueError:
        return ""


def _tags(text: str) -> tuple[str, ...]:
    parts = _BETWEEN_TAGS.split(html.unescape(html_to_text(text)))
    if text.startswith("["):
        parts = [str(each) for each in _listed(text)]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))[:MOST_TAGS]


def _listed(text: str) -> list[object]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return content if isinstance(content, list) else []


def _crumbs(text: str) -> tuple[Crumb, ...]:
    """Read a breadcrumb: links, a list of objects with title and url, or names with signs between."""
    if "<a" in text:
        steps = [(said, url) for said, url in links(text)]
    elif text.startswith("["):
        steps = [_step(each) for each in _listed(text)]
    else:
        steps = [(each, "") for each in _BETWEEN_STEPS.split(_plain(text))]
    found = []
    for title, url in steps[: 2 * MOST_CRUMBS]:
        address = split_address(url)
        path = address[1] if address is not None else ""
        if title.strip() and path != "/" and title.strip().casefold() not in _FRONT:
            found.append(Crumb(title.strip()[:LONGEST_TITLE], path))
    return tuple(found)[:MOST_CRUMBS]


def _step(content: object) -> tuple[str, str]:
    if isinstance(content, dict):
        title = content.get("title") or content.get("text") or content.get("name") or ""
        return str(title), str(content.get("url") or content.get("path") or "")
    return str(content), ""

"""Which contact or page a row of a table of usage counts: by number, address or name, never nearly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.state.indexes import (
    BOXES_BY_PAGE,
    CONTACTS_BY_LINK,
    CONTACTS_BY_PHONE,
    phone_key,
)
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key
from kkworkbench.text.link_keys import link_key

_NUMBER = re.compile(r"\+?[0-9()\s.\-/]+")
_ADDRESS = re.compile(r"/|https?:|www\.", re.IGNORECASE)
_LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """An address on the site, without what makes no difference to which page it is."""

    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Found:
    """The subject that a row counts; or which of its fields is at fault, and why (a message key)."""

    subject: str = ""
    title: str = ""
    field: str = ""
    why: str = ""


def place_of(text: str) -> Place:
    """Read an address or a path, with or without its host, query and place on the page."""
    text = text.strip()
    if "//" not in text[:8] and not text.startswith("/"):
        first = text.partition("/")[0]
        text = f"//{text}" if "." in first else f"/{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Place("", "")
    path = unquote(parts.path).casefold().rstrip("/")
    return Place(host, path or "/")


def kind_of(field: str, text: str) -> str:
    """Say what a cell of a column of names holds: an address or a number is told by its looks."""
    if field != "name":
        return field
    if _ADDRESS.match(text):
        return "path"
    digits = sum(char.isdigit() for char in text)
    return "phone" if digits >= _LEAST_DIGITS and _NUMBER.fullmatch(text) else "name"


class Subjects:
    """Contacts and pages as they can be told apart in a table."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[tuple[object, ...], Found] = {}
        self._pages: dict[str, list[str]] = defaultdict(list)
        self._replaced: dict[str, list[str]] = defaultdict(list)
        self._links: dict[str, list[str]] = defaultdict(list)
        self._contacts_named: dict[str, set[str]] = defaultdict(set)
        self._pages_named: dict[str, set[str]] = defaultdict(set)
        self._hosts = {site.id: site.host.casefold() for site in state.all(Site)}
        self._gather()

    def find(self, said: Mapping[str, str], is_web: bool) -> Found:
        """Return what the cells of a row, by field, name together; visits are of pages first."""
        key = (*said.items(), is_web)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(said, is_web)
        return found

    def _find(self, said: Mapping[str, str], is_web: bool) -> Found:
        order = ("path", "phone", "name") if is_web else ("phone", "path", "name")
        cells = [(field, said[field]) for field in order if said.get(field)]
        if not cells:
            return Found(why="reject.usage_no_subject")
        named = [(field, self._named(kind_of(field, text), text, is_web)) for field, text in cells]
        known = [(field, ids) for field, ids in named if ids]
        if not known:
            return Found(field=cells[0][0], why="reject.usage_unknown")
        first, ids = known[0]
        for field, others in known[1:]:
            both = {id_ for id_ in ids if any(self._is_one(id_, other) for other in others)}
            if not both:
                return Found(field=field, why="reject.usage_disagree")
            ids = both
        if len(ids) > 1:
            return Found(field=first, why="reject.usage_several")
        (subject,) = ids
        return Found(subject, self._title(subject))

    def _named(self, kind: str, text: str, is_web: bool) -> set[str]:
        match kind:
            case "phone":
                key = phone_key(text) if _NUMBER.fullmatch(text) else ""
                return set(self._state.bucket(CONTACTS_BY_PHONE, key)) if key else set()
            case "path":
                return self._at(text)
        name = search_key(" ".join(text.split()))
        contacts, pages = self._contacts_named.get(name, set()), self._pages_named.get(name, set())
        if is_web:
            return pages | {c for c in contacts if not any(self._shows(p, c) for p in pages)}
        return contacts | {p for p in pages if not any(self._shows(p, c) for c in contacts)}

    def _at(self, text: str) -> set[str]:
        """Return the pages at an address, or that replaced it; else whose link or form it is."""
        place = place_of(text)
        for paths in (self._pages, self._replaced):
            ids = {id_ for id_ in paths.get(place.path, ()) if self._is_at(id_, place.host)}
            if ids:
                return ids
        link = link_key(text if "//" in text[:8] else f"//{text}")
        if not link:
            return set()
        return set(self._links.get(link, ())) or set(self._state.bucket(CONTACTS_BY_LINK, link))

    def _is_at(self, page_id: str, host: str) -> bool:
        page = self._state.get(Page, page_id)
        if page is None or not host:
            return page is not None
        if page.site in self._hosts:
            return host == self._hosts[page.site].removeprefix("www.")
        return host in {known.removeprefix("www.") for known in self._hosts.values()}

    def _is_one(self, one: str, other: str) -> bool:
        """Say whether two ids are one, or a page and a contact on it."""
        return one == other or self._shows(one, other) or self._shows(other, one)

    def _shows(self, page_id: str, contact_id: str) -> bool:
        boxes = (
            self._state.get(ContactBox, id_) for id_ in self._state.bucket(BOXES_BY_PAGE, page_id)
        )
        return any(box is not None and box.contact == contact_id for box in boxes)

    def _title(self, subject: str) -> str:
        contact = self._state.get(Contact, subject)
        if contact is not None:
            return contact.name or contact.title
        page = self._state.get(Page, subject)
        return page.title if page is not None else ""

    def _gather(self) -> None:
        state = self._state
        for page in state.all(Page):
            if page.path:
                self._pages[place_of(page.path).path].append(page.id)
            for path in page.replaced_paths:
                self._replaced[place_of(path).path].append(page.id)
            if page.link_url:
                self._links[link_key(page.link_url)].append(page.id)
            _add(self._pages_named, (page.title,), page.id)
        for contact in state.all(Contact):
            _add(self._contacts_named, (contact.name, contact.title), contact.id)
        for drilled in state.all(DrillEntry):
            _add(self._pages_named, (drilled.title or "",), drilled.target)
        for listed in state.all(ListEntry):
            _add(self._pages_named, (listed.title or "",), listed.page)
        self._links.pop("", None)


def _add(names: dict[str, set[str]], texts: Iterable[str], id_: str) -> None:
    for text in texts:
        name = search_key(" ".join(text.split()))
        if name:
            names[name].add(id_)

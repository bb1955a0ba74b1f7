"""The ways that lead to each contact (P9), read as the rule reads them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.rules.context import Context, View
from kkworkbench.rules.routes import WAYS, Route, routes_to
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import CHILDREN, SITES
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key


@dataclass(frozen=True, slots=True)
class Path:
    """A way as a citizen goes it: the titles from the front of the site to the contact's page.

    `page` is where the contact stands; "" for the footer, which stands on all pages. A path that
    is not open leads over a page that citizens do not see.
    """

    way: str
    page: str
    steps: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class FewRoutes:
    """A contact with fewer kinds of way than there should be."""

    contact_id: str
    name: str
    ways: tuple[str, ...]


def paths_to(state: State, contact_id: str) -> tuple[Path, ...]:
    """Return the ways to a contact, those by topic first and the footer last."""
    contact = state.get(Contact, contact_id)
    if contact is None:
        return ()
    found = [route for route in routes_to(contact, _context(state)) if route.way]
    found.sort(key=lambda route: WAYS.index(route.way))
    return tuple(Path(r.way, r.page, _steps(state, r), r.is_open) for r in found)


def ways_to(state: State, contact_id: str) -> tuple[str, ...]:
    """Return the kinds of way that are open to a contact."""
    contact = state.get(Contact, contact_id)
    return () if contact is None else _ways(contact, _context(state))


def few_routes(state: State) -> Iterator[FewRoutes]:
    """Walk through the contacts with too few ways, by name; those that stand nowhere too."""
    context, least = _context(state), least_routes(state)
    found = []
    for contact in state.all(Contact):
        ways = _ways(contact, context)
        context.forget()
        if len(ways) < least:
            found.append(FewRoutes(contact.id, contact.heading, ways))
    yield from sorted(found, key=lambda each: (sort_key(each.name), each.contact_id))


def least_routes(state: State) -> int:
    """Return how many kinds of way should lead to a contact."""
    return int(str(value_of(state, "routes.least")))


def _ways(contact: Contact, context: Context) -> tuple[str, ...]:
    open_ways = {route.way for route in routes_to(contact, context) if route.is_open}
    return tuple(way for way in WAYS if way in open_ways)


def _steps(state: State, route: Route) -> tuple[str, ...]:
    """Name the pages on the way; the menu and the list are reached from the main contact page."""
    if route.way == "footer":
        return ()
    page = state.get(Page, route.page)
    title = page.title if page is not None else ""
    if route.way == "topic":
        above = [each.title for each in ancestors(state, route.page)]
        return (*reversed(above), title)
    sites = (state.get(Site, id_) for id_ in state.bucket(SITES, True))
    mains = (state.get(Page, site.main_contact_page) for site in sites if site is not None)
    main = next((each for each in mains if each is not None), None)
    if main is None:
        return (title,)
    above = [each.title for each in ancestors(state, main.id)]
    over = _overview(state, main.id) if route.way == "list" else ()
    return (*reversed(above), main.title, *over, title)


def _overview(state: State, main: str) -> tuple[str, ...]:
    """Name the page that shows the contact list, where the site has one."""
    pages = (state.get(Page, id_) for id_ in state.bucket(CHILDREN, main))
    found = (page.title for page in pages if page is not None and page.kind is PageKind.OVERVIEW)
    return tuple(found)[:1]


def _context(state: State) -> Context:
    views: dict[type[Record], set[View]] = defaultdict(set)
    return Context(state, date.today, views)

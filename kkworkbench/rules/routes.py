"""K9: the ways that lead to a contact, and what refers to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import is_in_drill, pages_of_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import (
    BOXES_BY_PAGE,
    LIST_BY_PAGE,
    PAGES_BY_REPLACED_PATH,
    SITES,
    phone_key,
)

TOPIC_KINDS = frozenset({PageKind.SECTION, PageKind.TOPIC, PageKind.SERVICE})
"""The kinds of page on which citizens meet a contact by its topic."""


def parent_of_page(page: Page) -> str | None:
    return page.parent


def seen_kind(page: Page) -> PageKind | None:
    """View a page as its kind; None for a draft, which leads nobody anywhere."""
    return page.kind if page.state is PageState.PUBLISHED else None


def main_contact_page(site: Site) -> str | None:
    return site.main_contact_page


def footer_phones(site: Site) -> tuple[Phone, ...]:
    return site.footer_phones


def parents(page: Page, context: Context) -> list[str]:
    """Return the ids from a page's parent to the top; a page that is its own ancestor ends it."""
    found: list[str] = []
    above: str | None = page.parent
    while above is not None and above not in found and above != page.id:
        found.append(above)
        above = context.see(Page, above, parent_of_page)
    return found


def contact_roots(context: Context) -> frozenset[str]:
    """Return the main contact pages, under which the contact hierarchies stand."""
    roots = (context.see(Site, id_, main_contact_page) for id_ in context.bucket(SITES, True))
    return frozenset(root for root in roots if root)


@rule("K901", on=Contact, cites=("P9",), severity=Severity.WARNING)
def two_ways_lead_to_a_contact(contact: Contact, context: Context) -> Iterable[Breach]:
    found = list(routes_to(contact, context))
    is_concerned = any(route.is_meant for route in found)
    ways = {route.way for route in found if route.is_open}
    least = context.number("routes.least")
    if is_concerned and len(ways) < least:
        variant = "none" if not ways else next(iter(ways)) if len(ways) == 1 else ""
        yield breach("", variant=variant, found=str(len(ways)), wanted=str(least))


WAYS = ("topic", "drill", "list", "footer")
"""The kinds of way that lead to a contact (P9), the primary one first."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to a contact: through a page, or with a site's footer ("" is then no page).

    It is open where citizens see the page. `is_meant` tells of a page on which a contact is
    expected, so that too few ways to it are a fault.
    """

    way: str
    page: str = ""
    is_open: bool = True
    is_meant: bool = False


def routes_to(contact: Contact, context: Context) -> Iterator[Route]:
    """Walk through the ways that lead to a contact, page by page, and the footer last.

    A page by which nothing leads there is told with the way "".
    """
    for page in pages_of_contact(contact.id, context):
        drill, listed = is_in_drill(page, context), bool(context.bucket(LIST_BY_PAGE, page))
        is_meant = drill or listed or bool(context.see(Page, page, views.is_article))
        kind = context.see(Page, page, seen_kind)
        ways = [way for way, there in (("drill", drill), ("list", listed)) if there]
        if context.see(Page, page, views.kind_of_page) in TOPIC_KINDS:
            ways.insert(0, "topic")
        for way in ways or [""]:
            yield Route(way, page, kind is not None and bool(way), is_meant)
    if _is_in_the_footer(contact, context):
        yield Route("footer")


def _is_in_the_footer(contact: Contact, context: Context) -> bool:
    main = phone_key(str(context.setting("phone.main")))
    if main not in {phone_key(phone.number) for phone in contact.phones}:
        return False
    return any(
        main in {phone_key(phone.number) for phone in context.see(Site, id_, footer_phones) or ()}
        for id_ in context.bucket(SITES, True)
    )


@rule("K902", on=Page, cites=("P22",), severity=Severity.WARNING)
def the_hierarchy_is_shallow(page: Page, context: Context) -> Iterable[Breach]:
    above, deepest = parents(page, context), context.number("hierarchy.depth")
    if len(above) >= deepest and not contact_roots(context).isdisjoint(above):
        yield breach("parent", level=str(len(above) + 1), limit=str(deepest))


@rule("K903", on=Page, cites=("P20",), severity=Severity.WARNING, fix="place_page")
def the_tag_and_the_place_agree(page: Page, context: Context) -> Iterable[Breach]:
    tagged, roots = CONTACT_TAG in page.tags, contact_roots(context)
    if not roots or page.id in roots:
        return
    boxes = context.bucket(BOXES_BY_PAGE, page.id)
    if not boxes and not tagged:
        return
    inside = not roots.isdisjoint(parents(page, context))
    if inside and not tagged:
        yield breach("tags", variant="untagged")
    elif tagged and not inside:
        yield breach("tags", variant="outside", has_fix=page.kind is PageKind.CONTACT)


@rule("K904", on=Site, cites=("P10", "P11"), severity=Severity.ERROR)
def the_footer_and_the_main_page_are_there(site: Site, context: Context) -> Iterable[Breach]:
    """Leave a main contact page that is gone to K905: one cause gives one finding."""
    main = str(context.setting("phone.main"))
    if phone_key(main) not in {phone_key(phone.number) for phone in site.footer_phones}:
        yield breach("footer_phones", variant="number", wanted=main)
    page = site.main_contact_page
    if page is None:
        yield breach("main_contact_page", variant="page")
        return
    path = context.see(Page, page, path_of_page)
    if path is None:
        return
    if context.see(Page, page, seen_kind) is None:
        yield breach("main_contact_page", variant="draft")
    section, top = str(context.setting("hierarchy.section")), None
    parent = context.see(Page, page, parent_of_page)
    if parent is not None and context.see(Page, parent, parent_of_page) is None:
        top = context.see(Page, parent, views.title_of_page)
    if top is None or top.strip().casefold() != section.casefold():
        yield breach("main_contact_page", variant="place", section=section)
    if not any(_leads_to(link.url, path) for link in site.footer_links):
        yield breach("footer_links", variant="link", path=path)


def path_of_page(page: Page) -> str:
    return page.path


def _leads_to(url: str, path: str) -> bool:
    """Say whether an address leads to a path, on whatever host the site has."""
    try:
        found = urlsplit(url.strip()).path
    except ValueError:
        return False
    return bool(path.strip("/")) and found.rstrip("/").casefold() == path.rstrip("/").casefold()


REFERENCES: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    Page: (("parent", Page), ("site", Site), ("administration", Term)),
    Contact: (
        ("source", SourceRecord),
        ("administration", Term),
        ("categories", Term),
        ("districts", Term),
    ),
    ContactBox: (("page", Page), ("contact", Contact)),
    DrillEntry: (("target", Page),),
    ListEntry: (
        ("page", Page),
        ("administration", Term),
        ("categories", Term),
        ("districts", Term),
    ),
    Site: (("main_contact_page", Page),),
    Term: (("successor", Term),),
}
"""Every field that refers to another record. Waivers, usage and what a group noted may outlive
what they are about, and a batch is never taken out."""


@rule("K905", on=tuple(REFERENCES), cites=("P9",), severity=Severity.ERROR)
def references_lead_to_a_record(record: Record, context: Context) -> Iterable[Breach]:
    """Leave the targets of the drill menu to K704."""
    if isinstance(record, DrillEntry) and record.placed:
        return
    for field, kind in REFERENCES[type(record)]:
        for id_ in _ids(getattr(record, field)):
            if not context.exists(kind, id_):
                yield breach(field, value=id_, variant=field)


def _ids(value: str | tuple[str, ...] | None) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from dict.fromkeys(value)
    elif value:
        yield value


@rule("K906", on=PAGES_BY_REPLACED_PATH, cites=("P19",), severity=Severity.ERROR)
def an_address_is_replaced_once(path: str, context: Context) -> Iterable[Breach]:
    """Tell it on all pages but the first, which is named."""
    first, *others = context.bucket(PAGES_BY_REPLACED_PATH, path) or ("",)
    for id_ in others:
        other = context.see(Page, first, views.title_of_page) or ""
        yield breach("replaced_paths", value=path, subject=(Page, id_), other=other)

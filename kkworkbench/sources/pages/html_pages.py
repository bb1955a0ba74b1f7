"""Read a saved page of the site: where it stands, what it says and what contact it shows."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kkworkbench.sources.pages.found import (
    LONGEST_TITLE,
    Crumb,
    FoundBox,
    FoundPage,
    bare_host,
    split_address,
)
from kkworkbench.sources.pages.html_blocks import (
    contact_blocks,
    found_box,
    line,
    outermost,
    take_link_boxes,
)
from kkworkbench.sources.pages.html_signs import signs_in
from kkworkbench.sources.pages.html_text import page_text
from kkworkbench.sources.pages.tidy_html import tidied
from kkworkbench.state.indexes import phone_key
from kkworkbench.text.html import clean_html, html_to_text
from kkworkbench.text.phone_prose import find_phones

LARGEST_PAGE = 20_000_000
LONGEST_PAGE = 2_000_000
"""Characters of a page, once scripts and the like are out."""
LONGEST_BODY = 400_000
MOST_CRUMBS = 12
MOST_NUMBERS = 50
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]{4}\)(\S{1,1000}) -->")
_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " « ")
_MAIN = ("main article", "article", "main", "[role=main]", "#main-content", "#content", ".content")
_CRUMBS = (
    "nav.breadcrumb, .breadcrumb, .breadcrumbs, nav[aria-label*=rødkrumme], "
    "nav[aria-label*=readcrumb], nav[aria-label*=rodkrumme], [itemtype$=BreadcrumbList]"
)
_OUT = (
    "script, style, template, noscript, svg, iframe, object, nav, header nav, footer, h1, form, "
    "input, button, select, textarea, .breadcrumb, .breadcrumbs, .visually-hidden, .sr-only, "
    "[itemtype$=BreadcrumbList], .skip-link, .pager, .share, .feedback"
)
_BLOCKS = "div, section, article, figure, header, aside, address, dl, dt, dd, h1, h5, h6, main"
_EIGHT_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,12}[0-9]){7}")
_BREAKS = re.compile(r"\n\s*\n+")


class UnreadablePageError(ValueError):
    """A saved page that is not taken in; the text is a message key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a saved page lay: the name of its file, and the address that this suggests."""

    file: str
    host: str
    path: str


def read_page(data: bytes, place: Place, self_service: Collection[str]) -> FoundPage:
    """Read one saved page; `self_service` are the hosts where citizens serve themselves.

    Raises:
        UnreadablePageError: it is too large, nested too deep, or no page at all.
        TooDeepError: it is nested too deep.
    """
    if len(data) > LARGEST_PAGE:
        raise UnreadablePageError("reject.page_too_large")
    source = page_text(data)
    html = tidied(source)
    if len(html) > LONGEST_PAGE:
        raise UnreadablePageError("reject.page_too_large")
    tree = LexborHTMLParser(html)
    if tree.body is None or "<" not in html:
        raise UnreadablePageError("reject.no_page")
    host, path = _address(tree, source, place)
    crumbs = _crumbs(tree, host)
    title = _title(tree)
    main = _main(tree)
    boxes = tuple(_take_boxes(tree, main))
    found_links = take_link_boxes(tree, main)
    signs = signs_in(main, self_service)
    body = _body(main)
    return FoundPage(
        path,
        host,
        title=title,
        body=body,
        crumbs=crumbs,
        link_boxes=found_links,
        state="published",
        signs=signs,
        boxes=boxes,
        numbers=numbers_in(body),
        file=place.file,
    )


def _address(tree: LexborHTMLParser, source: str, place: Place) -> tuple[str, str]:
    """Return where a page stands: by its own word, else by the file's place."""
    said = [
        _attribute(tree, "link[rel=canonical]", "href"),
        _attribute(tree, "meta[property='og:url']", "content"),
    ]
    saved = _SAVED_FROM.search(source, 0, 5_000)
    if saved:
        said.append(saved[1])
    for text in said:
        address = split_address(text)
        if address is not None:
            return bare_host(address[0] or place.host), address[1]
    return bare_host(place.host), place.path


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "") if node is not None else ""


def _title(tree: LexborHTMLParser) -> str:
    heading = tree.css_first("main h1, article h1, h1")
    text = line(heading)
    if text:
        return text[:LONGEST_TITLE]
    node = tree.css_first("title")
    text = line(node) or _attribute(tree, "meta[property='og:title']", "content").strip()
    for separator in _SEPARATORS:
        head, found, tail = text.rpartition(separator)
        if found and head.strip() and _names_site(tree, tail):
            return head.strip()[:LONGEST_TITLE]
    return text[:LONGEST_TITLE]


def _names_site(tree: LexborHTMLParser, tail: str) -> bool:
    name = _attribute(tree, "meta[property='og:site_name']", "content").strip().casefold()
    tail = tail.strip().casefold()
    return tail == name or tail.endswith(("kommune", ".dk"))


def _main(tree: LexborHTMLParser) -> LexborNode:
    for selector in _MAIN:
        nodes = tree.css(selector)
        if nodes:
            return max(nodes[:20], key=lambda node: len(node.text(separator="")))
    body = tree.body
    if body is None:
        raise UnreadablePageError("reject.no_page")
    return body


def _crumbs(tree: LexborHTMLParser, host: str) -> tuple[Crumb, ...]:
    """Return the breadcrumb without the front page; the page itself may stand last."""
    trail = tree.css_first(_CRUMBS)
    if trail is None:
        return ()
    steps = trail.css("li") or trail.css("a, span")
    return tuple(_steps(steps[: 2 * MOST_CRUMBS], host))[:MOST_CRUMBS]


def _steps(nodes: list[LexborNode], host: str) -> Iterator[Crumb]:
    for node in nodes:
        anchor = node if node.tag == "a" else node.css_first("a[href]")
        title = line(anchor if anchor is not None else node).strip(" ›»/>")[:LONGEST_TITLE]
        address = split_address((anchor.attributes.get("href") or "") if anchor else "")
        if address is not None and address[0] and bare_host(address[0]) != bare_host(host):
            address = None if host else address
        path = address[1] if address is not None else ""
        if title and path != "/" and title.casefold() not in ("forside", "hjem", "home"):
            yield Crumb(title, path)


def _take_boxes(tree: LexborHTMLParser, main: LexborNode) -> Iterator[FoundBox]:
    """Yield the contact boxes of a page and take them out, so that they are no running text."""
    for node in contact_blocks(tree, main):
        box = found_box(node)
        if box is not None:
            yield box
            node.decompose()


def _body(main: LexborNode) -> str:
    """Return what a page body may hold: the main text without boxes, heading and forms."""
    for node in outermost(main.css(_OUT)):
        node.decompose()
    for node in main.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    html = main.inner_html or ""
    if len(html) > LONGEST_BODY:
        raise UnreadablePageError("reject.body_too_long")
    return _BREAKS.sub("\n", clean_html(html)).strip()


def numbers_in(body: str) -> tuple[str, ...]:
    """Return the telephone numbers that stand in a body, as digits, each once."""
    if _EIGHT_DIGITS.search(body) is None:  # most bodies: the reader of prose is far slower
        return ()
    found = (phone_key(match.display) for match in find_phones(html_to_text(body)))
    return tuple(dict.fromkeys(found))[:MOST_NUMBERS]

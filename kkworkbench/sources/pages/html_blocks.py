"""Contact boxes and link boxes on a saved page, known by how sites mark them up."""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kkworkbench.sources.pages.found import FoundBox
from kkworkbench.state.indexes import phone_key
from kkworkbench.text.addresses import find_addresses, find_hours_in_text
from kkworkbench.text.email import EmailKind, find_emails
from kkworkbench.text.html import html_to_text
from kkworkbench.text.phone import read_phone
from kkworkbench.text.phone_prose import find_phones

LONGEST_BOX = 3_000
"""Characters of a box's text; what is longer is a page that has "contact" in a class."""
LONGEST_HEADED = 1_200
MOST_BLOCKS = 4_000
MOST_LINKS = 60
LONGEST_LINE = 300
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:kontakt|contact)(?:[\s_-]*(?:boks|box|blo[ck]k?|info\w*|card|kort|details?"
    r"|felt\w*|fields?|oplysninger|person|os|us))?(?:$|[\s_])|(?:localgov|os2web)[_-]contact"
    r"|(?:^|\s)(?:vcard|h-card)(?:$|\s)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"(?:kontakt|contact|ring eller skriv|skriv eller ring)\b", re.IGNORECASE)
_LINK_BOX = re.compile(
    r"(?:^|[\s_-])(?:link[\s_-]?(?:boks|box|list|liste|block)|quick[\s_-]?links|genveje|related"
    r"|relateret|relaterede|se[\s_-]ogsaa?|see[\s_-]also)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SECURE = re.compile(r"skriv (?:sikkert|til os)|digital post|kontaktformular", re.IGNORECASE)
_BOOKING = re.compile(r"bestil (?:en )?tid|tidsbestilling|book (?:en )?tid", re.IGNORECASE)
_PLACE = re.compile(r"(?P<street>.+?)[,\s]+(?P<code>[0-9]{4})\s+(?P<town>\S.*)", re.DOTALL)
_BLOCK_TAGS = "aside, section, div, address, article, dl"


def line(node: LexborNode | None) -> str:
    """Return a node's text on one line, at most as long as a line is."""
    if node is None:
        return ""
    return " ".join(node.text(separator=" ").split())[:LONGEST_LINE]


def contact_blocks(tree: LexborHTMLParser, main: LexborNode) -> list[LexborNode]:
    """Return the outermost blocks that show a contact, in the order of the page.

    The footer, which is the same on all pages, is no page's own.
    """
    around = {above.mem_id for above in _with_all_above(main)}
    frame = {node.mem_id for node in tree.css("footer, nav, body > header")}
    found = [
        node
        for node in tree.css(_BLOCK_TAGS)[:MOST_BLOCKS]
        if node.mem_id not in around and _is_contact_block(node)
    ]
    return [
        node
        for node in outermost(found)
        if not any(above.mem_id in frame for above in _with_all_above(node))
    ]


def outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Return the nodes that stand in none of the others: each can be taken out."""
    nodes = list(nodes)
    ids = {node.mem_id for node in nodes}
    return [
        node
        for node in nodes
        if node.parent is None
        or not any(above.mem_id in ids for above in _with_all_above(node.parent))
    ]


def _with_all_above(node: LexborNode) -> Iterator[LexborNode]:
    above: LexborNode | None = node
    while above is not None:
        yield above
        above = above.parent


def _is_contact_block(node: LexborNode) -> bool:
    marks = f"{node.attributes.get('class') or ''} {node.id or ''}"
    if node.tag == "address" or _MARKED.search(marks.strip()):
        return len(node.text(separator="")) <= LONGEST_BOX
    heading = node.css_first("h2, h3, h4")
    title = line(heading)
    if not title or not _HEADED.match(title):
        return False
    text = node.text(separator="")
    return (
        len(text) <= LONGEST_HEADED
        and " ".join(text.split()).startswith(title)
        and node.css_first("a[href^='tel:']") is not None
    )


def found_box(node: LexborNode) -> FoundBox | None:
    """Return what a contact block shows; None where there is nothing to reach anybody by."""
    text = html_to_text(f"<div>{node.inner_html or ''}</div>")
    links = [
        (line(anchor), (anchor.attributes.get("href") or "").strip())
        for anchor in node.css("a[href]")[:MOST_LINKS]
    ]
    street, code, town = _place(text)
    box = FoundBox(
        _heading(node),
        tuple(_phones(text, links)),
        street,
        code,
        town,
        "; ".join(match.text for match in find_hours_in_text(text))[:LONGEST_LINE],
        next((url for said, url in links if _is_web(url) and _SECURE.search(said)), ""),
        next((url for said, url in links if _is_web(url) and _BOOKING.search(said)), ""),
        _emails(text, links),
    )
    shown = (box.phones, box.street, box.form_url, box.booking_url, box.emails, box.hours)
    return box if any(shown) else None


def _heading(node: LexborNode) -> str:
    for selector in (".org, .organization-name", "h2, h3, h4, h5, .heading, .title", "strong, b"):
        for each in node.css(selector)[:5]:
            text = line(each).strip(" :")
            if text and any(char.isalpha() for char in text):
                return text
    return ""


def _phones(text: str, links: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the numbers of a box as they are shown to people, each once."""
    seen: set[str] = set()
    linked = (read_phone(url[4:]) for _, url in links if url[:4].casefold() == "tel:")
    numbers = [reading.display for reading in linked if reading.is_valid]
    for number in (*numbers, *(match.display for match in find_phones(text))):
        key = phone_key(number)
        if key not in seen:
            seen.add(key)
            yield number


def _place(text: str) -> tuple[str, str, str]:
    for match in find_addresses(text):
        place = _PLACE.fullmatch(match.text)
        if place is not None:
            street, town = (" ".join(place[name].split()) for name in ("street", "town"))
            return street.strip(" ,"), place["code"], town
    return "", "", ""


def _emails(text: str, links: Iterable[tuple[str, str]]) -> int:
    found = {m.text.casefold() for m in find_emails(text) if m.kind is not EmailKind.SUSPECT}
    found |= {
        url[7:].partition("?")[0].casefold() for _, url in links if url[:7].casefold() == "mailto:"
    }
    return len(found)


def _is_web(url: str) -> bool:
    return url.casefold().startswith(("https://", "http://", "/"))


def take_link_boxes(tree: LexborHTMLParser, main: LexborNode) -> tuple[tuple[str, str], ...]:
    """Return the links of a page's link boxes as (text, address), and take the boxes out."""
    around = {above.mem_id for above in _with_all_above(main)}
    marked = [
        node
        for node in tree.css("aside, section, div, ul, nav")[:MOST_BLOCKS]
        if node.mem_id not in around and _LINK_BOX.search(node.attributes.get("class") or "")
    ]
    found: dict[tuple[str, str], None] = {}
    for node in outermost(marked):
        for anchor in node.css("a[href]")[:MOST_LINKS]:
            text, url = line(anchor), (anchor.attributes.get("href") or "").strip()
            if text and url.casefold().startswith(("http://", "https://", "/", "tel:", "mailto:")):
                found[text, url[:2_000]] = None
        node.decompose()
    return tuple(found)[:MOST_LINKS]

"""What a page's markup says of it: self-service, forms and sensitive data, each with its sign."""

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborNode

from kkworkbench.sources.pages.html_blocks import line
from kkworkbench.text.urls import UrlKind, is_at, read_url

MOST_LINKS = 500
LONGEST_SIGN = 120
_ACTING = re.compile(
    r"selvbetjening|\b(?:ansøg|søg om|anmeld|bestil|start|meld|book|indberet|log (?:ind|på))\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"selvbetjening|self[\s_-]?service", re.IGNORECASE)
_PAPER = re.compile(r"blanket|ansøgningsskema|\bformular\b", re.IGNORECASE)
_SEARCH = re.compile(r"(?<![^\W\d_])(?:search|soeg|søg)", re.IGNORECASE)
_SENSITIVE = re.compile(
    r"cpr-?\s?(?:nummer|nr)|(?:person)?følsomme (?:person)?oplysninger|personfølsom"
    r"|helbredsoplysninger",
    re.IGNORECASE,
)
_HINTS = ("cpr", "følsom", "helbredsoplysninger")
"""One of these stands wherever `_SENSITIVE` finds anything; they are found far more quickly."""


def signs_in(main: LexborNode, self_service: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return (field of a page, what tells so), sorted; a page that shows no sign has none."""
    found: dict[str, str] = {}
    for field, sign in (*_links(main, self_service), *_forms(main), *_words(main)):
        found.setdefault(field, sign[:LONGEST_SIGN])
    return tuple(sorted(found.items()))


def _links(main: LexborNode, self_service: Collection[str]) -> Iterator[tuple[str, str]]:
    for anchor in main.css("a[href]")[:MOST_LINKS]:
        href, text = (anchor.attributes.get("href") or "").strip(), line(anchor)
        url = read_url(href)
        marks = anchor.attributes.get("class") or ""
        if url.kind is UrlKind.WEB and (
            url.host.startswith("selvbetjening.")
            or _MARKED.search(marks)
            or (is_at(url.host, self_service) and _ACTING.search(text))
        ):
            yield "has_self_service", href
        if _PAPER.search(text) and url.kind in (UrlKind.WEB, UrlKind.INNER):
            yield "has_form", href


def _forms(main: LexborNode) -> Iterator[tuple[str, str]]:
    for form in main.css("form")[:20]:
        action = form.attributes.get("action") or ""
        marks = f"{action} {form.attributes.get('class') or ''} {form.id or ''}"
        if form.attributes.get("role") == "search" or _SEARCH.search(marks):
            continue
        names = [each.attributes.get("name") or "" for each in form.css("input, select, textarea")]
        if names:
            yield "has_form", action or "<form>"
        if any("cpr" in name.casefold() for name in names):
            yield "handles_sensitive_data", "cpr"


def _words(main: LexborNode) -> Iterator[tuple[str, str]]:
    text = main.text(separator=" ")
    small = text.lower()
    found = _SENSITIVE.search(text) if any(word in small for word in _HINTS) else None
    if found:
        yield "handles_sensitive_data", found[0]

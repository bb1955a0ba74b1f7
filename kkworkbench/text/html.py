"""HTML of pages: to plain text, cleaned, and its links. The parsers are loaded at first use."""

import re
from functools import lru_cache

_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "br", "ul", "ol", "table",
           "section", "article", "summary", "details", "dt", "dd", "blockquote")  # fmt: skip
_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "b", "i", "br", "table",
         "thead", "tbody", "tr", "th", "td", "blockquote", "details", "summary"}  # fmt: skip
_SCHEMES = {"https", "http", "tel", "mailto"}
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_UNTIDY = ("  ", "\t", "\r", "\f", "\v")


@lru_cache(maxsize=256)
def html_to_text(html: str) -> str:
    """Return the text that a citizen reads, a line for each block."""
    if "<" not in html and "&" not in html:
        return html
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # loaded at first use

    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ""
    for node in tree.css("script, style, template, noscript"):
        node.decompose()
    for node in tree.css(",".join(_BLOCKS)):
        node.insert_before("\n")
        node.insert_after("\n")
    text = tree.body.text(separator="")
    if any(blank in text for blank in _UNTIDY):
        text = _BLANKS.sub(" ", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join([line for line in lines if line])


@lru_cache(maxsize=256)
def links(html: str) -> tuple[tuple[str, str], ...]:
    """Return (text, address) of each link in the order of the page."""
    if "<a" not in html.casefold():
        return ()
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # loaded at first use

    return tuple(
        (" ".join(node.text().split()), node.attributes.get("href") or "")
        for node in LexborHTMLParser(html).css("a[href]")
    )


@lru_cache(maxsize=256)
def clean_html(html: str) -> str:
    """Return HTML with only the tags that page bodies use: no scripts, styles or handlers."""
    if "<" not in html and "&" not in html:
        return html
    import nh3  # noqa: PLC0415  # loaded at first use

    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel=None
    )

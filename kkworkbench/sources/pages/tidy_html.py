"""Write the HTML of a stranger anew, so that no parser can be led astray or kept busy by it.

Scripts, styles and comments go, only attributes that are read later stay, tags are nested within
bounds. Parsers take time by the square of the depth and of a tag's attributes.
"""

import re

MOST_DEEP = 300
SMALL = 50_000
LONGEST_ATTRIBUTES = 20_000
"""Characters of a tag's attributes that are looked at."""
_KEPT = frozenset((
    "action", "aria-label", "class", "content", "href", "id", "itemprop", "itemtype", "name",
    "property", "rel", "role", "type",
))  # fmt: skip
_LONGEST_VALUE = 2_000
_UNREAD = frozenset((
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "noembed",
    "noframes", "xmp", "textarea", "select", "canvas", "audio", "video", "plaintext",
))  # fmt: skip
"""Elements that are left out with all that stands in them."""
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame", "keygen",
))  # fmt: skip
_SELF_ENDING = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "html", "body",
    "head", "colgroup",
))  # fmt: skip
"""Elements that end where the next of their kind begins: they make nothing deep by themselves."""
_LESS = "&lt;"
_TOKEN = re.compile(
    r"<(?:(?P<comment>!--)|(?P<other>[!?]|/(?![a-zA-Z]))|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)"
    r"(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)?+)*+)(?:>|\Z))"
)
"""A tag as browsers read it; it always ends, so a text is read once from end to end."""
_ATTRIBUTE = re.compile(
    r"(=?[^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s>\"'][^\s>]*))?)?"
)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


class TooDeepError(ValueError):
    """Tags are nested deeper than any real page nests them."""


def tidied(html: str) -> str:
    """Return HTML that says the same and is safe to parse, in time that grows with its length.

    A small page cannot do harm and stays as it is.

    Raises:
        TooDeepError: it is nested too deep.
    """
    html = html.replace("\x00", "")
    if len(html) <= SMALL and html.count("<") <= 2 * MOST_DEEP:
        return html
    lowered = html if html.islower() else html.lower()
    if len(lowered) != len(html):  # a few letters grow when they are made small
        lowered = html
    out: list[str] = []
    open_tags: list[str] = []
    at = 0
    while (token := _TOKEN.search(html, at)) is not None:
        text = html[at : token.start()]
        out.append(text if "<" not in text else text.replace("<", _LESS))
        at = token.end()
        if token["comment"]:
            at = _after(html, "-->", at - 2)
        elif token["other"]:
            at = _after(html, ">", at)
        else:
            name = token["name"].lower()
            if name in _UNREAD:
                if not token["end"]:
                    at = _after_element(lowered, name, at)
            elif _NAME.fullmatch(name):
                _write(out, open_tags, name, token)
    out.append(html[at:].replace("<", _LESS))
    out.extend(f"</{name}>" for name in reversed(open_tags))
    return "".join(out)


def _write(out: list[str], open_tags: list[str], name: str, token: re.Match[str]) -> None:
    if not token["end"]:
        attributes = token["attributes"]
        out.append(f"<{name}{_attributes(attributes) if attributes else ''}>")
        if name not in _VOID and name not in _SELF_ENDING:
            open_tags.append(name)
            if len(open_tags) > MOST_DEEP:
                raise TooDeepError
    elif name in _SELF_ENDING:
        out.append(f"</{name}>")
    elif name in open_tags:
        while (inner := open_tags.pop()) != name:
            out.append(f"</{inner}>")
        out.append(f"</{name}>")


def _attributes(text: str) -> str:
    kept: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:LONGEST_ATTRIBUTES]):
        small = name.lower()
        if small in _KEPT and small not in kept:
            value = (double or single or bare)[:_LONGEST_VALUE]
            kept[small] = value.replace('"', "&quot;")
    return "".join(f' {name}="{value}"' for name, value in kept.items())


def _after(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else len(text)


def _after_element(lowered: str, name: str, at: int) -> int:
    """Return where an element's end tag begins; without one, the rest is part of it."""
    end = lowered.find(f"</{name}", at)
    return end if end >= 0 else len(lowered)

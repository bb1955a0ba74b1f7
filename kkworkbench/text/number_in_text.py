"""Find one telephone number in fields, prose, HTML and links, and put another in its place."""

import re
from collections.abc import Callable

from kkworkbench.text.link_keys import link_key
from kkworkbench.text.phone import find_phones, read_phone

_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(
    r"""(?P<head>\bhref\s*=\s*)(?P<mark>["']?)(?P<url>[^"'\s>]+)(?P=mark)""", re.IGNORECASE
)
_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))


def number_digits(number: str) -> str:
    """Return the digits that tell a number from others, or an empty text where it is none."""
    reading = read_phone(number)
    return reading.digits if reading.is_valid else ""


def may_hold(text: str, digits: str) -> bool:
    """Say in microseconds whether a text may hold a number: its digits stand there in a row."""
    if "&#" in text:
        return True
    return digits.encode() in text.encode("utf-8", "replace").translate(None, _NOT_DIGITS)


def with_number(text: str, digits: str, new: str) -> str:
    """Return a field or prose with another number where one was read, written as `new` is.

    A country code that stood before it is kept.
    """
    if not may_hold(text, digits):
        return text
    if not any(char.isalpha() for char in text) and number_digits(text) == digits:
        return _like(text, new)
    out, end = [], 0
    for match in find_phones(text):
        if _digits(match.display) == digits:
            out += [text[end : match.start], _like(match.text, new)]
            end = match.end
    return "".join([*out, text[end:]])


def with_number_in_link(url: str, digits: str, new: str) -> str:
    """Return a link that calls the new number where it called the old, else as it is."""
    if link_key(url) != f"tel:{digits}":
        return url
    head, _, number = url.partition(":")
    code = "+45" if number.lstrip().startswith(("+45", "0045", "%2B45")) else ""
    return f"{head}:{code}{_digits(new)}"


def with_number_in_html(html: str, digits: str, new: str) -> str:
    """Return HTML with another number in its texts and in its links that call it."""
    if not may_hold(html, digits):
        return html

    def linked(match: re.Match[str]) -> str:
        url = with_number_in_link(match["url"], digits, new)
        return f"{match['head']}{match['mark']}{url}{match['mark']}"

    out, end = [], 0
    for tag in _TAG.finditer(html):
        out += [with_number(html[end : tag.start()], digits, new), _HREF.sub(linked, tag[0])]
        end = tag.end()
    return "".join([*out, with_number(html[end:], digits, new)])


def writer_for(field: str) -> Callable[[str, str, str], str]:
    """Return how a number is replaced in a field, by the field's path."""
    if field == "body":
        return with_number_in_html
    return with_number_in_link if field.endswith("url") else with_number


def _like(written: str, new: str) -> str:
    return f"+45 {new}" if written.strip().startswith(("+45", "0045")) else new


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())

"""Tell whether two addresses of links lead to the same place."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

_WEB = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_PLAIN = re.compile(r"https?://(?:www\.)?([a-z0-9.-]*[a-z0-9-])((?:/[A-Za-z0-9/._~-]*)?)")
"""An address as most are: host and path, and nothing in it to decode."""
_PHONE = re.compile(r"(?:tel|callto|sms):", re.IGNORECASE)
_IN_TEXT = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'()]+", re.IGNORECASE)


@lru_cache(maxsize=65536)
def link_key(url: str) -> str:
    """Reduce an address to where it leads: "tel:" and digits, or host, path and query.

    Empty for what leads nowhere in particular: a host's front page, a place on the same page.
    """
    url = url.strip()
    plain = _PLAIN.fullmatch(url)
    if plain:
        path = plain[2].rstrip("/")
        return f"{plain[1]}{path}" if path else ""
    if _PHONE.match(url):
        digits = "".join(char for char in url if char.isdecimal() and char.isascii())
        digits = digits.removeprefix("0045") if len(digits) == 12 else digits
        digits = digits.removeprefix("45") if len(digits) == 10 else digits
        return f"tel:{digits}" if digits else ""
    if not _WEB.match(url):
        return ""
    try:
        parts = urlsplit(url if "//" in url[:8] else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not host or not (path or parts.query):
        return ""
    return f"{host}{path}{'?' if parts.query else ''}{parts.query}"


def links_in_text(text: str) -> list[str]:
    """Return the addresses that stand written out in a text."""
    if "://" not in text and "www." not in text.casefold():
        return []
    return [match[0].rstrip(".,;:!?") for match in _IN_TEXT.finditer(text)]

"""Read an address that a link leads to, and tell which well-known host it imitates."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote, urlsplit


class UrlKind(StrEnum):
    """What the address of a link was found to be."""

    WEB = "web"
    INNER = "inner"
    MAIL = "mail"
    PHONE = "phone"
    FILE = "file"
    OTHER = "other"
    EMPTY = "empty"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Url:
    """One reading of an address; `host` is in small letters, readable, without its port."""

    kind: UrlKind
    scheme: str = ""
    user: str = ""
    host: str = ""
    path: str = ""


_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_PLAIN = re.compile(r"(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(/[A-Za-z0-9/._~-]*)?")
"""An address as most are, with nothing in it to decode."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_KINDS = {
    "http": UrlKind.WEB,
    "https": UrlKind.WEB,
    "mailto": UrlKind.MAIL,
    "tel": UrlKind.PHONE,
    "sms": UrlKind.PHONE,
    "file": UrlKind.FILE,
    "internal": UrlKind.INNER,
    "entity": UrlKind.INNER,
    "base": UrlKind.INNER,
}
"""The last three are how Drupal writes an address within the site."""

_LOOKS = str.maketrans(
    "аеорсухіјѕԁһкмтвнгьԛԝӏαορνικτχυгıłĸɡ013578|i",
    "aeopcyxljsdhkmtbhrbqwlaopvlktxurllkgolestbll",
)
"""Letters of other alphabets, and digits, that look like Latin letters; i, l and 1 are one."""


@lru_cache(maxsize=16384)
def read_url(text: str) -> Url:
    """Read the address of a link as a browser would."""
    text = text.strip()
    plain = _PLAIN.fullmatch(text)
    if plain:
        return Url(UrlKind.WEB, plain[1], host=_readable(plain[2]), path=plain[3] or "")
    if not text:
        return Url(UrlKind.EMPTY)
    if _DRIVE.match(text):
        return Url(UrlKind.FILE)
    if text[0] in "#?" or (text[0] == "/" and text[1:2] not in ("/", "\\")):
        return Url(UrlKind.INNER, path=text)
    named = _SCHEME.match(text)
    scheme = named[1].casefold() if named else ""
    kind = _KINDS.get(scheme, UrlKind.OTHER) if named else UrlKind.NONE
    if not named and text[:2] in ("//", "/\\"):
        kind = UrlKind.WEB
    elif named and kind is UrlKind.OTHER and re.match(r"\d", text[named.end() :]):
        kind = UrlKind.NONE  # a host and its port: "kk.dk:8080"
    if kind is not UrlKind.WEB:
        return Url(kind, scheme)
    return _web(text, scheme)


def _web(text: str, scheme: str) -> Url:
    try:
        parts = urlsplit(text.replace("\\", "/"))
        host = _readable(parts.hostname or "")
    except ValueError:
        return Url(UrlKind.NONE, scheme)
    if not host or len(text.split(maxsplit=1)) > 1:
        return Url(UrlKind.NONE, scheme)
    return Url(UrlKind.WEB, scheme, unquote(parts.username or ""), host, unquote(parts.path))


@lru_cache(maxsize=4096)
def _readable(host: str) -> str:
    """Write a host in small letters, its punycode decoded and its full-width signs made plain."""
    host = unicodedata.normalize("NFKC", unquote(host)).replace("\N{IDEOGRAPHIC FULL STOP}", ".")
    return ".".join(_decoded(label) for label in host.casefold().strip(".").split("."))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except UnicodeError:
        return label


def is_at(host: str, hosts: Iterable[str]) -> bool:
    """Say whether a host is one of some hosts or lies under one."""
    return f".{host}".endswith(_endings(tuple(hosts)))


@lru_cache(maxsize=256)
def _endings(hosts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{host}" for host in hosts)


def imitated(url: Url, hosts: Iterable[str]) -> str:
    """Return the one of some hosts that an address pretends to lead to, or ""."""
    hosts = tuple(hosts)
    if url.kind is not UrlKind.WEB or is_at(url.host, hosts):
        return ""
    seen, user = _look(url.host), _look(url.user)
    for host in hosts:
        real = _look(host)
        if is_at(user, (real,)) or _pretends(seen, real):
            return host
    return ""


def _pretends(seen: str, real: str) -> bool:
    """Say whether a host that is not the real one is made to be taken for it."""
    dashed = real.replace(".", "-")
    bare = seen.removeprefix("www.")
    return (
        is_at(seen, (real,))
        or f".{real}." in f".{seen}"
        or f".{real}-" in f".{seen}"
        or _squeezed(bare) == _squeezed(real)
        or any(f"-{dashed}-" in f"-{label}-" for label in seen.split("."))
    )


def _squeezed(host: str) -> str:
    return host.replace(".", "").replace("-", "")


@lru_cache(maxsize=4096)
def _look(host: str) -> str:
    """Reduce a host to how it looks: no accents, one letter for all that look the same."""
    plain = unicodedata.normalize("NFKD", host.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.translate(_LOOKS).replace("rn", "m").replace("vv", "w")

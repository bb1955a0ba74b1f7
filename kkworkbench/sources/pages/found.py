"""What files say about one page of the site, whatever kind of file says it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from urllib.parse import unquote, urlsplit

LONGEST_PATH = 1_000
LONGEST_TITLE = 300
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"/index\.(?:x?html?|php)$", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of a breadcrumb; `path` is empty where it is no link of this site."""

    title: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """What a contact box on a saved page shows. E-mail addresses are counted, never kept."""

    heading: str = ""
    phones: tuple[str, ...] = ()
    street: str = ""
    postal_code: str = ""
    town: str = ""
    hours: str = ""
    form_url: str = ""
    booking_url: str = ""
    emails: int = 0


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page as files say it: what is empty is not said.

    `path` has no host and no slash at its end. `signs` pairs "has_self_service", "has_form" and
    "handles_sensitive_data" with what tells so. `numbers` stand in the body, as eight digits.
    """

    path: str
    host: str = ""
    title: str = ""
    body: str = ""
    summary: str = ""
    crumbs: tuple[Crumb, ...] = ()
    link_boxes: tuple[tuple[str, str], ...] = ()
    uuid: str = ""
    number: str = ""
    type: str = ""
    state: str = ""
    parent: str = ""
    tags: tuple[str, ...] = ()
    administration: str = ""
    kle: tuple[str, ...] = ()
    signs: tuple[tuple[str, str], ...] = ()
    boxes: tuple[FoundBox, ...] = ()
    numbers: tuple[str, ...] = ()
    file: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """The page's address, in one spelling: what two files share is one page."""
        return address_key(self.host, self.path)


def address_key(host: str, path: str) -> str:
    """Return one spelling of a page's address."""
    return f"{bare_host(host)}{path.casefold()}"


def bare_host(host: str) -> str:
    """Return a host without "www." and port."""
    return host.casefold().partition(":")[0].removeprefix("www.").strip(".")


def path_key(path: str) -> str:
    """Return one spelling of a path."""
    return tidy_path(path).casefold()


def split_address(text: str) -> tuple[str, str] | None:
    """Part an address into (host, path); the host is empty for a path alone.

    None for what leads to no page: another scheme, a fragment, `..`, or control characters.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_PATH or text[0] in "#?" or _CONTROL.search(text):
        return None
    lowered = text.casefold()
    if lowered.startswith(("http://", "https://", "//")):
        try:
            parts = urlsplit(text)
            host = parts.hostname or ""
        except ValueError:
            return None
        if not host or parts.username:
            return None
        path = tidy_path(parts.path)
        return (host, path) if path else None
    if lowered.startswith("internal:"):
        text = text[len("internal:") :]
    head = text.partition("/")[0]
    if ":" in head or " " in head:
        return None
    if not text.startswith("/") and _HOST.fullmatch(head.casefold()) and "/" in text:
        return bare_host(head), tidy_path(text[len(head) :])
    path = tidy_path(re.split(r"[?#]", text, maxsplit=1)[0])
    return ("", path) if path else None


def tidy_path(path: str) -> str:
    """Return a path with one slash before each part and none at its end; "" if it leads astray.

    The front page is "/".
    """
    path = unicodedata.normalize("NFC", unquote(path.strip())).replace("\\", "/")
    path = _SLASHES.sub("/", f"/{path}")
    path = _INDEX.sub("", path).rstrip("/")
    parts = path.split("/")
    if _CONTROL.search(path) or ".." in parts or "." in parts or len(path) > LONGEST_PATH:
        return ""
    return "/".join(part.strip() for part in parts) or "/"


def parent_paths(path: str) -> Iterable[str]:
    """Yield the paths above a path, the nearest first, without the front page."""
    while (path := path.rpartition("/")[0]) != "":
        yield path


_SAID = tuple(
    each.name for each in fields(FoundPage) if each.name not in ("path", "host", "file", "row")
)


def joined(first: FoundPage, second: FoundPage) -> FoundPage:
    """Return one page of two that say the same address: the first one's word goes before."""
    more = {
        name: getattr(second, name)
        for name in _SAID
        if not getattr(first, name) and getattr(second, name)
    }
    signs = {**dict(second.signs), **dict(first.signs)}
    if signs:
        more["signs"] = tuple(sorted(signs.items()))
    return replace(first, **more) if more else first


def title_from(path: str) -> str:
    """Return a title for a page of which nothing but its address is known."""
    words = path.rpartition("/")[2].replace("-", " ").replace("_", " ").split()
    text = " ".join(words) or path
    return text[:1].upper() + text[1:]

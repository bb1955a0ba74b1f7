"""K3: links that citizens can open, that lead where they say, with a text that says where."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.text.html import links
from kkworkbench.text.urls import Url, UrlKind, imitated, is_at, read_url

LINKED = (Contact, DrillEntry, ListEntry, Page, Site)
_LANGUAGE = re.compile(r"/[a-z]{2}(?=/)")
_BARE = re.compile(r"(?:[a-z]+://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
_PUNCTUATION = " .,:;!?…»«>\"'"


class SeenLink(NamedTuple):
    """A link that a citizen sees: where its text and its address stand, and both of them.

    A channel's link is the way to a contact itself; `text` is empty where the site writes it.
    """

    text_field: str
    text: str
    url_field: str
    url: str
    is_channel: bool = False


def seen_links(record: Record) -> Iterator[SeenLink]:
    """Walk through the links of a record; those of a page's body stand in the field "body"."""
    match record:
        case Contact():
            for channel in record.written:
                at = f"written.{channel.part_id}"
                yield SeenLink(f"{at}.text", channel.text, f"{at}.url", channel.url, True)
            yield SeenLink("", "", "booking_url", record.booking_url, True)
            yield SeenLink("", "", "feedback_url", record.feedback_url)
        case DrillEntry() | ListEntry():
            yield SeenLink("", "", "feedback_url", record.feedback_url)
        case Page():
            if record.kind is PageKind.LINK:
                yield SeenLink("title", record.title, "link_url", record.link_url)
            for link in record.link_boxes:
                at = f"link_boxes.{link.part_id}"
                yield SeenLink(f"{at}.text", link.text, f"{at}.url", link.url)
            for text, url in dict.fromkeys(links(record.body)):
                yield SeenLink("body", text, "body", url)
        case Site():
            for link in record.footer_links:
                at = f"footer_links.{link.part_id}"
                yield SeenLink(f"{at}.text", link.text, f"{at}.url", link.url)
            yield SeenLink("", "", "feedback_url", record.feedback_url)


@rule(
    "K305",
    on=LINKED,
    cites=("P31",),
    severity={"channel": Severity.ERROR, "other": Severity.WARNING},
)
def links_can_be_opened(record: Record, context: Context) -> Iterable[Breach]:
    """Leave addresses of mail to K301 and K602, and numbers to K605."""
    for link in _once(seen_links(record)):
        variant = _trouble(link, read_url(link.url), context)
        if variant:
            case = "channel" if link.is_channel else "other"
            yield breach(link.url_field, case=case, value=link.url.strip(), variant=variant)


def _once(found: Iterable[SeenLink]) -> Iterator[SeenLink]:
    """Leave out a link that leads where another in the same field leads."""
    told: set[tuple[str, str]] = set()
    for link in found:
        key = link.url_field, link.url.strip()
        if key not in told:
            told.add(key)
            yield link


def _trouble(link: SeenLink, url: Url, context: Context) -> str:
    if url.kind is UrlKind.EMPTY or url.kind is UrlKind.MAIL:
        return ""
    if url.kind is UrlKind.WEB:
        return _closed(url, context) or ("" if url.scheme == "https" else "insecure")
    if url.kind is UrlKind.INNER and not link.is_channel:
        return "login" if _is_closed_path(url.path, context) else ""
    if url.kind is UrlKind.PHONE and not link.is_channel:
        return ""
    return "file" if url.kind is UrlKind.FILE else "not_url"


def _closed(url: Url, context: Context) -> str:
    """Name why no citizen can open a web address, or ""."""
    if _is_within(url.host) or is_at(url.host, folded(context.words("links.closed_hosts"))):
        return "within"
    return "login" if _is_closed_path(url.path, context) else ""


def _is_within(host: str) -> bool:
    """Say whether a host is one of the municipality's own network, or of this machine."""
    if not host[-1:].isdigit() and ":" not in host:
        return "." not in host  # a name, sooner told than by an error
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host


def _is_closed_path(path: str, context: Context) -> bool:
    plain = path.partition("?")[0].partition("#")[0].casefold()
    language = _LANGUAGE.match(plain)
    plain = plain[language.end() :] if language else plain
    return f"{plain}/".startswith(_beginnings(context.words("links.closed_paths")))


@lru_cache(maxsize=16)
def _beginnings(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return how a path begins that is one of some paths or lies under one."""
    return tuple(f"{path.casefold().rstrip('/')}/" for path in paths)


@rule("K306", on=LINKED, cites=("P44",), severity=Severity.WARNING)
def link_texts_say_where_they_lead(record: Record, context: Context) -> Iterable[Breach]:
    told: set[tuple[str, str]] = set()
    for link in seen_links(record):
        text = " ".join(link.text.split())
        if not text or not link.url.strip() or (link.text_field, text) in told:
            continue
        variant = _empty_words(text, context)
        if variant:
            told.add((link.text_field, text))
            yield breach(link.text_field, value=text, variant=variant)


def _empty_words(text: str, context: Context) -> str:
    plain = text.casefold().strip(_PUNCTUATION)
    if _BARE.fullmatch(text.strip(_PUNCTUATION)):
        return "bare"
    if plain in folded(context.words("links.empty_texts")):
        return "empty"
    for word in folded(context.words("links.old_words")):
        if re.search(rf"(?<!\w){re.escape(word)}", plain):
            return "old"
    return ""


@rule("K307", on=LINKED, cites=("P31",), severity=Severity.ERROR)
def links_lead_to_the_real_host(record: Record, context: Context) -> Iterable[Breach]:
    for link in _once(seen_links(record)):
        host = imitated(read_url(link.url), approved_hosts(context)) if link.url else ""
        if host:
            yield breach(link.url_field, value=link.url.strip(), wanted=host)


def approved_hosts(context: Context) -> tuple[str, ...]:
    """Return the hosts that a link may be taken for, and those of the written channels."""
    return folded(
        (
            *context.words("links.approved_hosts"),
            *context.words("written.form_hosts"),
            *context.words("written.digital_post_hosts"),
        )
    )


@lru_cache(maxsize=64)
def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words in small letters."""
    return tuple(word.casefold() for word in words)

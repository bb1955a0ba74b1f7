"""Read a sitemap or an index of sitemaps, packed or not; entities and bombs are refused."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages.found import FoundPage, bare_host, split_address
from kkworkbench.workspace.plan import Rejected

MOST_UNPACKED = 100_000_000
MOST_URLS = 200_000
MOST_TAGS = 2_000_000
_GZIP = b"\x1f\x8b"


def read_sitemap(name: str, data: bytes) -> tuple[list[FoundPage], list[Rejected]]:
    """Return the pages that a sitemap lists; those of an index are other files, and are told.

    Raises:
        UnreadableInputError: it is no sitemap, is broken, or is dangerous to open.
    """
    if data.startswith(_GZIP):
        data = _unzipped(name, data)
    pages: list[FoundPage] = []
    rejected: list[Rejected] = []
    try:
        for number, (kind, text) in enumerate(_entries(name, data), start=1):
            if kind == "sitemap":
                rejected.append(Rejected(name, "", number, "loc", text, "reject.other_sitemap"))
                continue
            address = split_address(text)
            if address is None:
                rejected.append(Rejected(name, "", number, "loc", text, "reject.no_address"))
                continue
            host, path = address
            pages.append(FoundPage(path, bare_host(host), state="published", file=name, row=number))
            if len(pages) > MOST_URLS:
                raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_URLS))
    except DefusedXmlException as error:
        raise UnreadableInputError("input.entities", file=name) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableInputError("input.broken_sitemap", file=name) from error
    if not pages and not rejected:
        raise UnreadableInputError("input.broken_sitemap", file=name)
    return pages, rejected


def _entries(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield ("url" or "sitemap", its address)."""
    address = ""
    for count, (_, element) in enumerate(_parsed(data)):
        if count > MOST_TAGS:
            raise UnreadableInputError("input.too_large", file=name)
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag == "loc" and not address:
            address = (element.text or "").strip()
        elif tag in ("url", "sitemap"):
            if address:
                yield tag, address
            address = ""
            element.clear()


def _parsed(data: bytes) -> Iterator[tuple[str, Any]]:
    parsed: Iterator[tuple[str, Any]] = iterparse(
        io.BytesIO(data), events=("end",), forbid_dtd=True
    )
    return parsed


def _unzipped(name: str, data: bytes) -> bytes:
    """Return what a packed sitemap holds; one that goes on and on is refused."""
    reader = zlib.decompressobj(wbits=31)
    try:
        unpacked = reader.decompress(data, MOST_UNPACKED)
        if reader.unconsumed_tail or len(unpacked) >= MOST_UNPACKED:
            raise UnreadableInputError("input.bomb", file=name)
        if not reader.eof:
            raise UnreadableInputError("input.broken_sitemap", file=name)
    except zlib.error as error:
        raise UnreadableInputError("input.broken_sitemap", file=name) from error
    return unpacked

"""Decode a saved page: by its mark, as UTF-8, by what it says of itself, else Windows-1252."""

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HEAD = 4_096
_OURS = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1", "iso8859-15"}
)


def page_text(data: bytes) -> str:
    """Return a page's text; no bytes are refused, what cannot be read becomes U+FFFD.

    Bytes that are valid UTF-8 are UTF-8 whatever the page says: browsers save so, and keep the
    page's own word.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:_HEAD])
    return data.decode(_known(said[1]) if said else "cp1252", "replace")


def _known(said: bytes) -> str:
    try:
        name = codecs.lookup(said.decode("ascii")).name
    except LookupError:
        return "cp1252"
    return name if name in _OURS and name not in ("utf-8", "iso8859-1") else "cp1252"

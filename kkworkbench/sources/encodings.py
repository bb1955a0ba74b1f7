"""Tell in which encoding a text file was written: by its mark, else UTF-8, else Windows-1252."""

import re

from kkworkbench.sources.errors import UnreadableInputError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
"""A letter such as æ, ø, å or é in UTF-8; in Windows-1252 it would be a capital A with tilde and
a sign, which no Danish text holds."""


def decoded(name: str, data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text and its encoding; `encoding` overrules what the bytes say.

    Raises:
        UnreadableInputError: the bytes are not of that encoding, or partly UTF-8, partly not.
    """
    if encoding:
        return _decode(name, data, encoding), encoding
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _decode(name, data, marked), marked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _UTF8_LETTER.search(data):
            raise _unreadable(name, data, error.start) from error
        return _decode(name, data, "cp1252"), "cp1252"


def _decode(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(name, data, error.start) from error
    except LookupError as error:
        raise UnreadableInputError("input.no_encoding", file=name, encoding=encoding) from error


def _unreadable(name: str, data: bytes, at: int) -> UnreadableInputError:
    line = str(data.count(b"\n", 0, at) + 1)
    return UnreadableInputError("input.encoding", file=name, row=line, place=str(at + 1))

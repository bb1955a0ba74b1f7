"""Tell in which encoding a text file was written: by its mark, else UTF-8, else Windows-1252."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from kkworkbench.sources.errors import UnreadableInputError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
PIECE = 1 << 20
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
"""A letter such as æ, ø, å or é in UTF-8; in Windows-1252 it would be a capital A with tilde and
a sign, which no Danish text holds."""


def decoded(name: str, data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text and its encoding; `encoding` overrules what the bytes say.

    Raises:
        UnreadableInputError: the bytes are not of that encoding, or partly UTF-8, partly not.
    """
    encoding = encoding_of(name, io.BytesIO(data), encoding)
    return data.decode(encoding), encoding


def encoding_of(name: str, file: BinaryIO, encoding: str = "") -> str:
    """Return the encoding in which all of a file can be read, going through it piece by piece.

    `encoding` overrules what the bytes say; they must still be of it.

    Raises:
        UnreadableInputError: they are not, or are partly UTF-8, partly not, or are no text.
    """
    file.seek(0)
    start = file.read(4)
    if not encoding:
        encoding = next((each for mark, each in MARKS if start.startswith(mark)), "")
    if encoding:
        wrong = _first_wrong(name, file, encoding)
        if wrong >= 0:
            raise _unreadable(name, file, wrong)
        return encoding
    wrong = _first_wrong(name, file, "utf-8")
    if wrong < 0:
        return "utf-8"
    if _has_utf8_letter(file):
        raise _unreadable(name, file, wrong)
    wrong = _first_wrong(name, file, "cp1252")
    if wrong >= 0:
        raise _unreadable(name, file, wrong)
    return "cp1252"


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file from its start, a megabyte at a time."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _first_wrong(name: str, file: BinaryIO, encoding: str) -> int:
    """Return the place of the first byte that is not of an encoding, or -1."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        io.TextIOWrapper(io.BytesIO(), encoding)  # refuses what is none of text, as "base64"
    except (LookupError, ValueError) as error:
        raise UnreadableInputError("input.no_encoding", file=name, encoding=encoding) from error
    done = 0
    piece = b""
    try:
        for piece in pieces_of(file):
            kept = len(decoder.getstate()[0])
            decoder.decode(piece)
            done += len(piece)
        kept, piece = len(decoder.getstate()[0]), b""
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        return done - kept + getattr(error, "start", 0)
    return -1


def _has_utf8_letter(file: BinaryIO) -> bool:
    last = b""
    for piece in pieces_of(file):
        if _UTF8_LETTER.search(last + piece):
            return True
        last = piece[-1:]
    return False


def _unreadable(name: str, file: BinaryIO, at: int) -> UnreadableInputError:
    line, left = 1, at
    for piece in pieces_of(file):
        line += piece.count(b"\n", 0, max(0, left))
        left -= len(piece)
        if left <= 0:
            break
    return UnreadableInputError("input.encoding", file=name, row=str(line), place=str(at + 1))

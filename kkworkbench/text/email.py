"""E-mail addresses in text, plain or disguised (P34).

Every address has a sign where the @ stands. The signs are found by plain string search, and only
around one of them is a mailbox looked for before and a host after, each within a few dozen
characters: a long text without signs costs microseconds and no text costs more than linear time.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kkworkbench.text.normalise import Normalised, normalised_with_offsets


class EmailKind(StrEnum):
    """How an address stands in a text; SUSPECT is a likely one, NONE is none."""

    PLAIN = "plain"
    MAILTO = "mailto"
    OBFUSCATED = "obfuscated"
    SUSPECT = "suspect"
    NONE = "none"


_STRENGTH = (EmailKind.MAILTO, EmailKind.PLAIN, EmailKind.OBFUSCATED, EmailKind.SUSPECT)


@dataclass(frozen=True, slots=True)
class EmailMatch:
    """An address found: its kind and where it stands in the text searched, as [start, end)."""

    kind: EmailKind
    start: int
    end: int
    text: str


_ENDINGS = ("dk", "com", "org", "net", "eu", "info", "nu", "gov", "edu", "de", "se", "no")
_DOTTED = (*(f".{ending}" for ending in _ENDINGS), ". dk", "punktum", "dot")
_LABEL = r"[\w\-]{1,63}"
_DOT = r"(?:\s?\.\s?|\s?[\[({]\s?(?:dot|punktum|prik)\s?[\])}]\s?|\s(?:dot|punktum|prik)\s)"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{1,8}}")
_KNOWN_HOST = re.compile(
    rf"{_LABEL}(?:\.{_LABEL}){{0,4}}?(?P<dot>{_DOT})(?:{'|'.join(_ENDINGS)})(?![\w@\-])",
    re.IGNORECASE,
)
_MAILBOX_BACKWARDS = re.compile(r"[\w.+\-]{1,64}")
_BRACKETED = re.compile(r"[\[({]\s?(?:at|a|@|snabel-?a)\s?[\])}]", re.IGNORECASE)
_SNABEL = re.compile(r"snabel-?a(?!\w)", re.IGNORECASE)
_WRITING_TO = re.compile(
    r"\b(?:skriv(?:e|er)? til|(?:e-?)?mail(?:en|s|adresse)?(?: til| er)?|send til)[\s:]*$",
    re.IGNORECASE,
)
_LIKE_A_MAILBOX = re.compile(
    r"[\w\-]*(?:service|post|kontakt|info|mail|center|vagt|team|booking|sekretariat|forvaltning"
    r"|redaktion|web|support|anvisning|bibliotek|skole|kontor)[0-9]*|\w[\w\-]*[._][\w.\-]*|[^\W\d_]*[0-9]+",
    re.IGNORECASE,
)
_PERSONS = frozenset({"os", "mig", "dig", "sig", "ham", "hende", "dem", "jer", "en", "kommunen"})
_REACH = 66

Found = tuple[EmailKind, int, int]


@lru_cache(maxsize=256)
def find_emails(text: str) -> tuple[EmailMatch, ...]:
    """Find the addresses in a text, plain or disguised, in the order of the text."""
    normal = normalised_with_offsets(text)
    found: list[EmailMatch] = []
    past = 0
    for kind, start, end in sorted(_in_normal(normal.text), key=lambda one: one[1]):
        if start < past:
            continue
        first, last = normal.original(start, end)
        written = text[first:last]
        if kind is EmailKind.PLAIN and _is_disguised(written, normal, start, end):
            kind = EmailKind.OBFUSCATED  # noqa: PLW2901  # the reading is corrected, not the loop
        found.append(EmailMatch(kind, first, last, written))
        past = end
    return tuple(found)


def read_email(text: str) -> EmailKind:
    """Return the strongest kind of address in a text."""
    kinds = {match.kind for match in find_emails(text)}
    return next((kind for kind in _STRENGTH if kind in kinds), EmailKind.NONE)


def _is_disguised(written: str, normal: Normalised, start: int, end: int) -> bool:
    """Say whether entities, full width or invisible characters were needed to write it."""
    return unicodedata.normalize("NFC", written) != normal.text[start:end]


def _in_normal(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from _with_at_sign(text)
    if "%40" in text:
        for at in _positions(text, "%40"):
            yield from _around(text, at, at + 3)
    for opening in "([{":
        for at in _positions(text, opening):
            sign = _BRACKETED.match(text, at)
            if sign:
                yield from _around(
                    text, at, sign.end(), spaced_mailbox=sign.group()[1:-1].strip() in "aA"
                )
    for word in ("snabel", "Snabel", "SNABEL"):
        for at in _positions(text, word):
            sign = _SNABEL.match(text, at)
            if sign:
                yield from _around(text, at, sign.end())
    lowered = text.lower()
    if any(ending in lowered for ending in _DOTTED):
        for at in _positions(text, " at "):
            yield from _suspects(text, at)


def _positions(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _mailbox_before(text: str, end: int) -> int:
    """Return where the mailbox name that ends at `end` starts; `end` where there is none."""
    name = _MAILBOX_BACKWARDS.match(text[max(0, end - _REACH) : end][::-1])
    if name is None:
        return end
    written = name.group()[::-1]
    start = end - len(written.lstrip(".-+"))
    before = text[max(0, start - 2) : start]
    is_handle = before.endswith("@") or before == "//"
    return end if is_handle or not any(char.isalnum() for char in written) else start


def _mailto_before(text: str, start: int) -> int | None:
    return start - 7 if text[max(0, start - 7) : start].casefold() == "mailto:" else None


def _with_at_sign(text: str) -> Iterator[Found]:
    for at in _positions(text, "@"):
        start = _mailbox_before(text, at)
        host = _HOST.match(text, at + 1)
        if start < at and host:
            end = _end_of_host(host)
            if end:
                mailto = _mailto_before(text, start)
                kind = EmailKind.PLAIN if mailto is None else EmailKind.MAILTO
                yield kind, start if mailto is None else mailto, end
                continue
        yield from _around(text, at, at + 1, spaced_mailbox=text[at + 1 : at + 2] != " ")


def _end_of_host(host: re.Match[str]) -> int:
    """Return the end of a host's last part that can be a country or the like, 0 for none."""
    labels = host.group().split(".")
    while len(labels) > 1 and not (labels[-1].isalpha() and len(labels[-1]) > 1):
        labels.pop()
    return host.start() + len(".".join(labels)) if len(labels) > 1 else 0


def _around(text: str, at: int, past: int, *, spaced_mailbox: bool = False) -> Iterator[Found]:
    """Find the disguised address around a sign at [at, past), a blank on either side allowed.

    With `spaced_mailbox` a blank before the sign wants a word that looks like a mailbox: "(a)"
    and "@name" stand in ordinary prose too.
    """
    blank = int(text[at - 1 : at] == " ") if at else 0
    start = _mailbox_before(text, at - blank)
    host = _KNOWN_HOST.match(text, past + (text[past : past + 1] == " "))
    if start >= at - blank or host is None:
        return
    name = text[start : at - blank]
    if name.endswith(".") or (blank and spaced_mailbox and not _is_mailbox(text, start, name)):
        return
    mailto = _mailto_before(text, start)
    kind = EmailKind.OBFUSCATED if mailto is None else EmailKind.MAILTO
    yield kind, start if mailto is None else mailto, host.end()


def _suspects(text: str, at: int) -> Iterator[Found]:
    """Find "borgerservice at kk.dk", and not "det er muligt at kk.dk er nede"."""
    host = _KNOWN_HOST.match(text, at + 4)
    if host is None:
        return
    start = _mailbox_before(text, at)
    if start < at and _is_mailbox(text, start, text[start:at]):
        spelt = host["dot"].strip(" .") != ""
        yield EmailKind.OBFUSCATED if spelt else EmailKind.SUSPECT, start, host.end()


def _is_mailbox(text: str, start: int, name: str) -> bool:
    if name.casefold() in _PERSONS:
        return False
    return bool(
        _LIKE_A_MAILBOX.fullmatch(name) or _WRITING_TO.search(text[max(0, start - 30) : start])
    )

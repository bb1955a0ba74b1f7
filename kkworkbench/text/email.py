"""E-mail addresses in text, plain or disguised (P34)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kkworkbench.text.normalise import normalised_with_offsets


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


_LOCAL = r"[\w.+\-]{1,64}"
_DOT = r"(?:\s?\.\s?|\s*[\[(]\s?(?:dot|punktum)\s?[\])]\s*|\s(?:dot|punktum)\s)"
_TLD = r"(?:dk|com|org|net|eu|info|nu|gov|edu|de|se|no)"
_DOMAIN = rf"[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{0,4}}{_DOT}{_TLD}(?![\w@])"
_MAILTO = re.compile(r"mailto:\s*[^\s\"'<>?]{1,200}", re.IGNORECASE)
_PLAIN = re.compile(rf"(?<![\w./:@+\-])(?:{_LOCAL})@{_DOMAIN}", re.IGNORECASE)
_SPACED = re.compile(rf"(?<![\w./:@+\-])(?:{_LOCAL})(?:\s@\s?|\s?@\s){_DOMAIN}", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\w./:@+\-])(?:{_LOCAL})%40{_DOMAIN}", re.IGNORECASE)
_SIGN = r"(?:\s?[\[({]\s?(?:at|a|snabel-?a|@)\s?[\])}]\s?|\s(?:snabel-?a)\s)"
_DISGUISED = re.compile(rf"(?<![\w./:@+\-])(?:{_LOCAL}){_SIGN}{_DOMAIN}", re.IGNORECASE)
_AT = re.compile(rf"(?<![\w./:@+\-])({_LOCAL}) at ({_DOMAIN})", re.IGNORECASE)
_BEFORE_AT = re.compile(
    r"\b(?:skriv til|skriv|mail|mailen|e-mail|email|send|post)\b[\s:]*$", re.IGNORECASE
)
_MAILBOX = re.compile(
    r"(?:[\w\-]*(?:service|post|kontakt|info|mail|center|vagt|team|booking|sekretariat|forvaltning"
    r"|redaktion|web|support|anvisning|bibliotek|skole|kontor)[\w\-]*|[\w\-]*[._][\w.\-]*|[a-zæøå]*[0-9]+)",
    re.IGNORECASE,
)
_ORDINARY = frozenset({"mulig", "muligt", "bestille", "du", "om", "tid", "se", "så", "for", "ved"})
_HINTS = ("@", "＠", "﹫", "%40", "(at", "[at", "{at", "( at", "[ at", "(a)", "[a]", "snabel",
          "mailto", " at ", "commat", "#64", "#x40", "#X40")  # fmt: skip


@lru_cache(maxsize=4096)
def find_emails(text: str) -> tuple[EmailMatch, ...]:
    """Find the addresses in a text, plain or disguised, in the order of the text."""
    lowered = text.casefold()
    if not any(hint in lowered for hint in _HINTS) and "&" not in text and text.isascii():
        return ()
    normal = normalised_with_offsets(text)
    searched = normal.text
    folded = searched.casefold()
    if not any(hint in folded for hint in _HINTS):
        return ()
    was_plain = "@" in text
    found: list[EmailMatch] = []

    def add(kind: EmailKind, start: int, end: int) -> None:
        first, last = normal.original(start, end)
        if all(last <= other.start or first >= other.end for other in found):
            found.append(EmailMatch(kind, first, last, text[first:last]))

    for match in _MAILTO.finditer(searched):
        add(EmailKind.MAILTO, *match.span())
    for match in _PLAIN.finditer(searched):
        first, last = normal.original(*match.span())
        literal = was_plain and text[first:last] == match.group()
        add(EmailKind.PLAIN if literal else EmailKind.OBFUSCATED, *match.span())
    for pattern in (_SPACED, _PERCENT, _DISGUISED):
        for match in pattern.finditer(searched):
            if _is_address(match.group()):
                add(EmailKind.OBFUSCATED, *match.span())
    for match in _AT.finditer(searched):
        if _is_suspect(searched[: match.start()], match[1]):
            add(EmailKind.SUSPECT, *match.span())
    return tuple(sorted(found, key=lambda match: match.start))


def read_email(text: str) -> EmailKind:
    """Return the strongest kind of address in a text."""
    kinds = {match.kind for match in find_emails(text)}
    return next((kind for kind in _STRENGTH if kind in kinds), EmailKind.NONE)


def _is_address(text: str) -> bool:
    """Leave alone a word in brackets in ordinary prose: "bestille tid (a) på kk.dk"."""
    return " på " not in text and " for " not in text


def _is_suspect(before: str, local: str) -> bool:
    if local.casefold() in _ORDINARY:
        return False
    return bool(_BEFORE_AT.search(before[-30:]) or _MAILBOX.fullmatch(local))

"""Take a number or an address out of a text so that what is left can still be read."""

import re
from html import escape

_TAG = re.compile(r"<[^>]*>")
_LEAD = re.compile(
    r"(?:(?:\s|(?<=>)|^)(?:på|til|via))?"
    r"(?:(?:\s|(?<=>)|^)(?:tlf|telefon|telefonnummer|nummer|mail|e-mail|email)\b\.?:?)?\s*$",
    re.IGNORECASE,
)
"""The words before a number or an address that mean nothing without it."""
_BEGINNING = re.compile(
    r"(?:^|[.!?]|<(?:p|li|br|h[1-6]|td|th|div|dd|dt)\b[^>]*>)\s*$", re.IGNORECASE
)
_CONJUNCTION = re.compile(r"(?:,|\s(?:eller|og|samt))?$", re.IGNORECASE)
_OWN_ANCHOR = re.compile(r"<a\b[^>]*\bhref\s*=\s*[\"']?(?:tel|mailto):[^>]*>\s*$", re.IGNORECASE)
_END_OF_ANCHOR = re.compile(r"\s*</a\s*>", re.IGNORECASE)


def without(text: str, piece: str) -> str | None:
    """Return a text without a piece, and without a tidy gap left behind; None where it is absent."""
    span = _found(text, piece)
    if span is None:
        return None
    before, after = text[: span[0]], text[span[1] :]
    if before.endswith(" ") and (after[:1] in (" ", ".", ",", "") or after[:1] == "<"):
        before = before[:-1]
    return before + after


def pointed(text: str, piece: str, pointer: str) -> str | None:
    """Return a text in which the pointer ("se kontaktboksen") stands in the place of a piece.

    The piece goes with the words that lead up to it ("på telefon") and with its own link. A
    pointer that stands right before is not written again. None where the piece is absent.
    """
    span = _found(text, piece)
    if span is None:
        return None
    start, end = _with_anchor(text, *span)
    before, after = text[:start], text[end:]
    before = before[: _lead(before)]
    shown = f"({pointer})"
    joined = before[: _joined(before)]
    if joined.endswith(shown):
        return joined + after
    begins = _BEGINNING.search(before)
    if begins:
        gap = " " if begins[0].strip() in (".", "!", "?") else ""
        return f"{before.rstrip()}{gap}{pointer[:1].upper()}{pointer[1:]}{after}"
    return f"{before} {shown}{after}"


def _lead(before: str) -> int:
    match = _LEAD.search(before)
    return match.start() if match else len(before)


def _joined(before: str) -> int:
    match = _CONJUNCTION.search(before)
    return match.start() if match else len(before)


def _found(text: str, piece: str) -> tuple[int, int] | None:
    """Return where a piece stands outside tags, however its spaces are written."""
    for form in (piece, escape(piece)):
        pattern = r"(?:\s|&nbsp;|&#160;)+".join(map(re.escape, form.split()))
        match = re.search(pattern, _TAG.sub(lambda tag: "\0" * len(tag[0]), text))
        if pattern and match:
            return match.span()
    return None


def _with_anchor(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the link to call or write that holds nothing else."""
    opening = _OWN_ANCHOR.search(text, 0, start)
    closing = _END_OF_ANCHOR.match(text, end)
    return (opening.start(), closing.end()) if opening and closing else (start, end)

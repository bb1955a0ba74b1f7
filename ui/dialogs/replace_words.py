"""How a field reads in the table of what is replaced."""

from __future__ import annotations

from typing import Final

from kkworkbench.text.html import html_to_text
from kkworkbench.workspace.replacing import BODY

AROUND: Final = 28
"""Characters shown on either side of what changes in a long text."""


def as_read(field: str, text: str) -> str:
    """Return a field's text as a person reads it."""
    plain = html_to_text(text) if field == BODY else text
    return ", ".join(line for line in plain.split("\n") if line)


def parted(before: str, after: str) -> tuple[str, str]:
    """Return two texts from a little before the first sign that differs."""
    same = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        same += 1
    if same <= AROUND:
        return before, after
    start = same - AROUND
    return f"…{before[start:]}", f"…{after[start:]}"

"""Put a field's value into words for a list of changes."""

from __future__ import annotations

from enum import Enum

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term
from kkworkbench.state.state import State
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.text.html import html_to_text

LONGEST = 300


def worded(state: State, value: object) -> str:
    """Return a value as an editor reads it; ids become names."""
    text = _worded(state, value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _worded(state: State, value: object) -> str:  # a line for each kind of value
    match value:
        case None:
            return "–"
        case bool():
            return "✓" if value else "–"
        case Hours():
            return hours_summary(value)
        case Phone():
            hours = f" ({hours_summary(value.hours)})" if value.hours else ""
            return f"{value.number}{hours}"
        case WrittenChannel() | Link():
            return " ".join(part for part in (value.text, value.url) if part)
        case Address():
            parts = (value.street, value.floor, value.po_box, value.postal_code, value.town)
            return " ".join(part for part in parts if part)
        case tuple():
            return ", ".join(_worded(state, part) for part in value) or "–"
        case Enum():
            return str(value.value)
        case str():
            return _named(state, value)
    return str(value)


def _named(state: State, text: str) -> str:
    if len(text) == 36 and text.count("-") == 4:
        for kind in (Page, Contact, Term):
            record = state.get(kind, text)
            if record is not None:
                return record.title if isinstance(record, Page) else record.name
    return html_to_text(text) or "–"

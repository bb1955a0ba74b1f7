"""Put a field's value into words for a list of changes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    Ability,
    Audience,
    Channel,
    Link,
    Phone,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.finding import Severity
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.profile import SEVERITY
from kkworkbench.rules.waivers import subject_of
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.text.html import html_to_text
from ui.bridge import Bridge

LONGEST = 300
WORDS: Final[dict[type[StrEnum], str]] = {
    Ability: "value.ability",
    Audience: "value.audience",
    Channel: "exports.channel",
    PageKind: "exports.kind",
    PageState: "exports.state",
    Severity: "severity",
    Tier: "exports.tier",
    Vocabulary: "value.vocabulary",
    WrittenKind: "value.written",
}
"""Where the words of a fixed choice stand among the messages."""


def worded(bridge: Bridge, value: object) -> str:
    """Return a value as an editor reads it; ids become names, and fixed choices words."""
    text = _worded(bridge, value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def named(bridge: Bridge, record: Record) -> str:
    """Name a record as an editor knows it, a setting and a dispensation by what they are about."""
    state = bridge.state
    match record:
        case Setting() if bridge.messages.has(f"setting.{record.id}"):
            return bridge.text(f"setting.{record.id}")
        case Setting() if record.id.startswith(f"{SEVERITY}."):
            return _rule(bridge, record.id.split(".")[1])
        case Waiver():
            found = subject_of(state, record.subject)
            title = title_of(state, found[1]) if found is not None else ""
            return " · ".join(part for part in (_rule(bridge, record.rule), title) if part)
    return title_of(state, record)


def _rule(bridge: Bridge, code: str) -> str:
    key = f"rule.{code}.name"
    return f"{bridge.text(key)} ({code})" if bridge.messages.has(key) else code


def _worded(bridge: Bridge, value: object) -> str:  # a line for each kind of value
    match value:
        case None:
            return "–"
        case bool():
            return "✓" if value else "–"
        case Hours():
            return hours_summary(value)
        case Phone():
            hours = f"({hours_summary(value.hours)})" if value.hours else ""
            parts = (value.label, value.number, hours, value.note)
            return " ".join(part for part in parts if part)
        case WrittenChannel():
            parts = (f"{_choice(bridge, value.kind)}:", value.text, value.url)
            return " ".join(part for part in parts if part)
        case Link():
            return " ".join(part for part in (value.text, value.url) if part)
        case Address():
            parts = (value.street, value.floor, value.po_box, value.postal_code, value.town)
            return " ".join(part for part in parts if part)
        case tuple():
            return ", ".join(_worded(bridge, part) for part in value) or "–"
        case date():
            return f"{value:%d.%m.%Y}"
        case StrEnum():
            return _choice(bridge, value)
        case str():
            return _named(bridge.state, value)
    return str(value)


def _choice(bridge: Bridge, value: StrEnum) -> str:
    place = WORDS.get(type(value))
    text = bridge.text(f"{place}.{value.value}") if place is not None else value.value
    return f"{text[:1].upper()}{text[1:]}"


def _named(state: State, text: str) -> str:
    if len(text) == 36 and text.count("-") == 4:
        for kind in (Page, Contact, Term):
            record = state.get(kind, text)
            if record is not None:
                return title_of(state, record)
    return html_to_text(text) or "–"

"""Put names and field values into words for a list of changes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kkworkbench.messages import Messages
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


@dataclass(frozen=True, slots=True)
class Values:
    """Words names and values in one language; ids are looked up in the states, the first first."""

    messages: Messages
    states: tuple[State, ...]

    def worded(self, value: object) -> str:
        """Return a value as an editor reads it; ids become names, and fixed choices words."""
        match value:
            case None:
                return "–"
            case bool():
                return "✓" if value else "–"
            case Hours():
                return hours_summary(value)
            case Phone():
                hours = f"({hours_summary(value.hours)})" if value.hours else ""
                return _joined(value.label, value.number, hours, value.note)
            case WrittenChannel():
                return _joined(f"{self._choice(value.kind)}:", value.text, value.url)
            case Link():
                return _joined(value.text, value.url)
            case Address():
                parts = (value.street, value.floor, value.po_box, value.postal_code, value.town)
                return _joined(*parts)
            case tuple():
                return ", ".join(self.worded(part) for part in value) or "–"
            case date():
                return f"{value:%d.%m.%Y}"
            case StrEnum():
                return self._choice(value)
            case str():
                return self._text(value)
        return str(value)

    def named(self, record: Record) -> str:
        """Name a record as an editor knows it, a setting and a dispensation by what they are
        about."""
        text = self.messages.text
        match record:
            case Setting() if self.messages.has(f"setting.{record.id}"):
                return text(f"setting.{record.id}")
            case Setting() if record.id.startswith(f"{SEVERITY}."):
                return self._rule(record.id.split(".")[1])
            case Waiver():
                found = next(
                    filter(None, (subject_of(s, record.subject) for s in self.states)), None
                )
                title = self.title_of(found[1]) if found is not None else ""
                return " · ".join(part for part in (self._rule(record.rule), title) if part)
        return self.title_of(record)

    def title_of(self, record: Record) -> str:
        """Name a record in the first state that can."""
        return next(filter(None, (title_of(state, record) for state in self.states)), "")

    def field(self, name: str) -> str:
        """Name a field; one that has no words keeps its own name."""
        key = f"record_field.{name}"
        return self.messages.text(key) if self.messages.has(key) else name

    def _rule(self, code: str) -> str:
        key = f"rule.{code}.name"
        return f"{self.messages.text(key)} ({code})" if self.messages.has(key) else code

    def _choice(self, value: StrEnum) -> str:
        place = WORDS.get(type(value))
        text = self.messages.text(f"{place}.{value.value}") if place is not None else value.value
        return f"{text[:1].upper()}{text[1:]}"

    def _text(self, text: str) -> str:
        if len(text) == 36 and text.count("-") == 4:
            for state in self.states:
                for kind in (Page, Contact, Term):
                    record = state.get(kind, text)
                    if record is not None:
                        return title_of(state, record)
        return html_to_text(text) or "–"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)

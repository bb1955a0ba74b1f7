"""What the drill menu covers: administrations, audiences, channels, texts and answers (P5, P6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kkworkbench.model.channels import Audience
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import DRILL, TERMS
from kkworkbench.state.lookups import contact_of_page, entry_help_text
from kkworkbench.state.state import State
from kkworkbench.workspace.answers import settled

PARTS = ("citizen", "business", "phone", "written", "personal", "help_text", "settled")
OF_CONTACTS = frozenset({"phone", "written", "personal"})
"""The parts of which only entries with a contact can be asked; link pages have no channels."""
TARGETED = PARTS[:5]
"""The parts whose target is a setting; the others want all."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which entries have something and which lack it, and how many should have it."""

    key: str
    having: tuple[str, ...]
    lacking: tuple[str, ...]
    target: int

    @property
    def size(self) -> int:
        """How many entries could have it."""
        return len(self.having) + len(self.lacking)

    @property
    def is_met(self) -> bool:
        """Whether as many have it as should."""
        return len(self.having) >= self.target


@dataclass(frozen=True, slots=True)
class Administration:
    """An administration, and the entries that are its."""

    id: str
    code: str
    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the entries of the menu cover; `least` is how many administrations they should."""

    administrations: tuple[Administration, ...]
    least: int
    parts: tuple[Part, ...]

    @property
    def covered(self) -> int:
        """How many administrations have an entry."""
        return sum(1 for each in self.administrations if each.entries)


def coverage(state: State) -> Coverage:
    """Count what the entries of the drill menu cover now."""
    entries = [e for e in (state.get(DrillEntry, i) for i in state.bucket(DRILL, True)) if e]
    contacts = {e.id: contact_of_page(state, e.target) for e in entries if _is_contact(state, e)}
    having: dict[str, list[str]] = {
        "citizen": _for(state, entries, Audience.CITIZEN),
        "business": _for(state, entries, Audience.BUSINESS),
        "phone": [id_ for id_, contact in contacts.items() if contact and contact.phones],
        "written": [id_ for id_, contact in contacts.items() if contact and contact.written],
        "personal": [id_ for id_, contact in contacts.items() if contact and _is_open(contact)],
        "help_text": _within(state, entries),
        "settled": [entry.id for entry in settled(state, entries)],
    }
    everyone = [entry.id for entry in entries]
    parts = []
    for key in PARTS:
        asked: list[str] = list(contacts) if key in OF_CONTACTS else list(everyone)
        has = set(having[key])
        target = _number(state, f"coverage.{key}") if key in TARGETED else 0
        parts.append(
            Part(
                key,
                tuple(id_ for id_ in asked if id_ in has),
                tuple(id_ for id_ in asked if id_ not in has),
                target or len(asked),
            )
        )
    least = _number(state, "coverage.administrations")
    return Coverage(_administrations(state, entries), least, tuple(parts))


def audiences_of(state: State, entry: DrillEntry) -> tuple[Audience, ...]:
    """Return whom an entry is for: as it says, else as its page does; the primary ones first."""
    own = (*entry.primary_audiences, *entry.secondary_audiences)
    page = state.get(Page, entry.target)
    if not own and page is not None:
        own = (*page.primary_audiences, *page.secondary_audiences)
    return tuple(dict.fromkeys(own))


def administration_of_entry(state: State, entry: DrillEntry) -> str | None:
    """Return the administration of an entry's contact, else of its page."""
    contact, page = contact_of_page(state, entry.target), state.get(Page, entry.target)
    if contact is not None and contact.administration is not None:
        return contact.administration
    return page.administration if page is not None else None


def _administrations(state: State, entries: Iterable[DrillEntry]) -> tuple[Administration, ...]:
    of: dict[str, list[str]] = {}
    for entry in entries:
        of.setdefault(administration_of_entry(state, entry) or "", []).append(entry.id)
    found = []
    for id_ in state.bucket(TERMS, Vocabulary.ADMINISTRATION):
        term = state.get(Term, id_)
        if term is not None and (term.valid_to is None or id_ in of):
            found.append(Administration(id_, term.code, term.name, tuple(of.get(id_, ()))))
    return tuple(found)


def _is_contact(state: State, entry: DrillEntry) -> bool:
    page = state.get(Page, entry.target)
    return page is not None and page.kind is PageKind.CONTACT


def _is_open(contact: Contact) -> bool:
    return contact.open_to_visits or contact.visiting_hours is not None


def _for(state: State, entries: Iterable[DrillEntry], audience: Audience) -> list[str]:
    return [entry.id for entry in entries if audience in audiences_of(state, entry)]


def _within(state: State, entries: Iterable[DrillEntry]) -> list[str]:
    least, most = _number(state, "help_text.shortest"), _number(state, "help_text.longest")
    return [e.id for e in entries if least <= len(entry_help_text(state, e)) <= most]


def _number(state: State, name: str) -> int:
    return int(str(value_of(state, name)))

"""What each administration accepted, and whether that still is what stands (P8, P58)."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import is_
from typing import Any, ClassVar

from kkworkbench.exports.scope import owner
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import SignOffId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.sign_off import Accepted, SignOff, sign_off_id
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused

KINDS: tuple[type[Record], ...] = (Page, Contact, ContactBox, DrillEntry, ListEntry)
"""The kinds of which an administration has its part."""


class Standing(StrEnum):
    """Whether an administration accepted, and whether its part is what it was then."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Word:
    """An administration and what it said, if anything."""

    administration: Term
    sign_off: SignOff | None
    standing: Standing


def part_digest(state: State, administration: str) -> str:
    """Return a sum over the administration's own records.

    Fields that are as they are by default do not count, so that a field which a later version
    adds changes no sum.
    """
    return _digest(_parts(state).get(administration, []))


class PartDigests:
    """The sums of all parts; worked out again only where a part has other records than before."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._parts: dict[str | None, list[Record]] = {}
        self._known: dict[str, tuple[list[Record], str]] = {}

    def __call__(self, state: State, administration: str) -> str:
        if state is not self._state:
            self._state, self._parts = state, _parts(state)
        part = self._parts.get(administration, [])
        known = self._known.get(administration)
        if known is None or not _are_same(known[0], part):
            known = self._known[administration] = part, _digest(part)
        return known[1]


def _parts(state: State) -> dict[str | None, list[Record]]:
    found: dict[str | None, list[Record]] = defaultdict(list)
    for kind in KINDS:
        for record in state.all(kind):
            found[owner(state, record)].append(record)
    return found


def _are_same(some: list[Record], others: list[Record]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _digest(part: list[Record]) -> str:
    lines = sorted(f"{type(record).__name__} {_telling(record)}" for record in part)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def words(
    state: State,
    what: Accepted = Accepted.STATE,
    subject: str = "",
    of: State | None = None,
    digest: Callable[[State, str], str] = part_digest,
) -> list[Word]:
    """Return each administration with its word, in their order.

    `of` is the state that was accepted, where that is not the workspace itself; a batch that was
    written never changes. `digest` sums parts up, for one who asks again and again.
    """
    found = []
    for id_ in state.bucket(TERMS, Vocabulary.ADMINISTRATION):
        term = state.get(Term, id_)
        said = state.get(SignOff, sign_off_id(id_, what, subject))
        if term is None or (term.valid_to is not None and said is None):
            continue
        found.append(Word(term, said, _standing(of or state, said, digest)))
    return found


def _standing(state: State, said: SignOff | None, digest: Callable[[State, str], str]) -> Standing:
    if said is None:
        return Standing.OPEN
    if said.what is Accepted.BATCH or digest(state, said.administration) == said.digest:
        return Standing.ACCEPTED
    return Standing.CHANGED


@dataclass(frozen=True, slots=True)
class Accept(Alone):
    """Keep an administration's word; it takes the place of an earlier one on the same thing."""

    sign_off: SignOff
    label: ClassVar[str] = "command.accept"

    def apply(self, draft: Draft) -> None:
        draft.need(Term, self.sign_off.administration)
        if not self.sign_off.name.strip():
            raise Refused("refused.sign_off_no_name")
        draft.put(self.sign_off)


@dataclass(frozen=True, slots=True)
class TakeBackSignOff(Alone):
    """Take an administration's word back."""

    sign_off: SignOffId
    label: ClassVar[str] = "command.take_back_sign_off"

    def apply(self, draft: Draft) -> None:
        draft.remove(SignOff, self.sign_off)


def _telling(record: Any) -> str:
    """Return the fields of a record that are not as they are by default."""
    return ", ".join(
        f"{field.name}={getattr(record, field.name)!r}"
        for field in fields(record)
        if getattr(record, field.name) != field.default
    )

"""What each administration accepted, and whether that still is what stands (P8, P58)."""

import hashlib
from dataclasses import dataclass, fields
from enum import StrEnum
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
    lines = sorted(
        f"{kind.__name__} {_telling(record)}"
        for kind in KINDS
        for record in state.all(kind)
        if owner(state, record) == administration
    )
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def words(
    state: State, what: Accepted = Accepted.STATE, subject: str = "", of: State | None = None
) -> list[Word]:
    """Return each administration with its word, in their order.

    `of` is the state that was accepted, where that is not the workspace itself; a batch that was
    written never changes.
    """
    found = []
    for id_ in state.bucket(TERMS, Vocabulary.ADMINISTRATION):
        term = state.get(Term, id_)
        said = state.get(SignOff, sign_off_id(id_, what, subject))
        if term is None or (term.valid_to is not None and said is None):
            continue
        found.append(Word(term, said, _standing(of or state, said)))
    return found


def _standing(state: State, said: SignOff | None) -> Standing:
    if said is None:
        return Standing.OPEN
    if said.what is Accepted.BATCH or part_digest(state, said.administration) == said.digest:
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

"""What can be done in a workshop, a step each."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from kkworkbench.model.ids import CardSortId, NoteId, QuestionCardId, SessionId
from kkworkbench.model.workshop import (
    ON_PAPER,
    CardSort,
    Note,
    QuestionCard,
    Session,
    Vote,
    vote_id,
)
from kkworkbench.state.draft import Draft
from kkworkbench.workshop.dots import fits, left_of
from kkworkbench.workshop.sessions import cards, notes, open_session
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.errors import Refused

INITIALS = re.compile(r"[^\W\d_]{1,5}\d{0,2}")
MOST_DOTS = 9
"""Dots that a key can give, and the most that a participant may have."""


@dataclass(frozen=True, slots=True)
class StartSession(Alone):
    """Begin a workshop with its question cards; one can be under way at a time."""

    session: Session
    cards: tuple[QuestionCard, ...] = ()
    label: ClassVar[str] = "command.start_session"

    def apply(self, draft: Draft) -> None:
        under_way = open_session(draft.state)
        if under_way is not None:
            raise Refused("refused.session_under_way", title=under_way.title)
        if not self.session.title.strip():
            raise Refused("refused.session_no_title")
        check_participants(self.session.participants)
        draft.put(self.session)
        draft.put_all(self.cards)


@dataclass(frozen=True, slots=True)
class EndSession(Alone):
    """End a workshop; `last_step` is the newest step of the log before."""

    session: SessionId
    at: datetime
    last_step: int
    label: ClassVar[str] = "command.end_session"

    def apply(self, draft: Draft) -> None:
        session = draft.need(Session, self.session)
        draft.put(replace(session, ended=self.at, last_step=self.last_step))


class EditSession(EditField):
    """Set one field of a workshop: its title, agenda, private notes or chosen variant."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_session"
    kind = Session


@dataclass(frozen=True, slots=True)
class SetParticipants(Alone):
    """Say who takes part; who gave dots in the round under way stays."""

    session: SessionId
    participants: tuple[str, ...]
    label: ClassVar[str] = "command.edit_session"

    def apply(self, draft: Draft) -> None:
        check_participants(self.participants)
        session = replace(draft.need(Session, self.session), participants=self.participants)
        voters = {
            vote.voter
            for vote in draft.all(Vote)
            if vote.session == session.id and vote.round == session.round and vote.dots
        }
        gone = sorted(voters - {ON_PAPER, *self.participants})
        if gone or not fits(draft.state, session):
            raise Refused("refused.has_voted", who=", ".join(gone))
        draft.put(session)


@dataclass(frozen=True, slots=True)
class AddCard(Alone):
    """Put a question card after the others."""

    card: QuestionCard
    label: ClassVar[str] = "command.add_card"

    def apply(self, draft: Draft) -> None:
        last = max((card.number for card in cards(draft.state, self.card.session)), default=0)
        draft.put(replace(self.card, number=last + 1))


class EditCard(EditField):
    """Set one field of a question card: its text, the group's answer, or its entries."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_card"
    kind = QuestionCard


@dataclass(frozen=True, slots=True)
class RemoveCard(Alone):
    """Take a question card out."""

    card: QuestionCardId
    label: ClassVar[str] = "command.remove_card"

    def apply(self, draft: Draft) -> None:
        draft.remove(QuestionCard, self.card)


@dataclass(frozen=True, slots=True)
class PutNote(Alone):
    """Write a note, a parked point or a decision; its number is the next of its sort.

    One that was there keeps its number while its sort stays.
    """

    note: Note
    label: ClassVar[str] = "command.put_note"

    def apply(self, draft: Draft) -> None:
        if not self.note.text.strip():
            raise Refused("refused.note_empty")
        draft.need(Session, self.note.session)
        before = draft.get(Note, self.note.id)
        if before is not None and before.sort is self.note.sort:
            number = before.number
        else:
            found = notes(draft.state, self.note.session, self.note.sort)
            number = 1 + max((note.number for note in found), default=0)
        draft.put(replace(self.note, number=number))


@dataclass(frozen=True, slots=True)
class RemoveNote(Alone):
    """Take a note out."""

    note: NoteId
    label: ClassVar[str] = "command.remove_note"

    def apply(self, draft: Draft) -> None:
        draft.remove(Note, self.note)


@dataclass(frozen=True, slots=True)
class GiveDots(Alone):
    """Let a voter have given an entry so many dots in the round under way; 0 takes them back."""

    session: SessionId
    subject: str
    dots: int
    voter: str = ON_PAPER
    label: ClassVar[str] = "command.give_dots"

    def apply(self, draft: Draft) -> None:
        session = draft.need(Session, self.session)
        if session.ended is not None:
            raise Refused("refused.session_ended", title=session.title)
        if self.voter != ON_PAPER and self.voter not in session.participants:
            raise Refused("refused.no_participant", who=self.voter)
        left = left_of(draft.state, session, self.voter)
        id_ = vote_id(session.id, session.round, self.subject, self.voter)
        before = draft.get(Vote, id_)
        given = before.dots if before is not None else 0
        if self.dots <= 0:
            draft.remove(Vote, id_)
        else:
            draft.put(Vote(id_, session.id, session.round, self.subject, self.voter, self.dots))
        if self.dots > given and not fits(draft.state, session):
            raise Refused("refused.no_dots_left", n=left)


@dataclass(frozen=True, slots=True)
class RevealDots(Alone):
    """Show the dots of the round under way, also where some are not given."""

    session: SessionId
    label: ClassVar[str] = "command.reveal_dots"

    def apply(self, draft: Draft) -> None:
        session = draft.need(Session, self.session)
        if session.round not in session.revealed:
            draft.put(replace(session, revealed=(*session.revealed, session.round)))


@dataclass(frozen=True, slots=True)
class NextRound(Alone):
    """Begin another round of dots; those of the rounds before stay known."""

    session: SessionId
    label: ClassVar[str] = "command.next_round"

    def apply(self, draft: Draft) -> None:
        session = draft.need(Session, self.session)
        draft.put(replace(session, round=session.round + 1))


@dataclass(frozen=True, slots=True)
class KeepCardSort(Alone):
    """Keep the results of a card sort with the workshop."""

    card_sort: CardSort
    label: ClassVar[str] = "command.keep_card_sort"

    def apply(self, draft: Draft) -> None:
        draft.need(Session, self.card_sort.session)
        draft.put(self.card_sort)


@dataclass(frozen=True, slots=True)
class RemoveCardSort(Alone):
    """Take the results of a card sort out."""

    card_sort: CardSortId
    label: ClassVar[str] = "command.remove_card_sort"

    def apply(self, draft: Draft) -> None:
        draft.remove(CardSort, self.card_sort)


def check_participants(participants: tuple[str, ...]) -> None:
    """See that people are known by their initials alone, and each by their own.

    Raises:
        Refused: one is no set of initials, or two are the same.
    """
    seen: set[str] = set()
    for who in participants:
        if not INITIALS.fullmatch(who):
            raise Refused("refused.initials", who=who)
        if who.casefold() in seen:
            raise Refused("refused.initials_twice", who=who)
        seen.add(who.casefold())

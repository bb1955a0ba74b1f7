"""A workshop (P36 to P42, P59): its session, questions, notes, decisions, dots and card sorts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kkworkbench.model.ids import CardSortId, NoteId, QuestionCardId, SessionId, VoteId
from kkworkbench.model.record import Record

ON_PAPER = ""
"""Stands for a voter where dots were given on paper and counted in."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of the agenda and the minutes that it is given."""

    title: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Session(Record):
    """One workshop. Participants are known by their initials alone.

    It began after `step` of the log and ended after `last_step`; the times are in UTC.
    `private_notes` are the facilitator's own. In each of its rounds a participant has
    `dots_per_head` dots; `revealed` are the rounds whose dots are shown before all are given.
    """

    id: SessionId
    title: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    participants: tuple[str, ...] = ()
    dots_per_head: int = 3
    round: int = 1
    revealed: tuple[int, ...] = ()
    started: datetime | None = None
    ended: datetime | None = None
    step: int = 0
    last_step: int | None = None
    variant: str = ""
    private_notes: str = ""


class Place(StrEnum):
    """Where on the site a question is asked of (P8)."""

    DRILL = "drill"
    LIST = "list"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class QuestionCard(Record):
    """A question of the paper in our own words, and what the group answered.

    `subjects` are the entries that it is tied to, by id.
    """

    id: QuestionCardId
    session: SessionId
    number: int = 0
    place: Place = Place.DRILL
    principle: str = ""
    text: str = ""
    answer: str = ""
    subjects: tuple[str, ...] = ()


class NoteSort(StrEnum):
    """What a note is: an idea, something put off, or what the group decided."""

    NOTE = "note"
    PARKED = "parked"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Note(Record):
    """Something that was said in a workshop, numbered among its sort and tied to entries.

    A decision has a reason, those who agree and what is still open; `owner` and `due` are who
    follows it up and by when.
    """

    id: NoteId
    session: SessionId
    sort: NoteSort = NoteSort.NOTE
    number: int = 0
    text: str = ""
    subjects: tuple[str, ...] = ()
    reason: str = ""
    agreed: tuple[str, ...] = ()
    open_points: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Vote(Record):
    """The dots that one voter gave one entry in one round; `ON_PAPER` stands for all paper."""

    id: VoteId
    session: SessionId
    round: int = 1
    subject: str = ""
    voter: str = ON_PAPER
    dots: int = 0


def vote_id(session: str, round_: int, subject: str, voter: str) -> VoteId:
    """Return the id of the one vote that a voter has on an entry in a round."""
    return VoteId(f"{session}:{round_}:{subject}:{voter}")


@dataclass(frozen=True, slots=True)
class Placement:
    """In which category a user put a card."""

    card: str
    category: str
    user: str


@dataclass(frozen=True, slots=True)
class CardSort(Record):
    """The results of a card sort that were read in, by the name of their file."""

    id: CardSortId
    session: SessionId
    name: str = ""
    placements: tuple[Placement, ...] = ()

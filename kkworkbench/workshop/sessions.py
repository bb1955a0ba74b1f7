"""What a workshop holds, in the order in which it is told."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.workshop import CardSort, Note, NoteSort, QuestionCard, Session
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State

_FIRST = datetime.min.replace(tzinfo=UTC)


def sessions(state: State) -> list[Session]:
    """Return all workshops, the newest first."""
    found = sorted(state.all(Session), key=lambda each: (each.started or _FIRST, each.id))
    return found[::-1]


def open_session(state: State) -> Session | None:
    """Return the workshop that is under way, or None."""
    return next((each for each in sessions(state) if each.ended is None), None)


def cards(state: State, session: str) -> list[QuestionCard]:
    """Return a workshop's question cards in their order."""
    found = (card for card in state.all(QuestionCard) if card.session == session)
    return sorted(found, key=lambda card: (card.number, card.id))


def notes(state: State, session: str, sort: NoteSort | None = None) -> list[Note]:
    """Return what was noted in a workshop, of one sort or of all, in the order of its numbers."""
    found = (
        note
        for note in state.all(Note)
        if note.session == session and (sort is None or note.sort is sort)
    )
    return sorted(found, key=lambda note: (note.sort, note.number, note.id))


def card_sorts(state: State, session: str) -> list[CardSort]:
    """Return the card sorts that were read in, by name."""
    found = (each for each in state.all(CardSort) if each.session == session)
    return sorted(found, key=lambda each: (each.name, each.id))


def follow_ups(state: State, session: str) -> list[Note]:
    """Return the decisions and parked points that someone follows up, the soonest due first.

    One without an owner counts where it has a day, or where something is open about it.
    """
    found = [
        note
        for note in notes(state, session)
        if note.owner
        or note.due is not None
        or (note.sort is NoteSort.DECISION and note.open_points)
    ]
    return sorted(
        found, key=lambda note: (note.due or date.max, note.owner, note.sort, note.number)
    )


def subject_title(subject: str, *states: State) -> str:
    """Name an entry, a page or a contact as it is called in the first of the states that has it."""
    for state in states:
        for kind in (DrillEntry, ListEntry, Page, Contact):
            record = state.get(kind, subject)
            if record is not None:
                return title_of(state, record)
    return ""


def subject_titles(subjects: Iterable[str], *states: State) -> tuple[str, ...]:
    """Name entries; those that no state has are passed over."""
    named = (subject_title(subject, *states) for subject in subjects)
    return tuple(name for name in named if name)

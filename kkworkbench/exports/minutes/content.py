"""What the minutes of a workshop say, section by section, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kkworkbench.merge.difference import difference
from kkworkbench.merge.telling import Telling
from kkworkbench.messages import Messages
from kkworkbench.model.answer import MENU, Answer
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import SessionId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import Note, NoteSort, Session
from kkworkbench.state.draft import MissingRecordError
from kkworkbench.state.state import State
from kkworkbench.workshop.card_sorting import agreement
from kkworkbench.workshop.dots import is_shown, ranked, tally
from kkworkbench.workshop.sessions import (
    card_sorts,
    cards,
    follow_ups,
    notes,
    subject_title,
    subject_titles,
)
from kkworkbench.workshop.sign_off import Standing, words
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.workspace import Workspace

CHANGED: tuple[type[Record], ...] = (DrillEntry, ListEntry, Page, ContactBox, Contact)
"""The kinds of which the minutes tell what a workshop changed."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "decisions": ("number", "decision", "about", "reason", "agreed", "open"),
    "follow_ups": ("who", "what", "open", "due"),
    "agenda": ("number", "point", "minutes"),
    "questions": ("place", "question", "about", "answer"),
    "answers": ("entry", "question", "verdict", "note"),
    "votes": ("entry", "dots", "count"),
    "card_sorts": ("sort", "card", "category", "share"),
    "notes": ("number", "note", "about"),
    "parked": ("number", "note", "about"),
    "sign_offs": ("administration", "accepted", "remark", "standing"),
}
"""The columns of each section's table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence, and a table; a table without columns is a list of lines."""

    key: str
    title: str
    said: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The title, the facts under it as (name, value), and the sections that say something."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    language: str


def minutes_of(
    workspace: Workspace, session_id: SessionId, messages: Messages, *, private: bool = False
) -> Minutes:
    """Return the minutes of a workshop; with `private` the facilitator's own notes are in them.

    What changed is told from the workspace as it was before the workshop to as it was when it
    ended, or to as it is; where a variant was chosen, to that.

    Raises:
        Refused: there is no such workshop.
    """
    state = workspace.state
    session = state.get(Session, session_id)
    if session is None:
        missing = MissingRecordError(Session, session_id)
        raise Refused("refused.missing", kind="session", id=session_id) from missing
    before = workspace.as_it_was(session.step)
    last = session.last_step
    branch = session.variant if state.get(Variant, session.variant) is not None else ""
    after = workspace.state_of(branch) if last is None else workspace.as_it_was(last, branch)
    made = _Minutes(session, state, before, after, messages)
    sections = (section for section in made.sections(private=private) if section is not None)
    return Minutes(session.title, tuple(made.facts()), tuple(sections), messages.language)


def day(value: date | None) -> str:
    """Write a day as Danes do; nothing for none."""
    return "" if value is None else f"{value:%d.%m.%Y}"


class _Minutes:
    def __init__(
        self, session: Session, state: State, before: State, after: State, messages: Messages
    ) -> None:
        self._session = session
        self._state = state
        self._before = before
        self._after = after
        self._messages = messages

    def facts(self) -> Iterator[tuple[str, str]]:
        session = self._session
        started, ended = (_local(at) for at in (session.started, session.ended))
        if started is not None:
            yield self._text("fact.day"), day(started)
            until = f"–{ended:%H.%M}" if ended is not None else ""
            yield self._text("fact.time"), f"{started:%H.%M}{until}"
        if session.participants:
            yield self._text("fact.people"), ", ".join(session.participants)
        variant = self._state.get(Variant, session.variant)
        if variant is not None:
            yield self._text("fact.variant"), variant.name

    def sections(self, *, private: bool) -> Iterator[Section | None]:
        yield self._section("decisions", self._decisions())
        yield self._section("follow_ups", self._follow_ups())
        yield self._section("agenda", self._agenda())
        yield self._section("questions", self._questions())
        yield self._section("answers", self._answers())
        for round_ in range(1, self._session.round + 1):
            yield self._section("votes", self._votes(round_), n=round_)
        yield self._section("card_sorts", self._card_sorts())
        yield self._section("notes", self._notes(NoteSort.NOTE))
        yield self._section("parked", self._notes(NoteSort.PARKED))
        yield self._changes()
        yield self._section("sign_offs", self._sign_offs())
        if private and self._session.private_notes.strip():
            lines = tuple((line,) for line in self._session.private_notes.splitlines() if line)
            yield Section("private", self._text("section.private"), "", (), lines)

    def _section(
        self, key: str, rows: Iterator[tuple[str, ...]], **params: object
    ) -> Section | None:
        """Return a section with its table, without empty columns; None where nothing is told."""
        found = tuple(rows)
        if not found:
            return None
        kept = [at for at in range(len(COLUMNS[key])) if any(row[at] for row in found)]
        columns = tuple(self._text(f"column.{COLUMNS[key][at]}") for at in kept)
        told = tuple(tuple(row[at] for at in kept) for row in found)
        return Section(key, self._text(f"section.{key}", **params), "", columns, told)

    def _agenda(self) -> Iterator[tuple[str, ...]]:
        for number, item in enumerate(self._session.agenda, start=1):
            yield str(number), item.title, str(item.minutes) if item.minutes else ""

    def _questions(self) -> Iterator[tuple[str, ...]]:
        for card in cards(self._state, self._session.id):
            if card.answer:
                where = self._messages.text(f"workshop.place.{card.place}")
                yield where, card.text, self._titles(card.subjects), card.answer

    def _answers(self) -> Iterator[tuple[str, ...]]:
        """Tell what was answered or noted of each entry while the workshop lasted."""
        found = []
        for answer in self._after.all(Answer):
            if answer != self._before.get(Answer, answer.id):
                about = "" if answer.kind == MENU else self._title(answer.subject)
                name = self._messages.text(f"question.{answer.question}.name")
                verdict = self._messages.text(f"verdict.{answer.verdict or 'open'}")
                found.append((about, name, verdict, answer.note))
        yield from sorted(found)

    def _votes(self, round_: int) -> Iterator[tuple[str, ...]]:
        if is_shown(self._state, self._session, round_):
            for subject, dots in ranked(tally(self._state, self._session, round_)):
                yield self._title(subject), "●" * min(dots, 20), str(dots)

    def _card_sorts(self) -> Iterator[tuple[str, ...]]:
        for each in card_sorts(self._state, self._session.id):
            table = agreement(each.placements)
            for card in table.cards:
                category, share = table.best(card)
                yield each.name, card, category, f"{share:.0%}"

    def _decisions(self) -> Iterator[tuple[str, ...]]:
        for note in notes(self._state, self._session.id, NoteSort.DECISION):
            agreed = ", ".join(note.agreed)
            yield (
                *(str(note.number), note.text, self._titles(note.subjects), note.reason),
                *(agreed, note.open_points),
            )

    def _notes(self, sort: NoteSort) -> Iterator[tuple[str, ...]]:
        for note in notes(self._state, self._session.id, sort):
            yield str(note.number), note.text, self._titles(note.subjects)

    def _follow_ups(self) -> Iterator[tuple[str, ...]]:
        for note in follow_ups(self._state, self._session.id):
            yield note.owner, self._called(note), note.open_points, day(note.due)

    def _called(self, note: Note) -> str:
        name = self._text(f"note.{note.sort}", n=note.number)
        return f"{name}: {note.text}"

    def _changes(self) -> Section:
        telling = Telling(self._before, self._after, self._messages)
        told = (telling.told(each) for each in difference(self._before, self._after, CHANGED))
        rows = tuple((each.sign, sentence) for each in told for sentence in each.sentences)
        said = "" if rows else self._text("no_changes")
        columns = ("", self._text("column.change")) if rows else ()
        return Section("changes", self._text("section.changes"), said, columns, rows)

    def _sign_offs(self) -> Iterator[tuple[str, ...]]:
        for word in words(self._state):
            if word.sign_off is not None:
                standing = self._messages.text(f"sign_off.{word.standing}")
                on = day(word.sign_off.on)
                said = word.sign_off.remark
                by = f"{word.sign_off.name}, {on}" if on else word.sign_off.name
                changed = standing if word.standing is Standing.CHANGED else ""
                yield word.administration.name, by, said, changed

    def _title(self, subject: str) -> str:
        return subject_title(subject, self._after, self._before, self._state) or subject

    def _titles(self, subjects: tuple[str, ...]) -> str:
        return ", ".join(subject_titles(subjects, self._after, self._before))

    def _text(self, key: str, **params: object) -> str:
        return self._messages.text(f"minutes.{key}", **params)


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone()

"""Commands on the answers to the questions that are asked of each entry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from kkworkbench.model.answer import MENU, Answer, Verdict, answer_id
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import ANSWERS
from kkworkbench.workspace.command import Alone


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Alone):
    """Answer a question about an entry, or about the menu; None opens it again."""

    kind: str
    subject: str
    question: str
    verdict: Verdict | None
    by: str = ""
    on: date | None = None
    label: ClassVar[str] = "command.answer_question"

    def apply(self, draft: Draft) -> None:
        answer = _standing(draft, self.kind, self.subject, self.question)
        if answer.verdict is not self.verdict:
            _put(draft, replace(answer, verdict=self.verdict, by=self.by, on=self.on))


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """Write the note of an answer; the question may be open still."""

    kind: str
    subject: str
    question: str
    note: str
    by: str = ""
    on: date | None = None
    label: ClassVar[str] = "command.note_answer"

    def merge_key(self) -> str | None:
        return f"{self.label}:{self.kind}:{self.subject}:{self.question}"

    def apply(self, draft: Draft) -> None:
        answer = _standing(draft, self.kind, self.subject, self.question)
        if answer.note != self.note:
            _put(draft, replace(answer, note=self.note, by=self.by, on=self.on))


def remove_answers(draft: Draft, subjects: Iterable[str]) -> None:
    """Take out what was answered about records that are gone."""
    for subject in subjects:
        for id_ in draft.bucket(ANSWERS, subject):
            draft.remove(Answer, id_)


def move_answers(draft: Draft, gone: str, kept: str) -> None:
    """Let what was answered about one entry hold for another of its kind; no note is lost."""
    for id_ in draft.bucket(ANSWERS, gone):
        theirs = draft.need(Answer, id_)
        draft.remove(Answer, id_)
        ours = draft.get(Answer, answer_id(theirs.kind, kept, theirs.question))
        if ours is None:
            moved = answer_id(theirs.kind, kept, theirs.question)
            draft.put(replace(theirs, id=moved, subject=kept))
            continue
        notes = dict.fromkeys(note for note in (ours.note, theirs.note) if note)
        draft.put(replace(ours, verdict=ours.verdict or theirs.verdict, note=" · ".join(notes)))


def _standing(draft: Draft, kind: str, subject: str, question: str) -> Answer:
    if kind != MENU:
        draft.need(KINDS_BY_NAME[kind], subject)
    id_ = answer_id(kind, subject, question)
    return draft.get(Answer, id_) or Answer(id_, kind, subject, question)


def _put(draft: Draft, answer: Answer) -> None:
    """Keep what says something; an open question without a note needs no record."""
    if answer.verdict is None and not answer.note:
        draft.remove(Answer, answer.id)
    else:
        draft.put(answer)

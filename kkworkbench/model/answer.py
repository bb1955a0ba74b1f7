"""What a group answered to the questions that are asked of each entry (P36 to P42)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkworkbench.model.ids import AnswerId
from kkworkbench.model.record import Record

MENU = "menu"
"""The kind under which the drill menu as a whole is asked about; its subject has this name too."""
QUESTIONS = ("P37", "P38", "P39", "P40", "P41", "P42")
"""The questions that are asked of each entry, by their principles."""
OF_MENU = "P36"
"""The question that is asked of the menu as a whole."""


class Verdict(StrEnum):
    """How a question was answered."""

    YES = "yes"
    NO = "no"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """The answer to one question about one entry, or about the menu.

    `kind` and `subject` name what it is about. Without a verdict the question is open, though it
    may have a note.
    """

    id: AnswerId
    kind: str = ""
    subject: str = ""
    question: str = ""
    verdict: Verdict | None = None
    note: str = ""
    by: str = ""
    on: date | None = None


def answer_id(kind: str, subject: str, question: str) -> AnswerId:
    """Return the id of the one answer that a question can have."""
    return AnswerId(f"{kind}:{subject}:{question}")

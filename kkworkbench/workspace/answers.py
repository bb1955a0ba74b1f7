"""How far a group has come with the questions that are asked of each entry (P36 to P42)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kkworkbench.model.answer import QUESTIONS, Answer, Verdict, answer_id
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.indexes import DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.state import State

ASKED: tuple[str, ...] = (KIND_NAMES[DrillEntry], KIND_NAMES[ListEntry])
"""The kinds of record of which each question is asked."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of an entry's questions are answered yes, no, with doubt, or not at all."""

    yes: int = 0
    no: int = 0
    doubt: int = 0
    open: int = len(QUESTIONS)

    @property
    def is_settled(self) -> bool:
        """Whether every question has an answer without doubt."""
        return not self.doubt and not self.open


def answer_of(state: State, kind: str, subject: str, question: str) -> Answer | None:
    """Return the answer to a question, or None where nothing was said."""
    return state.get(Answer, answer_id(kind, subject, question))


def standing(state: State, kind: str, subject: str) -> Standing:
    """Count the answers about an entry."""
    counts = dict.fromkeys(Verdict, 0)
    for question in QUESTIONS:
        answer = answer_of(state, kind, subject, question)
        if answer is not None and answer.verdict is not None:
            counts[answer.verdict] += 1
    left = len(QUESTIONS) - sum(counts.values())
    return Standing(counts[Verdict.YES], counts[Verdict.NO], counts[Verdict.DOUBT], left)


def asked_of_page(state: State, page_id: str) -> tuple[tuple[str, str], ...]:
    """Return what is asked about on a page: kind and id of its entries, that of the menu first."""
    drill, listed = ASKED
    return (
        *((drill, entry) for entry in state.bucket(DRILL_BY_TARGET, page_id)),
        *((listed, entry) for entry in state.bucket(LIST_BY_PAGE, page_id)),
    )


def settled(state: State, entries: Iterable[DrillEntry]) -> list[DrillEntry]:
    """Return the entries of the menu that are settled."""
    return [entry for entry in entries if standing(state, ASKED[0], entry.id).is_settled]

"""The rows of the questions: what is asked of the menu and its entries, and what was answered."""

from collections.abc import Iterator

from kkworkbench.exports.rows import drill, entries
from kkworkbench.exports.scope import WHOLE
from kkworkbench.exports.source import Source, Value
from kkworkbench.model.answer import MENU, OF_MENU, QUESTIONS
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.lookups import entry_title
from kkworkbench.workspace.answers import answer_of

Asked = tuple[str, str, str]
"""Kind and id of what is asked about, and the question."""


def asked(source: Source) -> Iterator[Asked]:
    """Walk through all questions about the menu and its entries, open ones too.

    Of the contact list only what was answered or noted is told.
    """
    if source.scope == WHOLE:
        yield MENU, MENU, OF_MENU
    for drilled in drill(source):
        yield from ((KIND_NAMES[DrillEntry], drilled.id, question) for question in QUESTIONS)
    for listed in entries(source):
        for question in QUESTIONS:
            if answer_of(source.state, KIND_NAMES[ListEntry], listed.id, question) is not None:
                yield KIND_NAMES[ListEntry], listed.id, question


def asked_row(source: Source, item: Asked) -> tuple[Value, ...]:
    """Return the cells of a question: about what, which one, the answer, and whose it is."""
    kind, subject, question = item
    state, text = source.state, source.messages.text
    entry = state.get(DrillEntry, subject) or state.get(ListEntry, subject)
    answer = answer_of(state, kind, subject, question)
    verdict = answer.verdict if answer is not None else None
    return (
        subject,
        text(f"exports.record.{kind}") if entry is not None else "",
        entry_title(state, entry) if entry is not None else text(f"question.{OF_MENU}.name"),
        text(f"question.{question}.name"),
        text(f"verdict.{verdict or 'open'}"),
        answer.note if answer is not None else "",
        answer.by if answer is not None else "",
        answer.on if answer is not None else None,
    )

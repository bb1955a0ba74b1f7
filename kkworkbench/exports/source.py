"""What rows are made from, and how the values in them read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kkworkbench.exports.scope import WHOLE, Scope, owner
from kkworkbench.messages import Messages
from kkworkbench.model.channels import WrittenKind
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.text.hours_writing import hours_lines

Value = str | int | date | bool | None


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made from; `scope` leaves out the records of other administrations."""

    state: State
    results: Sequence[Result]
    messages: Messages
    scope: Scope = WHOLE

    def keeps(self, record: Record | None) -> bool:
        """Whether a record belongs into the workbook."""
        if self.scope == WHOLE:
            return True
        return record is not None and owner(self.state, record) == self.scope.administration

    def kept_results(self) -> Iterator[Result]:
        """Walk through what was found in the records that belong into the workbook."""
        for result in self.results:
            kind = KINDS_BY_NAME.get(result.finding.kind)
            if self.scope == WHOLE or (
                kind is not None and self.keeps(self.state.get(kind, result.finding.subject))
            ):
                yield result


def choices(source: Source) -> dict[str, tuple[str, ...]]:
    """Return the closed lists by name, as the reader sees them."""
    text = source.messages.text
    return {
        "administration": tuple(_terms(source, Vocabulary.ADMINISTRATION)),
        "tier": tuple(text(f"exports.tier.{tier}") for tier in Tier),
        "kind": tuple(text(f"exports.kind.{kind}") for kind in PageKind),
        "state": tuple(text(f"exports.state.{state}") for state in PageState),
        "written_kind": tuple(text(f"exports.written_kind.{kind}") for kind in WrittenKind),
        "vocabulary": tuple(text(f"exports.vocabulary.{each}") for each in Vocabulary),
        "yes_no": (text("exports.yes"), text("exports.no")),
    }


def _terms(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    found = [term for term in source.state.all(Term) if term.vocabulary is vocabulary]
    for term in sorted(found, key=lambda term: (term.order, term.id)):
        yield term.name


def term_name(state: State, id_: str | None) -> str:
    """Return a term's name; "" where it is none or gone."""
    term = state.get(Term, id_)
    return term.name if term is not None else ""


def term_names(state: State, ids: Iterable[str] | None) -> str:
    """Return the names of terms in one cell."""
    return ", ".join(term_name(state, id_) for id_ in ids or ())


def hours_text(hours: Hours | None, messages: Messages) -> str:
    """Return hours in one cell: a line for each day, and the comment."""
    return "" if hours is None else _hours_text(hours, messages.language)


@lru_cache(maxsize=8192)
def _hours_text(hours: Hours, language: str) -> str:
    lines = [f"{day} {text}".strip() for day, text in hours_lines(hours, language) if text]
    if hours.comment:
        lines.append(hours.comment)
    return "\n".join(lines)


def yes_no(value: bool, messages: Messages) -> str:
    """Say yes or no."""
    return messages.text("exports.yes" if value else "exports.no")

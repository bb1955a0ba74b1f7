"""What a cell of a workbook says: as a text, a date, a number, or a word of a closed list."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar

from kkworkbench.exports.cells import MAX_TEXT, legal
from kkworkbench.messages import Messages, languages
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import TermId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.sources.workbooks import text_of
from kkworkbench.state.state import State
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.html import clean_html
from kkworkbench.text.phone_reading import read_phone

E = TypeVar("E", bound=StrEnum)
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")


class UnreadCell(Exception):  # noqa: N818  # a cell that says nothing; its reason is a message key
    """A cell that cannot be read; the argument is a message key that says why."""


def as_text(cell: object) -> str:
    """Return a cell as text, as it is after a way through any program: line ends are one sign."""
    text = cell if isinstance(cell, str) else text_of(cell)
    text = legal(text)[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else ""


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing that anybody sees."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_same(cell: object, other: object) -> bool:
    """Whether two cells say the same."""
    return cell == other or as_text(cell) == as_text(other)


def text(cell: object, state: State) -> str:
    """Read a text; what a program made a date of is none, for nobody knows how it was typed.

    Raises:
        UnreadCell: it is a date or a time.
    """
    if isinstance(cell, date | time | timedelta):
        raise UnreadCell("reject.book_became_a_date")
    return as_text(cell)


def html(cell: object, state: State) -> str:
    """Read HTML, without scripts and whatever else a body does not hold."""
    return clean_html(text(cell, state))


def digits(width: int) -> Callable[[object, State], str]:
    """Read a text of digits that may have come back as a number, without its zeros."""

    def read(cell: object, state: State) -> str:
        said = text(cell, state).strip()
        return said.zfill(width) if isinstance(cell, float | int) and said.isdigit() else said

    return read


def phone(cell: object, state: State) -> str:
    """Read a number and write it in pairs; what is no one number stays as it was typed."""
    said = text(cell, state)
    reading = read_phone(said)
    return reading.display if reading.is_valid else said


def day(cell: object, state: State) -> date:
    """Read a date.

    Raises:
        UnreadCell: it is none.
    """
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    for form in _DATES:
        try:
            return datetime.strptime(as_text(cell).strip(), form).date()
        except ValueError:
            continue
    raise UnreadCell("reject.book_no_date")


def lines(cell: object, state: State) -> tuple[str, ...]:
    """Read texts that stand on a line each."""
    return tuple(filter(None, (line.strip() for line in text(cell, state).split("\n"))))


def tags(cell: object, state: State) -> tuple[str, ...]:
    """Read words between commas."""
    said = text(cell, state).replace("\n", ",").split(",")
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in said))))


def yes_no(cell: object, state: State) -> bool:
    """Read yes or no.

    Raises:
        UnreadCell: it is neither.
    """
    if isinstance(cell, bool):
        return cell
    said = as_text(cell).strip().casefold()
    for word, value in (("exports.yes", True), ("exports.no", False)):
        if said in _said_as(word):
            return value
    raise UnreadCell("reject.book_yes_no")


def word(kind: type[E], prefix: str) -> Callable[[object, State], E]:
    """Read one word of a closed list, in any language."""

    def read(cell: object, state: State) -> E:
        found = _word(kind, prefix, as_text(cell))
        if found is None:
            raise UnreadCell("reject.book_not_on_the_list")
        return found

    return read


def words(kind: type[E], prefix: str) -> Callable[[object, State], tuple[E, ...]]:
    """Read words of a closed list, in the order that it has."""

    def read(cell: object, state: State) -> tuple[E, ...]:
        found = [_word(kind, prefix, each) for each in tags(cell, state)]
        if None in found:
            raise UnreadCell("reject.book_not_on_the_list")
        return tuple(each for each in kind if each in found)

    return read


def term(vocabulary: Vocabulary) -> Callable[[object, State], TermId]:
    """Read a facet value by its name, code or an alias."""

    def read(cell: object, state: State) -> TermId:
        found = _term(tuple(state.all(Term)), vocabulary, as_text(cell))
        if found is None:
            raise UnreadCell("reject.book_not_on_the_list")
        return found.id

    return read


def terms(vocabulary: Vocabulary) -> Callable[[object, State], tuple[TermId, ...]]:
    """Read facet values between commas; a name may hold a comma itself."""

    def read(cell: object, state: State) -> tuple[TermId, ...]:
        known = tuple(state.all(Term))
        left = as_text(cell).replace("\n", ",").replace(";", ",").split(",")
        found: dict[TermId, None] = {}
        while left:
            for end in range(len(left), 0, -1):
                match = _term(known, vocabulary, ",".join(left[:end]))
                if match is not None:
                    found[match.id] = None
                    break
            else:
                if left[0].strip():
                    raise UnreadCell("reject.book_not_on_the_list")
                end = 1
            left = left[end:]
        return tuple(found)

    return read


def weekday(cell: object, state: State) -> Hours:
    """Read the hours of one day, as of a Monday: "8.00-12.00, 13.00-17.00", or that it is closed.

    Raises:
        UnreadCell: it cannot be read.
    """
    said = text(cell, state).strip()
    if said.casefold() in _said_as("exports.hours.closed"):
        return Hours(closed_days=(1,))
    return hours(f"mandag {said}", state)


def hours(cell: object, state: State) -> Hours:
    """Read hours as people write them, all of them or nothing.

    Raises:
        UnreadCell: they cannot be read.
    """
    found = read_hours(", ".join(text(cell, state).split("\n"))).hours
    if found is None:
        raise UnreadCell("reject.hours")
    return found


def _term(known: Iterable[Term], vocabulary: Vocabulary, said: str) -> Term | None:
    said = said.strip()
    exact = [each for each in known if each.vocabulary is vocabulary and each.name.strip() == said]
    return exact[0] if len(exact) == 1 else find_term(known, vocabulary, said)


def _word(kind: type[E], prefix: str, said: str) -> E | None:
    said = said.strip().casefold()
    return next((each for each in kind if said in _said_as(f"{prefix}.{each}")), None)


@cache
def _said_as(key: str) -> frozenset[str]:
    """Return the texts of a message in all languages."""
    return frozenset(Messages(language).text(key).casefold() for language in languages())

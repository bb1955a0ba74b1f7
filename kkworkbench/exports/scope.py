"""Which administration a record belongs to: each record to one, so that it goes to one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Scope:
    """What a workbook is about: everything, or the records of one administration.

    Where it is not everything, `administration` None means the records that have none.
    """

    everything: bool = True
    administration: str | None = None

    def __str__(self) -> str:
        return "all" if self.everything else self.administration or "none"

    @classmethod
    def named(cls, name: str) -> "Scope":
        """Return the scope that a name stands for."""
        return WHOLE if name == "all" else cls(False, None if name == "none" else name)


WHOLE = Scope()


def owner(state: State, record: Record) -> str | None:
    """Return the administration that a record belongs to; None where that is nobody or unknown.

    A page without one belongs to its contact's, a box to its contact's, an entry to its page's.
    What belongs to one that was renamed belongs to its successor.
    """
    match record:
        case Contact():
            return _known(state, record.administration)
        case Page():
            return _known(state, record.administration) or _of_contact(state, record.id)
        case ContactBox():
            return _known(state, *_administrations(state.get(Contact, record.contact)))
        case ListEntry():
            return _known(state, record.administration) or _of_page(state, record.page)
        case DrillEntry():
            return _of_page(state, record.target)
    return None


def scopes(state: State, records: Iterable[Record]) -> list[Scope]:
    """Return one scope for each administration that has records, in order, and one for the rest."""
    owners = {owner(state, record) for record in records}
    terms = [term for term in state.all(Term) if term.id in owners]
    ordered = sorted(terms, key=lambda term: (term.order, term.id))
    return [*(Scope(False, term.id) for term in ordered), Scope(False)]


def _of_page(state: State, page_id: str) -> str | None:
    page = state.get(Page, page_id)
    return owner(state, page) if page is not None else None


def _of_contact(state: State, page_id: str) -> str | None:
    return _known(state, *_administrations(contact_of_page(state, page_id)))


def _administrations(contact: Contact | None) -> tuple[str | None, ...]:
    return (contact.administration,) if contact is not None else ()


def _known(state: State, *ids: str | None) -> str | None:
    """Return the first that is an administration here; one that was renamed is its successor."""
    for id_ in ids:
        term, seen = state.get(Term, id_), set()
        while term is not None and term.vocabulary is Vocabulary.ADMINISTRATION:
            seen.add(term.id)
            after = state.get(Term, term.successor)
            if after is None or after.id in seen or after.vocabulary is not term.vocabulary:
                return term.id
            term = after
    return None

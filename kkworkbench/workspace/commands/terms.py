"""Commands on facet values: administrations, categories and districts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.ids import TermId
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import CONTACTS_BY_TERM, LIST_BY_TERM, TERMS
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.ordering import Siblings, keys_at
from kkworkbench.workspace.errors import Refused

Carrier = Contact | ListEntry | Page


@dataclass(frozen=True, slots=True)
class AddTerm(Alone):
    """Add a facet value after the others of its vocabulary."""

    term_id: TermId
    vocabulary: Vocabulary
    name: str
    label: ClassVar[str] = "command.add_term"

    def apply(self, draft: Draft) -> None:
        siblings = Siblings(Term, TERMS, self.vocabulary)
        (order,) = keys_at(draft, siblings, draft.state.bucket_size(TERMS, self.vocabulary), 1)
        put_term(draft, Term(self.term_id, self.vocabulary, name=self.name, order=order))


@dataclass(frozen=True, slots=True)
class EditTerm(Alone):
    """Set fields of a facet value.

    Refused where it would have no name, a name that another of its vocabulary answers to, an end
    before its start, or a successor that leads back to it.
    """

    term_id: TermId
    values: tuple[tuple[str, object], ...]
    label: ClassVar[str] = "command.edit_term"

    def apply(self, draft: Draft) -> None:
        changed: dict[str, Any] = dict(self.values)
        put_term(draft, replace(draft.need(Term, self.term_id), **changed))


@dataclass(frozen=True, slots=True)
class MoveTerm(Alone):
    """Move a facet value to before what is at a position (0: first) of its vocabulary."""

    term_id: TermId
    position: int
    label: ClassVar[str] = "command.move_term"

    def apply(self, draft: Draft) -> None:
        term = draft.need(Term, self.term_id)
        siblings = Siblings(Term, TERMS, term.vocabulary)
        (order,) = keys_at(draft, siblings, self.position, 1, {term.id})
        draft.put(replace(draft.need(Term, term.id), order=order))


@dataclass(frozen=True, slots=True)
class SucceedTerm(Alone):
    """End a facet value on a day, and let a new one with another name take its place."""

    term_id: TermId
    new_id: TermId
    name: str
    on: date
    label: ClassVar[str] = "command.succeed_term"

    def apply(self, draft: Draft) -> None:
        old = draft.need(Term, self.term_id)
        if old.successor is not None:
            raise Refused("refused.term_has_successor", title=old.name)
        siblings = Siblings(Term, TERMS, old.vocabulary)
        position = draft.bucket(TERMS, old.vocabulary).index(old.id) + 1
        (order,) = keys_at(draft, siblings, position, 1)
        new = Term(self.new_id, old.vocabulary, name=self.name, order=order, valid_from=self.on)
        put_term(draft, new)
        old = draft.need(Term, self.term_id)
        put_term(draft, replace(old, valid_to=self.on, successor=new.id))


@dataclass(frozen=True, slots=True)
class MergeTerms(Alone):
    """Make the facet value `gone` a name of `keep`: what carries the one carries the other."""

    keep: TermId
    gone: TermId
    label: ClassVar[str] = "command.merge_terms"

    def apply(self, draft: Draft) -> None:
        keep, gone = draft.need(Term, self.keep), draft.need(Term, self.gone)
        if keep.id == gone.id or keep.vocabulary is not gone.vocabulary:
            raise Refused("refused.merge_same", title=keep.name)
        for record in tuple(carriers(draft.state, gone.id)):
            draft.put(_carrying(record, gone.id, keep.id))
        for term in tuple(draft.all(Term)):
            if term.successor == gone.id:
                after = keep.id if term.id != keep.id else gone.successor
                draft.put(replace(term, successor=None if after == term.id else after))
        draft.remove(Term, gone.id)
        keep = draft.need(Term, keep.id)
        names = (*keep.aliases, gone.name, gone.code, *gone.aliases)
        draft.put(replace(keep, aliases=_distinct(names, but=(keep.name, keep.code))))


@dataclass(frozen=True, slots=True)
class RemoveTerm(Alone):
    """Take out a facet value that nothing carries."""

    term_id: TermId
    label: ClassVar[str] = "command.remove_term"

    def apply(self, draft: Draft) -> None:
        term = draft.need(Term, self.term_id)
        used = sum(1 for _ in carriers(draft.state, term.id))
        if used:
            raise Refused("refused.term_in_use", title=term.name, n=used)
        for other in tuple(draft.all(Term)):
            if other.successor == term.id:
                draft.put(replace(other, successor=None))
        draft.remove(Term, term.id)


def carriers(state: State, term: TermId) -> Iterator[Carrier]:
    """Walk through the contacts, list entries and pages that carry a facet value."""
    for id_ in state.bucket(CONTACTS_BY_TERM, term):
        contact = state.get(Contact, id_)
        if contact is not None:
            yield contact
    for id_ in state.bucket(LIST_BY_TERM, term):
        entry = state.get(ListEntry, id_)
        if entry is not None:
            yield entry
    for page in state.all(Page):
        if page.administration == term:
            yield page


def put_term(draft: Draft, term: Term) -> None:
    """Put a facet value whose names are tidy and its own.

    Raises:
        Refused: it may not be so.
    """
    name, code = _tidy(term.name), _tidy(term.code)
    term = replace(term, name=name, code=code, aliases=_distinct(term.aliases, but=(name, code)))
    if not name:
        raise Refused("refused.term_no_name")
    if term.valid_from and term.valid_to and term.valid_to <= term.valid_from:
        raise Refused("refused.term_ends_first", title=name)
    _refuse_taken(draft, term)
    _refuse_circle(draft, term)
    draft.put(term)


def _refuse_taken(draft: Draft, term: Term) -> None:
    """Refuse a name that another value answers to: nobody could tell which one was meant."""
    mine = {search_key(each): each for each in (term.name, term.code, *term.aliases) if each}
    for other in draft.all(Term):
        if other.id == term.id or other.vocabulary is not term.vocabulary:
            continue
        for each in (other.name, other.code, *other.aliases):
            if each and search_key(each) in mine:
                value = mine[search_key(each)]
                raise Refused("refused.term_taken", value=value, title=other.name)


def _refuse_circle(draft: Draft, term: Term) -> None:
    seen, after = {term.id}, term.successor
    while after is not None:
        next_term = draft.get(Term, after)
        if next_term is None or next_term.vocabulary is not term.vocabulary:
            raise Refused("refused.missing", kind="term", id=after)
        if after in seen:
            raise Refused("refused.term_circle", title=term.name)
        seen.add(after)
        after = next_term.successor


def _carrying(record: Carrier, old: TermId, new: TermId) -> Carrier:
    """Return a record that carries one value for another."""
    changed: dict[str, Any] = {}
    for field in ("administration", "categories", "districts"):
        held = getattr(record, field, None)
        if held == old:
            changed[field] = new
        elif isinstance(held, tuple) and old in held:
            changed[field] = tuple(dict.fromkeys(new if each == old else each for each in held))
    return replace(record, **changed)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _distinct(names: Iterable[str], *, but: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, without those that stand elsewhere; case makes no difference."""
    taken = {search_key(each) for each in but}
    out = []
    for name in map(_tidy, names):
        if name and search_key(name) not in taken:
            taken.add(search_key(name))
            out.append(name)
    return tuple(out)

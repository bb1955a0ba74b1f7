"""K8: the contact list."""

from collections.abc import Iterable, Iterator
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import first_contact, is_in_drill, pages_of_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import CONTACTS_BY_TERM, LIST, LIST_BY_PAGE, LIST_BY_TERM

FACETS = {
    "administration": Vocabulary.ADMINISTRATION,
    "categories": Vocabulary.CATEGORY,
    "districts": Vocabulary.DISTRICT,
}
Facets = tuple[tuple[str, ...] | None, ...]
"""The values of the three facets, in the order of FACETS; None where they are the contact's."""


def facets_of_contact(contact: Contact) -> Facets:
    administration = (contact.administration,) if contact.administration else ()
    return administration, contact.categories, contact.districts


def facets_of_entry(entry: ListEntry) -> Facets:
    administration = (entry.administration,) if entry.administration else None
    return administration, entry.categories, entry.districts


def validity(term: Term) -> tuple[str, date | None, str | None]:
    return term.name, term.valid_to, term.successor


@rule("K801", on=Page, cites=("P20",), severity=Severity.WARNING, fix="put_on_list", safe=True)
def contact_pages_are_on_the_list(page: Page, context: Context) -> Iterable[Breach]:
    """Leave pages in the drill menu to K703: one cause gives one finding."""
    if page.kind is not PageKind.CONTACT or context.bucket(LIST_BY_PAGE, page.id):
        return
    if not is_in_drill(page.id, context):
        yield breach("list")


@rule("K802", on=ListEntry, cites=("P25", "P37"), severity=Severity.WARNING, fix="take_contacts",
      safe=True)  # fmt: skip
def entries_have_title_and_facets(entry: ListEntry, context: Context) -> Iterable[Breach]:
    """Leave a page that is gone to K905, and one without a contact to K105."""
    title = context.see(Page, entry.page, views.title_of_page)
    if title is None:
        return
    contact = first_contact(entry.page, context)
    if not (title if entry.title is None else entry.title).strip():
        heading = context.see(Contact, contact, views.heading_of_contact) or ""
        known = title.strip() or heading.strip()
        yield breach("title", variant="title", has_fix=bool(known), wanted=known)
    theirs = context.see(Contact, contact, facets_of_contact)
    for at, (field, own) in enumerate(zip(FACETS, facets_of_entry(entry), strict=True)):
        if own or (own is None and (theirs is None or theirs[at])):
            continue
        has_fix = own is not None and theirs is not None and bool(theirs[at])
        yield breach(field, variant=field, has_fix=has_fix)


@rule("K804", on=ListEntry, cites=("P58",), severity=Severity.WARNING, fix="use_successor",
      safe=True)  # fmt: skip
def terms_are_still_valid(entry: ListEntry, context: Context) -> Iterable[Breach]:
    theirs = context.see(Contact, first_contact(entry.page, context), facets_of_contact)
    for at, (field, own) in enumerate(zip(FACETS, facets_of_entry(entry), strict=True)):
        for term in (own if own is not None else theirs[at] if theirs else None) or ():
            seen = context.see(Term, term, validity)
            if seen is None or not _has_ended(seen[1], context):
                continue
            successor, name = _successor(term, context)
            yield breach(
                field,
                value=seen[0],
                variant="" if successor else "none",
                has_fix=successor is not None,
                term=term,
                successor=successor or "",
                wanted=name,
            )


def _has_ended(valid_to: date | None, context: Context) -> bool:
    return valid_to is not None and valid_to <= context.today()


def _successor(term: str, context: Context) -> tuple[str | None, str]:
    """Return the term that is valid today in the place of one that ended, and its name."""
    passed = {term}
    found = context.see(Term, term, validity)
    while found is not None:
        _, _, next_ = found
        if next_ is None or next_ in passed:
            return None, ""
        passed.add(next_)
        found = context.see(Term, next_, validity)
        if found is not None and not _has_ended(found[1], context):
            return next_, found[0]
    return None, ""


@rule("K805", on=Term, cites=("P25",), severity=Severity.ADVICE)
def filter_values_find_something(term: Term, context: Context) -> Iterable[Breach]:
    """Leave out what is not valid today, and what always makes sense; an empty list says nothing.

    "Hele byen" always makes sense.
    """
    if not context.bucket(LIST, True) or _has_ended(term.valid_to, context):
        return
    if term.valid_from is not None and term.valid_from > context.today():
        return
    names = {name.casefold() for name in context.words("list.always_sensible")}
    if term.name.casefold() not in names and not _is_carried(term, context):
        yield breach("name", value=term.name)


def _is_carried(term: Term, context: Context) -> bool:
    if context.bucket(LIST_BY_TERM, term.id):
        return True
    at = list(FACETS.values()).index(term.vocabulary)
    for contact in context.bucket(CONTACTS_BY_TERM, term.id):
        for entry in _entries_of(contact, context):
            facets = context.see(ListEntry, entry, facets_of_entry)
            if facets is not None and facets[at] is None:
                return True
    return False


def _entries_of(contact: str, context: Context) -> Iterator[str]:
    for page in pages_of_contact(contact, context):
        entries = context.bucket(LIST_BY_PAGE, page)
        if entries and first_contact(page, context) == contact:
            yield from entries


@rule("K806", on=Page, cites=("P43",), severity=Severity.ADVICE)
def what_is_listed_has_search_words(page: Page, context: Context) -> Iterable[Breach]:
    """An entry is found by the words of its page, so its page is told."""
    if any(word.strip() for word in page.search_words):
        return
    if (
        page.kind is PageKind.CONTACT
        or is_in_drill(page.id, context)
        or context.bucket(LIST_BY_PAGE, page.id)
    ):
        yield breach("search_words")

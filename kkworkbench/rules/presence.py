"""K1: a contact stands where it must, with the channels that it must have."""

from collections.abc import Iterable

from kkworkbench.model.channels import Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import OTHER, SERVING, first_contact, use_of_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import BOXES_BY_PAGE, CONTACTS_BY_SOURCE, SITES, SOURCES_BY_NAME
from kkworkbench.text.danish import search_key

BY_USE = {SERVING: Severity.ERROR, OTHER: Severity.WARNING}


@rule(
    "K101",
    on=Page,
    cites=("P15", "P16"),
    severity={"article": Severity.ERROR, "content": Severity.WARNING},
    fix="put_box",
)
def service_pages_have_a_box(page: Page, context: Context) -> Iterable[Breach]:
    if page.kind is PageKind.SERVICE and not context.bucket(BOXES_BY_PAGE, page.id):
        if page.has_self_service or page.has_form:
            yield breach("boxes", case="article", variant="self_service")
        else:
            yield breach("boxes", case="article" if page.is_article else "content")


@rule("K102", on=Contact, cites=("P1", "P27"), severity=BY_USE)
def contacts_have_a_phone(contact: Contact, context: Context) -> Iterable[Breach]:
    if not views.has_phone(contact):
        yield breach("phones", case=use_of_contact(contact.id, context))


@rule("K103", on=Contact, cites=("P27",), severity=BY_USE, fix="insert_secure_form")
def contacts_have_a_written_channel(contact: Contact, context: Context) -> Iterable[Breach]:
    if not views.has_written(contact):
        yield breach("written", case=use_of_contact(contact.id, context))


@rule("K104", on=ContactBox, cites=("P17", "P27"), severity=Severity.WARNING, fix="show_address")
def boxes_show_the_address_for_attendance(box: ContactBox, context: Context) -> Iterable[Breach]:
    if not context.see(Page, box.page, views.needs_attendance):
        return
    known = context.see(Contact, box.contact, views.has_address)
    if Channel.ADDRESS not in box.channels:
        yield breach("channels")
    elif known is False:
        yield breach("channels", variant="none", has_fix=False)


@rule("K105", on=Page, cites=("P19",), severity=Severity.ERROR, fix="put_box")
def contact_pages_have_a_box(page: Page, context: Context) -> Iterable[Breach]:
    if page.kind is PageKind.CONTACT and not context.bucket(BOXES_BY_PAGE, page.id):
        yield breach("boxes")


@rule("K106", on=Contact, cites=("P33",), severity=Severity.WARNING, fix="use_name")
def contacts_have_a_telling_title(contact: Contact, context: Context) -> Iterable[Breach]:
    heading = contact.heading.strip()
    if not heading:
        yield breach("title", variant="none", has_fix=False)
    elif heading.casefold() in context.words("titles.generic"):
        named = contact.name.strip().casefold() not in (heading.casefold(), "")
        yield breach("title", value=heading, has_fix=named, wanted=contact.name)


@rule("K108", on=(DrillEntry, ListEntry), cites=("P7", "P42"), severity=Severity.WARNING)
def entries_let_people_answer(entry: DrillEntry | ListEntry, context: Context) -> Iterable[Breach]:
    """Count the feedback link of the entry, of its contact or of the whole site."""
    if entry.feedback_url.strip() or (isinstance(entry, DrillEntry) and not entry.placed):
        return
    page = entry.target if isinstance(entry, DrillEntry) else entry.page
    contact = first_contact(page, context)
    if context.see(Contact, contact, views.gives_feedback):
        return
    sites = context.bucket(SITES, True)
    site = context.see(Page, page, views.site_of_page) or (sites[0] if sites else None)
    if not context.see(Site, site, views.gives_feedback):
        yield breach("feedback_url")


@rule("K109", on=ContactBox, cites=("P49",), severity=Severity.ADVICE)
def boxes_show_their_own_administration(box: ContactBox, context: Context) -> Iterable[Breach]:
    """Take a renamed administration and its successor for one."""
    page = _current(context.see(Page, box.page, views.administration_of_page), context)
    contact = _current(context.see(Contact, box.contact, views.administration_of_contact), context)
    if page is not None and contact is not None and page != contact:
        yield breach(
            "contact",
            value=contact,
            theirs=context.see(Term, contact, views.name_of_term) or "",
            ours=context.see(Term, page, views.name_of_term) or "",
        )


def _current(term: str | None, context: Context) -> str | None:
    """Follow a term to its last successor; a term that is gone stands for itself."""
    seen: set[str] = set()
    while term is not None and term not in seen:
        seen.add(term)
        term = context.see(Term, term, views.successor_of_term) or term
    return term


@rule("K110", on=Contact, cites=("P28",), severity=Severity.ADVICE, fix="match_unit")
def contacts_follow_the_register(contact: Contact, context: Context) -> Iterable[Breach]:
    """Name a unit only where exactly one has the contact's name and no contact follows it."""
    if contact.org_id.strip() or contact.source is not None:
        return
    name = search_key(contact.name)
    units = context.bucket(SOURCES_BY_NAME, name) if name else ()
    free = [unit for unit in units if not context.bucket(CONTACTS_BY_SOURCE, unit)]
    named = context.see(SourceRecord, free[0], views.name_of_unit) if len(free) == 1 else None
    yield breach(
        "org_id",
        variant="" if named else "choose",
        unit=named or "",
        source=free[0] if named else "",
    )

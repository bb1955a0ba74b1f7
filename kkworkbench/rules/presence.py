"""K1: a contact stands where it must, with the channels that it must have."""

from collections.abc import Iterable

from kkworkbench.model.channels import Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import OTHER, SERVING, use_of_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import BOXES_BY_PAGE

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

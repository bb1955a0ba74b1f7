"""Views of records: what a rule sees of another record, so that little else wakes it."""

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term


def page_of_box(box: ContactBox) -> str:
    return box.page


def contact_of_box(box: ContactBox) -> str:
    return box.contact


def is_article(page: Page) -> bool:
    return page.is_article


def kind_of_page(page: Page) -> PageKind:
    return page.kind


def title_of_page(page: Page) -> str:
    return page.title


def summary_of_page(page: Page) -> str:
    return page.summary


def needs_attendance(page: Page) -> bool:
    return page.needs_attendance


def heading_of_contact(contact: Contact) -> str:
    return contact.heading


def is_placed(entry: DrillEntry) -> bool:
    return entry.placed


def target_of_entry(entry: DrillEntry) -> str:
    return entry.target


def title_of_entry(entry: DrillEntry) -> str | None:
    return entry.title


def audiences_of_entry(entry: DrillEntry) -> tuple[str, ...]:
    return entry.primary_audiences


def page_of_entry(entry: ListEntry) -> str:
    return entry.page


def phones(contact: Contact) -> tuple[Phone, ...]:
    return contact.phones


def written(contact: Contact) -> tuple[WrittenChannel, ...]:
    return contact.written


def has_address(contact: Contact) -> bool:
    return contact.address is not None


def address(contact: Contact) -> Address | None:
    return contact.address


def has_phone(contact: Contact) -> bool:
    return any(phone.number.strip() for phone in contact.phones)


def has_written(contact: Contact) -> bool:
    return any(channel.url.strip() or channel.text.strip() for channel in contact.written)


def offers_channel(contact: Contact) -> bool:
    personal = contact.open_to_visits or bool(contact.booking_url)
    return personal or has_phone(contact) or has_written(contact)


def name_of_contact(contact: Contact) -> str:
    return contact.name


def name_of_term(term: Term) -> str:
    return term.name

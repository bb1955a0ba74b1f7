"""Views of records: what a rule sees of another record, so that little else wakes it."""

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
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


def channels_of_box(box: ContactBox) -> tuple[Channel, ...]:
    return box.channels


def site_of_page(page: Page) -> str | None:
    return page.site


def administration_of_page(page: Page) -> str | None:
    return page.administration


def service_type_of_page(page: Page) -> str:
    return page.service_type


def gives_feedback(record: Site | Contact) -> bool:
    return bool(record.feedback_url.strip())


def administration_of_contact(contact: Contact) -> str | None:
    return contact.administration


def open_weeks(contact: Contact) -> tuple[Hours, ...]:
    return contact.open_weeks


def offered_channels(contact: Contact) -> frozenset[Channel]:
    offered = {
        Channel.PHONE: has_phone(contact),
        Channel.PHONE_HOURS: any(phone.hours is not None for phone in contact.phones),
        Channel.WRITTEN: has_written(contact),
        Channel.BOOKING: bool(contact.booking_url.strip()),
        Channel.ADDRESS: has_address(contact),
        Channel.VISITING_HOURS: contact.visiting_hours is not None,
    }
    return frozenset(channel for channel, is_there in offered.items() if is_there)


def offers_digital_post(contact: Contact) -> bool:
    kinds = (WrittenKind.DIGITAL_POST_CITIZEN, WrittenKind.DIGITAL_POST_BUSINESS)
    return any(channel.kind in kinds for channel in contact.written)


def offers_secure_form(contact: Contact) -> bool:
    return any(
        channel.kind is WrittenKind.SECURE_FORM and channel.url.strip()
        for channel in contact.written
    )


def successor_of_term(term: Term) -> str | None:
    return term.successor


def name_of_unit(source: SourceRecord) -> str:
    return dict(source.values).get("name", "")


def channels_of_row(row: GuidelineRow) -> tuple[Channel, ...]:
    return row.channels


def has_audience(page: Page) -> bool:
    return bool(page.primary_audiences or page.secondary_audiences)

"""contacts.json and phones.json; internal notes and reasons stay at home."""

from collections.abc import Iterable

from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import (
    Item,
    content_hash,
    dated_hours,
    derived_uuid,
    item_id,
    link_uri,
    loose_comment,
    office_hours,
    paragraphs,
    uuid_of,
)
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.terms import Vocabulary


def phone_items(job: Job) -> list[Item]:
    """Return the numbers of all contacts that stay in, contact by contact."""
    return [item for contact in _kept(job) for item in _phones(job, contact)]


def contact_items(job: Job) -> list[Item]:
    """Return the contacts that stay in; a change of a phone changes its contact's hash."""
    return [_contact(job, contact) for contact in _kept(job)]


def _kept(job: Job) -> list[Contact]:
    found = sorted(job.scope.state.all(Contact), key=lambda contact: contact.id)
    return [contact for contact in found if job.scope.has(contact)]


def _phones(job: Job, contact: Contact) -> Iterable[Item]:
    appointment = job.messages.text("exports.by_appointment")
    for phone in contact.phones:
        if not phone.number.strip():
            continue
        uuid = _phone_uuid(contact, phone)
        slots = office_hours(phone.hours, appointment)
        note = " ".join(filter(None, (phone.note, loose_comment(phone.hours, slots))))
        yield {
            "id": f"phone:{uuid}",
            "uuid": uuid,
            "label": phone.label,
            "number": phone.number.strip(),
            "note": note,
            "hours": slots,
            "dated_hours": dated_hours(phone.hours),
        }


def _phone_uuid(contact: Contact, phone: Phone) -> str:
    return derived_uuid("phone", contact.id, phone.part_id)


def _contact(job: Job, contact: Contact) -> Item:
    phones = list(_phones(job, contact))
    slots = office_hours(contact.visiting_hours, job.messages.text("exports.by_appointment"))
    plain = [channel.text for channel in contact.written if not channel.url.strip()]
    content = {
        "title": contact.heading,
        "intro": paragraphs(
            contact.access_note, *plain, loose_comment(contact.visiting_hours, slots)
        ),
        "address": _address(contact.address, contact.name),
        "phones": [phone["id"] for phone in phones],
        "opening_hours": slots,
        "dated_hours": dated_hours(contact.visiting_hours),
        "links": _links(job, contact),
        "facets": facets(job, (contact.administration,), contact.categories, contact.districts),
        "moderation_state": "published",
    }
    return {
        "id": item_id("contact", contact.id),
        "uuid": uuid_of(contact.id),
        **content,
        "content_hash": content_hash(content, phones),
        "revision_log": job.log,
    }


def _address(address: Address | None, name: str) -> Item | None:
    if address is None or address.is_empty:
        return None
    street = ", ".join(filter(None, (address.street, address.floor)))
    box = f"Postboks {address.po_box}" if address.po_box.isdigit() else address.po_box
    return {
        "country_code": "DK",
        "langcode": "da",
        "organization": name,
        "address_line1": street or box,
        "address_line2": box if street else "",
        "postal_code": address.postal_code,
        "locality": address.town,
    }


def _links(job: Job, contact: Contact) -> list[Item]:
    words = job.messages.text
    wanted = [
        (channel.url, channel.text or words(f"exports.written.{channel.kind}"))
        for channel in contact.written
    ]
    wanted.append((contact.booking_url, words("exports.booking")))
    wanted.append((contact.feedback_url, words("exports.feedback")))
    links: list[Item] = []
    for url, title in wanted:
        uri = link_uri(url)
        if uri:
            links.append({"uri": uri, "title": title, "options": {}})
        elif url.strip():
            job.note("link", "contact", contact.id, contact.heading)
    return links


def facets(
    job: Job,
    administrations: Iterable[str | None],
    categories: Iterable[str],
    districts: Iterable[str],
) -> dict[str, list[str]]:
    """Return facet values as lists of term items, by the site's name of each vocabulary."""
    values = {
        Vocabulary.ADMINISTRATION: [each for each in administrations if each],
        Vocabulary.CATEGORY: categories,
        Vocabulary.DISTRICT: districts,
    }
    return {
        job.profile.vocabularies[vocabulary]: [item_id("term", id_) for id_ in job.scope.terms(ids)]
        for vocabulary, ids in values.items()
    }

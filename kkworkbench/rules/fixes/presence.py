"""K1: put boxes and channels where they must stand."""

from collections import Counter
from dataclasses import replace

from kkworkbench.model.channels import (
    ALL_CHANNELS,
    Audience,
    Channel,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import BoxId, ContactId, PartId
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.rules import views
from kkworkbench.rules.fixes.reach import contact_of, new_id, page_of
from kkworkbench.rules.settings import value_of
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, CONTACTS_BY_SOURCE
from kkworkbench.state.order import key_between


def put_box(draft: Draft, finding: Finding, answer: str) -> bool:
    """Show the contact that was chosen in a box on the page."""
    page = page_of(draft, finding)
    if draft.get(Contact, answer) is None or draft.bucket(BOXES_BY_PAGE, page.id):
        return False
    box = BoxId(new_id(finding, answer))
    draft.put(ContactBox(box, page.id, ContactId(answer), key_between(None, None)))
    return True


def insert_secure_form(draft: Draft, finding: Finding, answer: str) -> bool:
    """Give the contact the secure form that its administration uses most, else the site's own.

    A form that one contact alone shows is that unit's own, and leads others astray.
    """
    contact = contact_of(draft, finding)
    if views.has_written(contact):
        return False
    used = Counter(
        (channel.url, channel.text)
        for other in draft.all(Contact)
        if other.administration == contact.administration
        for channel in other.written
        if channel.kind is WrittenKind.SECURE_FORM and channel.url
    )
    default = (str(value_of(draft.state, "written.form_url")), "Skriv sikkert til os")
    shared = [form for form in used if used[form] > 1]
    url, text = min(shared, key=lambda form: (-used[form], form)) if shared else default
    part = PartId(new_id(finding, url))
    draft.put(replace(contact, written=(WrittenChannel(part, url=url, text=text),)))
    return True


def show_address(draft: Draft, finding: Finding, answer: str) -> bool:
    """Let the box show its contact's address."""
    box = draft.get(ContactBox, finding.subject)
    if box is None or Channel.ADDRESS in box.channels:
        return False
    shown = tuple(c for c in ALL_CHANNELS if c in box.channels or c is Channel.ADDRESS)
    draft.put(replace(box, channels=shown))
    return True


def use_name(draft: Draft, finding: Finding, answer: str) -> bool:
    """Give the contact its unit's name as title."""
    contact = contact_of(draft, finding)
    if not contact.name or contact.title == contact.name:
        return False
    draft.put(replace(contact, title=contact.name))
    return True


def add_digital_post(draft: Draft, finding: Finding, answer: str) -> bool:
    """Let the page's first box offer Digital Post, for business where the page is for it alone."""
    page = page_of(draft, finding)
    boxes = draft.bucket(BOXES_BY_PAGE, page.id)
    box = draft.get(ContactBox, boxes[0]) if boxes else None
    contact = draft.get(Contact, box.contact) if box is not None else None
    if box is None or contact is None:
        return False
    has_it = views.offers_digital_post(contact)
    if has_it and Channel.WRITTEN in box.channels:
        return False
    if not has_it:
        business = page.primary_audiences == (Audience.BUSINESS,)
        kind, name = (
            (WrittenKind.DIGITAL_POST_BUSINESS, "written.digital_post_business_url")
            if business
            else (WrittenKind.DIGITAL_POST_CITIZEN, "written.digital_post_url")
        )
        url = str(value_of(draft.state, name))
        channel = WrittenChannel(PartId(new_id(finding, url)), kind, url, "Skriv med Digital Post")
        draft.put(replace(contact, written=(*contact.written, channel)))
    if Channel.WRITTEN not in box.channels:
        shown = tuple(c for c in ALL_CHANNELS if c in box.channels or c is Channel.WRITTEN)
        draft.put(replace(box, channels=shown))
    return True


def match_unit(draft: Draft, finding: Finding, answer: str) -> bool:
    """Let the contact follow the unit that was chosen, or the one that has its name."""
    contact = contact_of(draft, finding)
    source = draft.get(SourceRecord, answer or dict(finding.params).get("source", ""))
    if source is None or source.gone or contact.source is not None:
        return False
    if draft.bucket(CONTACTS_BY_SOURCE, source.id):
        return False
    draft.put(replace(contact, source=source.id, org_id=source.org_id))
    return True

"""What a fix does to a draft. Each says whether it still fits; none guesses or loses information."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.channels import ALL_CHANNELS, Channel, Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import BoxId, ContactId, ListEntryId, PageId, PartId
from kkworkbench.model.page import Page
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.rules import addresses, views
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.rules.reading import address_key
from kkworkbench.rules.settings import value_of
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.order import key_between
from kkworkbench.text.email import find_emails
from kkworkbench.text.phone import PhoneKind, read_phone

Fix = Callable[[Draft, Finding, str], bool]

_ANCHOR = re.compile(
    r"""<a\b[^>]*?\bhref\s*=\s*(?P<href>"[^"]*"|'[^']*'|[^\s>]+)[^>]*>(?P<words>.*?)</a\s*>""",
    re.IGNORECASE | re.DOTALL,
)
ANSWERS = {"put_box": "contact"}
"""Fixes that ask something first, and what."""


def apply(finding: Finding, draft: Draft, answer: str = "") -> bool:
    """Apply a finding's fix in a draft; return whether it fitted what stands there now."""
    fix = FIXES.get(finding.fix)
    if fix is None or (finding.fix in ANSWERS and not answer):
        return False
    try:
        return fix(draft, finding, answer)
    except LookupError:
        return False


def answer_kind(finding: Finding) -> str | None:
    """Name the kind of answer that a finding's fix asks for, or None."""
    return ANSWERS.get(finding.fix)


def _contact(draft: Draft, finding: Finding) -> Contact:
    contact = draft.get(Contact, finding.subject)
    if contact is None:
        raise LookupError(finding.subject)
    return contact


def _page(draft: Draft, finding: Finding) -> Page:
    page = draft.get(Page, finding.subject)
    if page is None:
        raise LookupError(finding.subject)
    return page


def _part(finding: Finding) -> str:
    return finding.field.split(".")[1]


def _new_id(finding: Finding, what: str) -> str:
    """Make an id that the same fix of the same finding gets again."""
    name = f"{finding.code}:{finding.subject}:{finding.field}:{finding.value}:{what}"
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:fix:{name}"))


def put_box(draft: Draft, finding: Finding, answer: str) -> bool:
    """Show the contact that was chosen in a box on the page."""
    page = _page(draft, finding)
    if draft.get(Contact, answer) is None or draft.bucket(BOXES_BY_PAGE, page.id):
        return False
    box = BoxId(_new_id(finding, answer))
    draft.put(ContactBox(box, page.id, ContactId(answer), key_between(None, None)))
    return True


def insert_secure_form(draft: Draft, finding: Finding, answer: str) -> bool:
    """Give the contact the secure form that its administration uses most, else the site's own."""
    contact = _contact(draft, finding)
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
    url, text = min(used, key=lambda form: (-used[form], form)) if used else default
    part = PartId(_new_id(finding, url))
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
    contact = _contact(draft, finding)
    if not contact.name or contact.title == contact.name:
        return False
    draft.put(replace(contact, title=contact.name))
    return True


def mend_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Split several numbers into one each, or move the text behind a number to its note."""
    contact = _contact(draft, finding)
    phones: list[Phone] = []
    done = False
    for phone in contact.phones:
        reading = read_phone(phone.number)
        if phone.part_id != _part(finding):
            phones.append(phone)
        elif reading.kind is PhoneKind.TRAILING_TEXT:
            note = " · ".join(part for part in (phone.note, reading.rest) if part)
            phones.append(replace(phone, number=reading.display, note=note))
            done = True
        elif reading.kind is PhoneKind.MULTIPLE:
            first, *others = reading.numbers
            phones.append(replace(phone, number=first))
            phones += [
                replace(phone, part_id=PartId(_new_id(finding, other)), number=other)
                for other in others
            ]
            done = True
        else:
            phones.append(phone)
    draft.put(replace(contact, phones=tuple(phones)))
    return done


def reformat_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the number in pairs."""
    contact = _contact(draft, finding)
    reading = read_phone(text_at(contact, finding.field))
    if not reading.is_valid:
        return False
    draft.put(with_text(contact, finding.field, reading.display))
    return True


def remove_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take away a number that stands twice; label, note and hours of its own are kept first."""
    contact = _contact(draft, finding)
    part = _part(finding)
    gone = next((phone for phone in contact.phones if phone.part_id == part), None)
    if gone is None or read_phone(gone.number).digits not in {
        read_phone(p.number).digits for p in contact.phones if p.part_id != part
    }:
        return False
    kept = []
    for phone in contact.phones:
        if phone.part_id == part:
            continue
        if read_phone(phone.number).digits == read_phone(gone.number).digits:
            notes = dict.fromkeys((phone.note, gone.note))
            phone = replace(  # noqa: PLW2901  # the phone with what its double said
                phone,
                label=phone.label or gone.label,
                note=" · ".join(note for note in notes if note),
                hours=phone.hours or gone.hours,
            )
        kept.append(phone)
    draft.put(replace(contact, phones=tuple(kept)))
    return True


def use_visiting_hours(draft: Draft, finding: Finding, answer: str) -> bool:
    """Use the opening hours as telephone hours."""
    contact = _contact(draft, finding)
    if contact.visiting_hours is None:
        return False
    part = _part(finding)
    draft.put(
        replace(
            contact,
            phones=tuple(
                replace(phone, hours=contact.visiting_hours) if phone.part_id == part else phone
                for phone in contact.phones
            ),
        )
    )
    return True


def correct_town(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the postal code's town."""
    contact = _contact(draft, finding)
    towns = addresses.postal_codes().get(text_at(contact, "address.postal_code"))
    if not towns:
        return False
    draft.put(with_text(contact, "address.town", towns[0]))
    return True


def tidy_address(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the town out and take punctuation off the end."""
    contact = _contact(draft, finding)
    if contact.address is None:
        return False
    if finding.field == "address.town":
        wanted = addresses.tidy_town(contact.address)
    else:
        wanted = text_at(contact, finding.field).strip().rstrip(".,; ")
    draft.put(with_text(contact, finding.field, wanted))
    return True


def correct_code(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the street's own postal code, and its town."""
    contact = _contact(draft, finding)
    wanted = dict(finding.params).get("wanted", "")
    towns = addresses.postal_codes().get(wanted)
    if contact.address is None or not towns:
        return False
    draft.put(replace(contact, address=replace(contact.address, postal_code=wanted, town=towns[0])))
    return True


def remove_text(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take what must not stand there out of a text, once."""
    record = draft.get(KINDS_BY_NAME[finding.kind], finding.subject)
    if record is None:
        return False
    text = text_at(record, finding.field)
    unlinked = _unlinked(text, finding.value) if finding.field == "body" else text
    left = _without(unlinked, finding.value)
    if left is None and unlinked == text:
        return False
    draft.put(with_text(record, finding.field, unlinked if left is None else left))
    return True


def move_to_box(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take a number out of the body; the page's contact gets it, unless it has it already."""
    page = _page(draft, finding)
    left = _without(page.body, finding.value)
    boxes = draft.bucket(BOXES_BY_PAGE, page.id)
    box = draft.get(ContactBox, boxes[0]) if boxes else None
    contact = draft.get(Contact, box.contact) if box is not None else None
    if left is None or contact is None:
        return False
    reading = read_phone(finding.value)
    if reading.digits not in {read_phone(phone.number).digits for phone in contact.phones}:
        phone = Phone(PartId(_new_id(finding, reading.display)), reading.display)
        draft.put(replace(contact, phones=(*contact.phones, phone)))
    draft.put(replace(page, body=left))
    return True


def put_on_list(draft: Draft, finding: Finding, answer: str) -> bool:
    """Put the contact page on the contact list."""
    entry = draft.get(DrillEntry, finding.subject)
    page = draft.get(Page, entry.target if entry is not None else PageId(finding.subject))
    if page is None or draft.bucket(LIST_BY_PAGE, page.id):
        return False
    drilled = [draft.get(DrillEntry, id_) for id_ in draft.bucket(DRILL_BY_TARGET, page.id)]
    primary = any(each is not None and each.placed for each in drilled)
    tier = Tier.PRIMARY if primary else Tier.SECONDARY
    draft.put(ListEntry(ListEntryId(_new_id(finding, "list")), page.id, tier))
    return True


def correct_word(draft: Draft, finding: Finding, answer: str) -> bool:
    """Spell a word right wherever it stands in the field."""
    record = draft.get(KINDS_BY_NAME[finding.kind], finding.subject)
    wanted = dict(finding.params).get("wanted", "")
    if record is None or not wanted:
        return False
    text = text_at(record, finding.field)
    right = re.sub(rf"\b{re.escape(finding.value)}\b", wanted, text)
    if right == text:
        return False
    draft.put(with_text(record, finding.field, right))
    return True


def _unlinked(html: str, address: str) -> str:
    """Return HTML without the links to an e-mail address; their words stay."""

    def kept(anchor: re.Match[str]) -> str:
        found = find_emails(unescape(anchor["href"].strip("\"'")))
        if address_key(address) in {address_key(match.text) for match in found}:
            return anchor["words"]
        return anchor[0]

    return _ANCHOR.sub(kept, html)


def _without(text: str, piece: str) -> str | None:
    """Return a text without a piece, and without a tidy gap left behind; None where it is absent."""
    for form in (piece, escape(piece)):
        at = text.find(form)
        if at >= 0:
            before, after = text[:at], text[at + len(form) :]
            if before.endswith(" ") and (after[:1] in (" ", ".", ",", "") or after[:1] == "<"):
                before = before[:-1]
            return before + after
    return None


FIXES: dict[str, Fix] = {
    fix.__name__: fix
    for fix in (
        put_box,
        insert_secure_form,
        show_address,
        use_name,
        mend_phone,
        reformat_phone,
        remove_phone,
        use_visiting_hours,
        correct_town,
        tidy_address,
        correct_code,
        remove_text,
        move_to_box,
        put_on_list,
        correct_word,
    )
}

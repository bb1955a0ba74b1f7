"""K2 and K4: mend numbers and their hours."""

from dataclasses import replace

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.rules.fixes.reach import contact_of, new_id, part_of
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.state.draft import Draft
from kkworkbench.text.phone import PhoneKind, read_phone


def mend_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Split several numbers into one each, or move the text behind a number to its note."""
    contact = contact_of(draft, finding)
    phones: list[Phone] = []
    done = False
    for phone in contact.phones:
        reading = read_phone(phone.number)
        if phone.part_id != part_of(finding):
            phones.append(phone)
        elif reading.kind is PhoneKind.TRAILING_TEXT:
            note = " · ".join(part for part in (phone.note, reading.rest) if part)
            phones.append(replace(phone, number=reading.display, note=note))
            done = True
        elif reading.kind is PhoneKind.MULTIPLE:
            first, *others = reading.numbers
            phones.append(replace(phone, number=first))
            phones += [
                replace(phone, part_id=PartId(new_id(finding, other)), number=other)
                for other in others
            ]
            done = True
        else:
            phones.append(phone)
    draft.put(replace(contact, phones=tuple(phones)))
    return done


def reformat_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the number in pairs."""
    contact = contact_of(draft, finding)
    reading = read_phone(text_at(contact, finding.field))
    if not reading.is_valid:
        return False
    draft.put(with_text(contact, finding.field, reading.display))
    return True


def remove_phone(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take away a number that stands twice; label, note and hours of its own are kept first."""
    contact = contact_of(draft, finding)
    part = part_of(finding)
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
    contact = contact_of(draft, finding)
    if contact.visiting_hours is None:
        return False
    part = part_of(finding)
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


def mark_closed(draft: Draft, finding: Finding, answer: str) -> bool:
    """Say "Lukket" on the workdays that are neither open nor closed."""
    contact = contact_of(draft, finding)
    hours = dict(contact.hours).get(finding.field)
    days = {int(day) for day in finding.value.split()}
    if hours is None or days & ({span.day for span in hours.spans} | set(hours.closed_days)):
        return False
    closed = replace(hours, closed_days=tuple(sorted({*hours.closed_days, *days})))
    draft.put(_with_hours(contact, finding.field, closed))
    return True


def _with_hours(contact: Contact, field: str, hours: Hours) -> Contact:
    if field == "visiting_hours":
        return replace(contact, visiting_hours=hours)
    if field == "self_service_hours":
        return replace(contact, self_service_hours=hours)
    part = field.split(".")[1]
    return replace(
        contact,
        phones=tuple(
            replace(phone, hours=hours) if phone.part_id == part else phone
            for phone in contact.phones
        ),
    )

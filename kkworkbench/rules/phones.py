"""K2: telephone numbers that can be dialled, written as they should be."""

from collections.abc import Iterable

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.text.phone import PhoneKind, read_phone

FIXES = {PhoneKind.TRAILING_TEXT, PhoneKind.MULTIPLE}


@rule("K201", on=Contact, cites=("P29",), severity=Severity.ERROR, fix="mend_phone")
def phones_can_be_dialled(contact: Contact, context: Context) -> Iterable[Breach]:
    for phone in contact.phones:
        reading = read_phone(phone.number)
        if reading.is_valid or reading.kind is PhoneKind.EMPTY:
            continue
        yield breach(
            f"phones.{phone.part_id}.number",
            value=phone.number,
            variant=reading.kind.value,
            has_fix=reading.kind in FIXES,
            wanted=reading.display or " · ".join(reading.numbers),
            rest=reading.rest,
        )


@rule("K202", on=Contact, cites=("P30",), severity=Severity.ERROR, fix="reformat_phone", safe=True)
def phones_are_written_in_pairs(contact: Contact, context: Context) -> Iterable[Breach]:
    for phone in contact.phones:
        reading = read_phone(phone.number)
        danish = reading.is_valid and reading.kind is not PhoneKind.FOREIGN
        if danish and reading.display != phone.number:
            yield breach(
                f"phones.{phone.part_id}.number", value=phone.number, wanted=reading.display
            )


@rule("K204", on=Contact, cites=("P29",), severity=Severity.WARNING)
def phones_are_ordinary_danish_numbers(contact: Contact, context: Context) -> Iterable[Breach]:
    for phone in contact.phones:
        kind = read_phone(phone.number).kind
        if kind in (PhoneKind.PREMIUM, PhoneKind.FOREIGN):
            yield breach(f"phones.{phone.part_id}.number", value=phone.number, variant=kind.value)


@rule("K205", on=Contact, cites=("P33",), severity=Severity.WARNING, fix="remove_phone", safe=True)
def phones_stand_once(contact: Contact, context: Context) -> Iterable[Breach]:
    seen: set[str] = set()
    for phone in contact.phones:
        digits = read_phone(phone.number).digits
        if digits and digits in seen:
            yield breach(f"phones.{phone.part_id}.number", value=phone.number)
        seen.add(digits)

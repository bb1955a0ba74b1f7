"""K2: telephone numbers that can be dialled, written as they should be."""

from collections.abc import Iterable

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.hours import Hours
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import FIRST_NAMES, SERVING, first_names, use_of_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import (
    CONTACTS_BY_ADMINISTRATION_PHONE,
    CONTACTS_BY_PHONE,
    phone_key,
)
from kkworkbench.text.phone import PhoneKind, read_phone

FIXES = {PhoneKind.TRAILING_TEXT, PhoneKind.MULTIPLE}
MAIN_NUMBERS = ("phone.main", "phone.business")


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


def _main_numbers(context: Context) -> tuple[str, ...]:
    """Return the keys of the main number and the number for business."""
    return tuple(phone_key(str(context.setting(name))) for name in MAIN_NUMBERS)


@rule(
    "K203",
    on=Contact,
    cites=("P29", "P10"),
    severity={"own": Severity.WARNING, "none": Severity.ADVICE},
)
def phones_lead_to_those_who_can_help(contact: Contact, context: Context) -> Iterable[Breach]:
    """Leave alone those who hold the main number, or can refer, transfer or settle."""
    mains = _main_numbers(context)
    shown = [phone for phone in contact.phones if phone_key(phone.number) in mains]
    if not shown or contact.abilities:
        return
    names = f"{contact.name} {contact.title}".casefold()
    if any(word.casefold() in names for word in context.words("phone.main_holders")):
        return
    case = "own" if _has_own_number(contact.administration, mains, context) else "none"
    for phone in shown:
        yield breach(f"phones.{phone.part_id}.number", case=case, value=phone.number, variant=case)


def _has_own_number(administration: str | None, mains: Iterable[str], context: Context) -> bool:
    """Say whether any contact of an administration shows a number and no main number.

    Sizes are compared, not contacts, so that thousands with the main number cost no more.
    """
    if administration is None:
        return False
    bucket = context.bucket
    everyone = len(bucket(CONTACTS_BY_ADMINISTRATION_PHONE, (administration, "")))
    return everyone > sum(
        len(bucket(CONTACTS_BY_ADMINISTRATION_PHONE, (administration, main))) for main in mains
    )


@rule("K206", on=Contact, cites=("P29",), severity=Severity.ADVICE)
def it_is_known_what_a_call_leads_to(contact: Contact, context: Context) -> Iterable[Breach]:
    if not contact.abilities and use_of_contact(contact.id, context) == SERVING:
        yield breach("abilities")


@rule("K207", on=CONTACTS_BY_PHONE, cites=("P18",), severity=Severity.WARNING)
def a_number_has_the_same_hours_everywhere(number: str, context: Context) -> Iterable[Breach]:
    """Tell a number once, on the first contact that shows hours for it."""
    contacts = context.bucket(CONTACTS_BY_PHONE, number)
    if len(contacts) < 2 or number in _main_numbers(context):
        return
    said: dict[str, tuple[Phone, Hours]] = {}
    for contact in contacts:
        for phone in context.see(Contact, contact, views.phones) or ():
            hours = phone.hours
            if phone_key(phone.number) == number and hours is not None and not hours.is_empty:
                said.setdefault(contact, (phone, hours))
    if len({_shown(hours) for _, hours in said.values()}) < 2:
        return
    first, (phone, _) = next(iter(said.items()))
    if read_phone(phone.number).kind is not PhoneKind.OK_SHORT:
        few = tuple(said)[:FIRST_NAMES]
        names = tuple(context.see(Contact, each, views.name_of_contact) or "" for each in few)
        yield breach(
            f"phones.{phone.part_id}.hours",
            value=read_phone(phone.number).display or phone.number,
            subject=(Contact, first),
            names=first_names(names, len(said)),
            count=str(len(said)),
            contacts=" ".join(said),
        )


def _shown(hours: Hours) -> tuple[object, ...]:
    """Reduce hours to what a citizen is told of the week; order and silence make no difference."""
    if hours.always_open:
        return (True,)
    return (frozenset(hours.spans), hours.by_appointment)

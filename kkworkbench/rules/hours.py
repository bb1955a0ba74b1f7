"""K4: opening hours."""

from collections.abc import Iterable

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.hours import Hours
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.text.hours_writing import hours_problems
from kkworkbench.text.phone import PhoneKind, read_phone


def _says(hours: Hours | None) -> bool:
    return hours is not None and not hours.is_empty


@rule(
    "K401",
    on=Contact,
    cites=("P18",),
    severity={"none": Severity.ERROR, "some": Severity.WARNING},
    fix="use_visiting_hours",
)
def phones_have_hours(contact: Contact, context: Context) -> Iterable[Breach]:
    visits = contact.visiting_hours
    if visits is not None and visits.always_open:
        return
    some = _says(visits) or any(_says(phone.hours) for phone in contact.phones)
    for phone in contact.phones:
        reading = read_phone(phone.number)
        if reading.kind in (PhoneKind.EMPTY, PhoneKind.OK_SHORT) or _says(phone.hours):
            continue
        yield breach(
            f"phones.{phone.part_id}.hours",
            case="some" if some else "none",
            has_fix=_says(visits),
            number=reading.display or phone.number,
        )


@rule("K402", on=Contact, cites=("P18",), severity=Severity.ERROR)
def places_to_visit_have_hours(contact: Contact, context: Context) -> Iterable[Breach]:
    if contact.open_to_visits and not contact.booking_url and not _says(contact.visiting_hours):
        yield breach("visiting_hours")


@rule("K403", on=Contact, cites=("P18",), severity=Severity.ERROR)
def spans_make_sense(contact: Contact, context: Context) -> Iterable[Breach]:
    sets = [
        ("visiting_hours", contact.visiting_hours),
        ("self_service_hours", contact.self_service_hours),
        *((f"phones.{phone.part_id}.hours", phone.hours) for phone in contact.phones),
    ]
    for field, hours in sets:
        for problem in hours_problems(hours) if hours is not None else ():
            yield breach(field, value=f"{problem.kind}.{problem.day}", variant=problem.kind,
                         day=str(problem.day))  # fmt: skip

"""K4: opening hours."""

from collections.abc import Iterable
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.hours import Hours
from kkworkbench.model.site import Site
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import FIRST_NAMES, first_names
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import CONTACTS_BY_DECIDED_DATE, CONTACTS_BY_OPEN_DAY, SITES
from kkworkbench.text.holidays import coming_holidays
from kkworkbench.text.hours_writing import WORKDAYS, hours_problems
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
    for field, hours in contact.hours:
        for problem in hours_problems(hours):
            value, kind, day = f"{problem.kind}.{problem.day}", problem.kind, str(problem.day)
            if kind == "no_such_day":
                yield breach(field, value=value, variant=kind, day=day)
            else:
                yield breach(field, value=value, variant=kind, days=day)


@rule(
    "K404",
    on=(Contact, Site),
    cites=("P18",),
    severity={"past": Severity.WARNING, "coming": Severity.WARNING},
)
def special_dates_are_up_to_date(record: Contact | Site, context: Context) -> Iterable[Breach]:
    """Tell what is over on its contact, and what is coming once, on the first site."""
    if isinstance(record, Contact):
        yield from _past_dates(record, context)
    elif context.bucket(SITES, True)[:1] == (record.id,):
        yield from _undecided_holidays(context)


def _past_dates(contact: Contact, context: Context) -> Iterable[Breach]:
    for field, hours in contact.hours:
        if not hours.exceptions:
            continue
        today = context.today()
        past = sorted({each.date for each in hours.exceptions if each.date < today})
        if past:
            dates = " ".join(map(str, past))
            yield breach(field, case="past", value=dates, variant="past", dates=dates)


def _undecided_holidays(context: Context) -> Iterable[Breach]:
    for day in coming_holidays(context.today(), context.number("holidays.days")):
        undecided = _undecided(day, context)
        if undecided:
            few = undecided[:FIRST_NAMES]
            names = tuple(context.see(Contact, each, views.name_of_contact) or "" for each in few)
            yield breach(
                "holidays",
                case="coming",
                value=day.isoformat(),
                variant="coming",
                date=day.isoformat(),
                holiday=day.isoformat(),
                count=str(len(undecided)),
                names=first_names(names, len(undecided)),
                contacts=" ".join(undecided),
            )


def _undecided(day: date, context: Context) -> list[str]:
    """Return the contacts that are open on a holiday's weekday and silent about the holiday.

    Only those with a comment are looked into: it may say what holds on all holidays.
    """
    weekday = day.isoweekday()
    decided = set(context.bucket(CONTACTS_BY_DECIDED_DATE, day))
    silent = [c for c in context.bucket(CONTACTS_BY_OPEN_DAY, (weekday, False)) if c not in decided]
    words = tuple(word.casefold() for word in context.words("holidays.words"))
    for contact in context.bucket(CONTACTS_BY_OPEN_DAY, (weekday, True)):
        for hours in context.see(Contact, contact, views.open_weeks) or ():
            comment = hours.comment.casefold()
            if not (hours.decides(day) or any(word in comment for word in words)):
                silent.append(contact)
                break
    return silent


@rule("K405", on=Contact, cites=("P18",), severity=Severity.ADVICE, fix="mark_closed")
def workdays_are_decided(contact: Contact, context: Context) -> Iterable[Breach]:
    for field, hours in contact.hours:
        if hours.always_open or hours.by_appointment:
            continue
        said = {span.day for span in hours.spans} | set(hours.closed_days)
        silent = [str(day) for day in WORKDAYS if day not in said]
        if said and silent:
            yield breach(field, value=" ".join(silent), days=" ".join(silent))

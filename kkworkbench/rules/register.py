"""K10: what the register says, and when a contact was last verified."""

from collections.abc import Iterable
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.context import Context
from kkworkbench.rules.periods import months_before
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.rules.source_fields import GETTERS, canonical, landed
from kkworkbench.state.indexes import TERMS

FACETS = ("district", "administration")
"""The fields of the register whose values are terms."""


def is_gone(record: SourceRecord) -> bool:
    return record.gone


def said(record: SourceRecord) -> tuple[tuple[str, str], ...]:
    return record.values


def day_seen(record: SourceRecord) -> date | None:
    return record.seen_on


def whole_term(term: Term) -> Term:
    return term


@rule("K1001", on=Contact, cites=("P28",), severity=Severity.ADVICE, fix="take_source")
def overrides_have_a_reason(contact: Contact, context: Context) -> Iterable[Breach]:
    """Where the unit is gone, K1002 speaks; what cannot be written here is no difference."""
    if context.see(SourceRecord, contact.source, is_gone) is not False:
        return
    reasons = dict(contact.override_reasons)
    for field, wanted in context.see(SourceRecord, contact.source, said) or ():
        if field not in GETTERS or reasons.get(field, "").strip():
            continue
        terms = _terms(context, field) if field in FACETS else ()
        here = GETTERS[field](contact, terms)
        if canonical(field, here, terms) == canonical(field, wanted, terms):
            continue
        theirs = landed(field, wanted, terms)
        if theirs:
            yield breach(
                path_of(contact, field),
                value=here,
                variant="" if here else "empty",
                source_field=field,
                wanted=theirs,
            )


def _terms(context: Context, vocabulary: str) -> tuple[Term, ...]:
    ids = context.bucket(TERMS, Vocabulary(vocabulary))
    terms = (context.see(Term, id_, whole_term) for id_ in ids)
    return tuple(term for term in terms if term is not None)


def path_of(contact: Contact, field: str) -> str:
    """Return the path in a contact of a field that the register speaks about."""
    match field:
        case "phone":
            return f"phones.{contact.phones[0].part_id}.number" if contact.phones else "phones"
        case "district":
            return "districts"
        case "name" | "visiting_hours" | "administration":
            return field
    return f"address.{field}"


@rule("K1002", on=Contact, cites=("P28",), severity=Severity.WARNING)
def units_are_still_in_the_register(contact: Contact, context: Context) -> Iterable[Breach]:
    if context.see(SourceRecord, contact.source, is_gone):
        yield breach("source", value=contact.org_id)


@rule("K1003", on=Contact, cites=("P56",), severity=Severity.ADVICE, fix="mark_verified")
def contacts_are_verified(contact: Contact, context: Context) -> Iterable[Breach]:
    """Where nobody has verified a contact yet, count from the day of the register's last word."""
    months, today = context.number("verified.months"), context.today()
    on, variant = contact.verified_on, ""
    if on is None:
        on = context.see(SourceRecord, contact.source, day_seen)
        variant = "never" if on is None else "register"
    if on is None:
        yield breach("verified_on", variant=variant, today=today.isoformat())
    elif on <= months_before(today, months):
        value = "" if variant else on.isoformat()
        yield breach("verified_on", value=value, variant=variant, when=f"{on:%d.%m.%Y}",
                     months=str(months), today=today.isoformat())  # fmt: skip

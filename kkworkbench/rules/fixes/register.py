"""K10: take the register's word, and note that a contact was looked at."""

from dataclasses import replace
from datetime import date

from kkworkbench.model.finding import Finding
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules.fixes.reach import contact_of
from kkworkbench.rules.source_fields import SETTERS
from kkworkbench.state.draft import Draft


def take_source(draft: Draft, finding: Finding, answer: str) -> bool:
    """Give a field the value that KK Org says."""
    contact = contact_of(draft, finding)
    field = dict(finding.params)["source_field"]
    source = draft.get(SourceRecord, contact.source)
    said = dict(source.values).get(field) if source is not None else None
    if said is None or field not in SETTERS:
        return False
    after = SETTERS[field](contact, said, tuple(draft.all(Term)))
    draft.put(after)
    return after != contact


def mark_verified(draft: Draft, finding: Finding, answer: str) -> bool:
    """Note that the contact was looked at on the day of the finding."""
    contact = contact_of(draft, finding)
    today = date.fromisoformat(dict(finding.params)["today"])
    if contact.verified_on is not None and contact.verified_on >= today:
        return False
    draft.put(replace(contact, verified_on=today))
    return True

"""K5: mend addresses."""

from dataclasses import replace

from kkworkbench.model.finding import Finding
from kkworkbench.rules import addresses
from kkworkbench.rules.fixes.reach import contact_of
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.state.draft import Draft


def correct_town(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the postal code's town."""
    contact = contact_of(draft, finding)
    towns = addresses.postal_codes().get(text_at(contact, "address.postal_code"))
    if not towns:
        return False
    draft.put(with_text(contact, "address.town", towns[0]))
    return True


def tidy_address(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the town out and take punctuation off the end."""
    contact = contact_of(draft, finding)
    if contact.address is None:
        return False
    if finding.field == "address.town":
        wanted = addresses.tidy_town(contact.address)
    else:
        wanted = text_at(contact, finding.field).strip().rstrip(".,; ")
    if wanted == text_at(contact, finding.field):
        return False
    draft.put(with_text(contact, finding.field, wanted))
    return True


def correct_code(draft: Draft, finding: Finding, answer: str) -> bool:
    """Write the street's own postal code, and its town."""
    contact = contact_of(draft, finding)
    wanted = dict(finding.params).get("wanted", "")
    towns = addresses.postal_codes().get(wanted)
    if contact.address is None or contact.address.postal_code != finding.value or not towns:
        return False
    draft.put(replace(contact, address=replace(contact.address, postal_code=wanted, town=towns[0])))
    return True

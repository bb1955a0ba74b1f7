"""What fixes find by a finding: its record, the part of it, an id for what they add."""

from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding
from kkworkbench.model.page import Page
from kkworkbench.state.draft import Draft


def contact_of(draft: Draft, finding: Finding) -> Contact:
    """Return the finding's contact.

    Raises:
        LookupError: it is gone.
    """
    contact = draft.get(Contact, finding.subject)
    if contact is None:
        raise LookupError(finding.subject)
    return contact


def page_of(draft: Draft, finding: Finding) -> Page:
    """Return the finding's page.

    Raises:
        LookupError: it is gone.
    """
    page = draft.get(Page, finding.subject)
    if page is None:
        raise LookupError(finding.subject)
    return page


def part_of(finding: Finding) -> str:
    """Return the id of the part that the finding is on."""
    return finding.field.split(".")[1]


def new_id(finding: Finding, what: str) -> str:
    """Make an id that the same fix of the same finding gets again."""
    name = f"{finding.code}:{finding.subject}:{finding.field}:{finding.value}:{what}"
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:fix:{name}"))

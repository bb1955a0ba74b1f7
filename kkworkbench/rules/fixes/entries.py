"""K7 and K8: mend the drill menu and the contact list."""

from dataclasses import replace
from typing import Any

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import DrillEntryId, ListEntryId, PageId, TermId
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term
from kkworkbench.rules.fixes.reach import new_id
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE


def put_on_list(draft: Draft, finding: Finding, answer: str) -> bool:
    """Put the contact page on the contact list."""
    entry = draft.get(DrillEntry, finding.subject)
    page = draft.get(Page, entry.target if entry is not None else PageId(finding.subject))
    if page is None or draft.bucket(LIST_BY_PAGE, page.id):
        return False
    drilled = [draft.get(DrillEntry, id_) for id_ in draft.bucket(DRILL_BY_TARGET, page.id)]
    primary = any(each is not None and each.placed for each in drilled)
    tier = Tier.PRIMARY if primary else Tier.SECONDARY
    draft.put(ListEntry(ListEntryId(new_id(finding, "list")), page.id, tier))
    return True


def swap_entry(draft: Draft, finding: Finding, answer: str) -> bool:
    """Put a page that is used more in the place of an entry; the entry is left out, not lost."""
    out = draft.get(DrillEntry, finding.subject)
    page = draft.get(Page, finding.value)
    if out is None or page is None or not out.placed:
        return False
    known = [draft.need(DrillEntry, id_) for id_ in draft.bucket(DRILL_BY_TARGET, page.id)]
    if any(entry.placed for entry in known):
        return False
    new = known[0] if known else DrillEntry(DrillEntryId(new_id(finding, "drill")), page.id)
    draft.put(replace(out, placed=False))
    draft.put(replace(new, order=out.order, placed=True))
    _set_tier(draft, out.target, Tier.SECONDARY)
    _set_tier(draft, page.id, Tier.PRIMARY)
    return True


def take_contacts(draft: Draft, finding: Finding, answer: str) -> bool:
    """Let an empty facet follow the contact again; an empty title the page, else the contact."""
    entry = _listed(draft, finding)
    contact = _contact_of(draft, entry)
    if finding.field == "title":
        page = draft.get(Page, entry.page)
        heading = contact.heading if contact is not None else ""
        title = None if page is not None and page.title.strip() else heading
        if (entry.title or "").strip() or title in ("", entry.title):
            return False
        draft.put(replace(entry, title=title))
        return True
    if getattr(entry, finding.field) != () or not getattr(contact, finding.field, None):
        return False
    changed: dict[str, Any] = {finding.field: None}
    draft.put(replace(entry, **changed))
    return True


def use_successor(draft: Draft, finding: Finding, answer: str) -> bool:
    """Use the term that came in the place of one that ended, where the value is held."""
    params = dict(finding.params)
    old, new = TermId(params["term"]), TermId(params["successor"])
    entry = _listed(draft, finding)
    holder: ListEntry | Contact | None = entry
    if not getattr(entry, finding.field):
        holder = _contact_of(draft, entry)
    if holder is None or draft.get(Term, new) is None:
        return False
    held = getattr(holder, finding.field)
    if held is None or (held != old and old not in held):
        return False
    changed: dict[str, Any] = {finding.field: new}
    if isinstance(held, tuple):
        held = (new if each == old else each for each in held)
        changed[finding.field] = tuple(dict.fromkeys(held))
    draft.put(replace(holder, **changed))
    return True


def _listed(draft: Draft, finding: Finding) -> ListEntry:
    entry = draft.get(ListEntry, finding.subject)
    if entry is None:
        raise LookupError(finding.subject)
    return entry


def _contact_of(draft: Draft, entry: ListEntry) -> Contact | None:
    boxes = draft.bucket(BOXES_BY_PAGE, entry.page)
    return draft.get(Contact, draft.need(ContactBox, boxes[0]).contact) if boxes else None


def _set_tier(draft: Draft, page: PageId, tier: Tier) -> None:
    for id_ in draft.bucket(LIST_BY_PAGE, page):
        draft.put(replace(draft.need(ListEntry, id_), tier=tier))

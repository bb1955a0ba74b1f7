"""K7 and K8: mend the drill menu and the contact list."""

from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import ListEntryId, PageId
from kkworkbench.model.page import Page
from kkworkbench.rules.fixes.reach import new_id
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import DRILL_BY_TARGET, LIST_BY_PAGE


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

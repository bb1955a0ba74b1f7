"""Commands on the contact list: put pages on it, edit entries, take them off."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import ListEntryId, PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.answers import remove_answers
from kkworkbench.workspace.commands.contacts import AddContactPage
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class PutOnList(Alone):
    """Put contact pages on the list; those in the drill menu become primary entries.

    `entries` pairs the new entries' ids with pages. Pages that are on the list already are left.
    """

    entries: tuple[tuple[ListEntryId, PageId], ...]
    label: ClassVar[str] = "command.put_on_list"

    def apply(self, draft: Draft) -> None:
        refused = None
        for entry_id, page_id in self.entries:
            page = draft.need(Page, page_id)
            if page.kind is not PageKind.CONTACT:
                raise Refused("refused.not_for_list", title=page.title)
            if draft.bucket(LIST_BY_PAGE, page_id):
                refused = Refused("refused.already_on_list", title=page.title)
                continue
            drilled = [draft.need(DrillEntry, e) for e in draft.bucket(DRILL_BY_TARGET, page_id)]
            primary = any(entry.placed for entry in drilled)
            tier = Tier.PRIMARY if primary else Tier.SECONDARY
            draft.put(ListEntry(entry_id, page_id, tier))
        if refused is not None and not draft.changes():
            raise refused


@dataclass(frozen=True, slots=True)
class PutContactsOnList(Alone):
    """Put contacts on the list as one step.

    `entries` are for contact pages that stand already, as for `PutOnList`; `pages` make the page,
    box and entry of contacts that have none.
    """

    entries: tuple[tuple[ListEntryId, PageId], ...] = ()
    pages: tuple[AddContactPage, ...] = ()
    label: ClassVar[str] = "command.put_on_list"

    def apply(self, draft: Draft) -> None:
        for page in self.pages:
            page.apply(draft)
        if self.entries:
            PutOnList(self.entries).apply(draft)


@dataclass(frozen=True, slots=True)
class RemoveFromList(Alone):
    """Take entries off the list; their pages and contacts stay."""

    entry_ids: tuple[ListEntryId, ...]
    label: ClassVar[str] = "command.remove_from_list"

    def apply(self, draft: Draft) -> None:
        for entry_id in self.entry_ids:
            draft.remove(ListEntry, entry_id)
        remove_answers(draft, self.entry_ids)


class EditListEntry(EditField):
    """Set one field of an entry; None follows the page's texts and the contact's facets."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_list_entry"
    kind = ListEntry

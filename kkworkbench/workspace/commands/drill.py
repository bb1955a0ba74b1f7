"""Commands on the drill menu: place, move, swap, take out, edit."""

from dataclasses import dataclass, replace
from typing import ClassVar

from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId, PageId
from kkworkbench.model.page import DRILL_KINDS, Page
from kkworkbench.rules.settings import value_of
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import DRILL, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.lookups import entry_title
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.answers import remove_answers
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.commands.ordering import Siblings, keys_at
from kkworkbench.workspace.errors import Refused

PLACED = Siblings(DrillEntry, DRILL, True)
LOCKED = "drill.locked"
"""The setting that holds the order of the menu; entries may come, go and be swapped."""


@dataclass(frozen=True, slots=True)
class PlaceInDrill(Alone):
    """Place a page in the drill menu before what is now at `position`.

    An entry that was left out comes back with its texts; otherwise one is made with `entry_id`.
    The page's entry on the contact list becomes primary. The menu's agreed size is the board's
    concern, not the command's.
    """

    entry_id: DrillEntryId
    page_id: PageId
    position: int
    label: ClassVar[str] = "command.place_in_drill"

    def apply(self, draft: Draft) -> None:
        place(draft, self.entry_id, self.page_id, keys_at(draft, PLACED, self.position, 1)[0])


@dataclass(frozen=True, slots=True)
class PlacePagesInDrill(Alone):
    """Place pages, in the order given, before what is now at `position`; one step.

    `entries` pairs ids for new entries with pages. A page that is in the menu already moves there.
    """

    entries: tuple[tuple[DrillEntryId, PageId], ...]
    position: int
    label: ClassVar[str] = "command.place_in_drill"

    def apply(self, draft: Draft) -> None:
        standing = (_placed(draft, page_id) for _, page_id in self.entries)
        moving = {entry.id for entry in standing if entry is not None}
        if moving:
            check_unlocked(draft)
        keys = keys_at(draft, PLACED, self.position, len(self.entries), moving)
        for (entry_id, page_id), key in zip(self.entries, keys, strict=True):
            entry = _placed(draft, page_id)
            if entry is None:
                place(draft, entry_id, page_id, key)
            else:
                draft.put(replace(entry, order=key))


@dataclass(frozen=True, slots=True)
class MoveDrillEntries(Alone):
    """Move entries, in the order given, before what is now at `position` in the menu."""

    entry_ids: tuple[DrillEntryId, ...]
    position: int
    label: ClassVar[str] = "command.move_drill_entries"

    def apply(self, draft: Draft) -> None:
        entries = [draft.need(DrillEntry, entry_id) for entry_id in dict.fromkeys(self.entry_ids)]
        if len(entries) == 1:
            at = draft.state.position(DRILL, True, entries[0].order, entries[0].id)
            if entries[0].placed and at in (self.position, self.position - 1):
                return
        if any(entry.placed for entry in entries):
            check_unlocked(draft)
        keys = keys_at(draft, PLACED, self.position, len(entries), {e.id for e in entries})
        for entry, key in zip(entries, keys, strict=True):
            if entry.placed:
                draft.put(replace(draft.need(DrillEntry, entry.id), order=key))
            else:
                _check_absent(draft, entry.target)
                draft.put(replace(entry, order=key, placed=True))
                _set_tier(draft, entry.target, Tier.PRIMARY)


@dataclass(frozen=True, slots=True)
class SwapInDrill(Alone):
    """Give an entry's place to a page; the entry is left out and keeps its texts."""

    out_id: DrillEntryId
    entry_id: DrillEntryId
    page_id: PageId
    label: ClassVar[str] = "command.swap_in_drill"

    def apply(self, draft: Draft) -> None:
        out = draft.need(DrillEntry, self.out_id)
        if not out.placed:
            raise Refused("refused.not_in_drill", title=entry_title(draft.state, out))
        take_out(draft, out)
        place(draft, self.entry_id, self.page_id, out.order)


@dataclass(frozen=True, slots=True)
class TakeOutOfDrill(Alone):
    """Leave entries out of the menu; they keep their texts."""

    entry_ids: tuple[DrillEntryId, ...]
    label: ClassVar[str] = "command.take_out_of_drill"

    def apply(self, draft: Draft) -> None:
        for entry_id in self.entry_ids:
            take_out(draft, draft.need(DrillEntry, entry_id))


@dataclass(frozen=True, slots=True)
class RemoveDrillEntries(Alone):
    """Remove entries for good; their pages stay."""

    entry_ids: tuple[DrillEntryId, ...]
    label: ClassVar[str] = "command.remove_drill_entries"

    def apply(self, draft: Draft) -> None:
        for entry_id in self.entry_ids:
            take_out(draft, draft.need(DrillEntry, entry_id))
            draft.remove(DrillEntry, entry_id)
        remove_answers(draft, self.entry_ids)


class EditDrillEntry(EditField):
    """Set one field of an entry; a title or help text of None follows the page again."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_drill_entry"
    kind = DrillEntry


@dataclass(frozen=True, slots=True)
class FollowPageAgain(Alone):
    """Drop an entry's own title and help text, so that both follow its page."""

    entry_id: DrillEntryId
    label: ClassVar[str] = "command.edit_drill_entry"

    def apply(self, draft: Draft) -> None:
        entry = draft.need(DrillEntry, self.entry_id)
        draft.put(replace(entry, title=None, help_text=None))


def check_unlocked(draft: Draft) -> None:
    """Let the order of the menu be changed, or say why not.

    Raises:
        Refused: the order is locked.
    """
    if value_of(draft.state, LOCKED):
        raise Refused("refused.drill_locked")


def place(draft: Draft, entry_id: DrillEntryId, page_id: PageId, order: str) -> None:
    """Place a page in the menu under a fractional key.

    Raises:
        Refused: the page is of a kind that the menu cannot hold, or is in it already.
    """
    page = draft.need(Page, page_id)
    if page.kind not in DRILL_KINDS:
        raise Refused("refused.not_for_drill", title=page.title)
    _check_absent(draft, page_id)
    known = draft.bucket(DRILL_BY_TARGET, page_id)
    entry = draft.need(DrillEntry, known[-1]) if known else DrillEntry(entry_id, page_id)
    draft.put(replace(entry, order=order, placed=True))
    _set_tier(draft, page_id, Tier.PRIMARY)


def take_out(draft: Draft, entry: DrillEntry) -> None:
    """Leave an entry out; its page's entry on the contact list becomes secondary."""
    draft.put(replace(entry, placed=False))
    _set_tier(draft, entry.target, Tier.SECONDARY)


def _placed(draft: Draft, page_id: PageId) -> DrillEntry | None:
    entries = (draft.need(DrillEntry, id_) for id_ in draft.bucket(DRILL_BY_TARGET, page_id))
    return next((entry for entry in entries if entry.placed), None)


def _check_absent(draft: Draft, page_id: PageId) -> None:
    if _placed(draft, page_id) is not None:
        page = draft.need(Page, page_id)
        raise Refused("refused.already_in_drill", title=page.title)


def _set_tier(draft: Draft, page_id: PageId, tier: Tier) -> None:
    for entry_id in draft.bucket(LIST_BY_PAGE, page_id):
        draft.put(replace(draft.need(ListEntry, entry_id), tier=tier))

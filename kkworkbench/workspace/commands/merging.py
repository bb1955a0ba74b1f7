"""Merge two contacts that are one: all that led to the one leads to the other, nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import ContactId, PageId, SourceRecordId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Waiver
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.usage import Usage
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import (
    BOXES_BY_CONTACT,
    BOXES_BY_PAGE,
    CHILDREN,
    DRILL_BY_TARGET,
    LIST_BY_PAGE,
)
from kkworkbench.state.lookups import pages_of_contact
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.answers import move_answers
from kkworkbench.workspace.commands.folding import Left, Side, fold, in_words
from kkworkbench.workspace.commands.ordering import Siblings, keys_at
from kkworkbench.workspace.errors import Refused

R = TypeVar("R", bound=Record)
PAGE_STAYS = ("parent", "order", "site", "path", "kind", "state", "replaced_paths")
FOLLOWING = ("title", "help_text", "categories", "districts", "administration")
"""Fields of entries that say something by being empty: they follow their page or contact."""
DOUBLES = "K803"
"""The rule whose waivers name a second contact."""


@dataclass(frozen=True, slots=True)
class MergeContacts(Alone):
    """Merge the contact `gone` into the contact `keep`, as one step.

    `choices` pairs fields with the side whose value is kept; the others follow `default_side`.
    Boxes, entries, waivers and counts of the one become the other's. Where each has a contact
    page, the one's page goes and its address leads to the other's. What no field has room for is
    written in the note, under the field's name from `words`.
    """

    keep: ContactId
    gone: ContactId
    choices: tuple[tuple[str, Side], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    label: ClassVar[str] = "command.merge_contacts"

    def apply(self, draft: Draft) -> None:
        keep, gone = draft.need(Contact, self.keep), draft.need(Contact, self.gone)
        if keep.id == gone.id:
            raise Refused("refused.merge_same", title=keep.heading)
        folded = fold(keep, gone, dict(self.choices), ("note", "source"))
        merge = _Merge(draft, keep, gone, folded.parts)
        merge.left += folded.left
        merge.fold_pages()
        merge.move_boxes()
        source = merge.fold_sources(dict(self.choices).get("source", Side.KEEP))
        note = self._note(draft, keep.note, gone.note, merge.left)
        draft.remove(Contact, gone.id)
        draft.put(replace(folded.record, source=source, note=note))
        merge.move_references()

    def _note(self, draft: Draft, ours: str, theirs: str, left: Left) -> str:
        words = dict(self.words)
        lines = [ours, theirs] if theirs not in ours else [ours]
        for field, value in left:
            text = in_words(draft.state, value)
            if text:
                lines.append(f"{words.get(field, field)}: {text}")
        return "\n".join(dict.fromkeys(line for line in lines if line))


class _Merge:
    """What one merge has done so far: which ids became which, and what is left over."""

    def __init__(self, draft: Draft, keep: Contact, gone: Contact, parts: dict[str, str]) -> None:
        self.draft, self.keep, self.gone, self.parts = draft, keep, gone, parts
        self.became: dict[str, str] = {gone.id: keep.id}
        self.left: Left = []

    def fold_pages(self) -> None:
        """Fold the contact pages of the one into the first of the other, if it has any."""
        ours, theirs = self._own_pages(self.keep.id), self._own_pages(self.gone.id)
        for page_id in theirs if ours else ():
            self._fold_page(ours[0], page_id)

    def move_boxes(self) -> None:
        for box_id in self.draft.bucket(BOXES_BY_CONTACT, self.gone.id):
            box = self.draft.need(ContactBox, box_id)
            self._put_box(box, box.page)

    def fold_sources(self, side: Side) -> SourceRecordId | None:
        """Return the source that is followed; it takes the other's keys among its aliases."""
        first, second = self.keep.source, self.gone.source
        if first is None or (side is Side.GONE and second is not None):
            first, second = second, first
        record, other = self.draft.get(SourceRecord, first), self.draft.get(SourceRecord, second)
        if record is not None and other is not None and record.id != other.id:
            names = (*record.aliases, other.key, other.org_id, *other.aliases)
            aliases = dict.fromkeys(name for name in names if name)
            self.draft.put(replace(record, aliases=tuple(aliases)))
        return first

    def move_references(self) -> None:
        """Let waivers, counts and sites name what stays."""
        for usage in tuple(self.draft.all(Usage)):
            if usage.subject in self.became:
                self.draft.put(replace(usage, subject=self.became[usage.subject]))
        for waiver in tuple(self.draft.all(Waiver)):
            moved = self._moved(waiver)
            if moved is None:
                self.draft.remove(Waiver, waiver.id)
            else:
                self.draft.put(moved)
        for site in tuple(self.draft.all(Site)):
            page = self.became.get(site.main_contact_page or "")
            if page is not None:
                self.draft.put(replace(site, main_contact_page=PageId(page)))

    def _moved(self, waiver: Waiver) -> Waiver | None:
        """Return a waiver as it stands after the merge; None where it was for the pair itself."""
        subject = self.became.get(waiver.subject, waiver.subject)
        value = waiver.value
        if waiver.rule == DOUBLES:
            value = self.became.get(value, value)
            if value == subject and waiver.subject != waiver.value:
                return None
            if (subject, value) != (waiver.subject, waiver.value):
                value, subject = sorted((value, subject))
        field = waiver.field
        if waiver.subject == self.gone.id:
            field = ".".join(self.parts.get(step, step) for step in field.split("."))
        return replace(waiver, subject=subject, value=value, field=field)

    def _own_pages(self, contact_id: str) -> list[PageId]:
        """Return the contact pages on which a contact stands first."""
        out = []
        for page_id in pages_of_contact(self.draft.state, contact_id):
            page = self.draft.get(Page, page_id)
            boxes = self.draft.bucket(BOXES_BY_PAGE, page_id)
            first = self.draft.need(ContactBox, boxes[0])
            if page is not None and page.kind is PageKind.CONTACT and first.contact == contact_id:
                out.append(page_id)
        return out

    def _fold_page(self, kept: PageId, page_id: PageId) -> None:
        draft = self.draft
        page, other = draft.need(Page, kept), draft.need(Page, page_id)
        for box_id in draft.bucket(BOXES_BY_PAGE, page_id):
            self._put_box(draft.need(ContactBox, box_id), kept)
        self._fold_drill(kept, draft.bucket(DRILL_BY_TARGET, page_id))
        self._fold_list(kept, draft.bucket(LIST_BY_PAGE, page_id))
        for child_id in draft.bucket(CHILDREN, page_id):
            draft.put(replace(draft.need(Page, child_id), parent=other.parent))
        folded = fold(page, other, {}, PAGE_STAYS)
        self.left += folded.left
        paths = (*page.replaced_paths, other.path, *other.replaced_paths)
        draft.put(
            replace(
                folded.record,
                replaced_paths=tuple(dict.fromkeys(p for p in paths if p and p != page.path)),
            )
        )
        draft.remove(Page, page_id)
        self.became[page_id] = kept

    def _put_box(self, box: ContactBox, page: PageId) -> None:
        """Put a box on a page for the contact that stays; two for one contact become one."""
        contact = self.keep.id if box.contact == self.gone.id else box.contact
        others = (self.draft.get(ContactBox, i) for i in self.draft.bucket(BOXES_BY_PAGE, page))
        double = next((o for o in others if o and o.id != box.id and o.contact == contact), None)
        if double is not None:
            first, second = (double, box)
            if box.page == page and (box.order, box.id) < (double.order, double.id):
                first, second = (box, double)
            self._fold_into(replace(first, contact=contact), second, ("channels",))
        elif box.page == page:
            self.draft.put(replace(box, contact=contact))
        else:
            siblings = Siblings(ContactBox, BOXES_BY_PAGE, page)
            last = self.draft.state.bucket_size(BOXES_BY_PAGE, page)
            order = keys_at(self.draft, siblings, last, 1)[0]
            self.draft.put(replace(box, page=page, contact=contact, order=order))

    def _fold_drill(self, page: PageId, entry_ids: Iterable[str]) -> None:
        for entry_id in entry_ids:
            entry = self.draft.need(DrillEntry, entry_id)
            standing = self.draft.bucket(DRILL_BY_TARGET, page)
            if not standing:
                self.draft.put(replace(entry, target=page))
                continue
            kept = self.draft.need(DrillEntry, standing[0])
            if entry.placed and not kept.placed:
                kept = replace(kept, placed=True, order=entry.order)
            self._fold_into(kept, entry, ("placed",))

    def _fold_list(self, page: PageId, entry_ids: Iterable[str]) -> None:
        for entry_id in entry_ids:
            entry = self.draft.need(ListEntry, entry_id)
            standing = self.draft.bucket(LIST_BY_PAGE, page)
            if not standing:
                self.draft.put(replace(entry, page=page))
                continue
            kept = self.draft.need(ListEntry, standing[0])
            if entry.tier is Tier.PRIMARY:
                kept = replace(kept, tier=Tier.PRIMARY)
            self._fold_into(kept, entry, ("tier",))

    def _fold_into(self, kept: R, double: R, skip: tuple[str, ...]) -> None:
        """Fold a box or entry into the one that stays; texts that follow the page go on so."""
        folded = fold(
            kept,
            double,
            dict.fromkeys(FOLLOWING, Side.KEEP),
            ("order", "page", "target", "contact", *skip),
        )
        self.left += folded.left
        self.draft.remove(type(double), double.id)
        self.draft.put(folded.record)
        self.became[double.id] = kept.id
        move_answers(self.draft, double.id, kept.id)

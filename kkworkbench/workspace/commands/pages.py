"""Commands on pages: add, edit, move, delete."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from kkworkbench.model.contact import ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import CONTACT_TAG, LEAF_KINDS, Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, CHILDREN, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.lookups import descendants
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.answers import remove_answers
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.commands.ordering import Siblings, keys_at
from kkworkbench.workspace.commands.placement import check_new_child, check_placement
from kkworkbench.workspace.errors import Refused


def children_of(parent: str | None) -> Siblings:
    """Name the children of a page, or the pages at the top."""
    return Siblings(Page, CHILDREN, parent)


@dataclass(frozen=True, slots=True)
class AddPage(Alone):
    """Add an empty page before what is now at `position` among its siblings (None: last)."""

    page_id: PageId
    parent: PageId | None
    title: str
    kind: PageKind = PageKind.SERVICE
    position: int | None = None
    label: ClassVar[str] = "command.add_page"

    def apply(self, draft: Draft) -> None:
        check_new_child(draft.state, self.parent)
        siblings = children_of(self.parent)
        size = draft.state.bucket_size(CHILDREN, self.parent)
        at = size if self.position is None else self.position
        parent = draft.get(Page, self.parent)
        draft.put(
            Page(
                self.page_id,
                self.parent,
                keys_at(draft, siblings, at, 1)[0],
                site=parent.site if parent is not None else None,
                title=self.title,
                kind=self.kind,
                tags=(CONTACT_TAG,) if self.kind is PageKind.CONTACT else (),
                administration=parent.administration if parent is not None else None,
            )
        )


class EditPage(EditField):
    """Set one field of a page."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_page"
    kind = Page

    def apply(self, draft: Draft) -> None:
        if self.field == "kind" and self.value in LEAF_KINDS:
            page = draft.need(Page, self.id)
            if draft.bucket(CHILDREN, self.id):
                raise Refused("refused.has_children", title=page.title)
        EditField.apply(self, draft)


@dataclass(frozen=True, slots=True)
class MovePages(Alone):
    """Move pages, in the order given, before what is now at `position` under a parent."""

    page_ids: tuple[PageId, ...]
    parent: PageId | None
    position: int
    label: ClassVar[str] = "command.move_pages"

    def apply(self, draft: Draft) -> None:
        moving = outermost(draft, self.page_ids)
        check_placement(draft.state, moving, self.parent)
        siblings = children_of(self.parent)
        if _stay(draft, moving, self.parent, self.position):
            return
        keys = keys_at(draft, siblings, self.position, len(moving), set(moving))
        for page_id, key in zip(moving, keys, strict=True):
            draft.put(replace(draft.need(Page, page_id), parent=self.parent, order=key))


@dataclass(frozen=True, slots=True)
class DeletePages(Alone):
    """Delete pages with all below them, and with every box and entry that refers to them."""

    page_ids: tuple[PageId, ...]
    label: ClassVar[str] = "command.delete_pages"

    def apply(self, draft: Draft) -> None:
        gone: dict[str, None] = {}
        for page_id in self.page_ids:
            if draft.get(Page, page_id) is None:
                continue
            gone[page_id] = None
            gone.update(dict.fromkeys(descendants(draft.state, page_id)))
        for gone_id in gone:
            draft.remove(Page, gone_id)
        for gone_id in gone:
            _remove_references(draft, gone_id)
        for site in tuple(draft.all(Site)):
            if site.main_contact_page in gone:
                draft.put(replace(site, main_contact_page=None))


def outermost(draft: Draft, page_ids: Iterable[PageId]) -> tuple[PageId, ...]:
    """Drop pages that stand below another of the same selection: they move along with it.

    Raises:
        MissingRecordError: one of the pages is gone.
    """
    chosen = dict.fromkeys(page_ids)
    out = []
    for page_id in chosen:
        page = draft.need(Page, page_id)
        parent: str | None = page.parent
        seen: set[str] = {page_id}
        while parent is not None and parent not in chosen and parent not in seen:
            seen.add(parent)
            above = draft.get(Page, parent)
            parent = above.parent if above is not None else None
        if parent is None or parent not in chosen or parent == page_id:
            out.append(page_id)
    return tuple(out)


def _stay(draft: Draft, moving: tuple[PageId, ...], parent: PageId | None, position: int) -> bool:
    if len(moving) != 1:
        return False
    page = draft.need(Page, moving[0])
    at = draft.state.position(CHILDREN, parent, page.order, page.id)
    return page.parent == parent and at in (position, position - 1)


def _remove_references(draft: Draft, page_id: str) -> None:
    for box_id in draft.bucket(BOXES_BY_PAGE, page_id):
        draft.remove(ContactBox, box_id)
    for kind, index in ((DrillEntry, DRILL_BY_TARGET), (ListEntry, LIST_BY_PAGE)):
        entries = draft.bucket(index, page_id)
        for entry_id in entries:
            draft.remove(kind, entry_id)
        remove_answers(draft, entries)

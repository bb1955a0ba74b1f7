"""Commands on contact boxes: put one on a page, edit it, order them, take one off."""

from dataclasses import dataclass, replace
from typing import ClassVar

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.ids import BoxId, ContactId, PageId
from kkworkbench.model.page import Page
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.commands.ordering import Siblings, keys_at


@dataclass(frozen=True, slots=True)
class PutBox(Alone):
    """Show a contact in a box on a page, after the page's other boxes."""

    box_id: BoxId
    page_id: PageId
    contact_id: ContactId
    label: ClassVar[str] = "command.put_box"

    def apply(self, draft: Draft) -> None:
        draft.need(Page, self.page_id)
        draft.need(Contact, self.contact_id)
        siblings = Siblings(ContactBox, BOXES_BY_PAGE, self.page_id)
        last = draft.state.bucket_size(BOXES_BY_PAGE, self.page_id)
        order = keys_at(draft, siblings, last, 1)[0]
        draft.put(ContactBox(self.box_id, self.page_id, self.contact_id, order))


class EditBox(EditField):
    """Set one field of a box: its heading, note, channels or contact."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_box"
    kind = ContactBox


@dataclass(frozen=True, slots=True)
class MoveBox(Alone):
    """Move a box before what is now at `position` on its page."""

    box_id: BoxId
    position: int
    label: ClassVar[str] = "command.move_box"

    def apply(self, draft: Draft) -> None:
        box = draft.need(ContactBox, self.box_id)
        siblings = Siblings(ContactBox, BOXES_BY_PAGE, box.page)
        order = keys_at(draft, siblings, self.position, 1, {self.box_id})[0]
        draft.put(replace(box, order=order))


@dataclass(frozen=True, slots=True)
class RemoveBox(Alone):
    """Take a box off its page; the contact stays."""

    box_id: BoxId
    label: ClassVar[str] = "command.remove_box"

    def apply(self, draft: Draft) -> None:
        draft.remove(ContactBox, self.box_id)

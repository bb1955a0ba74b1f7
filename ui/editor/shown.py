"""What the editor shows: the ids of a page's records."""

from __future__ import annotations

from dataclasses import dataclass

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Shown:
    """Ids of what is shown; empty where there is none."""

    page: str = ""
    box: str = ""
    contact: str = ""
    drill_entry: str = ""
    list_entry: str = ""

    @property
    def subjects(self) -> frozenset[str]:
        """The ids whose findings are shown."""
        ids = (self.page, self.box, self.contact, self.drill_entry, self.list_entry)
        return frozenset(id_ for id_ in ids if id_)


def shown_of_page(state: State, page_id: str, box_id: str = "") -> Shown:
    """Return what a page shows, with one of its boxes: the first unless another is named."""
    boxes = state.bucket(BOXES_BY_PAGE, page_id)
    chosen = box_id if box_id in boxes else (boxes[0] if boxes else "")
    box = state.get(ContactBox, chosen)
    contact = box.contact if box is not None and state.get(Contact, box.contact) else ""
    drill = state.bucket(DRILL_BY_TARGET, page_id)
    listed = state.bucket(LIST_BY_PAGE, page_id)
    return Shown(page_id, chosen, contact, drill[0] if drill else "", listed[0] if listed else "")

"""The drill menu: the primary entries of the main contact page."""

from dataclasses import dataclass

from kkworkbench.model.channels import Audience
from kkworkbench.model.ids import DrillEntryId, PageId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class DrillEntry(Record):
    """One entry of the drill menu, pointing at a contact, link or overview page.

    Title and help text are None where they follow the page's title and summary. An entry that
    was taken out keeps its texts with `placed` false.
    """

    id: DrillEntryId
    target: PageId
    order: str = ""
    title: str | None = None
    help_text: str | None = None
    primary_audiences: tuple[Audience, ...] = ()
    secondary_audiences: tuple[Audience, ...] = ()
    feedback_url: str = ""
    placed: bool = True

"""What a site had before the workbench came: it is updated, and never made a second time."""

from dataclasses import dataclass

from kkworkbench.model.ids import AdoptionId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Adoption(Record):
    """An item of a batch that is an entity which the site made itself.

    The id is the item's ("page:UUID", "tag:UUID"), `part` the part of the batch that it is in.
    `uuid` and `number` (a node's nid) are the site's own.
    """

    id: AdoptionId
    part: str = ""
    uuid: str = ""
    number: int = 0
    name: str = ""

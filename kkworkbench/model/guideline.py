"""The guideline: which channels are shown for which type of service (P51)."""

from dataclasses import dataclass

from kkworkbench.model.channels import Channel
from kkworkbench.model.ids import GuidelineRowId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class GuidelineRow(Record):
    """The channels that a contact box shows on pages of one type of service.

    `service_type` is the type as pages name it; capitals make no difference.
    """

    id: GuidelineRowId
    service_type: str = ""
    channels: tuple[Channel, ...] = ()

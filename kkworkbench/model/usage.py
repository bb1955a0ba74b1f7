"""How much citizens use a contact: what the telephones and the site counted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkworkbench.model.ids import UsageId
from kkworkbench.model.record import Record


class UsageChannel(StrEnum):
    """The three approaches of P6, and visits to the page itself."""

    TELEPHONE = "telephone"
    WRITTEN = "written"
    PERSONAL = "personal"
    WEB = "web"


class CallReason(StrEnum):
    """Why a citizen asked (P4, P7)."""

    REASSURANCE = "reassurance"
    REFERRAL = "referral"
    CLARIFICATION = "clarification"
    HARD = "hard"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Usage(Record):
    """How often a contact or a page was used in a period.

    `subject` is the id of a contact or a page; it may be gone, what was counted stays. `period`
    is the first day of what was counted, a month as a rule. `reason` is None where unknown.
    """

    id: UsageId
    subject: str = ""
    period: date | None = None
    channel: UsageChannel = UsageChannel.TELEPHONE
    reason: CallReason | None = None
    count: int = 0

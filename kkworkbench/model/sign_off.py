"""Sign-off: an administration accepts its part of the workspace, a variant or a batch (P8, P58)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkworkbench.model.ids import SignOffId, TermId
from kkworkbench.model.record import Record


class Accepted(StrEnum):
    """What was accepted: the workspace as it stood, a variant, or a batch that was written."""

    STATE = "state"
    VARIANT = "variant"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class SignOff(Record):
    """An administration's word on its part; it has one for each thing that can be accepted.

    `subject` is the id of the variant or batch, empty for the workspace. `step` is the log's
    newest one then, and `digest` tells whether the administration's part is what it was.
    """

    id: SignOffId
    administration: TermId
    what: Accepted = Accepted.STATE
    subject: str = ""
    name: str = ""
    on: date | None = None
    remark: str = ""
    step: int = 0
    digest: str = ""


def sign_off_id(administration: str, what: Accepted, subject: str) -> SignOffId:
    """Return the id of the one word that an administration has on something."""
    return SignOffId(f"{administration}:{what}:{subject}")

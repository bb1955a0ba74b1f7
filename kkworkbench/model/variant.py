"""A variant: a named branch of the workspace, to try another order, other texts, other places."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kkworkbench.model.ids import VariantId
from kkworkbench.model.record import Record


class VariantState(StrEnum):
    """Whether work goes on in a variant."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Variant(Record):
    """What left the main line, or the variant `parent`, after `step` of the log.

    Its own change sets are those of the log whose branch is its id. `at` is in UTC. Of one that
    was taken over, whole or in part, `taken_at` says when.
    """

    id: VariantId
    name: str = ""
    step: int = 0
    parent: VariantId | None = None
    at: datetime | None = None
    author: str = ""
    state: VariantState = VariantState.OPEN
    taken_at: datetime | None = None

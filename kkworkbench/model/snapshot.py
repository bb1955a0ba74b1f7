"""A point of the log that has a name, so that one can come back to it."""

from dataclasses import dataclass
from datetime import datetime

from kkworkbench.model.ids import SnapshotId, VariantId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Snapshot(Record):
    """The workspace as it stood after `step` of the log (0: as it was made).

    `at` is in UTC, and `variant` the one that was shown (None: the main line). One that the program made by itself, before an import or a merge, is
    `automatic` and its name is what was about to happen.
    """

    id: SnapshotId
    name: str = ""
    step: int = 0
    at: datetime | None = None
    automatic: bool = False
    variant: VariantId | None = None

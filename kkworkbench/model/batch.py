"""A batch that was written for a site, and all that it takes to write it again."""

from dataclasses import dataclass
from datetime import date, datetime

from kkworkbench.model.ids import BatchId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Batch(Record):
    """What left the workspace as it stood after `step` of the log.

    `number` counts from 1. `made_at` is in UTC, and `checked_on` the day that the rules took for
    today. `base` is the batch that it was compared with; with `only_changed` what had not changed
    since stayed out, and `only` names what was asked for ("drill", "administration:ID", ids; all
    where it is empty). `left_out` are the (kind, id) of records with errors that stayed out, where
    `leave_out` allowed it. `counts` pairs parts with items, `manifest` is the SHA-256 of
    manifest.json, `language` that of the words in it.
    """

    id: BatchId
    number: int = 0
    made_at: datetime | None = None
    made_by: str = ""
    step: int = 0
    base: BatchId | None = None
    folder: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    note: str = ""
    profile: str = ""
    manifest: str = ""
    imported_on: date | None = None
    checked_on: date | None = None
    only_changed: bool = False
    only: tuple[str, ...] = ()
    leave_out: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    language: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it covers all of the workspace, so that a later one may build on it."""
        return not self.only

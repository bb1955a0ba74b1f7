"""Settings and waivers of a workspace."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.model.ids import SettingId, WaiverId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Setting(Record):
    """A principle's threshold, list or switch that differs from its default; the id is its name."""

    id: SettingId
    value: bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiver(Record):
    """A dispensation: this rule may be broken here, for this reason, until that day (inclusive).

    `field` is the finding's field and `value` the text that was waived (or a part id), so that a
    new breach in the same place is not covered.
    """

    id: WaiverId
    rule: str
    subject: str
    field: str = ""
    value: str = ""
    reason: str = ""
    by: str = ""
    until: date | None = None

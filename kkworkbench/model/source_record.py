"""What a register said last about a unit."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.model.ids import SourceRecordId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class SourceRecord(Record):
    """A register's last word on one unit at one location.

    `source` names the register ("kk_org"), `key` is stable in it, `aliases` are its other ids.
    `values` pairs a contact field ("name", "phone", "street", "postal_code", "town",
    "visiting_hours", "district" …) with the register's text, sorted by field.
    """

    id: SourceRecordId
    source: str = ""
    key: str = ""
    org_id: str = ""
    aliases: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    seen_on: date | None = None
    gone: bool = False

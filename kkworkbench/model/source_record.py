"""What a register said last about a unit."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.model.ids import SourceRecordId
from kkworkbench.model.record import Record

TABLE = "table:"
"""Begins the source of a table that is brought again and again; its name follows."""
SITE = "site"
"""The source that speaks of pages and not of units."""


@dataclass(frozen=True, slots=True)
class SourceRecord(Record):
    """A register's last word on one unit at one location.

    `source` names the register ("kk_org"), `key` is stable in it, `aliases` are its other ids.
    `values` pairs a contact field ("name", "phone", "street", "postal_code", "town",
    "visiting_hours", "district" …) with the register's text, sorted by field. Where `source` is
    SITE it is the site's last word on a page: `values` pairs the page's fields, long ones by a
    mark only, and "page" with its id.
    """

    id: SourceRecordId
    source: str = ""
    key: str = ""
    org_id: str = ""
    aliases: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    seen_on: date | None = None
    gone: bool = False

    @property
    def is_of_table(self) -> bool:
        """Whether it is what a table said of a contact, and no unit of a register."""
        return self.source.startswith(TABLE)

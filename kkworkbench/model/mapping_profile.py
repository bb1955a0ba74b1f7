"""How the columns of a kind of table are read, kept for the next time it comes."""

from dataclasses import dataclass

from kkworkbench.model.ids import MappingProfileId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class MappingProfile(Record):
    """Which column of a table is which field.

    `source` is the source that reads such tables ("table", "usage" …), `columns` pairs a field
    with the column's name as the file has it, `key` is the field that tells rows apart, and
    `options` pairs names and values that the source asks for.
    """

    id: MappingProfileId
    name: str = ""
    source: str = ""
    key: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()

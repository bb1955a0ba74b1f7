"""Facet values: administrations, categories and districts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkworkbench.model.ids import TermId
from kkworkbench.model.record import Record


class Vocabulary(StrEnum):
    """The three filters of the contact list (P25)."""

    ADMINISTRATION = "administration"
    CATEGORY = "category"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A facet value; a renamed one ends at `valid_to` (exclusive) and names its successor."""

    id: TermId
    vocabulary: Vocabulary
    code: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    order: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: TermId | None = None

"""What a preview shows: plain values that the editor fills in from records.

An empty text means that the citizen sees nothing there; ``Missing`` marks what the contact
principles want and the record lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Missing(Enum):
    """A wanted value that is not there."""

    VALUE = "—"


MISSING: Final = Missing.VALUE
Shown = str | Missing


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A number as the citizen reads it, and what it is for."""

    number: Shown
    label: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A day ("Mandag") and its hours ("08.00 - 17.00")."""

    day: str
    hours: Shown


@dataclass(frozen=True, slots=True)
class BoxView:
    """A contact page with its box (P33).

    ``breadcrumb`` runs from the top page down; ``written`` and ``booking`` are link texts.
    """

    title: Shown
    breadcrumb: tuple[str, ...] = ()
    intro: Shown = ""
    heading: str = ""
    name: str = ""
    address: tuple[Shown, ...] = ()
    phones: tuple[PhoneLine, ...] = ()
    written: tuple[Shown, ...] = ()
    booking: str = ""
    phone_hours: tuple[HoursLine, ...] = ()
    visiting_hours: tuple[HoursLine, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrillItem:
    """A row of the drill menu."""

    title: str
    help_text: Shown


@dataclass(frozen=True, slots=True)
class DrillView:
    """The page Kontakt with the drill menu."""

    title: str
    items: tuple[DrillItem, ...] = ()
    breadcrumb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterView:
    """One of the three filters: its name, what can be chosen, and what is ("" is everything)."""

    key: str
    name: str
    values: tuple[str, ...] = ()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ListResult:
    """An entry among the results."""

    name: str
    address: str = ""
    phone: Shown = ""
    written: Shown = ""
    booking: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """The page Kontaktoversigt (P25); ``count_line`` says how many were found."""

    title: str
    count_line: str
    search: str = ""
    filters: tuple[FilterView, ...] = ()
    results: tuple[ListResult, ...] = ()
    breadcrumb: tuple[str, ...] = ()

"""How the rows of the contact list fare: with errors, with warnings, stale, or told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kkworkbench.rules.periods import months_before
from kkworkbench.rules.results import Result
from kkworkbench.rules.settings import value_of
from kkworkbench.workspace.commands.merging import DOUBLES
from kkworkbench.workspace.search import ListRow
from ui.bridge import Bridge
from ui.models.badges import Badge

ERROR: Final = "error"
WARNING: Final = "warning"
STALE: Final = "stale"
DOUBLE: Final = "double"


class ContactStatus:
    """Name what each row is, remembered until something that it follows from changes."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._known: dict[str, tuple[ListRow, Badge, tuple[str, ...]]] = {}
        self._day: date | None = None
        self._last_good_day = date.min
        self._doubles: frozenset[str] = frozenset()

    def of(self, row: ListRow, badge: Badge) -> tuple[str, ...]:
        """Return those of ERROR, WARNING, STALE and DOUBLE that a row is."""
        if self._day is None:
            self._look()
        known = self._known.get(row.key)
        if known is not None and known[0] is row and known[1] is badge:
            return known[2]
        found = tuple(self._found(row, badge))
        self._known[row.key] = row, badge, found
        return found

    def forget(self) -> None:
        """Look anew, as after findings or settings changed."""
        self._day = None
        self._known.clear()

    def _found(self, row: ListRow, badge: Badge) -> Iterator[str]:
        if badge.errors:
            yield ERROR
        if badge.warnings:
            yield WARNING
        if row.contact and (row.checked_on is None or row.checked_on <= self._last_good_day):
            yield STALE
        if row.contact in self._doubles:
            yield DOUBLE

    def _look(self) -> None:
        self._day = self._bridge.today()
        months = value_of(self._bridge.state, "verified.months")
        self._last_good_day = months_before(self._day, int(str(months)))
        self._doubles = frozenset(_of_pairs(self._bridge.results.all()))


def _of_pairs(results: Iterable[Result]) -> Iterator[str]:
    """Walk through the contacts of the suspected pairs that nobody has waived."""
    for result in results:
        if result.finding.code == DOUBLES and result.waiver is None:
            yield result.finding.subject
            yield result.finding.value

"""How many findings stand on each page and below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.indexes import (
    BOXES_BY_CONTACT,
    BOXES_BY_PAGE,
    DRILL_BY_TARGET,
    LIST_BY_PAGE,
)
from kkworkbench.state.state import State
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Badge:
    """Counts of findings by severity; waived ones are not counted."""

    errors: int = 0
    warnings: int = 0
    advice: int = 0

    @property
    def total(self) -> int:
        return self.errors + self.warnings + self.advice

    @property
    def worst(self) -> Severity | None:
        """The gravest severity counted, or None."""
        if self.errors:
            return Severity.ERROR
        if self.warnings:
            return Severity.WARNING
        return Severity.ADVICE if self.advice else None

    def __add__(self, other: Badge) -> Badge:
        return Badge(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.advice + other.advice,
        )

    def __sub__(self, other: Badge) -> Badge:
        return Badge(
            self.errors - other.errors,
            self.warnings - other.warnings,
            self.advice - other.advice,
        )


NONE = Badge()


class PageBadges(QObject):
    """Keep each page's own count and the sum of its subtree.

    A page's own findings are those on the page, its boxes, its first box's contact and its
    entries in the drill menu and on the contact list.

    Signals:
        badges_changed(frozenset): ids of pages whose sum differs.
    """

    badges_changed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._own: dict[str, Badge] = {}
        self._sums: dict[str, Badge] = {}
        self._parents: dict[str, str | None] = {}
        self._recount(_all_found(bridge))
        bridge.state_changed.connect(self._on_state_changed)
        bridge.findings_changed.connect(self._on_findings_changed)

    def of(self, page_id: str) -> Badge:
        """Return the sum of a page and all below it."""
        return self._sums.get(page_id, NONE)

    def own(self, page_id: str) -> Badge:
        """Return what stands on the page itself."""
        return self._own.get(page_id, NONE)

    def subjects(self, page_id: str) -> Iterator[str]:
        """Walk through the ids of records whose findings count on a page."""
        return subjects_of_page(self._bridge.state, page_id)

    def _on_findings_changed(self, subjects: Iterable[str]) -> None:
        pages: set[str] = set()
        for subject in subjects:
            pages |= pages_of_subject(self._bridge.state, subject)
        self._recount(pages)

    def _on_state_changed(self, event: StateChanged) -> None:
        pages: set[str] = set()
        for change in event.change_set.changes:
            for record in (change.before, change.after):
                if record is not None:
                    pages |= pages_of_record(event.before, record)
                    pages |= pages_of_record(event.after, record)
        self._recount(pages)

    def _recount(self, pages: Iterable[str]) -> None:
        """Count pages anew and carry what differs up to the top, along the old line and the new."""
        state = self._bridge.state
        differ: set[str] = set()
        moved = []
        for page_id in pages:
            page = state.get(Page, page_id)
            own = NONE if page is None else self._count(page_id)
            parent = page.parent if page is not None else None
            if page_id in self._parents and self._parents[page_id] != parent:
                moved.append((page_id, self._parents[page_id], parent))
            self._carry(page_id, own - self._own.get(page_id, NONE), differ)
            if own == NONE:
                self._own.pop(page_id, None)
            else:
                self._own[page_id] = own
            self._remember(page_id, state)
        for page_id, old, new in moved:
            sums = self._sums.get(page_id, NONE)
            self._carry(old, NONE - sums, differ)
            if page_id in self._parents:
                self._parents[page_id] = new
                self._carry(new, sums, differ)
            if state.get(Page, page_id) is None:
                self._parents.pop(page_id, None)
                self._sums.pop(page_id, None)
        if differ:
            self.badges_changed.emit(frozenset(differ))

    def _remember(self, page_id: str, state: State) -> None:
        """Note the line to the top once a page counts, so that it can be uncounted on a move."""
        at: str | None = page_id
        while at is not None and at not in self._parents:
            page = state.get(Page, at)
            if page is None:
                return
            self._parents[at] = page.parent
            at = page.parent

    def _carry(self, page_id: str | None, by: Badge, differ: set[str]) -> None:
        if by == NONE:
            return
        state = self._bridge.state
        seen: set[str] = set()
        while page_id is not None and page_id not in seen:
            seen.add(page_id)
            self._sums[page_id] = self._sums.get(page_id, NONE) + by
            differ.add(page_id)
            if page_id in self._parents:
                page_id = self._parents[page_id]
            else:
                page = state.get(Page, page_id)
                page_id = page.parent if page is not None else None

    def _count(self, page_id: str) -> Badge:
        return counted(self._bridge, subjects_of_page(self._bridge.state, page_id))


def counted(bridge: Bridge, subjects: Iterable[str]) -> Badge:
    """Count the findings on some records."""
    counts = dict.fromkeys(Severity, 0)
    for subject in subjects:
        for result in bridge.results_of(subject):
            if result.waiver is None:
                counts[result.severity] += 1
    return Badge(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.ADVICE])


def subjects_of_page(state: State, page_id: str) -> Iterator[str]:
    """Walk through the ids of records whose findings are shown on a page."""
    yield page_id
    boxes = state.bucket(BOXES_BY_PAGE, page_id)
    yield from boxes
    if boxes:
        box = state.get(ContactBox, boxes[0])
        if box is not None:
            yield box.contact
    yield from state.bucket(DRILL_BY_TARGET, page_id)
    yield from state.bucket(LIST_BY_PAGE, page_id)


def pages_of_subject(state: State, subject: str) -> set[str]:
    """Return the pages on which a subject's findings are shown."""
    for kind in (Page, Contact, ContactBox, DrillEntry, ListEntry):
        record = state.get(kind, subject)
        if record is not None:
            return pages_of_record(state, record)
    return set()


def pages_of_record(state: State, record: Record) -> set[str]:
    """Return the pages on which a record's findings are shown."""
    match record:
        case Page():
            return {record.id}
        case ContactBox():
            return {record.page}
        case DrillEntry():
            return {record.target}
        case ListEntry():
            return {record.page}
        case Contact():
            boxes = (
                state.get(ContactBox, id_) for id_ in state.bucket(BOXES_BY_CONTACT, record.id)
            )
            return {box.page for box in boxes if box is not None}
    return set()


def _all_found(bridge: Bridge) -> set[str]:
    pages: set[str] = set()
    for result in bridge.results.all():
        pages |= pages_of_subject(bridge.state, result.finding.subject)
    return pages

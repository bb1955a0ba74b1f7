"""What stays out of a batch when errors stand, and what leaves with it."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.model.terms import Term
from kkworkbench.rules.results import Result
from kkworkbench.state.indexes import (
    BOXES_BY_CONTACT,
    BOXES_BY_PAGE,
    CHILDREN,
    DRILL_BY_TARGET,
    LIST_BY_PAGE,
)
from kkworkbench.state.state import State

Key = tuple[str, str]
"""A record's kind by name, and its id."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a record stays out: the finding at the root (None: a reference that leads nowhere), and
    the record through which it came here (None: the finding is on this record)."""

    finding: Finding | None
    through: Key | None = None


def blocking(results: Iterable[Result]) -> list[Result]:
    """Return the errors that nobody has waived, in a stable order."""
    found = [r for r in results if r.severity is Severity.ERROR and r.waiver is None]
    return sorted(found, key=lambda r: (r.finding.kind, r.finding.subject, r.finding.code,
                                        r.finding.field, r.finding.value))  # fmt: skip


def excluded(state: State, errors: Iterable[Result]) -> dict[Key, Cause]:
    """Return all records that stay out, each with its cause.

    A page takes its boxes, entries and the pages below it along, a contact its boxes. A page that
    must have a box (a contact or an article page) leaves with its last one; others stay without.
    """
    out: dict[Key, Cause] = {}
    queue: deque[Key] = deque()

    def leave(key: Key, cause: Cause) -> None:
        if key not in out:
            out[key] = cause
            queue.append(key)

    for result in errors:
        leave((result.finding.kind, result.finding.subject), Cause(result.finding))
    for key in _dangling(state):
        leave(key, Cause(None))
    while queue:
        key = queue.popleft()
        cause = Cause(out[key].finding, key)
        for other in _dependents(state, key, out):
            leave(other, cause)
    return out


def _dangling(state: State) -> Iterator[Key]:
    for page in sorted(state.all(Page), key=_id):
        is_lost = page.parent is not None and state.get(Page, page.parent) is None
        if is_lost or _is_own_ancestor(state, page):
            yield "page", page.id
    for box in sorted(state.all(ContactBox), key=_id):
        if state.get(Page, box.page) is None or state.get(Contact, box.contact) is None:
            yield "box", box.id
    for drill in sorted(state.all(DrillEntry), key=_id):
        if state.get(Page, drill.target) is None:
            yield "drill_entry", drill.id
    for entry in sorted(state.all(ListEntry), key=_id):
        if state.get(Page, entry.page) is None:
            yield "list_entry", entry.id


def _is_own_ancestor(state: State, page: Page) -> bool:
    seen: set[str] = set()
    above: Page | None = page
    while above is not None and above.parent is not None:
        if above.id in seen:
            return True
        seen.add(above.id)
        above = state.get(Page, above.parent)
    return False


def _dependents(state: State, key: Key, out: dict[Key, Cause]) -> Iterator[Key]:
    kind, id_ = key
    if kind == "page":
        for index, name in ((BOXES_BY_PAGE, "box"), (DRILL_BY_TARGET, "drill_entry"),
                            (LIST_BY_PAGE, "list_entry"), (CHILDREN, "page")):  # fmt: skip
            for other in state.bucket(index, id_):
                yield name, other
    elif kind == "contact":
        for box_id in state.bucket(BOXES_BY_CONTACT, id_):
            yield "box", box_id
    elif kind == "box":
        box = state.get(ContactBox, id_)
        page = state.get(Page, box.page) if box is not None else None
        if page is not None and (page.is_article or page.kind is PageKind.CONTACT):
            boxes = state.bucket(BOXES_BY_PAGE, page.id)
            if all(("box", other) in out for other in boxes):
                yield "page", page.id


def _id(record: Record) -> str:
    return record.id


def record_of(state: State, key: Key) -> Record | None:
    """Return the record that a key names."""
    return state.get(KINDS_BY_NAME[key[0]], key[1])


@dataclass(frozen=True, slots=True)
class Scope:
    """A state with what stays out of it."""

    state: State
    out: dict[Key, Cause]

    def has(self, record: Record | None) -> bool:
        """Whether a record is there and stays in."""
        return record is not None and (KIND_NAMES[type(record)], record.id) not in self.out

    def pages(self) -> list[Page]:
        """Return the pages that become pages of the site, parents before children."""
        found: list[Page] = []
        queue = deque(self.state.bucket(CHILDREN, None))
        while queue:
            page = self.state.get(Page, queue.popleft())
            if page is None or not self.has(page):
                continue
            queue.extend(self.state.bucket(CHILDREN, page.id))
            if page.kind is not PageKind.LINK:
                found.append(page)
        return found

    def boxes(self, page: Page) -> list[ContactBox]:
        """Return the page's boxes in their order."""
        found = (
            self.state.get(ContactBox, id_) for id_ in self.state.bucket(BOXES_BY_PAGE, page.id)
        )
        return [box for box in found if box is not None and self.has(box)]

    def terms(self, ids: Iterable[str]) -> list[str]:
        """Return those ids that are of terms which stay in, each once."""
        return [id_ for id_ in dict.fromkeys(ids) if self.has(self.state.get(Term, id_))]

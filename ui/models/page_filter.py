"""Which pages a query keeps: those that match, and the line above each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.state import State
from ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Kept:
    """Pages that match a query, and those that stand above one."""

    matching: AbstractSet[str]
    above: AbstractSet[str]

    def shows(self, page_id: str) -> bool:
        """Whether a page matches or leads to one that does."""
        return page_id in self.matching or page_id in self.above

    def also(self, state: State, page_ids: Iterable[str]) -> Kept:
        """Keep some more pages, whether they match or not."""
        more = [page for page in (state.get(Page, id_) for id_ in page_ids) if page]
        if not more:
            return self
        line = _line(state, [page.parent for page in more])
        return Kept(self.matching | {page.id for page in more}, self.above | line)

    def changed(self, other: Kept) -> tuple[list[str], list[str]]:
        """Return the pages that another shows no more, and those that it shows besides."""
        either = (self.matching ^ other.matching) | (self.above ^ other.above)
        gone = [id_ for id_ in either if not other.shows(id_) and self.shows(id_)]
        new = [id_ for id_ in either if other.shows(id_) and not self.shows(id_)]
        return gone, new


def kept_pages(bridge: Bridge, query: str) -> Kept:
    """Find pages by title, search words, links and path, the way a Dane types them."""
    matching, parents = bridge.finder.pages(query)
    return Kept(matching, _line(bridge.state, parents))


def _line(state: State, parents: Iterable[str | None]) -> set[str]:
    above: set[str] = set()
    for parent in parents:
        page_id = parent
        while page_id is not None and page_id not in above:
            above.add(page_id)
            page = state.get(Page, page_id)
            page_id = page.parent if page is not None else None
    return above


def is_attached(state: State, page: Page) -> bool:
    """Whether a page stands under the root, through pages that exist."""
    seen = {page.id}
    parent: str | None = page.parent
    while parent is not None:
        above = state.get(Page, parent)
        if above is None or above.id in seen:
            return False
        seen.add(above.id)
        parent = above.parent
    return True


class KeptRows:
    """The rows of a tree that shows only what is kept; each parent's are made when asked for."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._under: dict[str | None, list[str]] = {}
        self._rows: dict[str | None, dict[str, int]] = {}

    def under(self, state: State, parent: str | None) -> list[str]:
        """Return the pages that are shown under another."""
        found = self._under.get(parent)
        if found is None:
            is_leaf = parent is not None and parent not in self.kept.above
            children: Sequence[str] = () if is_leaf else state.bucket(CHILDREN, parent)
            found = self._under[parent] = [id_ for id_ in children if self.kept.shows(id_)]
        return found

    def make_rows_above(self, state: State, page_ids: Iterable[str]) -> None:
        """Make the rows among which pages will stand as they are before anything else is kept."""
        for page_id in page_ids:
            page = state.get(Page, page_id)
            if page is not None and self.is_shown(state, page.parent):
                self.under(state, page.parent)

    def has_any_under(self, state: State, parent: str | None) -> bool:
        """Whether pages are shown under another."""
        if parent is None or parent in self._under:
            return bool(self.under(state, parent))
        return parent in self.kept.above

    def is_shown(self, state: State, page_id: str | None) -> bool:
        """Whether a page stands in the rows, and all that it stands under; the root does."""
        line: list[Page] = []
        while page_id is not None:
            page = state.get(Page, page_id)
            if page is None or any(page is each for each in line) or not self.kept.shows(page_id):
                return False
            line.append(page)
            page_id = page.parent
        # from the top down: rows are made under what is shown, and nowhere else
        return all(self.row(state, page) >= 0 for page in reversed(line))

    def row(self, state: State, page: Page) -> int:
        """Return the row of a page under its parent; -1 where none shows it."""
        rows = self._rows.get(page.parent)
        if rows is None:
            shown = self.under(state, page.parent)
            rows = self._rows[page.parent] = {id_: row for row, id_ in enumerate(shown)}
        return rows.get(page.id, -1)

    def place_for(self, state: State, page: Page) -> int | None:
        """Return the row of a page as it is or would be, by its order; None where none shows it."""
        if not self.kept.shows(page.id) or not self.is_shown(state, page.parent):
            return None
        others = [id_ for id_ in self.under(state, page.parent) if id_ != page.id]

        def rank(page_id: str) -> tuple[str, str]:
            other = state.get(Page, page_id)
            return (other.order if other is not None else "", page_id)

        return bisect_left(others, (page.order, page.id), key=rank)

    def take(self, parent: str | None, row: int) -> str:
        """Take a row out; returns its page."""
        self._rows.pop(parent, None)
        return self._under[parent].pop(row)

    def put(self, parent: str | None, row: int, page_id: str) -> None:
        """Put a page in as a row."""
        self._rows.pop(parent, None)
        self._under[parent].insert(row, page_id)

    def forget(self, page_id: str) -> None:
        """Drop the rows under a page that is shown no more."""
        self._rows.pop(page_id, None)
        for child in self._under.pop(page_id, ()):
            self.forget(child)

"""Which pages a query keeps: those that match, and the line above each."""

from __future__ import annotations

from dataclasses import dataclass

from kkworkbench.model.page import Page
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State
from kkworkbench.text.danish import matches


@dataclass(frozen=True, slots=True)
class Kept:
    """Pages that match a query and pages that are shown for them (matches included)."""

    matching: frozenset[str]
    shown: frozenset[str]


def kept_pages(state: State, query: str) -> Kept:
    """Find pages by title, search words and path, the way a Dane types them."""
    matching = frozenset(
        page.id
        for page in state.all(Page)
        if matches(query, " ".join((page.title, page.path, *page.search_words)))
    )
    shown = set(matching)
    for page_id in matching:
        for above in ancestors(state, page_id):
            if above.id in shown and above.id not in matching:
                break
            shown.add(above.id)
    return Kept(matching, frozenset(shown))

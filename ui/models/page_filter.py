"""Which pages a query keeps: those that match, and the line above each."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kkworkbench.model.page import Page
from ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Kept:
    """Pages that match a query, those that stand above one, and all that are shown for them."""

    matching: AbstractSet[str]
    above: AbstractSet[str]
    shown: AbstractSet[str]


def kept_pages(bridge: Bridge, query: str) -> Kept:
    """Find pages by title, search words, links and path, the way a Dane types them."""
    matching, parents = bridge.finder.pages(query)
    above: set[str] = set()
    for parent in parents:
        page_id = parent
        while page_id is not None and page_id not in above:
            above.add(page_id)
            page = bridge.state.get(Page, page_id)
            page_id = page.parent if page is not None else None
    return Kept(matching, above, matching | above)

"""Find every page's parent: by the site's own word, its breadcrumb, or its path.

No circle can come of it, not even where only some of the moves are taken: a page gets no parent
that stands below it now or would after any other move.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kkworkbench.sources.pages.collected import own_crumbs
from kkworkbench.sources.pages.found import (
    FoundPage,
    address_key,
    parent_paths,
    path_key,
    split_address,
)
from kkworkbench.workspace.plan import Rejected

NODES = "/node"
"""Where Drupal has pages without an address of their own: no page stands above them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A page as it stands in the workspace: what a tree has to know of it."""

    id: str
    parent: str | None
    key: str
    title: str
    takes_children: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A page to be placed: what was found, and the id that it has or will have."""

    found: FoundPage
    id: str


def with_steps_between(pages: Iterable[FoundPage], here: Iterable[str]) -> tuple[FoundPage, ...]:
    """Return the pages, and those that only breadcrumbs name: the site has them, no file did.

    `here` are the addresses of pages that stand in the workspace. What a path alone hints at is
    no page. Where breadcrumbs differ, the longest says what stands above, whatever the rows' order.
    """
    known = {page.key: page for page in pages}
    there = known.keys() | set(here)
    more: dict[str, FoundPage] = {}
    steps = sorted(_steps(known.values()), key=lambda each: (-each[1], each[0].key))
    for page, at, key in steps:
        if key not in there and key not in more:
            step = page.crumbs[at]
            more[key] = FoundPage(
                step.path,
                page.host,
                title=step.title,
                crumbs=page.crumbs[:at],
                file=page.file,
                row=page.row,
            )
    return (*known.values(), *more.values())


def addresses_between(pages: Iterable[FoundPage]) -> set[str]:
    """Return the addresses that breadcrumbs name: what stands there is not gone."""
    return {key for _, _, key in _steps(pages)}


def _steps(pages: Iterable[FoundPage]) -> Iterator[tuple[FoundPage, int, str]]:
    for page in pages:
        for at in own_crumbs(page):
            if page.crumbs[at].path:
                yield page, at, address_key(page.host, page.crumbs[at].path)


class Tree:
    """Places pages under parents; what could not be placed as told stands in `rejected`."""

    def __init__(self, nodes: Iterable[Node], standing: Iterable[Standing]) -> None:
        """Take the pages to place, and all that stands."""
        self._nodes = sorted(nodes, key=lambda node: (node.found.path.count("/"), node.found.key))
        self._standing = {each.id: each for each in standing}
        self._ids: dict[str, str] = {}
        self._by_title: dict[str, set[str]] = defaultdict(set)
        self._by_alias: dict[str, str] = {}
        self._above: dict[str, set[str]] = defaultdict(set)
        self.rejected: list[Rejected] = []
        self._missing: set[str] = set()
        named = {node.id for node in self._nodes if node.found.title}
        for each in self._standing.values():
            self._ids.setdefault(each.key, each.id)
            if each.id not in named:
                self._by_title[each.title.casefold()].add(each.id)
            if each.parent is not None:
                self._above[each.id].add(each.parent)
        for node in self._nodes:
            self._ids[node.found.key] = node.id
            if node.found.title:
                self._by_title[node.found.title.casefold()].add(node.id)
            for alias in (node.found.uuid, node.found.number):
                if alias:
                    self._by_alias.setdefault(alias, node.id)

    def parents(self) -> dict[str, str]:
        """Return the parent's id for each page for which one was found.

        A page without one stands at the top where it is new, and else stays where it is.
        """
        placed = ((node.id, self._placed(node)) for node in self._nodes)
        return {id_: parent for id_, parent in placed if parent is not None}

    def _placed(self, node: Node) -> str | None:
        is_refused = False
        for parent in self._candidates(node.found):
            stands = self._standing.get(parent)
            if stands is not None and not stands.takes_children:
                continue
            if parent != node.id and not self._reaches(parent, node.id):
                if is_refused:
                    self._reject(node.found, "reject.circle", node.found.path)
                self._above[node.id].add(parent)
                return parent
            is_refused = True
        if is_refused:
            self._reject(node.found, "reject.circle", node.found.path)
        return None

    def _candidates(self, page: FoundPage) -> Iterator[str]:
        if page.parent:
            told = self._told(page)
            if told is not None:
                yield told
            else:
                self._reject(page, "reject.no_parent", page.parent)
        steps = [page.crumbs[at] for at in own_crumbs(page)]
        for step in reversed(steps):
            if step.path:
                found = self._ids.get(address_key(page.host, step.path))
            else:
                found = self._only(step.title)
            if found is not None:
                yield found
        for at, path in enumerate(parent_paths(page.path)):
            found = self._ids.get(address_key(page.host, path))
            if found is not None:
                yield found
            elif not steps and not page.parent and at == 0 and path != NODES:
                self._miss(page, path)

    def _told(self, page: FoundPage) -> str | None:
        """Return the page that a cell names: by uuid, number, address, or a title of its own."""
        text = page.parent
        if text in self._by_alias:
            return self._by_alias[text]
        address = split_address(text)
        if address is not None:
            found = self._ids.get(address_key(address[0] or page.host, path_key(address[1])))
            if found is not None:
                return found
        return self._only(text)

    def _only(self, title: str) -> str | None:
        ids = self._by_title.get(title.casefold(), set())
        return next(iter(ids)) if len(ids) == 1 else None

    def _reaches(self, start: str, wanted: str) -> bool:
        """Say whether a page is another, or may come to stand below it."""
        waiting, seen = [start], {start}
        while waiting:
            at = waiting.pop()
            if at == wanted:
                return True
            for above in self._above.get(at, ()):
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False

    def _miss(self, page: FoundPage, path: str) -> None:
        """Tell once of each page that only a path hints at."""
        key = address_key(page.host, path)
        if key not in self._missing:
            self._missing.add(key)
            self._reject(page, "reject.no_page_between", path)

    def _reject(self, page: FoundPage, reason: str, value: str) -> None:
        self.rejected.append(Rejected(page.file, "", page.row, "", value, reason))

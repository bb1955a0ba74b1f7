"""Finding as one types: python -m benchmarks.finding [XS|S|L].

Entries are typed letter by letter (20,000 contacts and 100,000 pages whatever the size, but at
XS); SQLite looks for the same texts with LIKE over four columns, in the order of titles, up to 50.
A tree of as many pages is filtered, against a recursive proxy over a standard model: opened,
so that it shows its hits as ours does, and left closed, so that it shows only what is on top.
Facets are counted over 5,000 entries.
"""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import process_time

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTreeView

from benchmarks.figures import Figure, memory, p95, ratio, tell
from benchmarks.generate import records
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN, phone_key
from kkworkbench.state.state import State
from kkworkbench.workspace.finding import Finder
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.search import all_rows, facet_counts
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.pages.tree_pane import TreePane

ENTRIES = 40
"""Texts that are typed, letter by letter."""
FACETED = 5_000
SELECTIVE = ("ydelse 77", "ydelse 4711", "enhed 123", "side/55")
FILTERS = (*SELECTIVE, "kontakt", "side", "e", "intet her")


def seconds_of(work: Callable[[], object]) -> float:
    """Time one run by the processor: what else the machine does would be measured otherwise."""
    start = process_time()
    work()
    return process_time() - start


def typed(state: State, chance: Random) -> Iterator[str]:
    """Yield what stands in the field after each key, of names, numbers, addresses and slips."""
    contacts = sorted(state.all(Contact), key=lambda contact: contact.id)
    pages = sorted(state.all(Page), key=lambda page: page.id)
    for number in range(ENTRIES):
        contact, page = chance.choice(contacts), chance.choice(pages)
        street = contact.address.street if contact.address is not None else ""
        text = (
            page.title,
            contact.phones[0].number,
            street,
            f"{page.title.split()[-1]} {page.title.split()[0]}",
            contact.name.replace("nhe", "neh"),
        )[number % 5]
        for end in range(1, len(text) + 1):
            if text[end - 1] != " ":
                yield text[:end]


def searched(state: State) -> list[Figure]:
    """Type with our index, and with LIKE."""
    gc.collect()
    gc.freeze()  # as the window does once all is loaded
    before = memory("VmRSS")
    finder = Finder(state)
    slices = [seconds_of(finder.work)]
    while finder.is_working:
        slices.append(seconds_of(finder.work))
    taken = memory("VmRSS") - before
    like = _like(state)
    ours, theirs = [], []
    for query in typed(state, Random(7)):
        ours.append(seconds_of(lambda query=query: finder.find(query)))
        theirs.append(seconds_of(lambda query=query: _looked_for(like, query)))
    known = f"{state.count(Contact):,} contacts, {state.count(Page):,} pages"
    return [
        ratio(f"a key, {known} | LIKE", sum(ours), sum(theirs), 0.1),
        Figure("a key until the first 50 hits, p95", p95(ours) * 1000, "ms", 8),
        Figure("a key until the first 50 hits, most", max(ours) * 1000, "ms"),
        Figure("the index built", sum(slices), "s"),
        Figure("longest slice of it", max(slices) * 1000, "ms", 16),
        Figure("memory of the index", taken, "MB"),
    ]


def _like(state: State) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE found (title TEXT, number TEXT, address TEXT, link TEXT)")
    rows = [(page.title, "", " ".join(page.search_words), page.path) for page in state.all(Page)]
    for contact in state.all(Contact):
        numbers = " ".join(phone_key(phone.number) for phone in contact.phones)
        street = contact.address.street if contact.address is not None else ""
        links = " ".join(channel.url for channel in contact.written)
        rows.append((contact.name, numbers, street, links))
    made.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", rows)
    return made


def _looked_for(table: sqlite3.Connection, query: str) -> list[object]:
    piece = f"%{query}%"
    return table.execute(
        "SELECT rowid FROM found WHERE title LIKE ?1 OR number LIKE ?1 OR address LIKE ?1"
        " OR link LIKE ?1 ORDER BY title LIMIT 50",
        (piece,),
    ).fetchall()


def filtered(state: State) -> list[Figure]:
    """Filter the tree pane, and a recursive proxy with a view."""
    app = QApplication.instance() or QApplication([])
    bridge = Bridge(Workspace(MemoryStore(()), "benchmark", state=state), Messages("da"))
    bridge.finder.find("x")
    pane = TreePane(bridge)
    pane.resize(420, 800)
    pane.restore_view({})
    pane.show()
    view, proxy = _standard(state)
    app.processEvents()
    ours: dict[str, float] = {}
    opened: dict[str, float] = {}
    closed: dict[str, float] = {}
    cleared = []
    for query in FILTERS:
        ours[query] = _shown(app, lambda query=query: pane._on_search(query))
        cleared.append(_shown(app, lambda: pane._on_search("")))
        closed[query] = _shown(app, lambda query=query: proxy.setFilterFixedString(query))
        opened[query] = closed[query]
        if query in SELECTIVE:
            opened[query] += _shown(app, view.expandAll)
            view.collapseAll()
        proxy.setFilterFixedString("")
        app.processEvents()
    nodes = f"{state.count(Page):,} nodes"
    figures = [
        ratio(
            f"tree of {nodes} filtered, selective | recursive proxy, opened",
            median(ours[query] for query in SELECTIVE),
            median(opened[query] for query in SELECTIVE),
            0.25,
        ),
        Figure(
            "the same | the proxy left closed",
            median(ours[query] for query in SELECTIVE)
            / median(closed[query] for query in SELECTIVE),
            "times",
        ),
        Figure("tree filtered, any query, p95", p95(list(ours.values())) * 1000, "ms", 50),
        Figure("filter of the tree cleared, p95", p95(cleared) * 1000, "ms"),
    ]
    pane.close()
    view.close()
    bridge.close()
    return figures


def _standard(state: State) -> tuple[QTreeView, QSortFilterProxyModel]:
    model = QStandardItemModel()

    def fill(parent: QStandardItem, page_id: str | None) -> None:
        for id_ in state.bucket(CHILDREN, page_id):
            page = state.get(Page, id_)
            if page is not None:
                item = QStandardItem(f"{page.title} {page.path}")
                parent.appendRow(item)
                fill(item, id_)

    fill(model.invisibleRootItem(), None)
    proxy = QSortFilterProxyModel()
    proxy.setRecursiveFilteringEnabled(True)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    model.setParent(proxy)
    proxy.setSourceModel(model)
    view = QTreeView()
    view.setUniformRowHeights(True)
    view.setModel(proxy)
    proxy.setParent(view)
    view.resize(420, 800)
    view.show()
    return view, proxy


def _shown(app: QApplication, act: Callable[[], object]) -> float:
    def shown() -> None:
        act()
        app.processEvents()

    return seconds_of(shown)


def counted(state: State) -> Figure:
    """Count the facets of 5,000 entries under two words."""
    rows = [row for row, _ in zip(all_rows(state), range(FACETED), strict=False)]
    times = [seconds_of(lambda: facet_counts(rows, "enhed", {})) for _ in range(20)]
    return Figure(f"facets of {len(rows):,} entries counted", median(times) * 1000, "ms", 10)


def measure(size: str) -> list[Figure]:
    """Measure all three on one state."""
    state = State.of(records("XS" if size == "XS" else "L"))
    entries = state.count(ListEntry)
    assert entries
    return [*searched(state), *filtered(state), counted(state)]


if __name__ == "__main__":
    tell(measure)

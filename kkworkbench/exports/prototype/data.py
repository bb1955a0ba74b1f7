"""What the searches of the prototype look through: scripts, as a page on disk may load no JSON."""

import json
from collections.abc import Iterable
from typing import Any

from kkworkbench.exports.prototype.citizen import NO_TITLE, Listed
from kkworkbench.exports.prototype.views import Result, Views
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.lookups import entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key


def list_script(rows: Iterable[tuple[Listed, Result]]) -> str:
    """Return the contact list: name, link, address, number, ways, searched text, facets."""
    return _script("kkListe", [_row(each, shown) for each, shown in rows])


def page_script(state: State, pages: Iterable[Page], views: Views) -> str:
    """Return all pages in the order of their titles: title, link, trail, short text, words."""
    ordered = sorted(pages, key=lambda page: (sort_key(page.title), page.id))
    rows = [
        [
            page.title or NO_TITLE,
            views.link(page).to,
            " / ".join(link.text for link in views.trail(page)),
            page.summary,
            ", ".join(page.search_words),
            " ".join(_other_names(state, page)),
        ]
        for page in ordered
    ]
    return _script("kkSider", rows)


def _row(each: Listed, shown: Result) -> list[Any]:
    number = shown.number
    return [
        shown.name,
        shown.to,
        shown.address,
        [number.text, number.to] if number is not None else None,
        [[way.text, way.to] for way in shown.ways],
        each.text,
        list(each.facets),
    ]


def _other_names(state: State, page: Page) -> list[str]:
    """Return what a page is called in the menu, on the list and by the contacts in its boxes."""

    names = []
    for id_ in state.bucket(DRILL_BY_TARGET, page.id):
        drill = state.get(DrillEntry, id_)
        names.append(entry_title(state, drill) if drill is not None else "")
    for id_ in state.bucket(LIST_BY_PAGE, page.id):
        entry = state.get(ListEntry, id_)
        names.append(entry_title(state, entry) if entry is not None else "")
    for id_ in state.bucket(BOXES_BY_PAGE, page.id):
        box = state.get(ContactBox, id_)
        contact = state.get(Contact, box.contact) if box is not None else None
        if contact is not None:
            names += [contact.name, *(phone.number for phone in contact.phones)]
    return [name for name in dict.fromkeys(names) if name and name != page.title]


def _script(name: str, rows: list[Any]) -> str:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'"use strict";\nvar {name} = [\n{lines}\n];\n'

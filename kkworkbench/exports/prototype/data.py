"""What the searches of the prototype look through: scripts, as a page on disk may load no JSON."""

import json
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from kkworkbench.exports.prototype.citizen import NO_TITLE, Listed
from kkworkbench.exports.prototype.views import Result, Views
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.citizen_search import Where, texts_of

_TELLING = (Where.SEARCH_WORDS, Where.ENTRY)


def list_script(rows: Iterable[tuple[Listed, Result]]) -> str:
    """Return the contact list: name, link, address, number, ways, searched text, facets."""
    return _script("kkListe", [_row(each, shown) for each, shown in rows])


def page_script(state: State, pages: Iterable[Page], views: Views) -> str:
    """Return all pages by title: title, link, trail, short text, words, and what else it says."""
    ordered = sorted(pages, key=lambda page: (sort_key(page.title), page.id))
    rows = []
    for page in ordered:
        words, more = _searched(state, page)
        trail = " / ".join(link.text for link in views.trail(page))
        to = views.link(page).to
        rows.append([page.title or NO_TITLE, to, trail, page.summary, words, more])
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


def _searched(state: State, page: Page) -> tuple[str, str]:
    """Return the words by which a page is to be found, and what else is searched but the body."""
    texts = list(takewhile(lambda each: each[0] is not Where.BODY, texts_of(state, page)))
    words = [text for where, text in texts if where in _TELLING]
    more = [text for where, text in texts if where not in (*_TELLING, Where.TITLE)]
    return _joined(words), _joined(more)


def _joined(texts: list[str]) -> str:
    return ", ".join(text for text in dict.fromkeys(texts) if text)


def _script(name: str, rows: list[Any]) -> str:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'"use strict";\nvar {name} = [\n{lines}\n];\n'

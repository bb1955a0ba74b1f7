"""What people write in a table of contacts: names of columns, and words of closed lists."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from kkworkbench.model.ids import TermId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.text.danish import search_key

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_INERT = re.compile(r"'(?=[=+\-@\t\r])")
_BETWEEN = re.compile(r"[;\n]")
_COMMA = re.compile(r"[;\n,]")
_AND = re.compile(r"[;\n,/+]|\bog\b|\band\b")
SEVERAL = "; "
"""Stands between the values of a list in one cell."""


def tidy(cell: str) -> str:
    """Return a cell with single spaces, without what nobody sees and the sign that keeps a
    formula from being one."""
    if cell.startswith("'") and _INERT.match(cell):
        cell = cell[1:]
    text = " ".join(cell.split())
    return text if text.isprintable() else " ".join(_UNSEEN.sub("", text).split())


def tidy_lines(cell: str) -> str:
    """Return a cell of several lines, each tidy; blank ones at its ends are left out."""
    return "\n".join(map(tidy, cell.splitlines())).strip()


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Return what people call each field."""
    return {name: tuple(names) for name, names in _data()["names"].items()}


@cache
def _data() -> dict[str, Any]:
    file = resources.files("resources").joinpath("terms", "columns.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _words(which: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, words in _data()[which].items():
        found |= {search_key(word): value for word in (*words, value)}
    return found


def word_of(which: str, value: str) -> str:
    """Return the word that stands for a value of a closed list."""
    return str(_data()[which][value][0])


def value_of(which: str, word: str) -> str:
    """Return the value that a word stands for, or "" where it stands for none."""
    return _words(which).get(search_key(tidy(word)), "")


def values_of(which: str, cell: str) -> tuple[str, ...]:
    """Return the values of a closed list that a cell names, in the list's order; none where one
    of its words is unknown."""
    order = tuple(_data()[which])
    for between in (_BETWEEN, _AND):
        found = {value_of(which, word) for word in between.split(cell) if tidy(word)}
        if found and "" not in found:
            return tuple(sorted(found, key=order.index))
    return ()


class Terms:
    """The terms of a workspace by what people call them; each text is looked up once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take all terms."""
        self._terms = tuple(sorted(terms, key=lambda term: (term.vocabulary, term.order, term.id)))
        self._places = {term.id: number for number, term in enumerate(self._terms)}
        self._names: dict[str | None, str] = {term.id: term.name for term in self._terms}
        self._lists: dict[tuple[TermId, ...], str] = {}
        self._found: dict[tuple[Vocabulary, str], Term | None] = {}

    def name(self, id_: str | None) -> str:
        """Return a term's name, or "" where there is none."""
        return self._names.get(id_, "")

    def names(self, ids: tuple[TermId, ...]) -> str:
        """Return the names of several, in the order of the list."""
        found = self._lists.get(ids)
        if found is None:
            known = sorted(self._places[id_] for id_ in set(ids) if id_ in self._places)
            found = self._lists[ids] = SEVERAL.join(self._terms[at].name for at in known)
        return found

    def one(self, vocabulary: Vocabulary, text: str) -> Term | None:
        """Return the one term that a text names."""
        key = vocabulary, text
        if key not in self._found:
            self._found[key] = find_term(self._terms, vocabulary, text)
        return self._found[key]

    def several(self, vocabulary: Vocabulary, cell: str) -> tuple[TermId, ...]:
        """Return the terms that a cell names, in their order; none where it names an unknown."""
        whole = self.one(vocabulary, tidy(cell))
        if whole is not None:
            return (whole.id,)
        for between in (_BETWEEN, _COMMA):
            found = [self.one(vocabulary, tidy(p)) for p in between.split(cell) if tidy(p)]
            known = {term.id for term in found if term is not None}
            if found and None not in found:
                return tuple(sorted(known, key=lambda id_: self._places[id_]))
        return ()

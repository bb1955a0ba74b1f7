"""What citizens would find when they type words: the pages they see, ranked, each with its why.

It is no copy of any site's search. It says whether the words that citizens use stand where a
search looks: in titles, search words, entries, help texts, contacts and bodies. The words of a
page serve its entries too, so an entry comes up as its page.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from operator import attrgetter
from unicodedata import normalize

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page, PageState
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE, phone_key
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.state.state import State
from kkworkbench.text.danish import short_words, sort_key
from kkworkbench.text.html import html_to_text
from kkworkbench.workspace.finding_words import SHORTEST_INSIDE, can_slip, is_slip

SLICE = 200
"""Pages that are taken in before others get their turn."""
SHORTEST_NUMBER = 4
MOST = 50


class Where(StrEnum):
    """What a word stands in, the most telling first."""

    TITLE = "title"
    SEARCH_WORDS = "search_words"
    ENTRY = "entry"
    NUMBER = "number"
    CONTACT = "contact"
    HELP_TEXT = "help_text"
    LINK = "link"
    BODY = "body"


class How(StrEnum):
    """How a typed word is alike the one that stands there, the most alike first."""

    SAME = "same"
    ENDING = "ending"
    BEGINNING = "beginning"
    INSIDE = "inside"
    SLIP = "slip"


_WEIGHT = {
    Where.TITLE: 10.0, Where.SEARCH_WORDS: 9.0, Where.ENTRY: 9.0, Where.NUMBER: 9.0,
    Where.CONTACT: 6.0, Where.HELP_TEXT: 4.0, Where.LINK: 3.0, Where.BODY: 1.0,
}  # fmt: skip
_LIKENESS = {How.SAME: 1.0, How.ENDING: 0.8, How.BEGINNING: 0.6, How.INSIDE: 0.4, How.SLIP: 0.3}
_WORD = re.compile(r"[^\W_]+")
_IN_MENU, _ON_LIST = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Reason:
    """A typed word, what it was found in, the word that stands there, and how alike they are."""

    typed: str
    where: Where
    found: str
    how: How

    @property
    def score(self) -> float:
        """How much it speaks for a page."""
        return _WEIGHT[self.where] * _LIKENESS[self.how]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that comes up, as a citizen reads it. `missing` are typed words it has nowhere."""

    page: str
    title: str
    help_text: str
    path: str
    is_in_menu: bool
    is_listed: bool
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]

    @property
    def score(self) -> float:
        """The sum of the reasons; pages in the drill menu and on the list come before equals."""
        own = sum(reason.score for reason in self.reasons)
        return own + _IN_MENU * self.is_in_menu + _ON_LIST * self.is_listed


class CitizenSearch:
    """The published pages of a state by all words that they can be found by."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._places: dict[str, dict[str, tuple[Where, str]]] = {}
        self._words: list[str] = []

    def build(self) -> Iterator[None]:
        """Take in all pages; yields between slices of work, and search answers when it is done."""
        for number, page in enumerate(self._state.all(Page)):
            if page.state is PageState.PUBLISHED:
                for where, text in texts_of(self._state, page):
                    self._take_in(page.id, where, text)
            if number % SLICE == SLICE - 1:
                yield
        self._words = sorted(self._places)

    def search(self, query: str, most: int = MOST) -> list[Hit]:
        """Return the pages that a citizen would be shown, the best first.

        Those that have all telling words come first.
        """
        typed = telling_words(query)
        reasons: dict[str, list[Reason]] = {}
        for word in typed:
            for page, reason in self._found(word).items():
                reasons.setdefault(page, []).append(reason)
        hits = [self._hit(page, typed, found) for page, found in reasons.items()]
        hits.sort(key=lambda hit: (len(hit.missing), -hit.score, sort_key(hit.title), hit.page))
        return hits[:most]

    def _take_in(self, page: str, where: Where, text: str) -> None:
        spelt = [text] if where is Where.NUMBER else _spelt(text)
        words = [phone_key(text)] if where is Where.NUMBER else short_words(text)
        if len(words) != len(spelt):
            words = ["".join(short_words(each)) for each in spelt]
        for word, original in zip(words, spelt, strict=True):
            if word:
                self._places.setdefault(word, {}).setdefault(page, (where, original))

    def _found(self, typed: str) -> dict[str, Reason]:
        """Return the best reason of a word for each page."""
        best: dict[str, Reason] = {}
        for how, words in self._alike(_key(typed)):
            for word in words:
                for page, (where, written) in self._places[word].items():
                    reason = Reason(typed, where, written, how)
                    if page not in best or reason.score > best[page].score:
                        best[page] = reason
        return best

    def _alike(self, key: str) -> Iterator[tuple[How, Iterable[str]]]:
        """Yield the words like one; slips of the pen only where nothing else is."""
        if not key:
            return
        found: list[tuple[How, list[str]]] = []
        if key in self._places:
            found.append((How.SAME, [key]))
        bare = [key.removesuffix(end) for end in _words()["endings"] if key.endswith(end)]
        found.append(
            (How.ENDING, [w for w in bare if len(w) >= SHORTEST_INSIDE and w in self._places])
        )
        low = bisect_left(self._words, key)
        high = bisect_left(self._words, key + "\U0010ffff", low)
        for word in self._words[low:high]:
            if word != key:
                is_ending = word[len(key) :] in _words()["endings"] and len(key) >= SHORTEST_INSIDE
                found.append((How.ENDING if is_ending else How.BEGINNING, [word]))
        if len(key) > SHORTEST_INSIDE:
            found.append(
                (How.INSIDE, [w for w in self._words if key in w and not w.startswith(key)])
            )
        if can_slip(key) and not any(words for _, words in found):
            near = (w for w in self._words if w[0] in key[:2] or key[0] in w[:2])
            found.append((How.SLIP, [w for w in near if is_slip(key, w)]))
        yield from found

    def _hit(self, page_id: str, typed: list[str], reasons: list[Reason]) -> Hit:
        page = self._state.get(Page, page_id) or Page(PageId(page_id))
        has = {reason.typed for reason in reasons}
        entry = _placed(self._state, page_id)
        return Hit(
            page_id,
            page.title,
            page.summary or (entry_help_text(self._state, entry) if entry is not None else ""),
            page.path or page.link_url,
            entry is not None,
            bool(self._state.bucket(LIST_BY_PAGE, page_id)),
            tuple(sorted(reasons, key=attrgetter("score"), reverse=True)),
            tuple(word for word in typed if word not in has),
        )


def texts_of(state: State, page: Page) -> Iterator[tuple[Where, str]]:
    """Yield all texts that a page is found by, the most telling first."""
    yield Where.TITLE, page.title
    for word in page.search_words:
        yield Where.SEARCH_WORDS, word
    entries = list(_entries(state, page.id))
    for entry in entries:
        yield Where.ENTRY, entry_title(state, entry)
    boxes = [state.get(ContactBox, id_) for id_ in state.bucket(BOXES_BY_PAGE, page.id)]
    contacts = [
        (box, contact)
        for box in boxes
        if box is not None and (contact := state.get(Contact, box.contact)) is not None
    ]
    for _, contact in contacts:
        for phone in contact.phones:
            yield Where.NUMBER, phone.number
    for box, contact in contacts:
        for text in dict.fromkeys((contact.heading, contact.name, box.heading, box.note)):
            yield Where.CONTACT, text
        if contact.address is not None:
            yield Where.CONTACT, " ".join((contact.address.street, contact.address.town))
    yield Where.HELP_TEXT, page.summary
    for entry in entries:
        yield Where.HELP_TEXT, entry_help_text(state, entry)
    for link in page.link_boxes:
        yield Where.LINK, link.text
    yield Where.BODY, html_to_text(page.body)


def _entries(state: State, page_id: str) -> Iterator[DrillEntry | ListEntry]:
    placed = _placed(state, page_id)
    if placed is not None:
        yield placed
    for id_ in state.bucket(LIST_BY_PAGE, page_id):
        entry = state.get(ListEntry, id_)
        if entry is not None:
            yield entry


def _placed(state: State, page_id: str) -> DrillEntry | None:
    found = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL_BY_TARGET, page_id))
    return next((entry for entry in found if entry is not None and entry.placed), None)


def with_words(page: Page, query: str) -> tuple[str, ...]:
    """Return a page's search words and those that were typed and are not among them."""
    known = {key for word in page.search_words for key in short_words(word)}
    new = [word for word in telling_words(query) if "".join(short_words(word)) not in known]
    return (*page.search_words, *new)


def telling_words(query: str) -> list[str]:
    """Return the words that say what is looked for; what looks like a number is one word.

    Words that say nothing are left out unless nothing else was typed.
    """
    words = [word for word in query.split() if _key(word)]
    digits = "".join(words)
    if digits.removeprefix("+").isdecimal() and len(digits) >= SHORTEST_NUMBER:
        return [digits]
    words = [part for word in words for part in _spelt(word)]
    telling = [word for word in words if word.casefold() not in _words()["empty"]]
    return list(dict.fromkeys(telling or words))


def _key(word: str) -> str:
    number = phone_key(word)
    if len(number) >= SHORTEST_NUMBER and number.isdecimal():
        return number
    return "".join(short_words(word))


def _spelt(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return _WORD.findall(normalize("NFC", text))


@cache
def _words() -> dict[str, frozenset[str]]:
    file = resources.files("resources").joinpath("words", "citizens.toml")
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in found.items()}

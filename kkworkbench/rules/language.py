"""K11: the words themselves."""

import re
from collections.abc import Iterable

from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.rules.written import SEEN
from kkworkbench.state.indexes import CONTACTS_BY_NAME, TERMS
from kkworkbench.text.danish import search_key
from kkworkbench.text.html import html_to_text
from kkworkbench.text.lix import lix, word_count
from kkworkbench.text.spelling import misspellings

_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*-?")
LONGEST_NAME = 8
"""Words of a unit's name; longer names are not looked for in texts."""


@rule("K1101", on=Page, cites=("P44",), severity=Severity.ADVICE)
def bodies_are_readable(page: Page, context: Context) -> Iterable[Breach]:
    text = html_to_text(page.body)
    if word_count(text) < context.number("language.lix_words"):
        return
    limit, found = context.number("language.lix"), lix(text)
    if found is None or found <= limit:
        return
    found = lix(_without_names(text, context))
    if found is not None and found > limit:
        yield breach("body", lix=str(round(found)), limit=str(limit))


@rule("K1102", on=Page, cites=("P44",), severity=Severity.ADVICE)
def bodies_are_short(page: Page, context: Context) -> Iterable[Breach]:
    count, limit = word_count(html_to_text(page.body)), context.number("pages.longest")
    if count > limit:
        yield breach("body", count=str(count), limit=str(limit))


def _without_names(text: str, context: Context) -> str:
    """Leave the names of administrations and of contacts out of a text; the longest go first."""
    for id_ in context.bucket(TERMS, Vocabulary.ADMINISTRATION):
        name = context.see(Term, id_, views.name_of_term)
        if name:
            text = text.replace(name, " ")
    words = list(_WORD.finditer(text))
    kept, end, at = [], 0, 0
    while at < len(words):
        long = _name_at(text, words, at, context) if words[at][0][0].isupper() else 0
        if long:
            kept.append(text[end : words[at].start()])
            end = words[at + long - 1].end()
        at += long or 1
    return "".join((*kept, text[end:]))


def _name_at(text: str, words: list[re.Match[str]], at: int, context: Context) -> int:
    """Count the words of the contact's name that begins at a word; 0 where none does."""
    start = words[at].start()
    for last in range(min(at + LONGEST_NAME, len(words)) - 1, at - 1, -1):
        run = text[start : words[last].end()]
        if "\n" not in run and context.bucket(CONTACTS_BY_NAME, search_key(run)):
            return last - at + 1
    return 0


@rule("K1103", on=SEEN, cites=("P44",), severity=Severity.ADVICE, fix="correct_word")
def words_are_spelt_right(record: Record, context: Context) -> Iterable[Breach]:
    texts = [*seen_texts(record), *(page_texts(record) if isinstance(record, Page) else ())]
    for field, text in texts:
        for word in misspellings(text) if text else ():
            yield breach(field, value=word.word, wanted=word.suggestion)

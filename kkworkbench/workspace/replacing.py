"""Where a text stands in chosen fields of chosen records, and what would stand there instead."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.state.state import State
from kkworkbench.text.replacing import Pattern

BODY, SEARCH_WORDS = "body", "search_words"


class Group(StrEnum):
    """Fields that an editor thinks of as one."""

    TITLES = "titles"
    HELP_TEXTS = "help_texts"
    BODIES = "bodies"
    SEARCH_WORDS = "search_words"
    HEADINGS = "headings"
    LINKS = "links"


SEARCHED: tuple[type[Record], ...] = (Page, Contact, ContactBox, DrillEntry, ListEntry)
"""Kinds in which texts are replaced."""

_FIELDS: dict[tuple[type[Record], Group], tuple[str, ...]] = {
    (Page, Group.TITLES): ("title",),
    (Page, Group.HELP_TEXTS): ("summary",),
    (Page, Group.BODIES): (BODY,),
    (Page, Group.SEARCH_WORDS): (SEARCH_WORDS,),
    (Page, Group.HEADINGS): ("link_boxes.*.text",),
    (Page, Group.LINKS): ("link_url", "link_boxes.*.url"),
    (Contact, Group.TITLES): ("title", "name"),
    (Contact, Group.LINKS): ("written.*.url", "booking_url", "feedback_url"),
    (ContactBox, Group.HEADINGS): ("heading",),
    (DrillEntry, Group.TITLES): ("title",),
    (DrillEntry, Group.HELP_TEXTS): ("help_text",),
    (DrillEntry, Group.LINKS): ("feedback_url",),
    (ListEntry, Group.TITLES): ("title",),
    (ListEntry, Group.HELP_TEXTS): ("help_text",),
    (ListEntry, Group.LINKS): ("feedback_url",),
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """A field of a record, with what stands there and what is to; search words are lines."""

    kind: str
    id: str
    field: str
    before: str
    after: str


def replacements(
    state: State,
    pattern: Pattern,
    by: str,
    groups: Collection[Group] = tuple(Group),
    kinds: Collection[type[Record]] = SEARCHED,
) -> Iterator[Replacement]:
    """Yield each chosen field in which a text stands, where replacing it makes a difference."""
    return chain.from_iterable(by_record(state, pattern, by, groups, kinds))


def by_record(
    state: State,
    pattern: Pattern,
    by: str,
    groups: Collection[Group],
    kinds: Collection[type[Record]],
) -> Iterator[tuple[Replacement, ...]]:
    """Yield the same of each record that is looked through, most often nothing."""
    for kind in SEARCHED:
        fields = [f for group in Group if group in groups for f in _FIELDS.get((kind, group), ())]
        if kind not in kinds or not fields:
            continue
        for record in state.all(kind):
            yield tuple(_of_record(KIND_NAMES[kind], record, fields, pattern, by))


def _of_record(
    kind: str, record: Record, fields: list[str], pattern: Pattern, by: str
) -> Iterator[Replacement]:
    for field in _paths(record, fields):
        before = value_at(record, field)
        after = pattern.replaced(before, by, is_html=field == BODY) if before else ""
        if after != before:
            yield Replacement(kind, record.id, field, before, after)


def value_at(record: Record, field: str) -> str:
    """Return the text of a field; empty where it follows another record or is not there."""
    if field == SEARCH_WORDS and isinstance(record, Page):
        return "\n".join(record.search_words)
    try:
        return text_at(record, field)
    except LookupError:
        return ""


def with_value(record: Record, field: str, text: str) -> Record:
    """Return the record with another text in a field; a search word that became empty is gone."""
    if field == SEARCH_WORDS and isinstance(record, Page):
        words = (word.strip() for word in text.split("\n"))
        return replace(record, search_words=tuple(dict.fromkeys(word for word in words if word)))
    return with_text(record, field, text)


def _paths(record: Record, fields: list[str]) -> Iterator[str]:
    for field in fields:
        if "*" in field:
            parts, _, name = field.partition(".*.")
            for part in getattr(record, parts):
                yield f"{parts}.{part.part_id}.{name}"
        else:
            yield field

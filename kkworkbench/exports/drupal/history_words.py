"""What differs between two batches in words, record by record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kkworkbench.exports.drupal.history_compare import FieldChange, ItemChange
from kkworkbench.exports.drupal.profile import FACET_KEYS, Profile
from kkworkbench.exports.drupal.scope import Why
from kkworkbench.exports.drupal.shapes import derived_uuid, item_id
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.state.state import State
from kkworkbench.text.html import html_to_text

NOTHING = "–"
_MACHINE = ("parent_uuid", "page_uuid", "adopt", "langcode", "country_code", "options")
_HTML = ("body", "intro")
_FLAGS = ("enabled", "published")
_CHOICES = ("moderation_state", "channels", "tier")
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Row:
    """A field and its two values, all in words."""

    field: str
    was: str
    now: str


@dataclass(slots=True)
class Group:
    """All that differs in one record. `what` is NEW, CHANGED or RETIRED."""

    what: Why
    part: str
    title: str
    rows: list[Row] = field(default_factory=list)


def grouped(
    changes: Iterable[ItemChange], states: Iterable[State], profile: Profile, messages: Messages
) -> list[Group]:
    """Return the changes record by record: a contact's numbers stand with the contact.

    `states` are those in which the contacts of the numbers are looked for.
    """
    groups: dict[tuple[str, str], Group] = {}
    phones: list[ItemChange] = []
    for change in changes:
        if change.part == "phones":
            phones.append(change)
            continue
        rows = list(_rows(change.fields, profile, messages))
        if change.what is not Why.CHANGED or rows:
            groups[change.part, change.id] = Group(change.what, change.part, change.title, rows)
    owners = _owners(states) if phones else {}
    for change in phones:
        if change.id not in owners:
            groups[change.part, change.id] = Group(change.what, change.part, change.title)
            continue
        id_, title = owners[change.id]
        group = groups.setdefault(("contacts", id_), Group(Why.CHANGED, "contacts", title))
        if group.what is Why.CHANGED:
            for row in _rows(change.fields, profile, messages):
                group.rows.append(Row(f"{change.title}: {row.field}", row.was, row.now))
    order = {part: number for number, part in enumerate(dict.fromkeys(p for p, _ in groups))}
    return [
        groups[key]
        for key in sorted(groups, key=lambda key: order[key[0]])
        if groups[key].what is not Why.CHANGED or groups[key].rows
    ]


def counted(groups: Iterable[Group], messages: Messages) -> str:
    """Say how many records are new, changed and retired."""
    found = [group.what for group in groups]
    return " · ".join(
        messages.text(f"batches.count_{what}", n=found.count(what))
        for what in (Why.NEW, Why.CHANGED, Why.RETIRED)
    )


def field_in_words(path: str, profile: Profile, messages: Messages) -> str:
    """Name a field of an item by its path ("phones/0/number" is of the first of several).

    One that has no words keeps its own name.
    """
    facets = {name: FACET_KEYS[vocabulary] for vocabulary, name in profile.vocabularies.items()}
    steps = [facets.get(step, step) for step in path.split("/") if step != "facets"]
    return ", ".join(_step(step, messages) for step in steps)


def _step(name: str, messages: Messages) -> str:
    if name.isdigit():
        return str(int(name) + 1)
    key = f"batches.field.{name}"
    return messages.text(key) if messages.has(key) else name


def value_in_words(path: str, value: Any, messages: Messages) -> str:
    """Say a field's value."""
    name = path.rpartition("/")[2]
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, list):
        return "; ".join(_one(name, each, messages) for each in value)
    return _one(name, value, messages)


def _one(name: str, value: Any, messages: Messages) -> str:
    if isinstance(value, dict):
        return _compound(value, messages)
    if name in _FLAGS:
        return messages.text("exports.yes" if value else "exports.no")
    text = html_to_text(str(value)) if name in _HTML else str(value)
    key = f"batches.value.{text}"
    return messages.text(key) if name in _CHOICES and messages.has(key) else text


def _compound(value: dict[str, Any], messages: Messages) -> str:
    if "starthours" in value:
        day = value.get("day")
        when = messages.text(f"exports.column.{_DAYS[day]}") if isinstance(day, int) else ""
        start, end = value["starthours"], value["endhours"]
        hours = f"{_clock(start)}–{_clock(end)}" if start >= 0 else ""
        return " ".join(filter(None, (when.lower(), hours, str(value.get("comment") or ""))))
    if "date" in value:
        spans = ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in value["spans"])
        closed = messages.text("exports.hours.closed") if value["closed"] else ""
        return " ".join(filter(None, (value["date"], closed or spans, value["comment"])))
    if "uri" in value:
        title, uri = str(value.get("title") or ""), str(value["uri"])
        return f"{title} ({uri})" if title else uri
    return ", ".join(str(each) for each in value.values() if each not in ("", None, [], {}))


def _clock(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}"


def _rows(fields: Iterable[FieldChange], profile: Profile, messages: Messages) -> Iterator[Row]:
    for each in fields:
        if each.field.rpartition("/")[2] in _MACHINE:
            continue
        was, now = (value_in_words(each.field, v, messages) for v in (each.was, each.now))
        if was != now:
            yield Row(field_in_words(each.field, profile, messages), was, now)


def _owners(states: Iterable[State]) -> dict[str, tuple[str, str]]:
    """Return the item id and title of the contact of each number, by the number's item id."""
    return {
        f"phone:{derived_uuid('phone', contact.id, phone.part_id)}": (
            item_id("contact", contact.id),
            contact.heading,
        )
        for state in states
        for contact in state.all(Contact)
        for phone in contact.phones
    }

"""What a plan shows, in words that fit a cell: names of fields, values, what a new unit holds."""

from __future__ import annotations

from typing import Final

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.text.html import html_to_text
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange
from ui.bridge import Bridge

CLOSED: Final = ("state", "kind", "tier", "written_kind", "vocabulary")
"""Fields, here and as columns of the workbook, whose values are names of a closed choice."""
HTML: Final = ("body", "pages.body")
SAID: Final = 2
"""Values that a new unit is told apart by."""
LONGEST: Final = 60
"""Characters of such a value."""


def name_of(bridge: Bridge, field: FieldChange) -> str:
    """Name a field; one of a part of a record is named with its sheet, as several have a note."""
    name = bridge.text(field.name_key)
    sheet, dot, rest = field.field.partition(".")
    if dot and "." in rest:
        return f"{bridge.text(f'exports.sheet.{sheet}')}: {name}"
    return name


def values_of(bridge: Bridge, field: FieldChange) -> tuple[str, str, str]:
    """Return what stands here, what was said before and what is said now, as people read them.

    Of a page's text its markup is left out, unless nothing else differs.
    """
    values = (field.here, field.was, field.wanted)
    if field.field in HTML:
        here, was, wanted = (html_to_text(value) for value in values)
        return values if here == wanted else (here, was, wanted)
    choice = field.field.rpartition(".")[2]
    if choice in CLOSED:
        here, was, wanted = (_word(bridge, choice, value) for value in values)
        return here, was, wanted
    return values


def one_line(text: str) -> str:
    """Return a text as it stands in a cell."""
    return " ".join(text.split())


def told_of(bridge: Bridge, change: PlannedChange) -> str:
    """Say what a change is: its name, why it is proposed, and what a new unit holds.

    Many new units have the same name.
    """
    said = [title_of(bridge, change)]
    if change.kind in (PlanKind.NEW, PlanKind.OFFERED):
        said.append(_holds(bridge, change))
    return " – ".join(filter(None, said))


def title_of(bridge: Bridge, change: PlannedChange) -> str:
    """Name a change and say why it is proposed; what is offered is named as what it is."""
    title = change.title
    made = {type(record) for record in change.records}
    if change.kind is PlanKind.OFFERED and made & {ContactBox, Contact}:
        word = bridge.text(f"exports.record.{'box' if ContactBox in made else 'contact'}")
        title = f"{word[:1].upper()}{word[1:]}: {title}"
    return " – ".join(filter(None, (title, bridge.text(change.why) if change.why else "")))


def _holds(bridge: Bridge, change: PlannedChange) -> str:
    held = [
        f"{name_of(bridge, field)}: {_short(one_line(values_of(bridge, field)[2]))}"
        for field in change.fields
        if field.wanted and one_line(field.wanted) != one_line(change.title)
    ]
    return " · ".join(held[:SAID])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _word(bridge: Bridge, field: str, value: str) -> str:
    key = f"exports.{field}.{value}"
    return bridge.text(key) if value and bridge.messages.has(key) else value

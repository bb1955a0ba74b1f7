"""A contact box as plain text, in the words that citizens see, to put into a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ui.preview.views import BoxView, HoursLine, Missing


def box_text(view: BoxView) -> str:
    """Return the lines of a box; what is missing is left out."""
    return "\n".join(_lines(view))


def _lines(view: BoxView) -> Iterator[str]:
    head = view.name or view.title
    if not isinstance(head, Missing) and head:
        yield head
    yield from (line for line in view.address if not isinstance(line, Missing))
    for phone in view.phones:
        if not isinstance(phone.number, Missing):
            yield f"{phone.label}: {phone.number}" if phone.label else phone.number
    yield from (line for line in (*view.written, view.booking)
                if line and not isinstance(line, Missing))  # fmt: skip
    yield from _hours(QCoreApplication.translate("BoxText", "Telefontider"), view.phone_hours)
    yield from _hours(QCoreApplication.translate("BoxText", "Åbningstider"), view.visiting_hours)
    if view.note:
        yield view.note


def _hours(name: str, lines: Sequence[HoursLine]) -> Iterator[str]:
    told = [(each.day, each.hours) for each in lines if not isinstance(each.hours, Missing)]
    told = [(day, hours) for day, hours in told if hours]
    if told:
        yield f"{name}:"
        yield from (f"{day} {hours}".strip() for day, hours in told)

"""Fold one record into another of its kind: what is kept, what is joined, what is left over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Link, Phone, WrittenChannel
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term
from kkworkbench.state.indexes import phone_key
from kkworkbench.state.state import State
from kkworkbench.text.hours_writing import hours_summary

R = TypeVar("R", bound=Record)
Left = list[tuple[str, object]]
"""Values that no field holds any more, each with the name of the field it stood in."""


class Side(StrEnum):
    """Whose value a field gets."""

    KEEP = "keep"
    GONE = "gone"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Folded(Generic[R]):
    """The record with both in it, what is left over, and the new ids of parts that have one."""

    record: R
    left: Left
    parts: dict[str, str]


def default_side(keep: object, gone: object) -> Side:
    """Return whose value a field gets where nobody chose: both of two lists, else what is there."""
    if is_nothing(keep):
        return Side.GONE
    both = isinstance(keep, tuple) and isinstance(gone, tuple) and not is_nothing(gone)
    return Side.BOTH if both else Side.KEEP


def is_nothing(value: object) -> bool:
    """Whether a value says nothing."""
    return value in (None, "", (), False)


def fold(keep: R, gone: R, sides: Mapping[str, Side], skip: Collection[str] = ()) -> Folded[R]:
    """Fold a record into another; the fields in `skip` stay as they are and leave nothing over."""
    values: dict[str, Any] = {}
    left: Left = []
    parts: dict[str, str] = {}
    for each in fields(keep):  # type: ignore[arg-type]  # every kind is a dataclass
        name = each.name
        if name == "id" or name in skip:
            continue
        ours, theirs = getattr(keep, name), getattr(gone, name)
        side = sides.get(name, default_side(ours, theirs))
        if side is Side.GONE:
            first, second = theirs, ours
        else:
            first, second = ours, theirs
        if side is Side.BOTH:
            values[name] = _joined(name, first, second, left, parts)
        else:
            values[name] = first
            left += [(name, value) for value in _missing(first, second)]
    return Folded(replace(keep, **values), left, parts)  # type: ignore[type-var]


def in_words(state: State, value: object) -> str:
    """Write a value out whole, so that a person can type it in again; ids of terms become names."""
    match value:
        case bool():
            return "ja"
        case date():
            return f"{value:%d.%m.%Y}"
        case Enum():
            return str(value.value)
        case Hours():
            return _hours(value)
        case Phone():
            return _line(state, value.number, value.label, value.note, value.hours)
        case WrittenChannel() | Link():
            return _line(state, value.text, value.url)
        case Address():
            return _line(
                state, value.street, value.floor, value.po_box, value.postal_code, value.town
            )
        case tuple():
            return ", ".join(in_words(state, part) for part in value)
        case str():
            term = state.get(Term, value)
            return term.name if term is not None else value
    return ""


def _joined(
    name: str, first: tuple[Any, ...], second: tuple[Any, ...], left: Left, parts: dict[str, str]
) -> tuple[Any, ...]:
    out = list(first)
    for value in second:
        at = next((n for n, other in enumerate(out) if _is_same(other, value)), None)
        if at is None:
            out.append(_renamed(value, out, parts))
        else:
            out[at] = _with_rest(name, out[at], value, left)
            if hasattr(value, "part_id"):
                parts[value.part_id] = out[at].part_id
    return tuple(out)


def _is_same(first: Any, second: Any) -> bool:
    match first, second:
        case (Phone(), Phone()):
            digits = phone_key(first.number)
            return bool(digits) and digits == phone_key(second.number)
        case (WrittenChannel(), WrittenChannel()):
            return bool(first.url) and (first.kind, first.url) == (second.kind, second.url)
    return bool(first == second)


def _with_rest(name: str, kept: Any, double: Any, left: Left) -> Any:
    """Give the part that stays what only its double says."""
    for each in ("label", "note", "text", "number", "hours"):
        ours, theirs = getattr(kept, each, None), getattr(double, each, None)
        if is_nothing(theirs) or ours == theirs:
            continue
        if is_nothing(ours):
            kept = replace(kept, **{each: theirs})
        elif each == "note":
            kept = replace(kept, note=f"{ours} · {theirs}")
        elif each != "number":
            left.append((name, theirs))
    return kept


def _renamed(value: Any, others: list[Any], parts: dict[str, str]) -> Any:
    part = getattr(value, "part_id", None)
    taken = {getattr(other, "part_id", None) for other in others}
    if part is None or part not in taken:
        return value
    number = 2
    while f"{part}-{number}" in taken:
        number += 1
    parts[part] = f"{part}-{number}"
    return replace(value, part_id=PartId(f"{part}-{number}"))


def _missing(chosen: Any, other: Any) -> list[Any]:
    if isinstance(other, tuple) and isinstance(chosen, tuple):
        return [value for value in other if value not in chosen]
    return [] if is_nothing(other) or other == chosen else [other]


def _line(state: State, *parts: object) -> str:
    return " ".join(text for text in (in_words(state, part) for part in parts if part) if text)


def _hours(hours: Hours) -> str:
    parts = [hours_summary(hours), hours.comment]
    for exception in hours.exceptions:
        spans = ", ".join(
            f"{start // 60}.{start % 60:02}-{end // 60}.{end % 60:02}"
            for start, end in exception.spans
        )
        said = " ".join(part for part in (exception.note, spans or "lukket") if part)
        parts.append(f"{exception.date:%d.%m.%Y} {said}")
    return "; ".join(part for part in parts if part)

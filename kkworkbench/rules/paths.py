"""Reach a text inside a record by a finding's field path."""

from dataclasses import replace
from typing import Any, TypeVar, cast

from kkworkbench.model.hours import Hours
from kkworkbench.model.record import Record

R = TypeVar("R", bound=Record)


def text_at(record: Record, path: str) -> str:
    """Return the text at a path ("title", "address.town", "phones.<part id>.number").

    The text of hours is their comment.

    Raises:
        LookupError: the record has no such part or no text there.
    """
    value: Any = record
    for step in path.split("."):
        value = _step(value, step)
    if isinstance(value, Hours):
        return value.comment
    if not isinstance(value, str):
        raise LookupError(path)
    return value


def with_text(record: R, path: str, text: str) -> R:
    """Return the record with another text at a path.

    Raises:
        LookupError: as `text_at`.
    """
    return cast(R, _with(record, path.split("."), text))


def _step(value: Any, step: str) -> Any:
    if isinstance(value, tuple):
        for part in value:
            if getattr(part, "part_id", None) == step:
                return part
        raise LookupError(step)
    if not hasattr(value, step):
        raise LookupError(step)
    return getattr(value, step)


def _with(value: Any, steps: list[str], text: str) -> Any:
    if not steps:
        if isinstance(value, Hours):
            return replace(value, comment=text)
        if not isinstance(value, str):
            raise LookupError(text)
        return text
    inner = _with(_step(value, steps[0]), steps[1:], text)
    if isinstance(value, tuple):
        return tuple(inner if part.part_id == steps[0] else part for part in value)
    return replace(value, **{steps[0]: inner})

"""Migrations as YAML: the few shapes that they are made of, always quoted where it matters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[./][A-Za-z0-9_]+)*")
_SPECIAL = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def yaml_text(value: Mapping[str, Any]) -> str:
    """Return a mapping as block YAML."""
    return "\n".join(_mapping(value, 0)) + "\n"


def _mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{'  ' * depth}{_scalar(key)}:", inner, depth)


def _sequence(value: Sequence[Any], depth: int) -> Iterator[str]:
    for inner in value:
        if isinstance(inner, Mapping) and inner:
            first, *rest = _mapping(inner, depth + 1)
            yield f"{'  ' * depth}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{'  ' * depth}- {_scalar(inner)}"


def _entry(head: str, inner: Any, depth: int) -> Iterator[str]:
    if isinstance(inner, Mapping) and inner:
        yield head
        yield from _mapping(inner, depth + 1)
    elif isinstance(inner, (list, tuple)) and inner:
        yield head
        yield from _sequence(inner, depth + 1)
    else:
        yield f"{head} {_scalar(inner)}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    if _BARE.fullmatch(value) and value.lower() not in _SPECIAL:
        return str(value)
    escaped = value.replace("'", "''")
    return f"'{escaped}'"

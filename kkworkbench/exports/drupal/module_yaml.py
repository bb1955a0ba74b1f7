"""YAML of migrations and recipes: the few shapes they are made of, quoted where it matters."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[./][A-Za-z0-9_]+)*")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")
"""Signs that a single-quoted text would lose or turn into a blank, such as a line break."""
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
    if _INVISIBLE.search(value):
        whole = value.encode("utf-8", "replace").decode("utf-8")
        return _INVISIBLE.sub(_escaped, json.dumps(whole, ensure_ascii=False))
    escaped = value.replace("'", "''")
    return f"'{escaped}'"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"

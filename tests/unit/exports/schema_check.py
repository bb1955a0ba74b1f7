"""Check a value against a JSON Schema, as far as the schemas of a batch go."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_KNOWN = {"$schema", "title", "type", "properties", "required", "additionalProperties", "items",
          "uniqueItems", "pattern", "maxLength", "minimum", "maximum", "enum", "const"}  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema that is shipped for a file of a batch."""
    file = resources.files("resources").joinpath("drupal", "schema", f"{name}.schema.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def breaches(value: Any, schema: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Yield where and how a value breaks its schema; an unknown keyword is an error here."""
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    if "type" in schema and not _is_one_of(value, schema["type"]):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value, re.DOTALL):
            yield f"{at}: {value!r} does not match {schema['pattern']}"
        if len(value) > schema.get("maxLength", len(value)):
            yield f"{at}: longer than {schema['maxLength']}"
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{at}: {value} is out of range"
    if isinstance(value, list):
        if schema.get("uniqueItems") and len(set(value)) != len(value):
            yield f"{at}: an item is there twice"
        for number, item in enumerate(value):
            yield from breaches(item, schema.get("items", {}), f"{at}/{number}")
    if isinstance(value, dict):
        yield from _object(value, schema, at)


def _object(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: lacks {name}"
    for name, inner in value.items():
        other = schema.get("additionalProperties", True)
        if name in known:
            yield from breaches(inner, known[name], f"{at}/{name}")
        elif other is False:
            yield f"{at}: {name} is not known"
        elif isinstance(other, dict):
            yield from breaches(inner, other, f"{at}/{name}")


def _is_one_of(value: Any, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    is_switch = isinstance(value, bool)
    return any(
        isinstance(value, _TYPES[name]) and (name == "boolean" or not is_switch) for name in names
    )

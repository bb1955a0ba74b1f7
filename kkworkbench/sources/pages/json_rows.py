"""Rows of a page inventory in JSON: a list of objects, {"rows": …}, or saved JSON:API."""

import json
import re
from collections.abc import Mapping
from typing import Any

from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.json_tables import json_content
from kkworkbench.sources.table import MOST_ROWS

LARGEST = 200_000_000
_LISTS = ("rows", "data", "results", "items", "pages")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_rows(name: str, data: bytes, encoding: str = "") -> list[tuple[int, Mapping[str, str]]]:
    """Return the objects as rows of texts; every row has every column.

    Raises:
        UnreadableInputError: it is broken, too large, or no list of objects.
    """
    if len(data) > LARGEST:
        raise UnreadableInputError("input.too_large", file=name)
    content, _ = json_content(name, data, encoding)
    if isinstance(content, dict):
        content = next((content[each] for each in _LISTS if each in content), None)
    if isinstance(content, dict):
        content = [content]
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise UnreadableInputError("input.not_a_table", file=name)
    if not content:
        raise UnreadableInputError("input.no_rows", file=name)
    if len(content) > MOST_ROWS:
        raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    objects = [_flat(each) for each in content]
    header = dict.fromkeys(column for each in objects for column in each)
    return [
        (number, {column: _text(each.get(column)) for column in header})
        for number, each in enumerate(objects, start=1)
    ]


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    """Lay out an object of JSON:API as a row; any other stays as it is."""
    attributes = content.get("attributes")
    if not isinstance(attributes, dict):
        return content
    row = {
        "uuid": content.get("id"),
        "type": str(content.get("type") or "").rpartition("--")[2],
        **attributes,
    }
    relations = content.get("relationships")
    if isinstance(relations, dict):
        for name in ("parent", "field_parent", "localgov_services_parent"):
            related = relations.get(name)
            other = related.get("data") if isinstance(related, dict) else None
            if isinstance(other, dict) and other.get("id"):
                row["parent"] = other["id"]
    return row


def _text(value: Any) -> str:
    """Return a value as a cell; of Drupal's objects the one part that is meant."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case str():
            return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
        case float() if value.is_integer():
            return str(int(value))
        case {"alias": str(alias)}:
            return _text(alias)
        case {"processed": str(text)} | {"value": str(text)}:
            return _text(text)
        case [{"value": single}]:
            return _text(single)
        case dict() | list():
            return _text(json.dumps(value, ensure_ascii=False))
    return str(value)

"""Read a table from a JSON file: a GeoJSON feature collection, or a list of objects."""

import json
import re
from typing import Any

from kkworkbench.sources.encodings import decoded
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.table import MOST_COLUMNS, MOST_ROWS, Grid, Line, line_of

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _TwiceError(ValueError):
    """An object has one name twice: one of the two cells would be lost."""


def read_json(name: str, data: bytes, encoding: str = "", most: int = 0) -> Grid:
    """Read the features' properties, or the objects, as lines; 1 is the first.

    Of many only the first `most`, if it is not 0; the columns are those of all.

    Raises:
        UnreadableInputError: it is broken, too large, or no list of objects.
    """
    content, encoding = json_content(name, data, encoding)
    objects = _objects(name, content)
    if not objects:
        raise UnreadableInputError("input.no_rows", file=name)
    if len(objects) > MOST_ROWS:
        raise UnreadableInputError("input.too_many_rows", file=name, most=str(MOST_ROWS))
    header = tuple(dict.fromkeys(column for each in objects for column in each))
    if not header:
        raise UnreadableInputError("input.no_columns", file=name)
    if len(header) > MOST_COLUMNS:
        raise UnreadableInputError(
            "input.too_many_columns", file=name, most=str(MOST_COLUMNS), count=str(len(header))
        )
    taken = objects[:most] if most else objects
    lines = tuple(_line(name, number, header, each) for number, each in enumerate(taken, start=1))
    whole = len(taken) == len(objects)
    return Grid(name, lines, header=header, encoding=encoding, is_whole=whole)


def json_content(name: str, data: bytes, encoding: str = "") -> tuple[Any, str]:
    """Return what a JSON file holds, and its encoding.

    Raises:
        UnreadableInputError: it is broken, or an object has one name twice.
    """
    text, encoding = decoded(name, data, encoding)
    try:
        content = json.loads(text, object_pairs_hook=_object)
    except _TwiceError as error:
        column = str(error)
        raise UnreadableInputError(
            "input.same_column", file=name, sheet="", column=column
        ) from error
    except (ValueError, RecursionError) as error:
        place = str(error.lineno) if isinstance(error, json.JSONDecodeError) else "?"
        raise UnreadableInputError("input.broken_json", file=name, row=place) from error
    return content, encoding


def _line(name: str, number: int, header: tuple[str, ...], content: dict[str, Any]) -> Line:
    cells = [_text(content.get(column)) for column in header]
    for column, cell in zip(header, cells, strict=True):
        if _LONE_SURROGATE.search(column + cell):
            raise UnreadableInputError(
                "input.half_character", file=name, row=str(number), column=ascii(column)[1:-1]
            )
    return line_of(number, cells)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        seen: set[str] = set()
        for column, _value in pairs:
            if column in seen:
                raise _TwiceError(column)
            seen.add(column)
    return content


def _objects(name: str, content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        features = content.get("features")
        if not isinstance(features, list):
            raise UnreadableInputError("input.not_a_table", file=name)
        content = [
            each["properties"] or {} if isinstance(each, dict) and "properties" in each else each
            for each in features
        ]
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise UnreadableInputError("input.not_a_table", file=name)
    return content


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case str():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)

"""What differs between two batches, or a batch and now: item by item and field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.scope import UNTOLD, Why
from kkworkbench.exports.drupal.shapes import Item

_SILENT = UNTOLD | {"content_hash", "id", "uuid", "retired", "contact_hash"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field by its path ("address/locality"), and its two values."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is new, changed or retired (it is no longer there)."""

    what: Why
    part: str
    id: str
    title: str
    fields: tuple[FieldChange, ...] = ()


def compare(before: Items, now: Items) -> list[ItemChange]:
    """Return what differs, part by part in the order of the batch; ids are told as names."""
    changes: list[ItemChange] = []
    names = {id_: name for items in (before, now) for id_, name in _names(items)}
    for part, items in now.items():
        old = {each["id"]: each for each in before[part]}
        for item in items:
            former = old.pop(item["id"], None)
            title = names[item["id"]]
            if former is None:
                changes.append(ItemChange(Why.NEW, part, item["id"], title))
                continue
            fields = tuple(_differing(former, item, names))
            if fields:
                changes.append(ItemChange(Why.CHANGED, part, item["id"], title, fields))
        changes += [ItemChange(Why.RETIRED, part, id_, names[id_]) for id_ in old]
    return changes


def _differing(
    was: Item, now: Item, names: dict[str, str], path: str = ""
) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*was, *now)):
        if not path and name in _SILENT:
            continue
        left, right = was.get(name), now.get(name)
        if left == right:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            yield from _differing(left, right, names, f"{path}{name}/")
        else:
            yield FieldChange(f"{path}{name}", _named(left, names), _named(right, names))


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    return [_named(each, names) for each in value] if isinstance(value, list) else value


def _names(items: Items) -> Iterator[tuple[str, str]]:
    for name in ("title", "name", "number", "heading", "from"):
        for found in items.values():
            for item in found:
                if item.get(name):
                    yield str(item["id"]), str(item[name])
    contacts = {each["id"]: each["title"] for each in items["contacts"]}
    for box in items["boxes"]:
        if not box["heading"]:
            yield str(box["id"]), str(contacts.get(box["contact"], box["id"]))

"""Values of items as a site's fields hold them, in the form of core's default content."""

from collections.abc import Callable
from typing import Any

from kkworkbench.exports.drupal.profile import REVISIONS, SiteField
from kkworkbench.exports.drupal.shapes import Item

Values = list[dict[str, Any]]
Refer = Callable[[str], Any]
"""What a field that refers holds of an item: the uuid of an entity, or the entity itself."""

_REFERENCES = ("entity_reference", "entity_reference_hierarchy", REVISIONS)
_HTML = ("text_long", "text_with_summary")


def plain(value: Any) -> Values:
    """Return the one value of a simple field."""
    return [{"value": value}]


def field_values(held: SiteField, value: Any, text_format: str, refer: Refer) -> Values:
    """Return what a field holds of an item's value; nothing where it is empty."""
    found = value if isinstance(value, list) else [value]
    kept = [each for each in found if each not in ("", None)]
    if held.type in _REFERENCES:
        return [{"entity": refer(each)} for each in kept]
    if held.type in _HTML:
        return [{"value": each, "format": text_format} for each in kept]
    if held.type == "address":
        return [{name: part for name, part in each.items() if part} for each in kept]
    if held.type == "link":
        return [link(each["uri"], each["title"]) for each in kept]
    if held.type == "office_hours":
        return [dict(each) for each in kept]
    return [{"value": each} for each in kept]


def link(uri: str, title: str) -> Item:
    """Return a link to an address."""
    return {"uri": uri, "title": title, "options": {}}


def link_to(uuid: str) -> Item:
    """Return a link to an entity, which core looks up."""
    return {"target_uuid": uuid, "title": "", "options": {}}

"""What each value of an item may be held by: the field types that fit, and those that must be."""

from collections.abc import Mapping
from dataclasses import dataclass

from kkworkbench.exports.drupal.profile import ANY, REVISIONS

_TEXT = ("string",)
_LONG = ("string_long", "string")
_HTML = ("text_long", "text_with_summary")
_REFERENCE = ("entity_reference", "entity_reference_hierarchy")


@dataclass(frozen=True, slots=True)
class Key:
    """The field types that fit, the usual one first, how many values are sent, and whether the
    site must have the field."""

    types: tuple[str, ...]
    values: int = 1
    needed: bool = False


_SOURCE = Key(_TEXT)
_FACETS = {name: Key(_REFERENCE, ANY) for name in ("administration", "category", "district")}

KEYS: Mapping[str, Mapping[str, Key]] = {
    "phone": {
        "label": Key(_TEXT),
        "number": Key(("telephone", "string"), needed=True),
        "note": Key(_LONG),
        "hours": Key(("office_hours",), ANY),
    },
    "contact": {
        "title": Key(_TEXT, needed=True),
        "label": Key(_TEXT),
        "source_id": _SOURCE,
        "intro": Key(_HTML),
        "address": Key(("address", "string_long", "string")),
        "phones": Key((REVISIONS, "telephone", "string"), ANY),
        "opening_hours": Key(("office_hours",), ANY),
        "links": Key(("link", "string"), ANY),
        **_FACETS,
    },
    "box": {
        "contact": Key(_REFERENCE, needed=True),
        "heading": Key(_TEXT),
        "channels": Key(("list_string",), ANY),
        "note": Key(_LONG),
    },
    "page": {
        "title": Key(_TEXT, needed=True),
        "source_id": _SOURCE,
        "summary": Key(_LONG),
        "body": Key(("text_with_summary", "text_long")),
        "search_words": Key(("string", "string_long"), ANY),
        "parent": Key(_REFERENCE),
        "tags": Key(_REFERENCE, ANY),
        "owner": Key(_REFERENCE),
        "contact": Key(_REFERENCE),
        "boxes": Key((REVISIONS,), ANY, needed=True),
        "list_tier": Key(("list_string",)),
        "list_title": Key(_TEXT),
        "list_help": Key(_LONG),
        **{f"list_{name}": key for name, key in _FACETS.items()},
    },
}
"""By section of a profile and name of a value."""

LENGTHS: Mapping[str, int] = {"string": 255, "telephone": 256}
"""How long a text of a type may be where the profile says nothing else."""

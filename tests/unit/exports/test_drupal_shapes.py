"""The small shapes of a batch are made fast, and still as the standard library makes them."""

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.exports.drupal.shapes import content_hash, derived_uuid, json_bytes, uuid_of

TEXTS = st.text(st.characters(), max_size=12)
NAMES = st.text(max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_a_derived_uuid_is_that_of_the_standard_library(names: list[str]) -> None:
    name = "urn:kkworkbench:batch:" + ":".join(names)
    assert derived_uuid(*names) == str(uuid5(NAMESPACE_URL, name))


@given(st.uuids())
def test_a_uuid_stays_and_is_written_in_one_form(uuid: UUID) -> None:
    for form in (str(uuid), str(uuid).upper(), uuid.hex, f"{{{uuid}}}"):
        assert uuid_of(form) == str(uuid)


@given(VALUES)
def test_json_is_written_as_the_standard_library_writes_it(value: Any) -> None:
    told = json.dumps(value, ensure_ascii=False, indent=1)
    assert json_bytes(value) == told.encode("utf-8", "replace") + b"\n"


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_a_hash_asks_for_the_content_and_not_for_its_order(value: dict[str, Any]) -> None:
    turned = dict(reversed(value.items()))
    assert content_hash(value) == content_hash(turned)
    assert content_hash(value) != content_hash({**value, "more": 1, "": []})
